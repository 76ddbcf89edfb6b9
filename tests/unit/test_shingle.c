#include "check.h"
#include "stats/shingle.h"

static double alike(const char *a, const char *b)
{
    uint32_t x[SHINGLE_MOST], y[SHINGLE_MOST];
    size_t n = stat_shingles(str_of(a), x), m = stat_shingles(str_of(b), y);
    return stat_jaccard(x, n, y, m);
}

TEST(shingles_count_shared_runs)
{
    uint32_t v[SHINGLE_MOST];
    /* " abc", "abcd", "bcd " */
    CHECK(stat_shingles(STR("abcd"), v) == 3);
    CHECK(stat_shingles(STR("aaaaaaaa"), v) == 3); /* " aaa", "aaaa", "aaa " */
    CHECK(stat_shingles(STR(""), v) == 0 && stat_shingles(STR(" .,"), v) == 0);
    CHECK_NEAR(alike("abcd", "abcd"), 1, 0);
    CHECK_NEAR(alike("abcd", "abce"), 1.0 / 5, 1e-15);
    CHECK_NEAR(alike("", ""), 0, 0);
}

TEST(shingles_ignore_case_and_marks)
{
    CHECK_NEAR(alike("The old depot!", "the   OLD, depot"), 1, 0);
}

TEST(shingles_are_the_same_both_ways_and_within_bounds)
{
    static const char *const texts[] = { "The old depot becomes a hostel",
                                         "a hostel in the old depot", "fireworks at night", "",
                                         "x" };
    for (size_t i = 0; i < 5; i++)
        for (size_t k = 0; k < 5; k++) {
            double s = alike(texts[i], texts[k]);
            CHECK(s >= 0 && s <= 1 && s == alike(texts[k], texts[i]));
        }
    CHECK(alike(texts[0], texts[1]) > 0.4 && alike(texts[0], texts[2]) < 0.05);
}

TEST(shingles_of_a_long_text_stay_in_their_room)
{
    static char text[20000];
    uint32_t v[SHINGLE_MOST];
    uint64_t seed = 3;
    for (size_t i = 0; i < sizeof text; i++) text[i] = (char)(check_random(&seed) % 256);
    CHECK(stat_shingles((Str){ sizeof text, text }, v) <= SHINGLE_MOST);
}
