/* The pile-on detector against plain counting, and under floods. */
#include "check.h"

#include "detection/pile_on.h"

typedef struct {
    size_t starts, grows, ends;
    double most;
    PileOnAlert last;
    char target[PILE_ON_TARGET_BYTES + 1];
} Seen;

static ErrCode note(void *context, const PileOnAlert *a, Err *e)
{
    Seen *s = context;
    (void)e;
    s->starts += a->stage == PILE_ON_STARTS;
    s->grows += a->stage == PILE_ON_GROWS;
    s->ends += a->stage == PILE_ON_ENDS;
    s->last = *a;
    if (a->senders > s->most) s->most = a->senders;
    memcpy(s->target, a->target.p, a->target.n);
    s->target[a->target.n] = '\0';
    return ERR_OK;
}

static PileOnRule usual(void)
{
    return (PileOnRule){ .window = 3600,
                         .senders = 10,
                         .base = 2.0,
                         .gamma = 1.0,
                         .ahead = 86400,
                         .memory = PILE_ON_LEAST_MEMORY };
}

static PileOn *open_watch(const PileOnRule *rule, Seen *seen, Arena **ret_mem)
{
    PileOn *p;
    Err e;
    *ret_mem = arena_open(rule->memory + (64 << 10));
    CHECK(*ret_mem != NULL);
    CHECK_OK(pile_on_open(rule, note, seen, *ret_mem, &p, &e), &e);
    return p;
}

static void send(PileOn *p, int64_t time, const char *target, size_t sender)
{
    char text[32];
    Err e;
    (void)snprintf(text, sizeof text, "person-%zu", sender);
    CHECK_OK(pile_on_event(p, time, str_of(target), str_of(text), &e), &e);
}

TEST(pile_on_starts_at_m_distinct_senders_and_ends)
{
    Seen seen = { 0 };
    Arena *mem;
    PileOnRule rule = usual();
    PileOn *p = open_watch(&rule, &seen, &mem);
    for (int k = 0; k < 500; k++)
        send(p, 1000 + k, "nurse", (size_t)k % 9); /* nine, again and again */
    CHECK(seen.starts == 0);
    send(p, 1600, "nurse", 9);
    CHECK(seen.starts == 1 && seen.last.senders == 10 && seen.last.certainty == PILE_ON_COUNTED);
    for (size_t k = 10; k < 20; k++) send(p, 1601, "nurse", k);
    CHECK(seen.grows == 1 && seen.last.senders == 20);
    send(p, 1600 + 3600 * 2, "other", 1);
    CHECK(seen.ends == 1 && seen.last.stage == PILE_ON_ENDS);
    CHECK_TEXT(seen.target, "nurse");
    pile_on_close(p);
    arena_close(mem);
}

/* The detector's number against a plain table of who was last seen when, over many windows, so that
 * keys change while senders stay. */
TEST(pile_on_counts_exactly_across_changes_of_key)
{
    enum { PEOPLE = 300, EVENTS = 20000 };
    static int64_t last[PEOPLE];
    uint64_t state = 9;
    Seen seen = { 0 };
    Arena *mem;
    PileOnRule rule = usual();
    int64_t now = 0;
    bool open = false;
    size_t starts = 0, ends = 0;
    rule.senders = 100;
    rule.gamma = 0.0;
    rule.base = 1.0001; /* any number above what is usual is a burst: only m counts */
    PileOn *p = open_watch(&rule, &seen, &mem);
    for (size_t i = 0; i < PEOPLE; i++) last[i] = -100000;
    for (size_t k = 0; k < EVENTS; k++) {
        int pace = (k / 700) % 2 ? 2400 : 20;
        now += (int64_t)(check_uniform(&state) * pace);
        size_t who = (size_t)(check_uniform(&state) * PEOPLE), n = 0;
        for (size_t i = 0; i < PEOPLE; i++) n += last[i] > now - rule.window;
        bool below = n < 50; /* before this one came */
        n += last[who] <= now - rule.window;
        last[who] = now;
        send(p, now, "t", who);
        if (open && below) {
            open = false;
            ends++;
        }
        if (!open && n >= 100) {
            open = true;
            starts++;
            CHECK(seen.starts == starts && seen.last.senders == (double)n);
        }
        CHECK(seen.starts == starts && seen.ends == ends);
    }
    CHECK(starts >= 3);
    pile_on_close(p);
    arena_close(mem);
}

