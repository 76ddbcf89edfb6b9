/* The fast way through all cylinders: 32 replicates side by side, and hardly a logarithm.
 *
 * A cylinder scores above a threshold only when it has a certain number of cases, so the inmost
 * loop adds and compares whole numbers, and the score is worked out for the few that pass.  The
 * threshold is the least of the first 32 maxima; a replicate that never passes it is done again
 * with a threshold that starts at 0 and rises.  The scores, and so the maxima, are the very numbers
 * of the plain way. */
#include "stats/scan_bound.h"
#include "stats/scan_kernel.h"

enum { CACHE_BYTES = 96 << 20, LANE_MEMORY = 1 << 30, BLOCK = 4, AHEAD = 2 };
static const double SAFE_CASES = 40000.0;

typedef struct {
    const ScanField *f;
    const ScanSource *source;
    const ScanRun *run;
    ScanKernel *kernel;
    ScanShape shape;
    size_t limits;         /* windows, in the order of the kernel */
    double largest;        /* base of any cylinder */
    ScanBounds bounds;     /* of the common threshold */
    const size_t *zone_at; /* of each centre, where its rows of the cache begin */
    int16_t *cache;        /* limits of every zone at the common threshold, or NULL */
    bool adaptive;         /* the threshold rises with the least maximum of the batch */
    const size_t *todo;
    size_t n;
    double *ret; /* NAN: the counts pass 65,535, it is for the plain way */
} Fast;

/* How many cases each window of a growing zone needs. */
typedef struct {
    double *base;   /* steps + 1 and a block */
    double *next;   /* base from which one case more is needed; infinite beyond the last window */
    uint32_t *need; /* of each limit */
    int16_t *limit;
} Rise;

/* One thread's work on 32 replicates. */
typedef struct {
    ScanLanes *place; /* places x steps, summed from the first step on */
    ScanLanes *total; /* steps + 1 */
    uint32_t *whole;  /* places x lanes: all cases of a place */
    Rise rise;
    ScanBounds *bounds, own;
    double best[SCAN_LANES];
    size_t lanes;
    bool crowded; /* a lane may pass 65,535 */
} Batch;

static ScanWindow value_of(const Fast *g, size_t i)
{
    if (g->shape.ends) return (ScanWindow){ 0, (uint32_t)i + 1 };
    return g->shape.value[i];
}

static double largest_base(const ScanField *f)
{
    const ScanZones *z = &f->p->zones;
    double most = 0.0;
    for (size_t c = 0; c < z->centres; c++) {
        double sum = 0.0;
        for (uint32_t k = 0; k < z->length[c]; k++)
            sum += f->base[(size_t)(scan_members(z, c)[k] + 1) * f->steps.steps - 1];
        if (sum > most) most = sum;
    }
    return most;
}

static double cases_of(const ScanField *f, double base)
{
    return f->p->model == SCAN_BERNOULLI ? base * f->scale.cases / f->scale.people : base;
}

bool scan_lanes_apply(const ScanField *f)
{
    const ScanProblem *p = f->p;
    if (p->model == SCAN_EB_NB || p->look != SCAN_HIGH || p->stratified) return false;
    if (f->steps.steps == 0 || !(f->scale.people > 0.0) || !(f->scale.cases > 0.0)) return false;
    return p->places * f->steps.steps <= LANE_MEMORY / sizeof(ScanLanes) &&
           cases_of(f, largest_base(f)) < SAFE_CASES;
}

static ErrCode open_lanes(size_t n, Arena *mem, ScanLanes **ret, Err *e)
{
    char *p;
    NEW(p, (n + 1) * sizeof **ret, mem, e);
    *ret = (ScanLanes *)(void *)(p + (64 - (uintptr_t)p % 64) % 64);
    return ERR_OK;
}

