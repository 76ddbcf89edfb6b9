/* Zones and windows: where and when the scan looks. */
#include <math.h>

#include "compute/scan_data.h"

static ErrCode read_graph(const ScanData *d, ScanGraph *ret)
{
    const ProcedureCall *c = d->c;
    const Frame *f = c->in[SCAN_NEIGHBOURS];
    size_t from_col, to_col, *first;
    ScanFinder from = { &d->place, "among the places", 0 }, to = from;
    uint32_t *a, *b, *list;
    TRY(frame_column(f, "from", &from_col, c->err));
    TRY(frame_column(f, "to", &to_col, c->err));
    NEW(first, d->place.n + 2, c->mem, c->err);
    NEW(a, f->rows + 1, c->mem, c->err);
    NEW(b, f->rows + 1, c->mem, c->err);
    NEW(list, 2 * f->rows + 1, c->mem, c->err);
    for (size_t i = 0; i < f->rows; i++) {
        TRY(scan_name_find(&from, f, i, from_col, c->err));
        TRY(scan_name_find(&to, f, i, to_col, c->err));
        a[i] = (uint32_t)from.at;
        b[i] = (uint32_t)to.at;
        first[a[i] + 2]++;
        first[b[i] + 2]++;
    }
    for (size_t i = 2; i < d->place.n + 2; i++) first[i] += first[i - 1];
    for (size_t i = 0; i < f->rows; i++) {
        list[first[a[i] + 1]++] = b[i];
        list[first[b[i] + 1]++] = a[i];
    }
    *ret = (ScanGraph){ d->place.n, first, list };
    return ERR_OK;
}

static ErrCode find_zones(ScanData *d, ScanZones *ret)
{
    const ProcedureCall *c = d->c;
    const ScanSettings *s = d->s;
    double *size;
    ScanPoint *nowhere;
    ScanGraph graph;
    NEW(size, d->place.n + 1, c->mem, c->err);
    NEW(nowhere, 1, c->mem, c->err);
    const double *of = s->model == SCAN_PERMUTATION ? d->count : d->measure;
    for (size_t i = 0; i < d->place.n * d->grid.slots; i++) size[i / d->grid.slots] += of[i];
    bool temporal = s->analysis == SCAN_TEMPORAL;
    ScanCircles circles = { .places = d->place.n,
                            .point = d->point ? d->point : nowhere,
                            .size = size,
                            .max_share = temporal ? 1.0 : s->max_share,
                            .max_distance = s->max_distance,
                            .max_places = s->max_places,
                            .everywhere = s->include_temporal,
                            .threads = c->threads };
    if (temporal || !c->in[SCAN_NEIGHBOURS])
        return stat_scan_circles(&circles, c->mem, ret, c->err);
    TRY(read_graph(d, &graph));
    return stat_scan_borders(&circles, &graph, s->steps, c->mem, ret, c->err);
}

static ErrCode find_windows(const ScanData *d, ScanProblem *p)
{
    const ProcedureCall *c = d->c;
    const ScanSettings *s = d->s;
    size_t slots = d->grid.slots;
    double longest = s->max_time ? floor((double)s->max_time / s->length)
                                 : floor(s->max_time_share * (double)slots + 1e-9);
    if (longest > (double)slots) longest = (double)slots;
    if (longest < 1.0 && !s->max_time) longest = 1.0; /* half of one slot */
    double shortest = ceil((double)s->min_time / s->length);
    if (s->analysis == SCAN_SPATIAL) shortest = longest = (double)slots;
    if (!(longest >= shortest) || longest < 1.0)
        return err_set(c->err, ERR_INPUT,
                       "maxTemporal: of %zu slots of time no window is long enough", slots);
    ScanSpan span = { .analysis = s->analysis,
                      .slots = (uint32_t)slots,
                      .shortest = (uint32_t)shortest,
                      .longest = (uint32_t)longest,
                      .first_end = (uint32_t)slots,
                      .whole = s->include_spatial };
    TRY(stat_scan_windows(&span, c->mem, &p->windows, c->err));
    p->chance = p->windows;
    if (!s->adjust_previous || !s->has_prospective) return ERR_OK;
    if (s->prospective.last < d->grid.edge[0] || s->prospective.first >= d->grid.edge[slots])
        return err_set(c->err, ERR_INPUT, "prospectiveStart: outside start and end");
    span.first_end = scan_slot_at(&d->grid, s->prospective.first) + 1;
    return stat_scan_windows(&span, c->mem, &p->chance, c->err);
}

ErrCode scan_problem_open(ScanData *d, ScanProblem *ret)
{
    const ScanSettings *s = d->s;
    bool stratified = s->trend == SCAN_STRATIFIED;
    ScanProblem p = { .model = s->model,
                      .look = s->look,
                      .emerging = s->emerging,
                      .forget_root = s->compat && s->emerging,
                      .stratified = stratified,
                      .to_the_end = s->compat && stratified,
                      .min_cases = s->min_cases,
                      .places = d->grid.places,
                      .slots = d->grid.slots,
                      .count = d->count,
                      .measure = d->measure,
                      .dispersion = d->dispersion,
                      .cases = d->n_cases,
                      .groups = d->groups,
                      .v = d->cases };
    TRY(find_zones(d, &p.zones));
    TRY(find_windows(d, &p));
    *ret = p;
    return ERR_OK;
}
