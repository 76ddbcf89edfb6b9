#include "access/account.h"
#include "figures.h"
#include "signals/assessment.h"
#include "signals/codes.h"
#include "store.h"

typedef struct {
    int64_t officer, chair, elsewhere, partner, hackney;
} People;

static People people(Op *op)
{
    const PlaceBook *book = figures_register(op);
    return (People){ .officer = figures_account(op, "officer", "cohesion_officer", "E09000012"),
                     .chair = figures_account(op, "chair", "group_chair", "E09000012"),
                     .elsewhere = figures_account(op, "elsewhere", "group_chair", "E09000030"),
                     .partner = figures_account(op, "partner", "partner", "E09000012"),
                     .hackney = place_by_code(book, STR("E09000012"))->id };
}

static int64_t issue(Op *op, const People *p)
{
    Issue x = { .title = STR("Claims about the old depot"),
                .place_id = p->hackney,
                .themes = STR("RUM MIG"),
                .communities = STR("people seeking asylum"),
                .start_day = 19000 };
    int64_t id;
    op->actor = p->officer;
    CHECK(issue_open(op, &x, &id) == ERR_INPUT); /* RUM is a trigger, not a theme */
    x.themes = STR("MIG CON");
    CHECK_OK(issue_open(op, &x, &id), &op->err);
    return id;
}

static Assessment judged(int64_t issue_id, int level)
{
    return (Assessment){ .issue_id = issue_id,
                         .evidence = { .experienced = 2, .partner_types = 3 },
                         .experienced_why = STR("three wardens heard it"),
                         .level = level,
                         .why = STR("it spreads"),
                         .trend = STR("RIS"),
                         .what = STR("A claim about the old depot goes round"),
                         .gaps = STR("who began it"),
                         .alternatives = STR("a quarrel about parking"),
                         .confidence = STR("M"),
                         .rights = STR("opinion is lawful; nothing is asked against it") };
}

static bool set(Op *op, int64_t issue_id, int level, int64_t *ret_id)
{
    Assessment a = judged(issue_id, level);
    bool waits;
    CHECK_OK(assessment_set(op, &a, ret_id, &waits), &op->err);
    return waits;
}

static LevelChange newest(Op *op, int64_t issue_id)
{
    LevelChanges all;
    CHECK_OK(level_changes_of_issue(op, issue_id, &all), &op->err);
    CHECK(all.n > 0);
    return all.v[0];
}

static int level_of(Op *op, int64_t place)
{
    PlaceLevel p;
    CHECK_OK(level_current(op, place, &p), &op->err);
    return p.level;
}

static void two_people(Op *op)
{
    People p = people(op);
    int64_t id, x = issue(op, &p);
    LevelChanges none;
    CHECK(level_of(op, p.hackney) == LEVEL_UNKNOWN);
    CHECK(!set(op, x, 4, &id));
    CHECK(level_of(op, p.hackney) == 4 && str_eq(newest(op, x).kind, STR("set")));
    CHECK(set(op, x, 2, &id)); /* waits */
    CHECK(level_of(op, p.hackney) == 4);
    CHECK_OK(level_changes_since(op, newest(op, x).id, 10, &none), &op->err);
    CHECK(none.n == 0);
    CHECK(assessment_approve(op, id) == ERR_DENIED); /* the author */
    op->actor = p.partner;
    CHECK(assessment_approve(op, id) == ERR_DENIED);
    op->actor = p.elsewhere;
    CHECK(assessment_approve(op, id) == ERR_DENIED);
    op->actor = p.chair;
    CHECK_OK(assessment_approve(op, id), &op->err);
    LevelChange c = newest(op, x);
    CHECK(c.level == 2 && c.previous == 4 && c.place_level == 2 && c.approver == p.chair);
    CHECK(str_eq(c.kind, STR("raised")) && c.author == p.officer && c.version == 2);
    CHECK(assessment_approve(op, id) == ERR_CONFLICT);
    /* Down again needs two as well. */
    op->actor = p.officer;
    CHECK(set(op, x, 5, &id));
    op->actor = p.chair;
    CHECK(assessment_return(op, id, STR(" ")) == ERR_INPUT);
    CHECK_OK(assessment_return(op, id, STR("Too early.")), &op->err);
    CHECK(level_of(op, p.hackney) == 2);
    CHECK(issue_close(op, x, STR("BAS"), STR("over")) == ERR_CONFLICT);
}

TEST(levels_one_and_two_need_two_people)
{
    on_both_databases(two_people);
}

static void running_out(Op *op)
{
    People p = people(op);
    int64_t id, n, x = issue(op, &p);
    (void)set(op, x, 3, &id);
    op->now += 48 * 3600;
    CHECK_OK(level_expire(op, &n), &op->err);
    CHECK(n == 0 && level_of(op, p.hackney) == 3);
    op->now += 1;
    CHECK(level_of(op, p.hackney) == LEVEL_UNKNOWN); /* before anybody noted it */
    CHECK_OK(level_expire(op, &n), &op->err);
    CHECK(n == 1);
    LevelChange c = newest(op, x);
    CHECK(str_eq(c.kind, STR("expired")) && c.level == LEVEL_UNKNOWN && c.previous == 3);
    CHECK(c.place_level == LEVEL_UNKNOWN && c.reason.n > 0);
    CHECK_OK(level_expire(op, &n), &op->err);
    CHECK(n == 0);
    (void)set(op, x, 6, &id);
    CHECK(str_eq(newest(op, x).kind, STR("set")) && level_of(op, p.hackney) == 6);
    CHECK_OK(assessment_cancel(op, x, STR("the wrong place")), &op->err);
    CHECK(str_eq(newest(op, x).kind, STR("cancelled")) && newest(op, x).level == LEVEL_UNKNOWN);
    CHECK(assessment_cancel(op, x, STR("again")) == ERR_CONFLICT);
}