static ErrCode open_rise(const Fast *g, Arena *mem, Rise *ret, Err *e)
{
    NEW(ret->base, g->shape.steps + 1 + BLOCK, mem, e);
    NEW(ret->next, g->limits + BLOCK, mem, e);
    NEW(ret->need, g->limits + 1, mem, e);
    NEW(ret->limit, g->limits + 1, mem, e);
    return ERR_OK;
}

static ErrCode open_batch(const Fast *g, Arena *mem, Batch *b, Err *e)
{
    size_t places = g->f->p->places, steps = g->shape.steps;
    *b = (Batch){ .lanes = 0 };
    TRY(open_lanes(places * steps, mem, &b->place, e));
    TRY(open_lanes(steps + 1, mem, &b->total, e));
    NEW(b->whole, places * SCAN_LANES, mem, e);
    TRY(open_rise(g, mem, &b->rise, e));
    if (g->adaptive) TRY(scan_bounds_open(mem, &b->own, e));
    return ERR_OK;
}

static size_t batch_bytes(const Fast *g)
{
    size_t places = g->f->p->places, steps = g->shape.steps;
    return (places * steps + steps + 4) * sizeof(ScanLanes) +
           places * SCAN_LANES * sizeof(uint32_t) + (steps + g->limits + 64) * 32 +
           (SCAN_MOST_CASES + 8) * sizeof(double) + scan_hand_bytes(g->source) + 65536;
}

/* A draw into its lane. */
static void deal(const Fast *g, const ScanDraw *d, size_t lane, Batch *b)
{
    uint32_t steps = g->shape.steps;
    for (size_t i = 0; i < d->n; i++) {
        double add = d->add ? d->add[i] : 1.0;
        uint32_t *whole = &b->whole[d->cell[i] / steps * SCAN_LANES + lane];
        int16_t *cell = &b->place[d->cell[i]].lane[lane];
        if (*whole + add > SCAN_MOST_CASES) {
            b->crowded = true;
            return;
        }
        *whole += (uint32_t)add;
        *cell = (int16_t)(uint16_t)((uint16_t)*cell + (uint32_t)add);
    }
}

static void sum_steps(const Fast *g, Batch *b)
{
    uint32_t steps = g->shape.steps;
    for (size_t i = 0; i < g->f->p->places; i++)
        for (uint32_t s = 1; s < steps; s++) {
            const int16_t *before = b->place[i * steps + s - 1].lane;
            int16_t *here = b->place[i * steps + s].lane;
            for (int l = 0; l < SCAN_LANES; l++) here[l] = (int16_t)(here[l] + before[l]);
        }
}

static ErrCode fill_batch(const Fast *g, size_t item, Arena *mem, Batch *b, Err *e)
{
    ScanHand hand;
    double most = 0.0;
    TRY(open_batch(g, mem, b, e));
    TRY(scan_hand_open(g->source, mem, &hand, e));
    for (size_t i = item * SCAN_LANES; i < g->n && b->lanes < SCAN_LANES; i++) {
        Chance chance = chance_open(g->run->seed, g->run->first + g->todo[i]);
        double sum = 0.0;
        scan_simulate(g->source, &chance, &hand);
        deal(g, &hand.draw, b->lanes++, b);
        for (size_t k = 0; k < hand.draw.n; k++) sum += hand.draw.add ? hand.draw.add[k] : 1.0;
        if (sum > most) most = sum;
    }
    sum_steps(g, b);
    /* With few cases in all no zone can overflow. */
    if (most > SCAN_MOST_CASES) return ERR_OK;
    b->whole = NULL;
    return ERR_OK;
}

/* Whether some lane's largest zone of this centre has more than a lane can hold. */
static bool overflows(const Fast *g, const Batch *b, size_t centre)
{
    const ScanZones *z = &g->f->p->zones;
    const uint32_t *member = scan_members(z, centre);
    uint32_t sum[SCAN_LANES] = { 0 }, most = 0;
    for (uint32_t k = 0; k < z->length[centre]; k++)
        for (int l = 0; l < SCAN_LANES; l++) sum[l] += b->whole[member[k] * SCAN_LANES + l];
    for (int l = 0; l < SCAN_LANES; l++) most = sum[l] > most ? sum[l] : most;
    return most > SCAN_MOST_CASES;
}

