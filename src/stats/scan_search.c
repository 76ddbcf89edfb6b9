/* The plain way through all cylinders: what everything else must agree with. */
#include "stats/scan_priv.h"

/* The largest score of a centre, if it is larger than *best. */
static void search_centre(const ScanField *f, const ScanValues *v, size_t centre, const ScanSums *s,
                          double *best)
{
    const ScanZones *z = &f->p->zones;
    scan_sums_clear(f, s);
    for (uint32_t k = 0; k < z->length[centre]; k++) {
        scan_sums_add(f, v, scan_members(z, centre)[k], s);
        if (centre == z->everywhere && k + 1 < z->length[centre]) continue;
        for (size_t w = 0; w < f->steps.windows; w++) {
            ScanWindow at = f->steps.value[w];
            double score =
                scan_score(&f->scale, s->count[at.to] - s->count[at.from],
                           s->push[at.to] - s->push[at.from], s->base[at.to] - s->base[at.from], w);
            if (score > *best) *best = score;
        }
    }
}

typedef struct {
    const ScanField *f;
    const ScanSource *source;
    const ScanRun *run;
    double *ret;
} Simulating;

/* From a draw to the values that a search adds up. */
static ErrCode spread_out(const ScanField *f, const ScanDraw *d, Arena *mem, ScanValues *ret,
                          Err *e)
{
    const ScanProblem *p = f->p;
    uint32_t steps = f->steps.steps;
    double *count, *cells, *push;
    NEW(count, p->places * steps + 1, mem, e);
    push = count;
    if (f->lean) {
        NEW(cells, p->places * p->slots + 1, mem, e);
        NEW(push, p->places * steps + 1, mem, e);
        for (size_t i = 0; i < d->n; i++) {
            cells[d->cell[i]] = d->add[i];
            count[d->cell[i] / p->slots * steps + f->steps.of_slot[d->cell[i] % p->slots]] +=
                d->add[i];
        }
        scan_push(f, cells, push);
    } else {
        for (size_t i = 0; i < d->n; i++) count[d->cell[i]] += d->add ? d->add[i] : 1.0;
    }
    scan_accumulate(f, count);
    *ret = (ScanValues){ count, push };
    return ERR_OK;
}

static ErrCode simulate_one(void *context, size_t i, Arena *scratch, Err *e)
{
    const Simulating *g = context;
    Chance chance = chance_open(g->run->seed, g->run->first + i);
    ScanHand hand;
    ScanValues values;
    ScanSums s;
    double best = 0.0;
    TRY(scan_hand_open(g->source, scratch, &hand, e));
    scan_simulate(g->source, &chance, &hand);
    TRY(spread_out(g->f, &hand.draw, scratch, &values, e));
    TRY(scan_sums_open(g->f, scratch, &s, e));
    for (size_t c = 0; c < g->f->p->zones.centres; c++) search_centre(g->f, &values, c, &s, &best);
    g->ret[i] = best;
    return ERR_OK;
}

ErrCode scan_plain(const ScanField *f, const ScanSource *s, const ScanRun *run, double *ret, Err *e)
{
    Simulating g = { f, s, run, ret };
    size_t values = f->p->places * f->steps.steps + f->steps.steps;
    size_t cells = f->lean ? f->p->places * f->p->slots : 0;
    ParallelJob job = { .items = run->n,
                        .threads = run->threads,
                        .scratch_bytes =
                            (3 * values + cells) * sizeof(double) + scan_hand_bytes(s) + 65536,
                        .work = simulate_one,
                        .context = &g };
    return parallel_run(&job, e);
}

ErrCode stat_scan_maxima(const ScanProblem *p, const ScanRun *run, Arena *mem, double *ret, Err *e)
{
    ScanField f;
    const ScanSource *s;
    ArenaMark mark = arena_mark(mem);
    TRY(scan_field_open(p, &p->chance, mem, &f, e));
    TRY(scan_source_open(&f, mem, &s, e));
    if (run->way == SCAN_PLAIN_WAY || !scan_lanes_apply(&f))
        TRY(scan_plain(&f, s, run, ret, e));
    else
        TRY(scan_lanes(&f, s, run, mem, ret, e));
    arena_back(mem, mark);
    return ERR_OK;
}
