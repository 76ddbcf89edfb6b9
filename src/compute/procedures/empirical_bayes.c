/* Rates of small places drawn towards those of all, or of their neighbours. */
#include <math.h>

#include "compute/row_intervals.h"
#include "compute/spatial_data.h"

typedef struct {
    const Frame *f;
    size_t label;
    double *x, *n, multiplier;
    SpatialData d; /* for local priors */
    bool local;
} Work;

static ErrCode read_all(ProcedureCall *c, Work *w)
{
    static const FrameRange count = { 0.0, 1e15 };
    bool *kept;
    w->f = c->in[0];
    TRY(multiplier_read(c, 1.0, &w->multiplier));
    TRY(column_numbers(c, w->f, &column_count, count, &w->x));
    TRY(column_numbers(c, w->f, &column_population, count, &w->n));
    TRY(column_label(c, w->f, &w->label, 0, &w->label));
    w->local = c->in[1] || c->in[2];
    if (!w->local) return ERR_OK;
    NEW(kept, w->f->rows + 1, c->mem, c->err);
    for (size_t i = 0; i < w->f->rows; i++) kept[i] = true;
    return spatial_read(c, kept, &w->d);
}

/* The place and its neighbours. */
static BayesPrior local_prior(const Work *w, size_t place, size_t *room)
{
    size_t n = 0;
    room[n++] = place;
    for (size_t k = w->d.near.at[place]; k < w->d.near.at[place + 1]; k++)
        room[n++] = w->d.near.to[k];
    return stat_bayes_prior(w->x, w->n, room, n);
}

static ErrCode run(ProcedureCall *c)
{
    static const char *const names[] = { "x", "n", "raw", "eb", NULL };
    const char *const *all;
    Work w = { .local = false };
    size_t *room;
    TRY(read_all(c, &w));
    NEW(room, w.f->rows + 1, c->mem, c->err);
    for (size_t i = 0; i < w.f->rows; i++)
        if (isnan(w.x[i] + w.n[i])) w.x[i] = w.n[i] = 0.0; /* as if nobody were there */
    BayesPrior prior = stat_bayes_prior(w.x, w.n, NULL, w.f->rows);
    TRY(column_names(c, w.f, w.label, names, &all));
    c->out = table_open(c->mem, c->out.format, all);
    for (size_t i = 0; i < w.f->rows; i++) {
        if (w.local) prior = local_prior(&w, i, room);
        double raw = w.n[i] > 0.0 ? w.x[i] / w.n[i] : (double)NAN;
        column_write_label(c, w.f, w.label, i);
        table_f64(&c->out, w.n[i] > 0.0 ? w.x[i] : (double)NAN, 0);
        table_f64(&c->out, w.n[i] > 0.0 ? w.n[i] : (double)NAN, 0);
        table_f64(&c->out, raw * w.multiplier, 6);
        table_f64(&c->out, isnan(raw) ? raw : stat_bayes_rate(w.x[i], w.n[i], prior) * w.multiplier,
                  6);
    }
    return ERR_OK;
}

static const SettingParam params[] = {
    MULTIPLIER_PARAM("1"), COLUMN_COUNT_PARAM,         COLUMN_POPULATION_PARAM,
    SPATIAL_PARAMS,        { NULL, NULL, NULL, NULL },
};
static const ProcedureInput inputs[] = { SPATIAL_INPUTS("place,x,n"), { NULL, NULL, false } };

PROCEDURE(empirical_bayes) = {
    .name = "empirical-bayes",
    .title = "Rates of small places steadied",
    .meaning =
        "Draws the rates of small places towards the usual one, so that chance does not rule "
        "them.",
    .formula =
        "m + s (x/n - m) / (s + m/n), m and s of all places, or of the place and its neighbours",
    .defects = "",
    .source = "marshall1991",
    .params = params,
    .inputs = inputs,
    .shape = "place,x,n,raw,eb",
    .run = run,
};
