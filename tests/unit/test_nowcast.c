/* Nowcasts of cases that the test made itself, so that the truth is known. */
#include "check.h"

#include "stats/nowcast.h"

enum { PERIODS = 60, MOST = 5, WIDTH = MOST + 1, ROUNDS = 60 };

static double truth[PERIODS];

/* Twenty cases a period; the delay is 0..5 with chances rising and falling. */
static void make(double *count, uint64_t *state)
{
    static const double up_to[WIDTH] = { 0.15, 0.45, 0.7, 0.85, 0.95, 1 };
    for (size_t t = 0; t < PERIODS; t++) {
        truth[t] = floor(10 + 20 * check_uniform(state));
        for (int d = 0; d <= MOST; d++) count[t * WIDTH + (size_t)d] = 0;
        for (int i = 0; i < (int)truth[t]; i++) {
            double u = check_uniform(state);
            int d = 0;
            while (u > up_to[d]) d++;
            if (t + (size_t)d < PERIODS) count[t * WIDTH + (size_t)d] += 1;
        }
    }
}

static double known(const double *count, size_t t)
{
    double sum = 0;
    for (int d = 0; d <= MOST; d++) sum += count[t * WIDTH + (size_t)d];
    return sum;
}

static NowcastDelay learn(const double *count, NowcastMethod method, Arena *mem)
{
    NowcastTriangle t = { PERIODS, MOST, count, 0 };
    NowcastDelay f;
    Err e;
    CHECK_OK(stat_nowcast_delay(&t, method, 0.1, mem, &f, &e), &e);
    return f;
}

/* Of 80% intervals, about 80% hold the truth: counted over delays and rounds. */
TEST(nowcast_intervals_hold_what_they_say)
{
    static double count[PERIODS * WIDTH];
    uint64_t state = 21;
    int held = 0, lawless = 0, all = 0, compat = 0;
    for (int round = 0; round < ROUNDS; round++) {
        Arena *mem = arena_open(1 << 20);
        make(count, &state);
        NowcastDelay f = learn(count, NOWCAST_DIRICHLET, mem),
                     g = learn(count, NOWCAST_LAWLESS, mem);
        for (int d = 0; d < MOST; d++) {
            size_t t = PERIODS - 1 - (size_t)d;
            NowcastRange r = stat_nowcast_range(&f, d, known(count, t), 0.8);
            held += truth[t] >= r.lower && truth[t] <= r.upper;
            CHECK(r.lower <= r.median && r.median <= r.upper && r.lower >= known(count, t));
            r = stat_nowcast_lawless(&g, d, known(count, t), 0.8, false);
            lawless += truth[t] >= r.lower && truth[t] <= r.upper;
            r = stat_nowcast_lawless(&g, d, known(count, t), 0.8, true);
            compat += truth[t] >= r.lower && truth[t] <= r.upper;
            all++;
        }
        arena_close(mem);
    }
    CHECK(held >= all * 72 / 100 && held <= all * 95 / 100);
    CHECK(lawless >= compat); /* the variance that the peer drops */
}

/* Delays that nobody can have seen yet are not taken for none. */
TEST(nowcast_strict_does_not_learn_from_what_is_cut_off)
{
    static double count[PERIODS * WIDTH];
    uint64_t state = 22;
    Arena *mem = arena_open(1 << 20);
    make(count, &state);
    for (size_t t = 0; t + 8 < PERIODS; t++)
        for (int d = 0; d <= MOST; d++) count[t * WIDTH + (size_t)d] = 0;
    NowcastDelay right = learn(count, NOWCAST_DIRICHLET, mem);
    NowcastDelay wrong = learn(count, NOWCAST_CLOSED, mem);
    CHECK(right.share[2] < wrong.share[2]);
    for (int d = 0; d <= MOST; d++) {
        CHECK(right.share[d] > 0 && right.share[d] <= 1);
        CHECK(d == 0 || right.share[d] > right.share[d - 1]);
    }
    CHECK(right.share[MOST] == 1 && right.b[MOST] == 0);
    NowcastRange r = stat_nowcast_range(&right, MOST, 7, 0.95);
    CHECK(r.lower == 7 && r.median == 7 && r.upper == 7);
    arena_close(mem);
}

TEST(nowcast_without_any_case_says_so)
{
    static double count[PERIODS * WIDTH];
    memset(count, 0, sizeof count);
    Arena *mem = arena_open(1 << 20);
    NowcastDelay f = learn(count, NOWCAST_LAWLESS, mem);
    NowcastRange r = stat_nowcast_lawless(&f, 1, 0, 0.95, false);
    CHECK(r.median == 0 && r.upper == 0);
    f = learn(count, NOWCAST_DIRICHLET, mem);
    r = stat_nowcast_range(&f, 0, 0, 0.95);
    CHECK(r.lower == 0 && !(r.upper < r.median));
    NowcastTriangle bad = { 0, MOST, count, 0 };
    Err e;
    CHECK(stat_nowcast_delay(&bad, NOWCAST_LAWLESS, 0.1, mem, &f, &e) == ERR_INPUT);
    arena_close(mem);
}
