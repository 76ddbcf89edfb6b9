/* Directly standardised rates with Dobson's interval. */
#include "compute/columns.h"
#include "compute/row_intervals.h"
#include "stats/standardise.h"

typedef struct {
    const Frame *f;
    size_t label;
    double *events, *population, *weight, multiplier;
    Groups groups;
    Confidence levels;
} Direct;

static ErrCode sorted_column(ProcedureCall *c, const Direct *d, const ColumnName *name,
                             double **ret)
{
    static const FrameRange count = { 0.0, 1e15 };
    double *v, *sorted;
    TRY(column_numbers(c, d->f, name, count, &v));
    NEW(sorted, d->f->rows + 1, c->mem, c->err);
    for (size_t i = 0; i < d->f->rows; i++) sorted[i] = v[d->groups.row[i]];
    *ret = sorted;
    return ERR_OK;
}

static ErrCode read_bands(ProcedureCall *c, Direct *d)
{
    static const char *const usual[] = { "esp", "esp2013", "standard", "stdpop", NULL };
    static const ColumnName standard = { "standard", usual };
    static const char *const area_names[] = { "area", "place", "code", NULL };
    static const ColumnName area = { "label", area_names };
    bool found;
    d->f = c->in[0];
    d->label = d->f->cols;
    TRY(confidence_read(c, &d->levels));
    TRY(multiplier_read(c, 100000.0, &d->multiplier));
    TRY(column_look(c, d->f, &area, &found, &d->label));
    TRY(column_groups(c, d->f, d->label, &d->groups));
    TRY(sorted_column(c, d, &column_count, &d->events));
    TRY(sorted_column(c, d, &column_population, &d->population));
    return sorted_column(c, d, &standard, &d->weight);
}

static ErrCode run(ProcedureCall *c)
{
    static const char *const plain[] = { "total_count", "total_pop", "value", NULL };
    static const char *const after[] = { NULL };
    const char *const *before;
    Direct d;
    TRY(read_bands(c, &d));
    TRY(column_names(c, d.f, d.label, plain, &before));
    TRY(confidence_open(c, &d.levels, before, after));
    for (size_t g = 0; g < d.groups.n; g++) {
        size_t at = d.groups.at[g], n = d.groups.at[g + 1] - at;
        Standardised s =
            stat_direct(&(Bands){ n, d.events + at, d.population + at, d.weight + at });
        column_write_label(c, d.f, d.label, d.groups.row[at]);
        table_f64(&c->out, s.events, 0);
        table_f64(&c->out, s.population, 0);
        table_f64(&c->out, s.value * d.multiplier, 4);
        for (int k = 0; k < d.levels.n; k++) {
            Interval v = stat_dobson(s, d.levels.level[k]);
            table_f64(&c->out, v.lower * d.multiplier, 4);
            table_f64(&c->out, v.upper * d.multiplier, 4);
        }
    }
    return ERR_OK;
}

static const SettingParam params[] = {
    CONFIDENCE_PARAM,
    MULTIPLIER_PARAM("100000"),
    COLUMN_COUNT_PARAM,
    COLUMN_POPULATION_PARAM,
    { "standard", "esp, esp2013, standard or stdpop", "a column", "the standard population" },
    { "label", "area, place or code", "a column", "the places; without it all rows are one place" },
    { NULL, NULL, NULL, NULL },
};
static const ProcedureInput inputs[] = { { "input", "[area,]band,obs,pop,esp", true },
                                         { NULL, NULL, false } };

PROCEDURE(dsr) = {
    .name = "dsr",
    .title = "Directly standardised rates with Dobson's interval",
    .meaning = "Says what a place's rate would be if its people were as old as a standard "
               "population.",
    .formula = "sum(w e / n) / sum(w), +- sqrt(variance / events) x (limit of the count - events)",
    .defects = "",
    .source = "dobson1991",
    .params = params,
    .inputs = inputs,
    .shape = "[area,]total_count,total_pop,value, then lower,upper; none below 10 events",
    .run = run,
};
