/* scan.h - where and when are there more cases than there should be?  The scan statistic.
 *
 * A cylinder is a zone (stats/scan_zone.h) during a window of time.  The scan looks at every
 * cylinder, keeps the one whose likelihood ratio is largest, and asks by simulation how often
 * chance alone would give one as large somewhere.
 *
 * Everything is on a grid of places and slots of time.  `measure` is what each cell's count is
 * compared with: cases expected (Poisson, permutation, expectation-based) or people (Bernoulli).
 *
 * The significance is that of one look.  A scan repeated each week raises false alarms at a rate
 * that its p-value does not state: Correa, Assuncao and Costa (2014). */
#ifndef STATS_SCAN_H
#define STATS_SCAN_H

#include "stats/scan_zone.h"

typedef enum {
    SCAN_POISSON,     /* given how many there were in all, are they where the people are? */
    SCAN_PERMUTATION, /* given where and when, do places and times go together? */
    SCAN_BERNOULLI,   /* cases among cases and controls */
    SCAN_EB_POISSON,  /* against counts expected from history, with Poisson spread */
    SCAN_EB_NB,       /* the same with more spread than Poisson */
} ScanModel;

typedef enum { SCAN_HIGH, SCAN_LOW, SCAN_BOTH } ScanFor;
typedef enum { SCAN_PROSPECTIVE, SCAN_RETROSPECTIVE, SCAN_SPATIAL, SCAN_TEMPORAL } ScanAnalysis;

/* Slots from `from` up to but not including `to`. */
typedef struct {
    uint32_t from, to;
} ScanWindow;

typedef struct {
    size_t n;
    const ScanWindow *v;
} ScanWindows;

typedef struct {
    ScanAnalysis analysis;
    uint32_t slots;
    uint32_t shortest, longest; /* lengths of a window in slots */
    uint32_t first_end;         /* prospective: windows end from here on; slots: alive ones only */
    bool whole;                 /* also the whole period: purely spatial clusters */
} ScanSpan;

/**
 * The windows that a scan looks at.
 *
 * formula  prospective: those that end with the last slot, or at first_end or later when earlier
 *          analyses are adjusted for; retrospective and temporal: all; spatial: the whole period
 * own      *ret lives in mem
 * error    ERR_LIMIT  no memory
 * source   kulldorff2001
 * test     tests/unit/test_scan_window.c
 */
ErrCode stat_scan_windows(const ScanSpan *span, Arena *mem, ScanWindows *ret, Err *e)
    NONNULL MUST_USE;

/* Cases of one place, slot and group, for the models that shuffle. */
typedef struct {
    uint32_t place, slot, group, count;
} ScanCase;

typedef struct {
    ScanModel model;
    ScanFor look;
    bool emerging;    /* eb-nb: later slots of a window weigh more */
    bool forget_root; /* eb-nb emerging without the square root, as the peer computes it */
    bool stratified;  /* simulations keep the cases of each slot */
    bool to_the_end;  /* expected counts of clusters run on to the last slot, as the peer prints
                       * them when stratified */
    double min_cases; /* of a cluster that is high */
    size_t places, slots;
    const double *count, *measure; /* places x slots */
    const double *dispersion;      /* places x slots, variance over mean; NULL: 1 */
    size_t cases, groups;
    const ScanCase *v;   /* permutation only */
    ScanWindows windows; /* of the data */
    ScanWindows chance;  /* of the simulations; the same unless earlier analyses are adjusted for */
    ScanZones zones;
} ScanProblem;

/* The best cylinder of one centre. */
typedef struct {
    double score; /* the log likelihood ratio; 0: nothing at all */
    uint32_t centre, places;
    ScanWindow window;
    bool high;
} ScanBest;

/* What is to be reported. */
typedef struct {
    int threads;
    size_t most;  /* clusters */
    double least; /* secondary clusters score above this */
} ScanPick;

