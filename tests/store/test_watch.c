/* The watch on made-up and on real figures: what it proposes, what it must not, and that it says
 * the same with any number of threads and on either database. */
#include "figures.h"

#include "base/embed.h"
#include "detection/explain.h"
#include "detection/watch.h"

static Series example(Op *op)
{
    Series s;
    int64_t changed;
    const PlaceBook *book = figures_register(op);
    static const char *const files[] = { "data/examples/met-race-religion-public-order-2023-08.csv",
                                         "data/examples/met-race-religion-public-order.csv" };
    static const char *const days[] = { "2023-08-31", "2025-12-31" };
    CHECK_OK(series_load_defaults(op, &changed), &op->err);
    CHECK_OK(series_find(op, STR("met-race-religion-public-order"), &s), &op->err);
    for (size_t i = 0; i < 2; i++) {
        Mapping map;
        ImportReport r;
        CHECK_OK(mapping_find(STR("met-example"), op->mem, &map, &op->err), &op->err);
        ImportRequest rq = { .path = files[i],
                             .text = embed_find(str_of(files[i]))->bytes,
                             .mapping = &map,
                             .published_day = figures_day(days[i]) };
        CHECK_OK(import_file(op, &s, book, &rq, &r), &op->err);
    }
    return s;
}

static WatchReport watch(Op *op, const char *as_of, int threads)
{
    WatchReport r;
    const PlaceBook *book;
    WatchRequest rq = { .as_of_day = figures_day(as_of),
                        .known_day = figures_day("2025-12-31"),
                        .q = WATCH_Q,
                        .budget_per_week = WATCH_BUDGET_PER_WEEK,
                        .threads = threads,
                        .series = { 0, "" } };
    CHECK_OK(plan_default(op->mem, &rq.plan, &op->err), &op->err);
    CHECK_OK(place_book_load(op, &book), &op->err);
    CHECK_OK(watch_run(op, book, &rq, &r), &op->err);
    return r;
}

static int64_t proposals(Op *op, const char *place, const char *period)
{
    Proposals all;
    ProposalFilter f = { .all = true, .place = str_of(place), .series = { 0, "" } };
    CHECK_OK(proposal_list(op, &f, &all), &op->err);
    for (size_t i = 0; i < all.n; i++)
        if (str_eq(str_of(period_text(all.v[i].unit, all.v[i].period).text), str_of(period)))
            return all.v[i].id;
    return 0;
}

static void check_example(Op *op)
{
    (void)example(op);
    WatchReport r = watch(op, "2020-07-31", 2);
    CHECK(r.series == 1 && r.tests == 33 && r.cutoff > 0 && !r.repeated);
    CHECK(r.expected_false <= WATCH_BUDGET_PER_WEEK * 365.25 / 84.0);
    int64_t id = proposals(op, "E23000001", "2020-07");
    CHECK(id > 0);
    WatchReport again = watch(op, "2020-07-31", 1);
    CHECK(again.repeated && again.new_proposals == 0 && strcmp(again.digest, r.digest) == 0);
    WatchReport next = watch(op, "2020-08-15", 1); /* August has not ended: nothing new */
    CHECK(next.series == 0 && next.tests == 0);
    const PlaceBook *book;
    Explanation x;
    CHECK_OK(place_book_load(op, &book), &op->err);
    CHECK_OK(explain_proposal(op, book, id, &x), &op->err);
    CHECK(x.same);
    CHECK(strstr(x.sentence.p, "Metropolitan Police recorded 1278 race or religion aggravated "
                               "public order offences in July 2020; 1003 were expected"));
    CHECK(str_eq(x.sentence, x.proposal.reason));
    CHECK(explain_proposal(op, book, 999999, &x) == ERR_MISSING);
}

TEST(watch_finds_july_2020_and_explains_it)
{
    on_both_databases(check_example);
}

/* A step in recording: with its marker nothing is compared across it; without it the same figures
 * are an alarm.  So it is the marker that keeps the watch quiet. */
static WatchReport watch_step(Op *op, const char *more)
{
    (void)figures_register(op);
    Series s = figures_series(op, "stepped", "month", more);
    Buf csv = BUF_MAX(1 << 20);
    uint64_t state = 11;
    buf_add(&csv, STR("code,month,value\n"));
    for (int m = 0; m < 72; m++)
        buf_addf(&csv, "E09000002,%04d-%02d,%.0f\n", 2015 + m / 12, m % 12 + 1,
                 floor(8 * check_uniform(&state)) + (m < 60 ? 20 : 60));
    Str text;
    CHECK_OK(buf_done(&csv, &text, &op->err), &op->err);
    text = arena_str(op->mem, text);
    buf_free(&csv);
    figures_put(op, &s, text.p, "2021-01-31");
    return watch(op, "2020-01-31", 1);
}

static void check_break(Op *op)
{
    WatchReport r =
        watch_step(op, "kind = count\n[break 2020-01]\nreason = counted in another way\n");
    CHECK(r.series == 1 && r.alarms == 0 && r.tests == 0 && r.silent == 1);
}

