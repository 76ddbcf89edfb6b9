#include "access/account.h"
#include "detection/tide.h"
#include "figures.h"
#include "signals/signal.h"
#include "signals/triage.h"
#include "store.h"

enum { DAY = 86400 };

typedef struct {
    int64_t officer, elsewhere, hackney, camden;
    int number;
    int32_t start;
} Setting;

static Setting setting(Op *op)
{
    const PlaceBook *book = figures_register(op);
    Setting x = { .officer = figures_account(op, "officer", "cohesion_officer", "E09000012"),
                  .elsewhere = figures_account(op, "elsewhere", "cohesion_officer", "E09000030"),
                  .hackney = place_by_code(book, STR("E09000012"))->id,
                  .camden = place_by_code(book, STR("E09000007"))->id,
                  .start = figures_day("2026-01-05") };
    op->actor = 0;
    return x;
}

static int64_t tell(Op *op, Setting *x, int64_t place, int32_t day, int64_t by)
{
    char reference[24];
    (void)snprintf(reference, sizeof reference, "TIDE-%08d", x->number++);
    Signal s = { .reference = str_of(reference),
                 .source_type = STR("PUB"),
                 .place_id = place,
                 .timing = STR("NOW"),
                 .what = STR("People say that the old depot becomes a hostel."),
                 .eep = STR("EXP"),
                 .themes = STR("MIG"),
                 .direction = STR("UNK"),
                 .marker = STR("GRP") };
    int64_t id;
    op->now = (int64_t)day * DAY + 3600;
    op->actor = by;
    CHECK_OK(signal_add(op, &s, &id), &op->err);
    op->actor = 0;
    return id;
}

static void rises(Op *op)
{
    Setting x = setting(op);
    TideReport r;
    Tides all;
    /* One a week in both places for five weeks, then eight in a week in one of them. */
    for (int week = 0; week < 5; week++) {
        (void)tell(op, &x, x.hackney, x.start + 7 * week, 0);
        (void)tell(op, &x, x.camden, x.start + 7 * week, 0);
    }
    CHECK_OK(tide_watch(op, x.start + 30, 0.05, &r), &op->err);
    CHECK(r.tests == 0 && r.silent == 2); /* too little history */
    for (int i = 0; i < 8; i++) (void)tell(op, &x, x.hackney, x.start + 36 + i % 5, 0);
    CHECK_OK(tide_watch(op, x.start + 41, 0.05, &r), &op->err);
    CHECK(r.tests == 2 && r.proposals == 1 && r.silent == 1);
    CHECK_OK(tide_list(op, false, &all), &op->err);
    CHECK(all.n == 1 && all.v[0].place_id == x.hackney && all.v[0].later == 8);
    CHECK(all.v[0].before == 4 && str_eq(all.v[0].span, STR("short")));
    CHECK_NEAR(all.v[0].expected, 1, 1e-12);
    CHECK_OK(tide_watch(op, x.start + 41, 0.05, &r), &op->err);
    CHECK(r.proposals == 0); /* the same again proposes nothing */
    op->actor = x.elsewhere;
    CHECK(tide_decide(op, all.v[0].id, false, STR("no")) == ERR_DENIED);
    CHECK(tide_watch(op, x.start + 41, 0.05, &r) == ERR_DENIED);
    op->actor = x.officer;
    CHECK(tide_decide(op, all.v[0].id, false, STR(" ")) == ERR_INPUT);
    CHECK_OK(tide_decide(op, all.v[0].id, false, STR("a school project")), &op->err);
    CHECK(tide_decide(op, all.v[0].id, true, STR("again")) == ERR_CONFLICT);
    op->actor = 0;
    CHECK_OK(tide_watch(op, x.start + 42, 0.05, &r), &op->err);
    CHECK(r.proposals == 0); /* dismissed a day ago */
    CHECK(tide_watch(op, x.start + 42, 1.5, &r) == ERR_INPUT);
}

TEST(tide_proposes_a_rise_once)
{
    on_both_databases(rises);
}

static void newcomers(Op *op)
{
    Setting x = setting(op);
    TideReport r;
    Tides all;
    char login[16];
    for (int week = 0; week < 6; week++) (void)tell(op, &x, x.hackney, x.start + 7 * week, 0);
    /* Nine wardens begin to tell in the last week: more who tell, not more to tell of. */
    for (int i = 0; i < 9; i++) {
        (void)snprintf(login, sizeof login, "warden%d", i);
        int64_t warden = figures_account(op, login, "front_line", "E09000012");
        (void)tell(op, &x, x.hackney, x.start + 36, warden);
    }
    CHECK_OK(tide_watch(op, x.start + 41, 0.05, &r), &op->err);
    CHECK(r.tests == 1 && r.proposals == 0);
    /* The same number from those who told before is a rise. */
    for (int i = 0; i < 9; i++) (void)tell(op, &x, x.hackney, x.start + 37, 0);
    CHECK_OK(tide_watch(op, x.start + 41, 0.05, &r), &op->err);
    CHECK(r.proposals == 1);
    CHECK_OK(tide_list(op, false, &all), &op->err);
    CHECK(all.v[0].later == 10 && all.v[0].later_all == 19);
}

TEST(tide_is_not_moved_by_more_reporters)
{
    on_both_databases(newcomers);
}

static void left(Op *op)
{
    Setting x = setting(op);
    TideReport r;
    int64_t ids[8];
    for (int week = 0; week < 5; week++) (void)tell(op, &x, x.hackney, x.start + 7 * week, 0);
    for (int i = 0; i < 8; i++) ids[i] = tell(op, &x, x.hackney, x.start + 36, 0);
    op->actor = x.officer;
    for (int i = 0; i < 8; i++) CHECK_OK(signal_discard(op, ids[i], STR("SCO")), &op->err);
    op->actor = 0;
    CHECK_OK(tide_watch(op, x.start + 41, 0.05, &r), &op->err);
    CHECK(r.proposals == 0); /* what was left does not count */
}

TEST(tide_does_not_count_what_was_left)
{
    on_both_databases(left);
}
