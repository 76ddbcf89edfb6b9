#include "access/account.h"
#include "base/date.h"
#include "figures.h"
#include "signals/signal.h"
#include "signals/weekly.h"
#include "store.h"

typedef struct {
    int64_t officer, police, chair, hackney, camden;
} Setting;

/* Monday 16 November 2026, ten in the morning. */
static Setting setting(Op *op)
{
    const PlaceBook *book = figures_register(op);
    op->now = (int64_t)figures_day("2026-11-16") * 86400 + 10 * 3600;
    return (Setting){ .officer = figures_account(op, "officer", "cohesion_officer", "E09000012"),
                      .police = figures_account(op, "police", "force_officer", "E23000001"),
                      .chair = figures_account(op, "chair", "group_chair", "E09000012"),
                      .hackney = place_by_code(book, STR("E09000012"))->id,
                      .camden = place_by_code(book, STR("E09000007"))->id };
}

static WeeklyReturn nothing(Op *op, int64_t place)
{
    return (WeeklyReturn){ .place_id = place,
                           .week = weekly_week(op->now),
                           .nil = true,
                           .looked_at = STR("SIG SCH"),
                           .level = 6,
                           .change = STR("STE") };
}

static void filing(Op *op)
{
    Setting x = setting(op);
    WeeklyReturn r = nothing(op, x.hackney), found, other;
    int64_t id;
    bool any;
    op->actor = x.chair;
    CHECK(weekly_file(op, &r, &id) == ERR_DENIED);
    op->actor = x.officer;
    r.looked_at = STR("");
    CHECK(weekly_file(op, &r, &id) == ERR_INPUT); /* to find nothing one has to look */
    r = nothing(op, x.hackney);
    r.issues = STR("but here is one");
    CHECK(weekly_file(op, &r, &id) == ERR_INPUT);
    r = nothing(op, x.hackney);
    r.nil = false;
    CHECK(weekly_file(op, &r, &id) == ERR_INPUT); /* neither nothing nor something */
    r.issues = STR("Ring Dave on 07700 900123");
    CHECK(weekly_file(op, &r, &id) == ERR_INPUT);
    r = nothing(op, x.camden);
    CHECK(weekly_file(op, &r, &id) == ERR_DENIED);
    r = nothing(op, x.hackney);
    r.week++;
    CHECK(weekly_file(op, &r, &id) == ERR_INPUT);
    r.week--;
    CHECK_OK(weekly_file(op, &r, &id), &op->err);
    op->actor = x.police;
    r.nil = false;
    r.level = 4;
    r.issues = STR("Calls about the old depot");
    CHECK_OK(weekly_file(op, &r, &id), &op->err);
    CHECK_OK(weekly_find(op, x.hackney, STR("council"), r.week, &found, &any), &op->err);
    CHECK(any && found.nil && found.level == 6 && found.version == 1);
    CHECK_OK(weekly_find(op, x.hackney, STR("force"), r.week, &other, &any), &op->err);
    CHECK(any && other.level == 4 && weekly_disagree(&found, &other));
    op->actor = x.officer;
    CHECK_OK(weekly_file(op, &r, &id), &op->err);
    CHECK_OK(weekly_find(op, x.hackney, STR("council"), r.week, &found, &any), &op->err);
    CHECK(found.version == 2 && !found.nil && !weekly_disagree(&found, &other));
}

TEST(return_says_nothing_was_found_only_where_one_looked)
{
    on_both_databases(filing);
}

static void completeness(Op *op)
{
    Setting x = setting(op);
    WeeklyRecords all;
    WeeklyDuties duties;
    WeeklyReturn r = nothing(op, x.hackney);
    int64_t id, monday = op->now, day = 86400;
    Signal s = { .reference = STR("AAAA-BBBB-CCCC"),
                 .source_type = STR("PUB"),
                 .place_id = x.hackney,
                 .timing = STR("NOW"),
                 .what = STR("People say that the old depot becomes a hostel."),
                 .eep = STR("EXP"),
                 .themes = STR("MIG"),
                 .direction = STR("UNK"),
                 .marker = STR("GRP") };
    op->actor = 0;
    CHECK_OK(signal_add(op, &s, &id), &op->err);
    op->actor = x.officer;
    CHECK_OK(weekly_file(op, &r, &id),
             &op->err); /* this week: nothing, though something was told */
    op->now = monday + 7 * day;
    CHECK_OK(weekly_duties(op, &duties), &op->err);
    CHECK(duties.n == 1 && !duties.v[0].filed); /* the week after is open */
    op->now = monday + 13 * day;
    r.week = weekly_week(op->now);
    CHECK_OK(weekly_file(op, &r, &id), &op->err); /* on Sunday: late */
    op->now = monday + 21 * day;
    CHECK_OK(weekly_records(op, 5, &all), &op->err);
    CHECK(all.n == 1 && str_eq(all.v[0].place, STR("E09000012")));
    const WeeklyRecord *h = &all.v[0];
    CHECK(h->week[0] == WEEK_NOT_EXPECTED && h->week[1] == WEEK_NIL && h->week[2] == WEEK_NIL_LATE);
    CHECK(h->week[3] == WEEK_MISSING && h->week[4] == WEEK_OPEN);
    CHECK(h->expected == 3 && h->filed == 2 && h->on_time == 1 && h->nil == 2);
    CHECK(h->nil_but_told == 1 && h->signals == 1 && h->partner_types == 1 && h->no_picture);
    CHECK_OK(weekly_duties(op, &duties), &op->err);
    CHECK(duties.n == 2); /* the missing one, and this week's */
    CHECK(duties.v[1].due_at == monday + 25 * day + 2 * 3600);
    CHECK(duties.v[1].remind_at == monday + 24 * day - 3600);
    CHECK(weekly_records(op, 0, &all) == ERR_INPUT && weekly_records(op, 27, &all) == ERR_INPUT);
}

TEST(returns_that_never_came_are_missing_not_calm)
{
    on_both_databases(completeness);
}