static int16_t limit_of(const ScanBounds *bounds, uint32_t need)
{
    return need >= bounds->n ? INT16_MAX : (int16_t)(SCAN_LANE_ZERO + (int32_t)need - 1);
}

/* Whether some base of a block of windows has reached where one case more is needed. */
static bool is_reached(const double *base, const double *next)
{
    bool any = false;
    for (size_t i = 0; i < BLOCK; i++) any |= base[i] >= next[i];
    return any;
}

/* Where all windows are values of their own: block by block, few of which change at a step. */
static void raise_blocks(const Fast *g, const ScanBounds *bounds, const Rise *r)
{
    for (size_t from = 0; from < g->limits; from += BLOCK) {
        if (!is_reached(r->base + 1 + from, r->next + from)) continue;
        size_t to = from + BLOCK < g->limits ? from + BLOCK : g->limits;
        for (size_t i = from; i < to; i++) {
            double u = r->base[i + 1];
            if (u < r->next[i]) continue;
            while (r->need[i] < bounds->n && u >= bounds->base[r->need[i]]) r->need[i]++;
            r->next[i] = r->need[i] < bounds->n ? bounds->base[r->need[i]] : (double)INFINITY;
            r->limit[i] = limit_of(bounds, r->need[i]);
        }
    }
}

/* Moves each window's limit on for a base that has grown. */
static void raise_limits(const Fast *g, const ScanBounds *bounds, const Rise *r)
{
    const double *base = r->base;
    uint32_t *need = r->need;
    int16_t *limit = r->limit;
    if (g->shape.ends) {
        raise_blocks(g, bounds, r);
        return;
    }
    for (size_t i = 0; i < g->limits; i++) {
        ScanWindow v = value_of(g, i);
        double u = base[v.to] - base[v.from];
        if (need[i] >= bounds->n || u < bounds->base[need[i]]) continue;
        while (need[i] < bounds->n && u >= bounds->base[need[i]]) need[i]++;
        limit[i] = limit_of(bounds, need[i]);
    }
}

static void start_limits(const Fast *g, const Rise *r)
{
    memset(r->base, 0, ((size_t)g->shape.steps + 1) * sizeof *r->base);
    for (size_t i = 0; i < g->limits + BLOCK; i++)
        r->next[i] = i < g->limits ? 0.0 : (double)INFINITY;
    for (size_t i = 0; i < g->limits; i++) {
        r->need[i] = 0;
        r->limit[i] = SCAN_LANE_ZERO;
    }
}

static void add_base(const Fast *g, uint32_t place, double *base)
{
    const double *more = g->f->base + (size_t)place * g->shape.steps;
    for (uint32_t i = 0; i < g->shape.steps; i++) base[i + 1] += more[i];
}

/* The purely temporal centre is looked at with all its places only. */
static bool is_skipped(const ScanZones *z, size_t centre, uint32_t k)
{
    return centre == z->everywhere && k + 1 < z->length[centre];
}

/* Works out the scores that passed their limit. */
static void look_closely(const Fast *g, Batch *b, const int16_t *limit)
{
    for (size_t i = 0; i < g->limits; i++) {
        ScanWindow v = value_of(g, i);
        const int16_t *to = b->total[v.to].lane, *from = b->total[v.from].lane;
        int16_t zero = g->shape.ends ? 0 : SCAN_LANE_ZERO;
        bool any = false;
        for (int l = 0; l < SCAN_LANES; l++) any |= (int16_t)(to[l] - from[l] + zero) > limit[i];
        if (!any) continue;
        double u = b->rise.base[v.to] - b->rise.base[v.from];
        for (size_t l = 0; l < b->lanes; l++) {
            int16_t biased = (int16_t)(to[l] - from[l] + zero);
            if (biased <= limit[i]) continue;
            double n = (double)((int32_t)biased - SCAN_LANE_ZERO);
            double score = scan_score(&g->f->scale, n, n, u, 0);
            if (score > b->best[l]) b->best[l] = score;
        }
    }
}

