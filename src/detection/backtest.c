#include "detection/backtest.h"

#include <math.h>
#include <stdlib.h>

#include "base/parallel.h"

enum { SCRATCH_BYTES = 64 << 20 };

typedef struct {
    const BacktestRequest *request;
    BacktestItem *items;
    BacktestPoint *room; /* the same for each item */
    size_t each;
} Work;

/* One item while it is judged. */
typedef struct {
    const BacktestRequest *request;
    BacktestSeries series;
    Arena *scratch;
    BacktestPoint *room; /* where the next verdicts are kept */
} Item;

double backtest_evidence(const Verdict *v)
{
    double least = 1e-300;
    if (*v->reason || v->alarm < 0) return (double)NAN;
    if (!isnan(v->pvalue)) return -log10(v->pvalue > least ? v->pvalue : least);
    if (!isnan(v->score)) return v->score;
    return v->statistic;
}

/* The verdict on period t with the figures up to it, as the watch would have given. */
static ErrCode judge_one(const Item *i, const BacktestMethod *m, const double *y, size_t t,
                         BacktestPoint *ret, Err *e)
{
    MethodSeries s = { .count = { t + 1, y }, .day = i->series.day };
    const PlanChoice *choice = plan_choose(&m->unit, t);
    ArenaMark mark = arena_mark(i->scratch);
    void *work;
    Verdict v;
    *ret = (BacktestPoint){ (float)NAN, false };
    if (!choice) return ERR_OK;
    TRY(m->method->open(choice->control, &s, i->scratch, &work, e));
    m->method->judge(work, t, &v);
    double evidence = backtest_evidence(&v);
    *ret = (BacktestPoint){ (float)(isinf(evidence) ? (double)NAN : evidence), v.alarm == 1 };
    arena_back(i->scratch, mark);
    return ERR_OK;
}

static bool skipped(const BacktestSeries *s, size_t t)
{
    return isnan(s->count.v[t]) || (s->skip && s->skip[t - s->from]);
}

static ErrCode judge_quiet(Item *i, BacktestItem *ret, Err *e)
{
    const BacktestSeries *s = &i->series;
    const BacktestRequest *rq = i->request;
    BacktestPoint *v = i->room;
    size_t n = 0;
    if (!s->quiet) return ERR_OK;
    for (size_t t = s->from; t < s->count.n; t++) n += !skipped(s, t);
    i->room += rq->methods * n;
    for (size_t m = 0, k = 0; m < rq->methods; m++)
        for (size_t t = s->from; t < s->count.n; t++)
            if (!skipped(s, t)) TRY(judge_one(i, &rq->method[m], s->count.v, t, &v[k++], e));
    ret->quiet = n;
    ret->points = v;
    return ERR_OK;
}

static ErrCode judge_outbreak(Item *i, size_t size, BacktestItem *ret, Err *e)
{
    const BacktestSeries *s = &i->series;
    const BacktestRequest *rq = i->request;
    Chance chance = s->chance; /* the same draws for each size */
    Outbreak o = stat_outbreak(&chance, rq->size[size], s->sd, s->weeks_per_period);
    size_t lasts = o.last + 1, room = s->count.n - s->start;
    BacktestPoint *v = i->room;
    double *y;
    if (lasts > room) lasts = room;
    ArenaMark mark = arena_mark(i->scratch);
    NEW(y, s->count.n, i->scratch, e);
    i->room += rq->methods * lasts;
    memcpy(y, s->count.v, s->count.n * sizeof *y);
    for (size_t k = 0; k < lasts; k++) y[s->start + k] += o.added[k];
    for (size_t m = 0; m < rq->methods; m++)
        for (size_t k = 0; k < lasts; k++)
            TRY(judge_one(i, &rq->method[m], y, s->start + k, &v[m * lasts + k], e));
    ret->lasts[size] = lasts;
    ret->found[size] = v;
    arena_back(i->scratch, mark);
    return ERR_OK;
}

