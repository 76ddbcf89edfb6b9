#include "cli/watch_replay.h"

static void add(ReplayTotals *t, const WatchReport *r)
{
    t->runs += r->series > 0;
    t->repeated += r->repeated;
    t->tests += r->tests;
    t->silent += r->silent;
    t->council_tests += r->council_tests;
    t->council_alarms += r->council_alarms;
    t->new_proposals += r->new_proposals;
    t->old_proposals += r->old_proposals;
    t->council_proposals += r->council_proposals;
    t->expected_false += r->expected_false;
}

ErrCode watch_replay(const CommandCall *call, Op *op, const WatchRequest *rq, const Replay *replay,
                     ReplayTotals *ret)
{
    const PlaceBook *book;
    ReplayTotals totals = { .runs = 0 };
    int32_t first = period_of_day(replay->step, replay->from);
    int32_t last = period_of_day(replay->step, rq->as_of_day);
    TRY(place_book_load(op, &book));
    for (int32_t at = first; at <= last; at++) {
        WatchRequest one = *rq;
        WatchReport report;
        ArenaMark mark = arena_mark(op->mem);
        int32_t end = period_start(replay->step, at + 1) - 1;
        one.as_of_day = end < rq->as_of_day ? end : rq->as_of_day;
        TRY(watch_run(op, book, &one, &report));
        add(&totals, &report);
        arena_back(op->mem, mark);
        call_progress(call, "watching", (size_t)(at - first) + 1, (size_t)(last - first) + 1);
    }
    *ret = totals;
    return ERR_OK;
}
