/* The first half of a watch: read each series, judge each place. */
#include "detection/watch.h"

#include <math.h>

#include "access/account.h"
#include "base/parallel.h"
#include "detection/watch_priv.h"
#include "detection/watch_sql_priv.h"

enum { SCRATCH_BYTES = 64 << 20 };

typedef struct {
    JudgeCase job;
    Judged *verdicts;
} Context;

static ErrCode judge_one(void *context, size_t item, Arena *scratch, Err *e)
{
    const Context *c = context;
    return judge_row(&c->job, item, scratch, &c->verdicts[item], e);
}

static const PlanUnit *unit_of(const Watch *w, const Series *s)
{
    return plan_unit(w->request->plan, s->code, s->period);
}

/* Only a worrying rise is looked for, only in counts, and only where the plan has a method. */
static bool is_watched(const Watch *w, const Series *s)
{
    bool rises = str_eq(s->direction, STR("up")) || str_eq(s->direction, STR("both"));
    if (!s->watch || s->rate || !rises || !unit_of(w, s)->method) return false;
    return w->request->series.n == 0 || str_glob(w->request->series, s->code);
}

static GridRequest request_for(const Watch *w, const Series *s, int32_t period)
{
    const PlanUnit *u = unit_of(w, s);
    return (GridRequest){ .first = judge_window(s, u, period),
                          .last = period,
                          .known_day = w->request->known_day,
                          .geography_day = (int32_t)(w->op->now / 86400),
                          .areas = true };
}

/* The newest period that has ended by the day of the watch. */
static ErrCode newest_period(Watch *w, const Series *s, bool *ret_any, int32_t *ret_period)
{
    int32_t last = period_of_day(s->period, w->request->as_of_day + 1) - 1;
    GridRequest known = request_for(w, s, last);
    return grid_newest_period(w->op, s, last, &known, ret_any, ret_period);
}

static ErrCode judged_before(Watch *w, const Series *s, const Grid *g, int32_t period, bool *ret)
{
    VerdictEarlierRows found;
    TRY(sql_verdict_earlier(w->op, s->id, period, g->vintage_id, w->request->as_of_day, &found));
    *ret = found.v[0].n > 0;
    return ERR_OK;
}

static ErrCode judge_grid(Watch *w, WatchedSeries *one, const Grid *g)
{
    const PlanUnit *u = unit_of(w, &one->series);
    Context context = {
        .job = { .series = &one->series, .method = u->method, .unit = u, .grid = g },
        .verdicts = one->v
    };
    ParallelJob job = { .items = g->n,
                        .threads = w->request->threads,
                        .scratch_bytes = SCRATCH_BYTES,
                        .work = judge_one,
                        .context = &context };
    one->vintage_id = g->vintage_id;
    one->n = g->n;
    return parallel_run(&job, &w->op->err);
}

/* The grid is dropped as soon as it is judged: only verdicts are kept. */
static ErrCode look_at(Watch *w, const Series *s)
{
    WatchedSeries *one = &w->v[w->n];
    Op *op = w->op;
    bool any, before;
    int32_t period;
    Grid g;
    TRY(newest_period(w, s, &any, &period));
    if (!any) return ERR_OK;
    one->series = *s;
    NEW(one->v, place_all(w->book).n + 1, op->mem, &op->err);
    ArenaMark mark = arena_mark(op->mem);
    GridRequest rq = request_for(w, s, period);
    TRY(grid_load(op, s, w->book, &rq, &g));
    TRY(judged_before(w, s, &g, period, &before));
    if (!before) {
        TRY(judge_grid(w, one, &g));
        w->n++;
    }
    arena_back(op->mem, mark);
    return ERR_OK;
}

static ErrCode check_request(Op *op, const WatchRequest *rq)
{
    if (!(rq->q > 0 && rq->q < 1))
        return err_set(&op->err, ERR_INPUT, "q: expected a share above 0 and below 1");
    if (!(rq->budget_per_week > 0 && rq->budget_per_week <= 1e6))
        return err_set(&op->err, ERR_INPUT, "budget: expected more than 0 false proposals a week");
    return account_require(op, MAY_WATCH);
}

ErrCode watch_run(Op *op, const PlaceBook *book, const WatchRequest *rq, WatchReport *ret)
{
    Watch w = { .op = op, .book = book, .request = rq, .report = ret };
    SeriesList all;
    *ret = (WatchReport){ .cutoff = -1.0 };
    TRY(check_request(op, rq));
    TRY(series_list(op, &all));
    NEW(w.v, all.n + 1, op->mem, &op->err);
    for (size_t i = 0; i < all.n; i++)
        if (is_watched(&w, &all.v[i])) TRY(look_at(&w, &all.v[i]));
    ret->series = (int64_t)w.n;
    return w.n ? watch_settle(&w) : ERR_OK;
}
