/* `belfry watch` - the evening's round over every series and place. */
#include <unistd.h>

#include "base/ini.h"
#include "base/parallel.h"
#include "cli/watch_replay.h"

static ErrCode option_number(const CommandCall *call, const char *name, double *ret)
{
    const char *text = call_option(call, name);
    return text ? str_f64(str_of(text), name, ret, &call->op->err) : ERR_OK;
}

static ErrCode option_threads(const CommandCall *call, int *ret)
{
    const char *text = call_option(call, "threads");
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    int64_t n = cores < 1 ? 1 : cores > PARALLEL_MAX_THREADS ? PARALLEL_MAX_THREADS : cores;
    if (text) TRY(str_int(str_of(text), "threads", &n, &call->op->err));
    if (n < 1 || n > PARALLEL_MAX_THREADS)
        return err_set(&call->op->err, ERR_INPUT, "--threads: expected 1 to %d",
                       PARALLEL_MAX_THREADS);
    *ret = (int)n;
    return ERR_OK;
}

static ErrCode option_plan(const CommandCall *call, Op *op, const Plan **ret)
{
    const char *path = call_option(call, "plan");
    Str text;
    if (!path) return plan_default(op->mem, ret, &op->err);
    TRY(ini_load(path, op->mem, &text, &op->err));
    return plan_parse(text, path, op->mem, ret, &op->err);
}

static void print_one(Buf *out, const WatchRequest *rq, const WatchReport *r)
{
    if (r->series == 0) {
        buf_addf(out, "as of %s: no series has figures that were not looked at before\n",
                 date_text(rq->as_of_day).text);
        return;
    }
    buf_addf(out, "as of %s: %lld series, %lld tests, %lld places without a verdict\n",
             date_text(rq->as_of_day).text, (long long)r->series, (long long)r->tests,
             (long long)r->silent);
    if (r->cutoff > 0)
        buf_addf(out,
                 "p-values up to %.3g become proposals (Benjamini-Hochberg at %g, at most %g false "
                 "a week): %.2f false ones expected\n",
                 r->cutoff, rq->q, rq->budget_per_week, r->expected_false);
    else
        buf_addf(out,
                 "no p-value is small enough to become a proposal (Benjamini-Hochberg at %g): 0 "
                 "false ones expected\n",
                 rq->q);
    if (r->repeated)
        buf_add(out, STR("this run was there already: nothing changed\n"));
    else
        buf_addf(out, "%lld new proposals; belfry alerts list shows them\n",
                 (long long)r->new_proposals);
    buf_addf(out, "verdicts %.16s\n", r->digest);
}

/* Somebody who watches a past day should know what was and was not taken into account. */
static void print_known(const CommandCall *call, const WatchRequest *rq)
{
    if (rq->known_day >= call_today(call)) return;
    buf_addf(call->out,
             "figures as published by %s, or as first published if that was later; --known DATE "
             "takes later ones\n",
             date_text(rq->known_day).text);
}

static void print_replay(Buf *out, const ReplayTotals *t)
{
    buf_addf(out,
             "%lld runs (%lld were there already), %lld tests, %lld places without a verdict\n"
             "%lld new proposals, %lld were there; %.1f false ones expected\n",
             (long long)t->runs, (long long)t->repeated, (long long)t->tests, (long long)t->silent,
             (long long)t->new_proposals, (long long)t->old_proposals, t->expected_false);
}

static ErrCode read_request(const CommandCall *call, Op *op, WatchRequest *rq)
{
    const char *series = call_option(call, "series");
    *rq = (WatchRequest){ .q = WATCH_Q,
                          .budget_per_week = WATCH_BUDGET_PER_WEEK,
                          .series = str_of(series) };
    TRY(call_option_day(call, "as-of", call_today(call), &rq->as_of_day));
    TRY(call_option_day(call, "known", rq->as_of_day, &rq->known_day));
    TRY(option_number(call, "q", &rq->q));
    TRY(option_number(call, "budget", &rq->budget_per_week));
    TRY(option_threads(call, &rq->threads));
    return option_plan(call, op, &rq->plan);
}

static ErrCode work(CommandCall *call, Op *op)
{
    WatchRequest rq;
    const PlaceBook *book;
    Replay replay = { .step = PERIOD_MONTH };
    const char *step = call_option(call, "step");
    TRY(read_request(call, op, &rq));
    TRY(call_option_day(call, "from", rq.as_of_day, &replay.from));
    if (step) TRY(period_unit_parse(str_of(step), &replay.step, &op->err));
    if (call_option(call, "from")) {
        ReplayTotals totals;
        TRY(watch_replay(call, op, &rq, &replay, &totals));
        print_known(call, &rq);
        print_replay(call->out, &totals);
        return ERR_OK;
    }
    WatchReport report;
    TRY(place_book_load(op, &book));
    TRY(watch_run(op, book, &rq, &report));
    print_known(call, &rq);
    print_one(call->out, &rq, &report);
    return ERR_OK;
}

static ErrCode run(CommandCall *call)
{
    return call_in_op(call, OP_WRITE, work);
}

static const CommandOption options[] = {
    { "as-of", "DATE", "watch as on that day: periods that had ended by then (default: today)" },
    { "known", "DATE", "figures as they were published by that day (default: as --as-of)" },
    { "from", "DATE", "replay: one watch for each month from that day to --as-of" },
    { "step", "day|week|month", "with --from: how often (default: month)" },
    { "series", "PATTERN", "only series whose code fits, with * and ?" },
    { "budget", "NUMBER", "false proposals accepted a week over everything (default: 1)" },
    { "q", "SHARE", "share of false ones accepted among the proposals of a run (default: 0.1)" },
    { "threads", "N", "threads to use (default: one for each core); the result is the same" },
    { "plan", "FILE", "methods and settings (default: data/watch/plan.ini of the program)" },
    { NULL, NULL, NULL },
};

COMMAND(watch) = {
    .name = "watch",
    .usage = "watch [--as-of DATE] [--from DATE]",
    .summary = "Look at the newest figures of every series and place; propose what stands out",
    .help =
        "Every watched series is judged at its newest period that has ended, for councils,\n"
        "counties, forces, regions and England.  What is an alarm and has a p-value small enough\n"
        "becomes a proposal.  Small enough means: by Benjamini and Hochberg's rule, and so small\n"
        "that no more false proposals are expected in a week than the budget allows.  The same\n"
        "run again changes nothing.\n",
    .options = options,
    .needs = NEEDS_CONNECTION,
    .run = run,
};
