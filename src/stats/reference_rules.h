/* reference_rules.h - older rules of public health, kept as points of comparison: Bayes, RKI, CDC
 * and the outbreak test of Frisen and Andersson.
 *
 * Pure functions: no database, no clock, no randomness. */
#ifndef STATS_REFERENCE_RULES_H
#define STATS_REFERENCE_RULES_H

#include "base/arena.h"

typedef enum { RULE_BAYES, RULE_RKI, RULE_CDC } ReferenceRule;

typedef struct {
    ReferenceRule rule;
    int years_back;  /* b: years compared with */
    int half_window; /* w: periods on each side; for CDC m: blocks on each side */
    bool this_year;  /* actY: the w periods just before count too; not for CDC */
    int frequency;   /* periods a year */
    double alpha;    /* Bayes: one-sided level; CDC: two-sided level */
} ReferenceControl;

typedef enum {
    REFERENCE_FINE,
    REFERENCE_SHORT_HISTORY, /* the series does not reach back far enough */
    REFERENCE_MISSING        /* a count that is needed is missing */
} ReferenceReason;

typedef struct {
    double observed, expected, upperbound; /* NAN when there is none */
    int alarm;                             /* 1 yes, 0 no, -1 cannot tell */
    ReferenceReason reason;
    size_t n, first, last; /* periods compared with; n 0 when there are none */
} ReferenceResult;

/**
 * The first period (from 0) with everything before it that the rule needs.
 *
 * source   riebler2004
 * test     tests/reference/compute_golden.py
 */
size_t stat_reference_first(const ReferenceControl *c) NONNULL;

/**
 * Judges period t (from 0) by one of the rules.
 *
 * formula  Bayes: U = smallest u with NB(sum + 1/2, n / (n + 1))(u) >= 1 - alpha
 *          RKI: U = upper limit of Crow and Gardner for the mean rounded down, from 20 on
 *          mean + 2 sd
 *          CDC: sums of 4 periods; U = mean + z(1 - alpha/2) sd sqrt(1 + 1/n); compares with the
 *          sum of the last 4
 * shape    t below y.n
 * unit     counts per period; CDC's bound counts 4 periods
 * missing  NAN anywhere in what is needed: no verdict
 * own      borrows y; allocates nothing
 * cost     O(years x window)
 * source   riebler2004, crow1959, stroup1989
 * test     tests/unit/test_reference_rules.c, tests/reference/compute_golden.py
 */
void stat_reference(F64s y, const ReferenceControl *c, size_t t, ReferenceResult *ret) NONNULL;

/**
 * The outbreak test: how much better a rising mean explains the counts up to each period than a
 * constant one, for every period.
 *
 * formula  product over j <= n of (m_j / mean)^(y_j), m the isotonic regression of y_1..y_n
 * shape    ret: y.n numbers, on the log scale
 * unit     log-likelihood
 * missing  a NAN count is left out; its statistic is that of the period before
 * own      fills ret; scratch in mem
 * error    ERR_LIMIT  no room
 * cost     O(n)
 * source   frisen2009
 * test     tests/unit/test_reference_rules.c, tests/reference/compute_golden.py
 */
ErrCode stat_outbreak_log(F64s y, Arena *mem, double *ret, Err *e) NONNULL MUST_USE;

/** Why there is no verdict, in words; empty when there is one. */
const char *stat_reference_reason(ReferenceReason reason);

#endif
