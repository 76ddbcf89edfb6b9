/* Means of groups with Student's interval. */
#include "compute/columns.h"
#include "compute/confidence.h"
#include "stats/interval.h"

typedef struct {
    const Frame *f;
    size_t label;
    double *v;
    Groups groups;
    Confidence levels;
} Means;

static ErrCode read_means(ProcedureCall *c, Means *m)
{
    static const FrameRange any = { -1e300, 1e300 };
    size_t value;
    m->f = c->in[0];
    TRY(confidence_read(c, &m->levels));
    TRY(column_find(c, m->f, &column_value, &value));
    TRY(column_numbers(c, m->f, &column_value, any, &m->v));
    TRY(column_label(c, m->f, &value, 1, &m->label));
    return column_groups(c, m->f, m->label, &m->groups);
}

static ErrCode open_table(ProcedureCall *c, const Means *m)
{
    static const char *const plain[] = { "value_sum", "value_count", "stdev", "value", NULL };
    static const char *const after[] = { NULL };
    const char *const *before;
    TRY(column_names(c, m->f, m->label, plain, &before));
    return confidence_open(c, &m->levels, before, after);
}

static ErrCode run(ProcedureCall *c)
{
    Means m;
    double *v;
    TRY(read_means(c, &m));
    TRY(open_table(c, &m));
    NEW(v, m.f->rows + 1, c->mem, c->err);
    for (size_t i = 0; i < m.f->rows; i++) v[i] = m.v[m.groups.row[i]];
    for (size_t g = 0; g < m.groups.n; g++) {
        size_t at = m.groups.at[g];
        Moments k = stat_moments((F64s){ m.groups.at[g + 1] - at, v + at });
        column_write_label(c, m.f, m.label, m.groups.row[at]);
        table_f64(&c->out, k.sum, 3);
        table_int(&c->out, (int64_t)k.n);
        table_f64(&c->out, k.sd, 4);
        table_f64(&c->out, k.mean, 4);
        for (int i = 0; i < m.levels.n; i++) {
            Interval w = stat_mean_interval(k, m.levels.level[i]);
            table_f64(&c->out, w.lower, 4);
            table_f64(&c->out, w.upper, 4);
        }
    }
    return ERR_OK;
}

static const SettingParam params[] = {
    CONFIDENCE_PARAM, COLUMN_VALUE_PARAM, COLUMN_LABEL_PARAM, { NULL, NULL, NULL, NULL }
};
static const ProcedureInput inputs[] = { { "input", "[label,]values", true },
                                         { NULL, NULL, false } };

PROCEDURE(mean) = {
    .name = "mean",
    .title = "Means of groups with Student's interval",
    .meaning = "Says what a group's average is and how well it is known.",
    .formula = "mean -+ t(n - 1) sd / sqrt n",
    .defects = "",
    .source = "student1908",
    .params = params,
    .inputs = inputs,
    .shape = "[label,]value_sum,value_count,stdev,value, then lower,upper",
    .run = run,
};
