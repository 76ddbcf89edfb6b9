/* What a backtest says of a method whose truth is known, and that threads do not matter. */
#include "check.h"

#include "detection/backtest_scenarios.h"

static Backtest test(int threads, Arena *mem, BacktestRequest *rq, BacktestMethod *m,
                     BacktestScenarios *s)
{
    Backtest b;
    Err e;
    PlanChoice *c = arena_zero(mem, 1, sizeof *c);
    const Method *ears = method_find(STR("ears-c1"));
    CHECK(c && ears);
    CHECK_OK(plan_choice(ears, STR("alpha=0.01"), mem, c, &e), &e);
    *m = (BacktestMethod){ ears, STR("alpha=0.01"), { .method = ears, .n = 1, .choices = c } };
    *s = (BacktestScenarios){ SCENARIO_NOUFAILY, 31, 32, 20, 4, NULL };
    *rq = (BacktestRequest){
        .methods = 1, .method = m, .sizes = 3, .size = { 1, 5, 20 }, .threads = threads
    };
    CHECK_OK(backtest_scenarios(s, rq, mem, &e), &e);
    CHECK_OK(backtest_run(rq, mem, &b, &e), &e);
    return b;
}

TEST(backtest_counts_what_the_method_says)
{
    Arena *mem = arena_open((size_t)256 << 20);
    BacktestRequest rq;
    BacktestMethod m;
    BacktestScenarios s;
    Backtest b = test(1, mem, &rq, &m, &s);
    BacktestView view = { .own = true, .group = -1, .size = -1 };
    BacktestRates all = backtest_rates(&b, &view), one;
    double before = -1.0, cutoff;
    Err e;
    CHECK(all.quiet == 40 * 49 && all.outbreaks == 120);
    CHECK(all.found > 0 && all.delay >= 0);
    for (view.size = 0; view.size < 3; view.size++) { /* larger ones are found more often */
        one = backtest_rates(&b, &view);
        CHECK(one.outbreaks == 40 && one.found >= before);
        before = one.found;
    }
    CHECK(before >= 35);
    view = (BacktestView){ .group = 31, .size = -1 };
    CHECK(backtest_rates(&b, &view).quiet == 20 * 49);
    /* The tuned cutoff keeps the budget, and the next lower one does not. */
    view = (BacktestView){ .group = -1, .size = -1 };
    CHECK_OK(backtest_tune(&b, &view, 0.02, mem, &cutoff, &e), &e);
    view.cutoff = cutoff;
    one = backtest_rates(&b, &view);
    CHECK(one.false_alarms <= 0.02 * one.quiet);
    view.cutoff = nextafter(cutoff, -1.0);
    CHECK(backtest_rates(&b, &view).false_alarms > 0.02 * one.quiet);
    arena_close(mem);
}

TEST(backtest_does_not_depend_on_threads)
{
    Arena *mem = arena_open((size_t)512 << 20);
    BacktestRequest rq[2];
    BacktestMethod m[2];
    BacktestScenarios s[2];
    Backtest a = test(1, mem, &rq[0], &m[0], &s[0]), b = test(3, mem, &rq[1], &m[1], &s[1]);
    for (size_t i = 0; i < rq[0].items; i++) {
        CHECK(a.items[i].quiet == b.items[i].quiet);
        CHECK(memcmp(a.items[i].points, b.items[i].points,
                     a.items[i].quiet * sizeof(BacktestPoint)) == 0);
        for (size_t k = 0; k < 3; k++) CHECK(a.items[i].lasts[k] == b.items[i].lasts[k]);
    }
    arena_close(mem);
}