static ErrCode judge_item(void *context, size_t item, Arena *scratch, Err *e)
{
    const Work *w = context;
    const BacktestRequest *rq = w->request;
    Item i = { .request = rq, .scratch = scratch, .room = w->room + item * w->each };
    BacktestItem *ret = &w->items[item];
    TRY(rq->series(rq->context, item, scratch, &i.series, e));
    if (i.series.from > i.series.start || i.series.start >= i.series.count.n ||
        i.series.count.n - i.series.from > rq->periods)
        return err_set(e, ERR_BUG, "series %zu does not fit the request", item);
    ret->group = i.series.group;
    TRY(judge_quiet(&i, ret, e));
    for (size_t k = 0; k < rq->sizes; k++) TRY(judge_outbreak(&i, k, ret, e));
    return ERR_OK;
}

ErrCode backtest_run(const BacktestRequest *rq, Arena *mem, Backtest *ret, Err *e)
{
    size_t most = rq->periods + rq->sizes * SCENARIO_OUTBREAK_PERIODS;
    Work w = { .request = rq, .each = rq->methods * most };
    NEW(w.items, rq->items + 1, mem, e);
    NEW(w.room, rq->items * w.each + 1, mem, e);
    ParallelJob job = { .items = rq->items,
                        .threads = rq->threads,
                        .scratch_bytes = SCRATCH_BYTES,
                        .work = judge_item,
                        .context = &w };
    TRY(parallel_run(&job, e));
    *ret = (Backtest){ rq, w.items };
    return ERR_OK;
}

static bool is_alarm(const BacktestView *v, const BacktestPoint *p)
{
    return v->own ? p->alarm : (double)p->evidence > v->cutoff;
}

static bool in_view(const BacktestView *v, size_t item, const BacktestItem *i)
{
    return (v->group < 0 || i->group == (uint64_t)v->group) && (!v->odd || item % 2);
}

static void add_outbreaks(const BacktestView *v, const BacktestItem *i, size_t size,
                          BacktestRates *r)
{
    size_t lasts = i->lasts[size];
    const BacktestPoint *p = i->found[size] + v->method * lasts;
    r->outbreaks++;
    for (size_t k = 0; k < lasts; k++)
        if (is_alarm(v, &p[k])) {
            r->found++;
            r->delay += (double)k;
            return;
        }
}

BacktestRates backtest_rates(const Backtest *b, const BacktestView *view)
{
    BacktestRates r = { 0 };
    for (size_t n = 0; n < b->request->items; n++) {
        const BacktestItem *i = &b->items[n];
        if (!in_view(view, n, i)) continue;
        const BacktestPoint *p = i->quiet ? i->points + view->method * i->quiet : NULL;
        for (size_t k = 0; k < i->quiet; k++) r.false_alarms += is_alarm(view, &p[k]);
        r.quiet += (double)i->quiet;
        for (size_t k = 0; k < b->request->sizes; k++)
            if (view->size < 0 || (size_t)view->size == k) add_outbreaks(view, i, k, &r);
    }
    r.delay = r.found > 0.0 ? r.delay / r.found : (double)NAN;
    return r;
}

static int descending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x < y) - (x > y);
}

ErrCode backtest_quiet(const Backtest *b, const BacktestView *view, Arena *mem, F64s *ret, Err *e)
{
    size_t n = 0;
    double *v;
    for (size_t i = 0; i < b->request->items; i++)
        if (in_view(view, i, &b->items[i])) n += b->items[i].quiet;
    NEW(v, n + 1, mem, e);
    n = 0;
    for (size_t k = 0; k < b->request->items; k++) {
        const BacktestItem *i = &b->items[k];
        if (!in_view(view, k, i)) continue;
        for (size_t t = 0; t < i->quiet; t++) {
            double x = (double)i->points[view->method * i->quiet + t].evidence;
            v[n++] = isnan(x) ? -(double)INFINITY : x;
        }
    }
    qsort(v, n, sizeof *v, descending);
    *ret = (F64s){ n, v };
    return ERR_OK;
}

ErrCode backtest_tune(const Backtest *b, const BacktestView *view, double rate, Arena *mem,
                      double *ret_cutoff, Err *e)
{
    F64s quiet;
    TRY(backtest_quiet(b, view, mem, &quiet, e));
    double allowed = floor(rate * (double)quiet.n);
    *ret_cutoff = allowed < (double)quiet.n ? quiet.v[(size_t)allowed] : -(double)INFINITY;
    return ERR_OK;
}