static void clear_total(const Fast *g, Batch *b)
{
    memset(b->total, 0, ((size_t)g->shape.steps + 1) * sizeof *b->total);
    for (uint32_t i = 1; i <= g->shape.steps && g->shape.ends; i++)
        for (int l = 0; l < SCAN_LANES; l++) b->total[i].lane[l] = SCAN_LANE_ZERO;
}

/* Asks for a place's counts before they are needed. */
static void fetch(const Fast *g, const Batch *b, uint32_t place)
{
    const ScanLanes *at = b->place + (size_t)place * g->shape.steps;
    for (uint32_t i = 0; i < g->shape.steps; i++) __builtin_prefetch(at + i);
}

static void search_lanes(const Fast *g, Batch *b, size_t centre)
{
    const ScanZones *z = &g->f->p->zones;
    const uint32_t *member = scan_members(z, centre);
    const int16_t *limit = b->rise.limit;
    clear_total(g, b);
    start_limits(g, &b->rise);
    for (uint32_t k = 0; k < z->length[centre]; k++) {
        if (k + AHEAD < z->length[centre]) fetch(g, b, member[k + AHEAD]);
        add_base(g, member[k], b->rise.base);
        if (g->cache)
            limit = g->cache + (g->zone_at[centre] + k) * g->limits;
        else
            raise_limits(g, b->bounds, &b->rise);
        if (g->kernel(&g->shape, b->total, b->place + (size_t)member[k] * g->shape.steps, limit) &&
            !is_skipped(z, centre, k))
            look_closely(g, b, limit);
    }
}

/* Raises the threshold of an adaptive batch when all its lanes have passed a higher one. */
static void adapt(const Fast *g, Batch *b)
{
    double least = b->best[0];
    for (size_t l = 1; l < b->lanes; l++) least = b->best[l] < least ? b->best[l] : least;
    if (b->own.threshold >= 0.0 && least < 1.15 * b->own.threshold + 0.02) return;
    scan_bounds_fill(&b->own, &g->f->scale, b->own.threshold < 0.0 ? 0.0 : least * (1.0 - 1e-9),
                     g->largest);
}

static ErrCode run_batch(void *context, size_t item, Arena *scratch, Err *e)
{
    const Fast *g = context;
    Batch b;
    ScanBounds common = g->bounds;
    TRY(fill_batch(g, item, scratch, &b, e));
    b.bounds = g->adaptive ? &b.own : &common;
    for (size_t c = 0; c < g->f->p->zones.centres && !b.crowded; c++) {
        if (g->adaptive) adapt(g, &b);
        if (b.whole && overflows(g, &b, c)) b.crowded = true;
        search_lanes(g, &b, c);
    }
    for (size_t l = 0; l < b.lanes; l++)
        g->ret[g->todo[item * SCAN_LANES + l]] = b.crowded ? (double)NAN : b.best[l];
    return ERR_OK;
}

static ErrCode run_all(Fast *g, const size_t *todo, size_t n, Err *e)
{
    g->todo = todo;
    g->n = n;
    ParallelJob job = { .items = (n + SCAN_LANES - 1) / SCAN_LANES,
                        .threads = g->run->threads,
                        .scratch_bytes = batch_bytes(g),
                        .work = run_batch,
                        .context = g };
    return parallel_run(&job, e);
}

