/* level_rule.h - the rules of the levels, without a database. */
#ifndef SIGNALS_LEVEL_RULE_H
#define SIGNALS_LEVEL_RULE_H

#include "base/str.h"

/* From 1, the worst, to 6; a smaller number is worse. */
enum {
    LEVEL_UNKNOWN = 0, /* no picture: written U, and never the same as calm */
    LEVEL_CRITICAL = 1,
    LEVEL_SEVERE = 2,
    LEVEL_HIGH = 3,
    LEVEL_RAISED = 4,
    LEVEL_WATCH = 5,
    LEVEL_BASELINE = 6,
    LEVEL_COUNT = 7
};

typedef struct {
    int experienced, evidenced, potential; /* 0 to 3 each */
    bool under_way;                        /* disorder is happening */
    int64_t horizon_hours;                 /* within how many hours it is expected, 0: not said */
    int64_t partner_types;                 /* kinds of partner that told something in 28 days */
    bool lawful_only;                      /* nothing but lawful protest or opinion */
    int now;                               /* level in force, LEVEL_UNKNOWN for none */
} LevelEvidence;

/**
 * The level that the scores suggest; a person sets one and writes why.
 *
 * formula  disorder under way, or all three 3: 1; two at 3, or all at least 2: 2; one at 3, or two
 *          at least 2: 3; one at 2: 4; highest 1: 5; all 0: 6; fewer than two kinds of partner: U.
 *          1 and 2 need a horizon of 24 and 72 hours, otherwise 3.  Never a sum.  Lawful protest
 *          alone suggests no worse than the level in force, or 6 where there is none.
 * test     tests/unit/test_level_rule.c
 */
int level_suggest(const LevelEvidence *e) NONNULL PURE;

typedef struct {
    int level;      /* in force, LEVEL_UNKNOWN when it ran out or nothing is known */
    int last_known; /* when it is unknown: the level before, LEVEL_UNKNOWN for none */
} IssueLevel;

/**
 * The level of a place from those of its open issues: the worst.  But where an issue is unknown
 * that was worse when it was last known (Raised is taken where it never was), nobody can say: U.
 * No issue: U.
 *
 * test    tests/unit/test_level_rule.c
 */
int level_of_place(const IssueLevel v[], size_t n) NONNULL PURE;

/** Whether a change from one level to another needs a second reader: to or from 1 and 2. */
bool level_needs_second(int from, int to);

/** "1" to "6", or "U". */
const char *level_code(int level);

/**
 * Reads such a code.
 *
 * error   ERR_INPUT  not one of them
 */
ErrCode level_parse(Str s, int *ret, Err *e) NONNULL MUST_USE;

#endif
