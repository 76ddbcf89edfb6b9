#include "signals/level_rule.h"

enum { HOURS_CRITICAL = 24, HOURS_SEVERE = 72, PARTNER_TYPES = 2 };

static int at_least(const LevelEvidence *e, int score)
{
    return (e->experienced >= score) + (e->evidenced >= score) + (e->potential >= score);
}

static int by_scores(const LevelEvidence *e)
{
    if (at_least(e, 3) == 3) return LEVEL_CRITICAL;
    if (at_least(e, 3) == 2 || at_least(e, 2) == 3) return LEVEL_SEVERE;
    if (at_least(e, 3) == 1 || at_least(e, 2) == 2) return LEVEL_HIGH;
    if (at_least(e, 2) == 1) return LEVEL_RAISED;
    return at_least(e, 1) ? LEVEL_WATCH : LEVEL_BASELINE;
}

/* What is imminent has a time by which it is expected. */
static int by_horizon(int level, int64_t hours)
{
    if (level > LEVEL_SEVERE) return level;
    if (hours > 0 && hours <= HOURS_CRITICAL) return level;
    return hours > 0 && hours <= HOURS_SEVERE ? LEVEL_SEVERE : LEVEL_HIGH;
}

int level_suggest(const LevelEvidence *e)
{
    int level = by_horizon(by_scores(e), e->horizon_hours);
    int cap = e->now == LEVEL_UNKNOWN ? LEVEL_BASELINE : e->now;
    if (e->under_way) return LEVEL_CRITICAL;
    if (e->partner_types < PARTNER_TYPES) return LEVEL_UNKNOWN;
    return e->lawful_only && level < cap ? cap : level;
}

int level_of_place(const IssueLevel v[], size_t n)
{
    int worst = LEVEL_COUNT, hidden = LEVEL_COUNT;
    for (size_t i = 0; i < n; i++) {
        int last = v[i].last_known == LEVEL_UNKNOWN ? LEVEL_RAISED : v[i].last_known;
        if (v[i].level != LEVEL_UNKNOWN && v[i].level < worst) worst = v[i].level;
        if (v[i].level == LEVEL_UNKNOWN && last < hidden) hidden = last;
    }
    if (worst == LEVEL_COUNT || hidden < worst) return LEVEL_UNKNOWN;
    return worst;
}

static bool imminent(int level)
{
    return level == LEVEL_CRITICAL || level == LEVEL_SEVERE;
}

bool level_needs_second(int from, int to)
{
    return imminent(from) || imminent(to);
}

static const char *const level_codes[LEVEL_COUNT] = { "U", "1", "2", "3", "4", "5", "6" };

const char *level_code(int level)
{
    return level > 0 && level < LEVEL_COUNT ? level_codes[level] : level_codes[0];
}

ErrCode level_parse(Str s, int *ret, Err *e)
{
    for (int i = 0; i < LEVEL_COUNT; i++)
        if (str_eq_nocase(s, str_of(level_codes[i]))) {
            *ret = i;
            return ERR_OK;
        }
    return err_set(e, ERR_INPUT, "level: expected 1 to 6, or U");
}