/**
 * The best cylinder, then the best that shares no place and time with it, and so on.
 *
 * formula  poisson, stp: n log(n/u) + (N - n) log((N - n)/(N - u))
 *          stratified: the same with the N of the window's slots
 *          bernoulli: n log(n/m) + (m - n) log(1 - n/m) and the same outside, less the same of all
 *          eb-poisson: n log(n/u) + u - n
 *          eb-nb: sum t (y - u)/w / sqrt(sum t^2 u/w), w the dispersion; hotspot t = 1, emerging
 *          t = 1 for the first slot of the window, 2 for the next ...
 *          0 unless n > u (high) or n < u (low), and high ones have min_cases
 * shape    a centre's clusters are its best cylinder, its best that does not touch that in
 *          time, and so on.  Of all centres' clusters the best one is reported, then the best
 *          that has no place in common with it at times that touch, and so on.  Of equals (to
 *          1e-9) the fewest places, then the earlier centre, then the shorter window.  A purely
 *          temporal cluster takes nothing from others, nor they from it
 * own      *ret lives in mem
 * error    ERR_LIMIT  no memory
 * cost     O(members x windows)
 * source   kulldorff1997, kulldorff2001, kulldorff2005, neill2009, tango2011
 * test     tests/reference/scan_golden.py, tests/unit/test_scan.c
 */
ErrCode stat_scan_clusters(const ScanProblem *p, const ScanPick *pick, Arena *mem, ScanBest **ret,
                           size_t *ret_n, Err *e) NONNULL MUST_USE;

/* How a simulation is computed; the digits are the same. */
typedef enum { SCAN_BEST_WAY, SCAN_PLAIN_WAY, SCAN_PORTABLE_WAY } ScanWay;

typedef struct {
    uint64_t seed;
    size_t first, n; /* replicates first .. first + n - 1 */
    int threads;
    ScanWay way;
} ScanRun;

/**
 * The largest score of each simulated data set.
 *
 * formula  poisson: the cases fall on cells as the measure says; stp: the times of a group's cases
 *          are shuffled over its cases; bernoulli: who is a case is drawn; expectation-based: each
 *          cell is drawn on its own
 * shape    ret has run->n; ret[i] belongs to replicate first + i and depends on the seed and its
 *          number only, not on threads or way
 * error    ERR_LIMIT  no memory, or more than 50 million cases to shuffle
 * cost     SCAN_BEST_WAY looks at 32 replicates at once and needs 64 bytes x places x windows
 * source   kulldorff2001, kulldorff2005, abrams2010, salmon2011
 * test     tests/unit/test_scan.c
 */
ErrCode stat_scan_maxima(const ScanProblem *p, const ScanRun *run, Arena *mem, double *ret, Err *e)
    NONNULL MUST_USE;

/* Counts of one cylinder. */
typedef struct {
    double observed, expected, ratio, relative_risk; /* NAN when there is none */
} ScanFacts;

/**
 * What there was and what there should have been in a cylinder.
 *
 * formula  ratio n/u; relative risk (n/u) / ((N - n)/(N - u)), expectation-based n/u; permutation
 *          has none: it knows no risk
 * source   kulldorff1997
 * test     tests/reference/scan_golden.py
 */
ScanFacts stat_scan_facts(const ScanProblem *p, const ScanBest *b) NONNULL;

typedef struct {
    double p, p_gumbel, recurrence; /* NAN when there is none; recurrence in days */
} ScanChance;

typedef struct {
    size_t n;
    const double *maxima;
    double slot_days; /* 0: no recurrence interval */
    double looks;     /* slots since the surveillance began, at least 1 */
} ScanNull;

/**
 * How often chance gives such a score somewhere, at one look.
 *
 * formula  p = (1 + number of maxima >= score) / (n + 1)
 *          Gumbel: beta = sqrt(6 v)/pi, mu = mean - 0.5772 beta, p = 1 - exp(-exp((mu - x)/beta))
 *          recurrence = days of a slot / (1 - (1 - p)^(1/looks))
 * missing  NAN without replicates; Gumbel NAN when they do not vary
 * source   abrams2010, kulldorff2001
 * test     tests/unit/test_scan.c
 */
ScanChance stat_scan_chance(const ScanNull *null, double score) NONNULL;

#endif