TEST(pile_on_estimates_beyond_the_exact_ones)
{
    Seen seen = { 0 };
    Arena *mem;
    PileOnRule rule = usual();
    rule.memory = 8 << 20;
    PileOn *p = open_watch(&rule, &seen, &mem);
    for (size_t k = 0; k < 100000; k++) send(p, 5000 + (int64_t)(k / 50), "t", k);
    CHECK(seen.last.certainty == PILE_ON_ESTIMATED && seen.starts == 1);
    CHECK(seen.most > 75000); /* ten doublings: 81,920 is told when it is reached */
    CHECK(seen.most < 90000);
    /* Two windows later all is over, the sketch too. */
    send(p, 5000 + 2000 + 3 * 3600, "t", 1);
    CHECK(seen.ends == 1);
    pile_on_close(p);
    arena_close(mem);
}

/* Floods of targets and senders in the least memory: it holds (the arena has no more), a target
 * under attack is not displaced, and what made way is told. */
TEST(pile_on_holds_its_memory_in_a_flood)
{
    Seen seen = { 0 };
    Arena *mem;
    PileOnRule rule = usual();
    PileOn *p = open_watch(&rule, &seen, &mem);
    char target[32];
    for (size_t k = 0; k < 300000; k++) {
        (void)snprintf(target, sizeof target, "decoy-%zu", k);
        send(p, 1000 + (int64_t)k / 1000, target, k);
        if (k % 100 == 0) send(p, 1000 + (int64_t)k / 1000, "midwife", k);
    }
    PileOnTally t = pile_on_tally(p);
    CHECK(seen.starts == 1 && t.alerts == 1);
    CHECK_TEXT(seen.target, "midwife");
    CHECK(t.targets_displaced > 290000 && t.sightings_displaced > 200000);
    pile_on_close(p);
    arena_close(mem);
}

TEST(pile_on_takes_hostile_times)
{
    Seen seen = { 0 };
    Arena *mem;
    PileOnRule rule = usual();
    Err e;
    PileOn *p = open_watch(&rule, &seen, &mem);
    send(p, 100000, "t", 1);
    send(p, 100000 - 3599, "t", 2); /* late, but within the window */
    send(p, 100000 - 3600, "t", 3);
    CHECK(pile_on_tally(p).late == 1 && pile_on_tally(p).events == 2);
    for (int k = 0; k < 7; k++) send(p, 4000000, "t", 4);
    CHECK(pile_on_tally(p).ahead == 7 && pile_on_tally(p).events == 2);
    send(p, 100001, "t", 5); /* the clock has not moved */
    CHECK(pile_on_tally(p).events == 3);
    for (int k = 0; k < 8; k++) send(p, 4000000, "t", 4);
    CHECK(pile_on_tally(p).events == 4 && pile_on_tally(p).ahead == 14);
    CHECK(pile_on_event(p, INT64_MAX, STR("t"), STR("s"), &e) == ERR_INPUT);
    CHECK(pile_on_event(p, INT64_MIN, STR("t"), STR("s"), &e) == ERR_INPUT);
    CHECK(pile_on_event(p, 4000000, STR(""), STR("s"), &e) == ERR_INPUT);
    CHECK(pile_on_event(p, 4000000, STR("t"), STR(""), &e) == ERR_INPUT);
    pile_on_close(p);
    arena_close(mem);
}

/* What goes on for a day is usual: the alert ends, and only far more than that is one again. */
TEST(pile_on_learns_what_is_usual)
{
    Seen seen = { 0 };
    Arena *mem;
    PileOnRule rule = usual();
    PileOn *p = open_watch(&rule, &seen, &mem);
    size_t who = 0;
    for (int64_t hour = 0; hour < 100; hour++)
        for (int64_t k = 0; k < 12; k++) send(p, hour * 3600 + k * 300, "shop", who++);
    CHECK(seen.starts == 1 && seen.ends == 1);
    CHECK(seen.last.usual > 7.0 && seen.last.usual < 13.0);
    for (int64_t k = 0; k < 100; k++) send(p, 100 * 3600 + k, "shop", who++);
    CHECK(seen.starts == 2 && seen.last.senders > 20);
    pile_on_close(p);
    arena_close(mem);
}
