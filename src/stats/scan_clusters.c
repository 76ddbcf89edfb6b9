/* Clusters one after the other: the best of all cylinders, then the best of those left. */
#include "stats/scan_priv.h"

/* Two scores that differ by less are the same score, computed in another order. */
static const double SAME_WINDOW = 1e-11, SAME_CENTRE = 1e-9;

/* A time that a better cluster has claimed at one place. */
typedef struct Claim {
    ScanWindow window;
    const struct Claim *next;
} Claim;

typedef struct {
    const ScanField *f;
    ScanValues values;
    const Claim **claims; /* of each place */
    ScanBest *best;       /* of each centre */
    double least;         /* scores up to this do not matter */
} Picking;

/* One that begins when the other ends touches it. */
static bool touch(ScanWindow a, ScanWindow b)
{
    return a.from <= b.to && b.from <= a.to;
}

static bool is_free(const Picking *g, const ScanBest *b)
{
    const uint32_t *member = scan_members(&g->f->p->zones, b->centre);
    if (b->centre == g->f->p->zones.everywhere) return true;
    for (uint32_t k = 0; k < b->places; k++)
        for (const Claim *c = g->claims[member[k]]; c; c = c->next)
            if (touch(c->window, b->window)) return false;
    return true;
}

/* Takes the best of a centre and drops what touches it in time; false and a score of 0 when nothing
 * is left. */
static bool take_best(ScanBest *of_window, size_t windows, ScanBest *best)
{
    best->score = 0.0;
    for (size_t w = 0; w < windows; w++)
        if (of_window[w].score > best->score * (1.0 + SAME_WINDOW)) {
            uint32_t centre = best->centre;
            *best = of_window[w];
            best->centre = centre;
        }
    for (size_t w = 0; w < windows; w++)
        if (touch(of_window[w].window, best->window)) of_window[w].score = 0.0;
    return best->score > 0.0;
}

/* Whether a score may be above a number: it is at most chi-squared, which needs no logarithm. */
static bool may_pass(const ScanField *f, const ScanSums *s, size_t w, double least)
{
    ScanWindow at = f->steps.value[w];
    double n = s->count[at.to] - s->count[at.from], u = s->base[at.to] - s->base[at.from];
    double all = f->scale.window_cases ? f->scale.window_cases[w] : f->scale.cases;
    switch (f->scale.model) {
    case SCAN_POISSON:
    case SCAN_PERMUTATION: return (n - u) * (n - u) * all > least * 0.999 * u * (all - u);
    case SCAN_EB_POISSON: return (n - u) * (n - u) > least * 0.999 * u;
    case SCAN_BERNOULLI:
    case SCAN_EB_NB: break;
    }
    return true;
}

/* A centre's clusters are its best cylinder, the best that does not touch that one in time, and so
 * on; the first of them that touches no claim. */
static ErrCode search_one(void *context, size_t centre, Arena *scratch, Err *e)
{
    const Picking *g = context;
    const ScanField *f = g->f;
    const ScanZones *z = &f->p->zones;
    ScanBest best = { .centre = (uint32_t)centre }, *of_window;
    ScanSums s;
    TRY(scan_sums_open(f, scratch, &s, e));
    NEW(of_window, f->steps.windows + 1, scratch, e);
    for (uint32_t k = 0; k < z->length[centre]; k++) {
        scan_sums_add(f, &g->values, scan_members(z, centre)[k], &s);
        if (centre == z->everywhere && k + 1 < z->length[centre]) continue;
        for (size_t w = 0; w < f->steps.windows; w++)
            if (may_pass(f, &s, w, g->least))
                scan_sums_look(f, &s, w, SAME_WINDOW, &of_window[w], k + 1);
    }
    while (take_best(of_window, f->steps.windows, &best))
        if (is_free(g, &best)) break;
    g->best[centre] = best;
    return ERR_OK;
}

