/* Indirectly standardised ratios and rates. */
#include "compute/columns.h"
#include "compute/row_intervals.h"
#include "stats/standardise.h"

typedef struct {
    const Frame *f;
    size_t label, band;
    double *events, *population, *reference_events, *reference_population;
    double *weight; /* reference rate of each row's band */
    double multiplier, whole_rate;
    int as; /* 0 ratio, 1 rate */
    Groups areas, bands;
    Confidence levels;
} Indirect;

static const FrameRange count = { 0.0, 1e15 };

static ErrCode read_names(ProcedureCall *c, Indirect *d)
{
    static const char *const area_names[] = { "area", "place", "code", NULL };
    static const char *const band_names[] = { "band", "ageband", "age", NULL };
    static const ColumnName area = { "label", area_names }, band = { "band", band_names };
    bool found;
    d->f = c->in[0];
    d->label = d->f->cols;
    TRY(column_look(c, d->f, &area, &found, &d->label));
    TRY(column_find(c, d->f, &band, &d->band));
    TRY(column_groups(c, d->f, d->label, &d->areas));
    return column_groups(c, d->f, d->band, &d->bands);
}

static ErrCode read_figures(ProcedureCall *c, Indirect *d)
{
    static const char *const event_names[] = { "refcount", NULL };
    static const char *const population_names[] = { "refpop", NULL };
    static const ColumnName events = { "refcount", event_names };
    static const ColumnName population = { "refpop", population_names };
    bool given;
    size_t col = 0;
    TRY(column_numbers(c, d->f, &column_count, count, &d->events));
    TRY(column_numbers(c, d->f, &column_population, count, &d->population));
    d->reference_events = d->events;
    d->reference_population = d->population;
    TRY(column_look(c, d->f, &events, &given, &col));
    if (!given) return ERR_OK;
    TRY(column_numbers(c, d->f, &events, count, &d->reference_events));
    return column_numbers(c, d->f, &population, count, &d->reference_population);
}

/* Each band's rate in the reference; a place's own rows name the whole reference when it is
 * given, and are a part of it when it is not. */
static ErrCode make_rates(ProcedureCall *c, Indirect *d)
{
    bool given = d->reference_events != d->events;
    double events = 0.0, population = 0.0;
    NEW(d->weight, d->f->rows + 1, c->mem, c->err);
    for (size_t b = 0; b < d->bands.n; b++) {
        double e = 0.0, n = 0.0;
        size_t from = d->bands.at[b], to = given ? from + 1 : d->bands.at[b + 1];
        for (size_t i = from; i < to; i++) {
            e += d->reference_events[d->bands.row[i]];
            n += d->reference_population[d->bands.row[i]];
        }
        for (size_t i = from; i < d->bands.at[b + 1]; i++) d->weight[d->bands.row[i]] = e / n;
        events += e;
        population += n;
    }
    d->whole_rate = events / population;
    return ERR_OK;
}

static ErrCode gather(ProcedureCall *c, const Indirect *d, double **v)
{
    double *sorted;
    NEW(sorted, d->f->rows + 1, c->mem, c->err);
    for (size_t i = 0; i < d->f->rows; i++) sorted[i] = (*v)[d->areas.row[i]];
    *v = sorted;
    return ERR_OK;
}

static ErrCode open_table(ProcedureCall *c, const Indirect *d)
{
    static const char *const ratio[] = { "observed", "expected", "value", NULL };
    static const char *const rate[] = { "observed", "expected", "ref_rate", "value", NULL };
    static const char *const after[] = { NULL };
    const char *const *before;
    TRY(column_names(c, d->f, d->label, d->as ? rate : ratio, &before));
    return confidence_open(c, &d->levels, before, after);
}

static ErrCode read_all(ProcedureCall *c, Indirect *d)
{
    static const char *const words[] = { "ratio", "rate", NULL };
    TRY(confidence_read(c, &d->levels));
    TRY(setting_word(c->set, "as", words, &d->as, c->err));
    TRY(multiplier_read(c, d->as ? 100000.0 : 1.0, &d->multiplier));
    TRY(read_names(c, d));
    TRY(read_figures(c, d));
    TRY(make_rates(c, d));
    TRY(gather(c, d, &d->events));
    TRY(gather(c, d, &d->population));
    return gather(c, d, &d->weight);
}

static ErrCode run(ProcedureCall *c)
{
    Indirect d = { .as = 0 };
    TRY(read_all(c, &d));
    TRY(open_table(c, &d));
    double scale = d.multiplier * (d.as ? d.whole_rate : 1.0);
    for (size_t g = 0; g < d.areas.n; g++) {
        size_t at = d.areas.at[g], n = d.areas.at[g + 1] - at;
        Standardised s =
            stat_indirect(&(Bands){ n, d.events + at, d.population + at, d.weight + at });
        column_write_label(c, d.f, d.label, d.areas.row[at]);
        table_f64(&c->out, s.events, 0);
        table_f64(&c->out, s.population, 4);
        if (d.as) table_f64(&c->out, d.whole_rate * d.multiplier, 4);
        table_f64(&c->out, s.value * scale, 4);
        for (int k = 0; k < d.levels.n; k++) {
            Interval v = stat_indirect_interval(s, d.levels.level[k]);
            table_f64(&c->out, v.lower * scale, 4);
            table_f64(&c->out, v.upper * scale, 4);
        }
    }
    return ERR_OK;
}

static const SettingParam params[] = {
    CONFIDENCE_PARAM,
    { "as", "ratio", "ratio or rate",
      "a ratio to what was expected, or that times the whole rate" },
    MULTIPLIER_PARAM("1 for a ratio, 100000 for a rate"),
    COLUMN_COUNT_PARAM,
    COLUMN_POPULATION_PARAM,
    { "band", "band, ageband or age", "a column", "the bands" },
    { "refcount", "all places together", "a column", "events of the band in the reference" },
    { "refpop", "all places together", "a column", "people of the band in the reference" },
    { "label", "area, place or code", "a column", "the places; without it all rows are one place" },
    { NULL, NULL, NULL, NULL },
};
static const ProcedureInput inputs[] = { { "input", "[area,]band,obs,pop[,refcount,refpop]", true },
                                         { NULL, NULL, false } };

PROCEDURE(isr) = {
    .name = "isr",
    .title = "Indirectly standardised ratios and rates",
    .meaning = "Says how a place's count compares with what the reference's rates would give it.",
    .formula = "events / sum(reference rate x population); limits of the count / expected",
    .defects = "",
    .source = "breslow1987",
    .params = params,
    .inputs = inputs,
    .shape = "[area,]observed,expected,value (as=rate: ref_rate before value), then lower,upper",
    .run = run,
};
