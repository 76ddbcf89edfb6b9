/* Mann's and Kendall's test and Theil's and Sen's slope of each series, across breaks. */
#include <stdlib.h>

#include "compute/columns.h"
#include "compute/confidence.h"
#include "stats/trend.h"

enum { MOST_BREAKS = 32 };

typedef struct {
    double time, value;
} Point;

typedef struct {
    const Frame *f;
    size_t label, breaks;
    double *year, *value, broken[MOST_BREAKS];
    Groups series;
    Confidence levels;
} Trends;

static ErrCode read_breaks(ProcedureCall *c, Trends *t)
{
    Str rest = setting_text(c->set, "breaks"), part;
    while (rest.p && str_split(&rest, ',', &part)) {
        Err why;
        if (t->breaks == MOST_BREAKS ||
            str_f64(str_trim(part), "", &t->broken[t->breaks], &why) != ERR_OK)
            return err_set(c->err, ERR_INPUT,
                           "setting breaks: expected up to %d years with commas between them",
                           MOST_BREAKS);
        t->breaks++;
    }
    return ERR_OK;
}

static ErrCode read_all(ProcedureCall *c, Trends *t)
{
    static const FrameRange any = { -1e300, 1e300 };
    static const char *const years[] = { "year", "period", "time", "Time", NULL };
    static const ColumnName year = { "year", years };
    size_t taken;
    t->f = c->in[0];
    TRY(confidence_read(c, &t->levels));
    TRY(read_breaks(c, t));
    TRY(column_find(c, t->f, &year, &taken));
    TRY(column_label(c, t->f, &taken, 1, &t->label));
    TRY(column_groups(c, t->f, t->label, &t->series));
    TRY(column_numbers(c, t->f, &year, any, &t->year));
    return column_numbers(c, t->f, &column_value, any, &t->value);
}

static int by_time(const void *a, const void *b)
{
    const Point *x = a, *y = b;
    return (x->time > y->time) - (x->time < y->time);
}

/* A break belongs to the figures from its year on. */
static size_t segment_of(const Trends *t, double year)
{
    size_t n = 0;
    for (size_t i = 0; i < t->breaks; i++) n += year >= t->broken[i];
    return n;
}

static ErrCode judge(ProcedureCall *c, const Trends *t, size_t g, MonotoneTrend *ret)
{
    size_t n = t->series.at[g + 1] - t->series.at[g], *segment;
    const size_t *row = t->series.row + t->series.at[g];
    Point *p;
    double *time, *value;
    NEW(p, n, c->mem, c->err);
    NEW(time, n, c->mem, c->err);
    NEW(value, n, c->mem, c->err);
    NEW(segment, n, c->mem, c->err);
    for (size_t i = 0; i < n; i++) p[i] = (Point){ t->year[row[i]], t->value[row[i]] };
    qsort(p, n, sizeof *p, by_time);
    for (size_t i = 0; i < n; i++) {
        time[i] = p[i].time;
        value[i] = p[i].value;
        segment[i] = segment_of(t, p[i].time);
    }
    TrendPoints points = { n, time, value, NULL, segment };
    for (int k = t->levels.n; k-- > 0;)
        TRY(stat_monotone_trend(&points, t->levels.level[k], c->mem, &ret[k], c->err));
    return ERR_OK;
}

static ErrCode write_series(ProcedureCall *c, const Trends *t, size_t g)
{
    MonotoneTrend of[CONFIDENCE_MAX];
    ArenaMark mark = arena_mark(c->mem);
    TRY(judge(c, t, g, of));
    arena_back(c->mem, mark);
    column_write_label(c, t->f, t->label, t->series.row[t->series.at[g]]);
    table_int(&c->out, (int64_t)of[0].pairs);
    table_f64(&c->out, of[0].s, 0);
    table_f64(&c->out, of[0].z, 3);
    table_f64(&c->out, of[0].p, 6);
    table_text(&c->out, of[0].exact ? STR("true") : STR("false"));
    table_f64(&c->out, of[0].slope, 4);
    for (int k = 0; k < t->levels.n; k++) {
        table_f64(&c->out, of[k].limit.lower, 4);
        table_f64(&c->out, of[k].limit.upper, 4);
    }
    return ERR_OK;
}

static ErrCode run(ProcedureCall *c)
{
    static const char *const plain[] = { "pairs", "s", "z", "p", "exact", "slope", NULL };
    static const char *const after[] = { NULL };
    const char *const *before;
    Trends t = { .breaks = 0 };
    TRY(read_all(c, &t));
    TRY(column_names(c, t.f, t.label, plain, &before));
    TRY(confidence_open(c, &t.levels, before, after));
    for (size_t g = 0; g < t.series.n; g++) TRY(write_series(c, &t, g));
    return ERR_OK;
}

static const SettingParam params[] = {
    CONFIDENCE_PARAM,
    { "breaks", "none", "years with commas", "from which year on figures cannot be compared" },
    { "year", "year, period, time or Time", "a column", "when" },
    COLUMN_VALUE_PARAM,
    COLUMN_LABEL_PARAM,
    { NULL, NULL, NULL, NULL },
};
static const ProcedureInput inputs[] = { { "input", "[label,]year,value", true },
                                         { NULL, NULL, false } };

PROCEDURE(trend) = {
    .name = "trend",
    .title = "Mann-Kendall test and Theil-Sen slope with breaks",
    .meaning = "Says whether figures have risen or fallen over the years, whatever the shape.",
    .formula = "s = sum of signs of later - earlier; slope = median over pairs; a pair across a "
               "break is not compared",
    .defects = "",
    .source = "mann1945",
    .params = params,
    .inputs = inputs,
    .shape = "[label,]pairs,s,z,p,exact,slope, then lower,upper of the slope",
    .run = run,
};