static ErrCode observe(const ScanField *f, Arena *mem, ScanValues *ret, Err *e)
{
    size_t n = f->p->places * f->steps.steps + 1;
    double *count, *push;
    NEW(count, n, mem, e);
    scan_observed(f, count);
    scan_accumulate(f, count);
    push = count;
    if (f->lean) {
        NEW(push, n, mem, e);
        scan_push(f, f->p->count, push);
    }
    *ret = (ScanValues){ count, push };
    return ERR_OK;
}

/* Of equals the fewest places, then the earliest centre. */
static const ScanBest *leader(const ScanBest *best, size_t n)
{
    const ScanBest *top = &best[0];
    double most = 0.0;
    for (size_t i = 0; i < n; i++) most = best[i].score > most ? best[i].score : most;
    for (size_t i = 0; i < n; i++) {
        if (best[i].score < most * (1.0 - SAME_CENTRE)) continue;
        if (top->score < most * (1.0 - SAME_CENTRE) || best[i].places < top->places) top = &best[i];
    }
    return top;
}

static ErrCode claim(const Picking *g, const ScanBest *b, Arena *mem, Err *e)
{
    const uint32_t *member = scan_members(&g->f->p->zones, b->centre);
    Claim *c;
    if (b->centre == g->f->p->zones.everywhere) return ERR_OK;
    NEW(c, b->places, mem, e);
    for (uint32_t k = 0; k < b->places; k++) {
        c[k] = (Claim){ b->window, g->claims[member[k]] };
        g->claims[member[k]] = &c[k];
    }
    return ERR_OK;
}

/* Takes the leader or, when it has been overtaken, sends its centre to look again. */
static ErrCode pick_all(const Picking *g, const ScanPick *pick, Arena *mem, ScanBest *ret,
                        size_t *ret_n, Err *e)
{
    size_t kept = 0, centres = g->f->p->zones.centres;
    while (centres > 0 && kept < pick->most && kept < centres) {
        ScanBest top = *leader(g->best, centres);
        if (!(top.score > 0.0) || (kept && !(top.score > pick->least))) break;
        if (!is_free(g, &top)) {
            ArenaMark mark = arena_mark(mem);
            TRY(search_one((void *)(uintptr_t)g, top.centre, mem, e));
            arena_back(mem, mark);
            continue;
        }
        TRY(claim(g, &top, mem, e));
        ret[kept++] = top;
        g->best[top.centre].score = 0.0;
        if (top.centre == g->f->p->zones.everywhere) continue;
        ArenaMark mark = arena_mark(mem);
        TRY(search_one((void *)(uintptr_t)g, top.centre, mem, e));
        arena_back(mem, mark);
    }
    *ret_n = kept;
    return ERR_OK;
}

ErrCode stat_scan_clusters(const ScanProblem *p, const ScanPick *pick, Arena *mem, ScanBest **ret,
                           size_t *ret_n, Err *e)
{
    ScanField f;
    Picking g = { .f = &f, .least = pick->least };
    NEW(*ret, p->zones.centres + 1, mem, e);
    ArenaMark mark = arena_mark(mem);
    NEW(g.best, p->zones.centres + 1, mem, e);
    NEW(g.claims, p->places + 1, mem, e);
    TRY(scan_field_open(p, &p->windows, mem, &f, e));
    TRY(observe(&f, mem, &g.values, e));
    ParallelJob job = { .items = p->zones.centres,
                        .threads = pick->threads,
                        .scratch_bytes = ((size_t)f.steps.steps + 8) * 4 * sizeof(double) +
                                         f.steps.windows * sizeof(ScanBest) + 4096,
                        .work = search_one,
                        .context = &g };
    TRY(parallel_run(&job, e));
    if (pick->least > 0.0 && p->zones.centres && !(leader(g.best, p->zones.centres)->score > 0.0)) {
        g.least = 0.0; /* nothing so high: the best is reported whatever it is */
        TRY(parallel_run(&job, e));
    }
    TRY(pick_all(&g, pick, mem, *ret, ret_n, e));
    arena_back(mem, mark);
    return ERR_OK;
}