TEST(level_runs_out_to_unknown_not_to_calm)
{
    on_both_databases(running_out);
}

static void no_way_round(Op *op)
{
    People p = people(op);
    int64_t id, n, x = issue(op, &p);
    CHECK(set(op, x, 2, &id));
    op->actor = p.chair;
    CHECK_OK(assessment_approve(op, id), &op->err);
    op->now += 12 * 3600 + 1;
    CHECK_OK(level_expire(op, &n), &op->err);
    op->actor = p.officer;
    CHECK(set(op, x, 6, &id)); /* having run out is no way round the second reader */
    CHECK(level_of(op, p.hackney) == LEVEL_UNKNOWN);
    CHECK(set(op, x, 5, &id));
    Assessments all;
    CHECK_OK(assessment_list(op, x, &all), &op->err);
    CHECK(all.n == 3 && str_eq(all.v[1].state, STR("superseded")));
}

TEST(running_out_is_no_way_round_the_second_reader)
{
    on_both_databases(no_way_round);
}

static void refusals(Op *op)
{
    People p = people(op);
    int64_t id, x = issue(op, &p);
    bool waits;
    Assessment a = judged(x, 3);
    a.evidence.lawful_only = true;
    CHECK(assessment_set(op, &a, &id, &waits) == ERR_INPUT);
    a.level = 6;
    CHECK_OK(assessment_set(op, &a, &id, &waits), &op->err);
    a = judged(x, 4);
    a.evidence.evidenced = 1; /* without what it rests on */
    CHECK(assessment_set(op, &a, &id, &waits) == ERR_INPUT);
    a = judged(x, 4);
    a.next_review_at = op->now + 169 * 3600;
    CHECK(assessment_set(op, &a, &id, &waits) == ERR_INPUT);
    a.next_review_at = op->now;
    CHECK(assessment_set(op, &a, &id, &waits) == ERR_INPUT);
    a = judged(x, 4);
    a.gaps = STR("");
    CHECK(assessment_set(op, &a, &id, &waits) == ERR_INPUT);
    a = judged(x, 7);
    CHECK(assessment_set(op, &a, &id, &waits) == ERR_INPUT);
    a = judged(x + 1, 4);
    CHECK(assessment_set(op, &a, &id, &waits) == ERR_MISSING);
    op->actor = p.elsewhere;
    a = judged(x, 4);
    CHECK(assessment_set(op, &a, &id, &waits) == ERR_DENIED);
    CHECK(issue_close(op, x, STR("BAS"), STR("over")) == ERR_DENIED);
    op->actor = p.officer;
    CHECK(issue_close(op, x, STR("NOT"), STR("over")) == ERR_INPUT);
    CHECK_OK(issue_close(op, x, STR("BAS"), STR("over")), &op->err);
    CHECK(str_eq(newest(op, x).kind, STR("closed")) && level_of(op, p.hackney) == LEVEL_UNKNOWN);
    CHECK(assessment_set(op, &a, &id, &waits) == ERR_CONFLICT);
}

TEST(assessment_is_refused_when_it_says_too_little)
{
    on_both_databases(refusals);
}

static void exercises(Op *op)
{
    People p = people(op);
    int64_t id, x, real = issue(op, &p);
    Issue drill = { .title = STR("A drill"),
                    .place_id = p.hackney,
                    .themes = STR("EVT"),
                    .start_day = 19000,
                    .exercise = true };
    CHECK_OK(issue_open(op, &drill, &x), &op->err);
    (void)set(op, real, 5, &id);
    (void)set(op, x, 1, &id);
    op->actor = p.chair;
    CHECK_OK(assessment_approve(op, id), &op->err);
    CHECK(newest(op, x).exercise && newest(op, x).place_level == 1);
    CHECK(level_of(op, p.hackney) == 5);
}

TEST(exercise_never_touches_the_real_level)
{
    on_both_databases(exercises);
}

static void words(Op *op)
{
    const CodeBook *book;
    int64_t n;
    CHECK_OK(codes_take(op,
                        STR("list,code,word,meaning,part,number,retired\n"
                            "level,3,Elevated,As our force says it,Elevated,24,\n"
                            "theme,SPT,Sport,,,,yes\n"),
                        &n),
             &op->err);
    CHECK(n == 2);
    CHECK_OK(codes_load(op, &book), &op->err);
    CHECK(str_eq(code_word(book, "level", STR("3")), STR("Elevated")));
    CHECK(code_find(book, "level", STR("3"))->number == 24);
    CHECK(code_check(book, "theme", STR("SPT"), "theme", &op->err) == ERR_INPUT);
    CHECK(codes_take(op, STR("list,code,word,meaning,part,number\nlevel,9,Nine,,,4\n"), &n) ==
          ERR_INPUT);
    CHECK(codes_take(op, STR("list,code,word,meaning,part,number\nlevel,2,Two,,,0\n"), &n) ==
          ERR_INPUT);
    CHECK(codes_take(op, STR("list,word\nlevel,Two\n"), &n) == ERR_INPUT);
    CHECK(codes_take(op, STR("list,code,word,meaning,part,number\nlevel,2\n"), &n) == ERR_INPUT);
}

TEST(words_of_the_scales_may_be_changed_and_codes_not)
{
    on_both_databases(words);
}
