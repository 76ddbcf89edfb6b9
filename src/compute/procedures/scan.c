/* The scan statistic over places and times. */
#include <math.h>

#include "compute/scan_data.h"

typedef struct {
    ProcedureCall *c;
    ScanSettings *s;
    ScanData d;
    ScanProblem p;
    double *maxima;
    ScanNull null;
    int printed;
} Work;

static double days_of(const ScanSettings *s)
{
    static const double month = 365.25 / 12.0;
    if (s->unit == PERIOD_DAY) return s->length;
    if (s->unit == PERIOD_WEEK) return 7.0 * s->length;
    return (s->unit == PERIOD_MONTH ? month : 365.25) * s->length;
}

static ErrCode read_all(Work *w)
{
    ProcedureCall *c = w->c;
    NEW(w->s, 1, c->mem, c->err);
    TRY(scan_settings_read(c->set, w->s, c->err));
    w->d = (ScanData){ .c = c, .s = w->s };
    TRY(scan_places_read(&w->d));
    TRY(scan_time_read(&w->d));
    TRY(scan_counts_read(&w->d));
    return scan_problem_open(&w->d, &w->p);
}

static ErrCode simulate(Work *w)
{
    ProcedureCall *c = w->c;
    const ScanSettings *s = w->d.s;
    size_t n = (size_t)s->replicates;
    double looks = w->p.chance.n > w->p.windows.n
                       ? (double)(w->p.slots - scan_slot_at(&w->d.grid, s->prospective.first))
                       : 1.0;
    ScanRun run = { .seed = (uint64_t)s->seed, .n = n, .threads = c->threads };
    NEW(w->maxima, n + 1, c->mem, c->err);
    if (n) TRY(stat_scan_maxima(&w->p, &run, c->mem, w->maxima, c->err));
    w->null = (ScanNull){ n, w->maxima, s->analysis == SCAN_PROSPECTIVE ? days_of(s) : 0.0, looks };
    return ERR_OK;
}

static void write_maxima(const Work *w)
{
    Table *t = w->c->extra[1];
    for (size_t i = 0; t && i < w->null.n; i++) table_f64(t, w->maxima[i], 6);
}

static void write_date(Table *t, double day)
{
    if (isnan(day)) {
        table_missing(t);
        return;
    }
    table_text(t, arena_str(t->mem, str_of(date_text((int32_t)day).text)));
}

static void write_cluster(Work *w, const ScanBest *b)
{
    static const Str all = { 3, "All" };
    Table *t = &w->c->out, *members = w->c->extra[0];
    ScanFacts f = stat_scan_facts(&w->p, b);
    ScanChance chance = stat_scan_chance(&w->null, b->score);
    const ScanZones *z = &w->p.zones;
    const double *edge = w->d.grid.edge;
    table_int(t, ++w->printed);
    table_text(t, b->centre == z->everywhere ? all : w->d.place.v[b->centre]);
    table_int(t, b->places);
    write_date(t, edge[b->window.from]);
    write_date(t, edge[b->window.to] - 1.0);
    table_f64(t, f.observed, 0);
    table_f64(t, f.expected, 2);
    table_f64(t, f.ratio, 2);
    table_f64(t, f.relative_risk, 2);
    table_f64(t, b->score, 6);
    table_f64(t, chance.p, 4);
    table_f64(t, chance.p_gumbel, 4);
    table_f64(t, chance.recurrence, 0);
    for (uint32_t k = 0; members && k < b->places; k++) {
        table_int(members, w->printed);
        table_text(members, w->d.place.v[scan_members(z, b->centre)[k]]);
    }
}

/* The first always, then those that chance does not always reach. */
static ErrCode look(Work *w, size_t most, ScanBest *ret_first, bool *ret_found)
{
    ProcedureCall *c = w->c;
    ScanBest *best;
    ScanPick pick = { .threads = c->threads, .most = most };
    size_t n;
    for (size_t i = 0; i < w->null.n; i++)
        if (i == 0 || w->maxima[i] < pick.least) pick.least = w->maxima[i];
    TRY(stat_scan_clusters(&w->p, &pick, c->mem, &best, &n, c->err));
    for (size_t i = 0; i < n; i++) write_cluster(w, &best[i]);
    *ret_found = n > 0;
    *ret_first = best[0];
    return ERR_OK;
}