static void check_no_break(Op *op)
{
    WatchReport r = watch_step(op, "kind = count\n");
    CHECK(r.series == 1 && r.alarms == 1 && r.new_proposals == 1);
}

TEST(watch_honours_break_markers)
{
    on_both_databases(check_break);
    on_both_databases(check_no_break);
}

static void check_april_2012(Op *op)
{
    (void)example(op);
    WatchReport r = watch(op, "2012-04-30", 1);
    CHECK(r.series == 1 && r.silent == 33 && r.alarms == 0);
}

TEST(watch_april_2012_is_no_alarm)
{
    on_both_databases(check_april_2012);
}

/* A revision published later must not change what was known before. */
static void check_known(Op *op)
{
    (void)example(op);
    const PlaceBook *book;
    WatchReport now, then;
    WatchRequest rq = { .as_of_day = figures_day("2023-06-30"),
                        .known_day = figures_day("2023-08-31"),
                        .q = WATCH_Q,
                        .budget_per_week = WATCH_BUDGET_PER_WEEK,
                        .threads = 1,
                        .series = { 0, "" } };
    CHECK_OK(plan_default(op->mem, &rq.plan, &op->err), &op->err);
    CHECK_OK(place_book_load(op, &book), &op->err);
    CHECK_OK(watch_run(op, book, &rq, &then), &op->err);
    rq.known_day = figures_day("2025-12-31");
    CHECK_OK(watch_run(op, book, &rq, &now), &op->err);
    CHECK(then.tests == 33 && now.tests == 33 && strcmp(now.digest, then.digest) != 0);
}

TEST(watch_can_be_run_with_what_was_known)
{
    on_both_databases(check_known);
}

static char digests[2][65];
static size_t digest_n;

static void keep_digest(Op *op)
{
    (void)example(op);
    WatchReport r = watch(op, "2020-06-30", digest_n ? 1 : 2);
    (void)snprintf(digests[digest_n < 2 ? digest_n : 1], 65, "%s", r.digest);
    digest_n++;
}

TEST(watch_says_the_same_everywhere)
{
    digest_n = 0;
    on_both_databases(keep_digest);
    if (digest_n < 2) SKIP("PostgreSQL is not at hand: the two databases were not compared");
    CHECK_TEXT(digests[1], digests[0]);
}

/* Weekly figures through a database: 5 years and a burst in the last week. */
static void put_weeks(Op *op, const Series *s, double burst)
{
    Buf csv = BUF_MAX(1 << 20);
    uint64_t state = 7;
    buf_add(&csv, STR("code,week,value\n"));
    for (int w = 0; w < 300; w++) {
        DateText day = date_text(figures_day("2018-01-01") + 7 * w);
        for (int b = 2; b <= 9; b++)
            buf_addf(&csv, "E0900000%d,%s,%.0f\n", b, day.text,
                     floor(10 * check_uniform(&state)) + 20 + (w == 299 && b == 5 ? burst : 0));
    }
    Str text;
    CHECK_OK(buf_done(&csv, &text, &op->err), &op->err);
    text = arena_str(op->mem, text);
    buf_free(&csv);
    figures_put(op, s, text.p, "2023-12-31");
}

static void check_weeks(Op *op)
{
    (void)figures_register(op);
    Series s = figures_series(op, "weekly", "week", "kind = count\n");
    put_weeks(op, &s, 60);
    WatchReport r = watch(op, "2023-10-01", 2);
    CHECK(r.tests == 8 && r.new_proposals == 1 && r.silent == 0);
    CHECK(proposals(op, "E09000005", "2023-W39") > 0);
}

/* Days are judged by EARS, and told with "on". */
static void check_days(Op *op)
{
    const PlaceBook *book = figures_register(op);
    Series s = figures_series(op, "daily", "day", "kind = count\n");
    Buf csv = BUF_MAX(1 << 20);
    uint64_t state = 3;
    buf_add(&csv, STR("code,day,value\n"));
    for (int d = 0; d < 60; d++)
        buf_addf(&csv, "E09000002,%s,%.0f\n", date_text(figures_day("2024-03-01") + d).text,
                 floor(9 * check_uniform(&state)) + 5 + (d == 59 ? 80 : 0));
    Str text;
    Explanation x;
    CHECK_OK(buf_done(&csv, &text, &op->err), &op->err);
    text = arena_str(op->mem, text);
    buf_free(&csv);
    figures_put(op, &s, text.p, "2024-05-01");
    WatchReport r = watch(op, "2024-04-29", 1);
    CHECK(r.tests == 1 && r.new_proposals == 1);
    CHECK_OK(explain_proposal(op, book, proposals(op, "E09000002", "2024-04-29"), &x), &op->err);
    CHECK(x.same && strstr(x.sentence.p, " things on 29 April 2024; "));
}

TEST(watch_daily_burst)
{
    on_both_databases(check_days);
}