static ErrCode cache_centre(void *context, size_t centre, Arena *scratch, Err *e)
{
    const Fast *g = context;
    const ScanZones *z = &g->f->p->zones;
    Rise r;
    int16_t *row = g->cache + g->zone_at[centre] * g->limits;
    TRY(open_rise(g, scratch, &r, e));
    start_limits(g, &r);
    for (uint32_t k = 0; k < z->length[centre]; k++, row += g->limits) {
        add_base(g, scan_members(z, centre)[k], r.base);
        raise_limits(g, &g->bounds, &r);
        memcpy(row, r.limit, g->limits * sizeof *row);
    }
    return ERR_OK;
}

/* The limits of all zones at the common threshold, when they are few enough to keep. */
static ErrCode open_cache(Fast *g, Arena *mem, Err *e)
{
    const ScanZones *z = &g->f->p->zones;
    size_t *zone_at, zones = 0;
    NEW(zone_at, z->centres + 1, mem, e);
    for (size_t c = 0; c < z->centres; c++) {
        zone_at[c] = zones;
        zones += z->length[c];
    }
    if (zones * g->limits > CACHE_BYTES / sizeof(int16_t)) return ERR_OK;
    g->zone_at = zone_at;
    NEW(g->cache, zones * g->limits + 1, mem, e);
    ParallelJob job = { .items = z->centres,
                        .threads = g->run->threads,
                        .scratch_bytes = ((size_t)g->shape.steps + g->limits + 64) * 32 + 4096,
                        .work = cache_centre,
                        .context = g };
    return parallel_run(&job, e);
}

/* Those of todo whose maximum the common threshold hid. */
static size_t below(const Fast *g, size_t *todo, size_t from, size_t n)
{
    size_t left = 0;
    for (size_t i = from; i < n; i++)
        if (!isnan(g->ret[i]) && !(g->ret[i] > 0.0)) todo[left++] = i;
    return left;
}

static ErrCode run_crowded(const Fast *g, Err *e)
{
    for (size_t i = 0; i < g->run->n; i++) {
        ScanRun one = *g->run;
        one.first += i;
        one.n = 1;
        if (isnan(g->ret[i])) TRY(scan_plain(g->f, g->source, &one, &g->ret[i], e));
    }
    return ERR_OK;
}

static ErrCode run_fast(Fast *g, Arena *mem, Err *e)
{
    size_t *todo, n = g->run->n, pilot = n < SCAN_LANES ? n : SCAN_LANES;
    double least = (double)INFINITY;
    NEW(todo, n + 1, mem, e);
    for (size_t i = 0; i < n; i++) todo[i] = i;
    g->adaptive = true;
    TRY(run_all(g, todo, pilot, e));
    for (size_t i = 0; i < pilot; i++) least = g->ret[i] < least ? g->ret[i] : least;
    if (n > pilot) {
        TRY(scan_bounds_open(mem, &g->bounds, e));
        scan_bounds_fill(&g->bounds, &g->f->scale, isfinite(least) ? least * (1.0 - 1e-9) : 0.0,
                         g->largest);
        g->adaptive = false;
        TRY(open_cache(g, mem, e));
        TRY(run_all(g, todo + pilot, n - pilot, e));
        g->adaptive = true;
        g->cache = NULL;
        TRY(run_all(g, todo, below(g, todo, pilot, n), e));
    }
    return run_crowded(g, e);
}

ErrCode scan_lanes(const ScanField *f, const ScanSource *s, const ScanRun *run, Arena *mem,
                   double *ret, Err *e)
{
    Fast g = { .f = f,
               .source = s,
               .run = run,
               .kernel = scan_kernel(run->way == SCAN_PORTABLE_WAY),
               .shape = { f->steps.steps, f->steps.ends, f->steps.windows, f->steps.value },
               .limits = f->steps.ends ? f->steps.steps : f->steps.windows,
               .largest = largest_base(f),
               .ret = ret };
    return run_fast(&g, mem, e);
}