/* Takes a cluster's cases, and what was expected of it, out of the data. */
static ErrCode take_out(Work *w, const ScanBest *b)
{
    ScanData *d = &w->d;
    const uint32_t *member = scan_members(&w->p.zones, b->centre);
    double cases = 0.0, people = 0.0;
    bool *inside;
    NEW(inside, d->place.n + 1, w->c->mem, w->c->err);
    for (uint32_t k = 0; k < b->places; k++) {
        size_t at = (size_t)member[k] * d->grid.slots;
        inside[member[k]] = true;
        for (uint32_t t = b->window.from; t < b->window.to; t++)
            d->count[at + t] = d->measure[at + t] = 0.0;
    }
    size_t kept = 0;
    for (size_t i = 0; i < d->n_cases; i++) {
        const ScanCase *v = &d->cases[i];
        if (!inside[v->place] || v->slot < b->window.from || v->slot >= b->window.to)
            d->cases[kept++] = *v;
    }
    d->n_cases = kept;
    w->p.cases = kept;
    if (d->s->model == SCAN_PERMUTATION) return scan_measure(d);
    if (d->s->model != SCAN_POISSON) return ERR_OK;
    for (size_t i = 0; i < d->place.n * d->grid.slots; i++) {
        cases += d->count[i];
        people += d->measure[i];
    }
    for (size_t i = 0; i < d->place.n * d->grid.slots && people > 0.0; i++)
        d->measure[i] *= cases / people;
    return ERR_OK;
}

static ErrCode run_rounds(Work *w)
{
    ScanBest first;
    bool found = true;
    for (int round = 0; round < w->s->iterative && found; round++) {
        if (round) TRY(simulate(w));
        TRY(look(w, 1, &first, &found));
        if (found) TRY(take_out(w, &first));
    }
    return ERR_OK;
}

static ErrCode run(ProcedureCall *c)
{
    Work w = { .c = c };
    ScanBest first;
    bool found;
    TRY(read_all(&w));
    if (w.d.place.n == 0) return ERR_OK;
    TRY(simulate(&w));
    write_maxima(&w);
    if (w.s->iterative) return run_rounds(&w);
    return look(&w, SIZE_MAX, &first, &found);
}

static const ProcedureInput inputs[] = {
    { "cases", "place,date,count[,category]", true },
    { "places", "place,x,y or place,lat,long", false },
    { "population", "place,date,population[,category]", false },
    { "controls", "place,count", false },
    { "baseline", "place,date,expected[,dispersion]", false },
    { "neighbours", "from,to", false },
    { NULL, NULL, false },
};
static const char *const member_columns[] = { "cluster", "place", NULL };
static const char *const maxima_columns[] = { "", NULL };
static const ProcedureOutput outputs[] = {
    { "members", member_columns },
    { "maxima", maxima_columns },
    { NULL, NULL },
};
static const char *const columns[] = { "cluster",
                                       "centre",
                                       "places",
                                       "start",
                                       "end",
                                       "observed",
                                       "expected",
                                       "ratio",
                                       "relative_risk",
                                       "llr",
                                       "p",
                                       "p_gumbel",
                                       "recurrence_interval",
                                       NULL };

PROCEDURE(scan) = {
    .name = "scan",
    .title = "Scan statistic over places and times",
    .meaning = "Finds the group of places and the time with the most surprising number of cases, "
               "and says how often chance alone gives one as surprising at a single look.",
    .formula = "max over cylinders of n log(n/u) + (N - n) log((N - n)/(N - u)); "
               "expectation-based n log(n/u) + u - n; "
               "p = (1 + simulated maxima >= it) / (replicates + 1)",
    .defects = "SaTScan 10.3.2 prints, with time stratified, what is expected from the start of "
               "the cluster to the end of the study (mode=compat does so too); its replicates "
               "share one short cycle of random numbers.  scanstatistics 1.1.2 forgets the square "
               "root in the emerging statistic of eb-nb.  No p-value or recurrence interval of a "
               "scan that is repeated is a false-alarm rate (correa2014): measure it on past data.",
    .source = "kulldorff2001",
    .params = scan_params,
    .inputs = inputs,
    .outputs = outputs,
    .columns = columns,
    .run = run,
};