TEST(watch_weekly_burst)
{
    on_both_databases(check_weeks);
}

/* A provisional week after the burst must not hide it. */
static void check_provisional(Op *op)
{
    ImportReport r;
    (void)figures_register(op);
    Series s = figures_series(op, "weekly", "week", "kind = count\n");
    put_weeks(op, &s, 60);
    CHECK_OK(figures_import(op, &s,
                            "[mapping]\nplace = code\nperiod = week\nvalue = n\n"
                            "complete = days:7\n",
                            "code,week,n,days\nE09000005,2023-10-02,3,2\n", "2023-12-31", &r),
             &op->err);
    WatchReport w = watch(op, "2023-10-08", 1);
    CHECK(w.tests == 8 && w.new_proposals == 1);
    CHECK(proposals(op, "E09000005", "2023-W39") > 0);
}

TEST(watch_looks_past_provisional_figures)
{
    on_both_databases(check_provisional);
}

static int64_t verdicts(Op *op)
{
    static const DbQuery q = { "verdicts", "SELECT count(*) FROM verdict",
                               "SELECT count(*) FROM verdict", "", "i" };
    DbTable t;
    CHECK_OK(db_run(op, &q, NULL, &t), &op->err);
    return t.v[0].as.i;
}

/* Verdicts are derived: the same run puts lost ones back, and adds nothing else. */
static void check_lost(Op *op)
{
    (void)example(op);
    WatchReport first = watch(op, "2020-06-30", 1);
    (void)watch(op, "2020-07-31", 1);
    int64_t n = verdicts(op);
    CHECK_OK(db_script(op, "DELETE FROM verdict"), &op->err);
    WatchReport again = watch(op, "2020-06-30", 1);
    CHECK(again.repeated && again.new_proposals == 0 && strcmp(again.digest, first.digest) == 0);
    CHECK(watch(op, "2020-07-31", 1).repeated);
    CHECK(n == 66 && verdicts(op) == n);
}

TEST(watch_puts_lost_verdicts_back)
{
    on_both_databases(check_lost);
}

static void check_quiet(Op *op)
{
    (void)figures_register(op);
    Series s = figures_series(op, "weekly", "week", "kind = count\n");
    put_weeks(op, &s, 0);
    WatchReport r = watch(op, "2023-10-01", 2);
    CHECK(r.tests == 8 && r.new_proposals == 0);
}

TEST(watch_proposes_nothing_when_nothing_happens)
{
    on_both_databases(check_quiet);
}

static void check_decisions(Op *op)
{
    (void)example(op);
    (void)watch(op, "2020-07-31", 2);
    int64_t id = proposals(op, "E23000001", "2020-07");
    CHECK(proposal_decide(op, id, PROPOSAL_APPROVE, STR("  ")) == ERR_INPUT);
    CHECK_OK(proposal_decide(op, id, PROPOSAL_APPROVE, STR("seen by the council too")), &op->err);
    CHECK(proposal_decide(op, id, PROPOSAL_DISMISS, STR("no")) == ERR_CONFLICT);
    ProposalEvents events;
    CHECK_OK(proposal_events(op, id, &events), &op->err);
    CHECK(events.n == 2 && str_eq(events.v[1].action, STR("approved")));
}

TEST(watch_a_person_decides_once)
{
    on_both_databases(check_decisions);
}

static ErrCode plan_of(Op *op, const char *text)
{
    const Plan *plan;
    return plan_parse(str_of(text), "plan.ini", op->mem, &plan, &op->err);
}

static void check_plans(Op *op)
{
    CHECK(plan_of(op, "[month]\nmethod = magic\n") == ERR_INPUT);
    CHECK(strstr(op->err.message, "'magic'") && strstr(op->err.message, "line 2"));
    CHECK(plan_of(op, "[fortnight]\nmethod = ears-c1\n") == ERR_INPUT);
    CHECK(plan_of(op, "[month]\nmethod = ears-c1\nyears = 5\n") == ERR_INPUT);
    CHECK(plan_of(op, "[month]\nmethod = ears-c1\nyears = 5 to 3\n") == ERR_INPUT);
    CHECK(plan_of(op, "[month]\nmethod = ears-c1\nsettings = b=5\n") == ERR_INPUT);
    CHECK(plan_of(op, "[month]\nmethod = ears-c1\nsettings = baseline\n") == ERR_INPUT);
    CHECK(plan_of(op, "[month]\ncolour = red\n") == ERR_INPUT);
    /* Found by fuzzing: a method without settings. */
    CHECK(plan_of(op, "[day]\nmethod = ears-c1\nyears = 3 to 5\n") == ERR_INPUT);
    CHECK_OK(plan_of(op, "[day]\nmethod = ears-c1\n"), &op->err);
    CHECK_OK(plan_of(op, "[day]\nmethod = ears-c1\nsettings = baseline=7\n"), &op->err);
}

TEST(watch_plans_are_checked)
{
    on_both_databases(check_plans);
}
