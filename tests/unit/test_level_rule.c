#include "check.h"
#include "signals/level_rule.h"

static LevelEvidence scores(int e, int v, int p)
{
    return (LevelEvidence){
        .experienced = e, .evidenced = v, .potential = p, .horizon_hours = 24, .partner_types = 3
    };
}

static int suggest(int e, int v, int p)
{
    LevelEvidence x = scores(e, v, p);
    return level_suggest(&x);
}

TEST(suggested_level_follows_the_stated_rule)
{
    CHECK(suggest(3, 3, 3) == 1);
    CHECK(suggest(3, 3, 0) == 2 && suggest(0, 3, 3) == 2 && suggest(2, 2, 2) == 2);
    CHECK(suggest(3, 0, 0) == 3 && suggest(2, 2, 0) == 3 && suggest(3, 2, 1) == 3);
    CHECK(suggest(2, 1, 1) == 4 && suggest(0, 0, 2) == 4);
    CHECK(suggest(1, 1, 1) == 5 && suggest(0, 1, 0) == 5);
    CHECK(suggest(0, 0, 0) == 6);
}

TEST(suggested_level_is_no_sum)
{
    /* A credible, imminent march without anything before it is not calm. */
    CHECK(suggest(0, 0, 3) == 3);
    CHECK(suggest(1, 1, 1) > suggest(0, 0, 3));
}

TEST(suggested_level_never_gets_better_with_more_evidence)
{
    for (int e = 0; e < 4; e++)
        for (int v = 0; v < 4; v++)
            for (int p = 0; p < 4; p++) {
                CHECK(e == 3 || suggest(e + 1, v, p) <= suggest(e, v, p));
                CHECK(v == 3 || suggest(e, v + 1, p) <= suggest(e, v, p));
                CHECK(p == 3 || suggest(e, v, p + 1) <= suggest(e, v, p));
                CHECK(suggest(e, v, p) == suggest(p, e, v) && suggest(e, v, p) == suggest(v, e, p));
            }
}

TEST(suggested_level_needs_a_horizon_when_imminent)
{
    LevelEvidence x = scores(3, 3, 3);
    x.horizon_hours = 0;
    CHECK(level_suggest(&x) == 3);
    x.horizon_hours = 72;
    CHECK(level_suggest(&x) == 2);
    x.horizon_hours = 336;
    CHECK(level_suggest(&x) == 3);
    x.under_way = true;
    CHECK(level_suggest(&x) == 1);
}

TEST(suggested_level_is_unknown_without_two_kinds_of_partner)
{
    LevelEvidence x = scores(3, 3, 3);
    x.partner_types = 1;
    CHECK(level_suggest(&x) == LEVEL_UNKNOWN);
    x.under_way = true;
    CHECK(level_suggest(&x) == 1);
}

TEST(suggested_level_is_not_raised_by_lawful_protest)
{
    LevelEvidence x = scores(2, 3, 3);
    x.lawful_only = true;
    CHECK(level_suggest(&x) == 6);
    x.now = 4;
    CHECK(level_suggest(&x) == 4);
    x.now = 1;
    CHECK(level_suggest(&x) == 2);
}

static int place(size_t n, const IssueLevel v[])
{
    return level_of_place(v, n);
}

TEST(place_is_at_its_worst_and_unknown_is_not_calm)
{
    CHECK(place(0, (IssueLevel[]){ { 0, 0 } }) == LEVEL_UNKNOWN);
    CHECK(place(1, (IssueLevel[]){ { 6, 0 } }) == 6);
    CHECK(place(2, (IssueLevel[]){ { 5, 0 }, { 2, 0 } }) == 2);
    CHECK(place(1, (IssueLevel[]){ { 0, 3 } }) == LEVEL_UNKNOWN);
    /* What ran out was worse than all that is known. */
    CHECK(place(2, (IssueLevel[]){ { 0, 2 }, { 5, 0 } }) == LEVEL_UNKNOWN);
    /* What ran out was better: the worst known still stands. */
    CHECK(place(2, (IssueLevel[]){ { 0, 5 }, { 2, 0 } }) == 2);
    CHECK(place(2, (IssueLevel[]){ { 0, 0 }, { 6, 0 } }) == LEVEL_UNKNOWN);
    CHECK(place(2, (IssueLevel[]){ { 0, 0 }, { 3, 0 } }) == 3);
}

TEST(second_reader_is_needed_to_and_from_what_is_imminent)
{
    for (int from = 0; from < LEVEL_COUNT; from++)
        for (int to = 0; to < LEVEL_COUNT; to++)
            CHECK(level_needs_second(from, to) == (from == 1 || from == 2 || to == 1 || to == 2));
}

TEST(level_codes_read_back)
{
    Err e;
    int level;
    for (int i = 0; i < LEVEL_COUNT; i++) {
        CHECK_OK(level_parse(str_of(level_code(i)), &level, &e), &e);
        CHECK(level == i);
    }
    CHECK(level_parse(STR("7"), &level, &e) == ERR_INPUT);
    CHECK(level_parse(STR(""), &level, &e) == ERR_INPUT);
}
