/* scenario.h - made-up series whose truth is known, to measure what a method finds and how often it
 * cries wolf.
 *
 * Pure functions of a seed: no database, no clock.  Each series has random streams of its own, so
 * that the digits do not depend on who makes it. */
#ifndef STATS_SCENARIO_H
#define STATS_SCENARIO_H

#include "base/str.h"
#include "stats/chance.h"

typedef enum { SCENARIO_NOUFAILY, SCENARIO_COUNCIL_WEEK, SCENARIO_COUNCIL_MONTH } ScenarioFamily;

enum { SCENARIO_FAMILIES = 3, SCENARIO_MOST_PERIODS = 624, SCENARIO_OUTBREAK_PERIODS = 16 };

/* log mu(t) = theta + beta t + sum over j = 1..harmonics of
 * gamma1 cos(2 pi j t / frequency) + gamma2 sin(2 pi j t / frequency); variance phi mu. */
typedef struct {
    ScenarioFamily family;
    int number; /* from 1 */
    double theta, beta, gamma1, gamma2, phi;
    int harmonics, frequency; /* periods a year */
    size_t periods;
    size_t past_first, current; /* past outbreaks begin from past_first (from 0) up to current */
} Scenario;

/** The name of a family as settings write it, such as noufaily. */
const char *stat_scenario_family(ScenarioFamily family);

/**
 * How many scenarios a family has.
 *
 * source   noufaily2013
 * test     tests/unit/test_scenario.c
 */
int stat_scenario_count(ScenarioFamily family) PURE;

/**
 * One scenario of a family, from 1: the 42 of Noufaily et al. (seven sets of parameters, each with
 * 0, 1 and 2 harmonics, without and with trend, in this order), or councils' sparse counts.
 *
 * shape    number from 1 to stat_scenario_count
 * source   noufaily2013
 * test     tests/unit/test_scenario.c
 */
Scenario stat_scenario(ScenarioFamily family, int number);

/**
 * What is to be expected in a period (from 0).
 *
 * unit     counts per period
 * source   noufaily2013
 * test     tests/unit/test_scenario.c
 */
double stat_scenario_mean(const Scenario *s, size_t t) NONNULL PURE;

/**
 * A series without outbreaks, and, if asked for, four past outbreaks of size 2, 3, 5 or 10 added
 * to it.
 *
 * formula  negative binomial with mean mu and variance phi mu; Poisson when phi is 1
 * shape    ret has s->periods numbers
 * source   noufaily2013
 * test     tests/unit/test_scenario.c
 */
void stat_scenario_series(const Scenario *s, uint64_t seed, uint32_t replicate, bool past,
                          double *ret) NONNULL;

/* The cases that one outbreak adds: offset 0 is the period in which it begins. */
typedef struct {
    double added[SCENARIO_OUTBREAK_PERIODS], size;
    size_t last; /* the last offset that has cases */
} Outbreak;

/**
 * One outbreak.  Its size is drawn again until it is at least 1; each case comes a lognormal
 * (0, 0.5) number of weeks after the beginning.
 *
 * formula  size Poisson(k sd)
 * unit     cases; k in standard deviations of the count at its beginning
 * source   noufaily2013
 * test     tests/unit/test_scenario.c
 */
Outbreak stat_outbreak(Chance *chance, double k, double sd, double weeks_per_period) NONNULL;

typedef enum { SCENARIO_BASE, SCENARIO_PAST, SCENARIO_NOW } ScenarioPurpose;

/**
 * The stream for one purpose of one replicate of a series.
 *
 * source   salmon2011
 * test     tests/unit/test_scenario.c
 */
Chance stat_scenario_stream(uint64_t seed, uint32_t series, uint32_t replicate,
                            ScenarioPurpose purpose);

/**
 * A number that tells the series of all scenarios apart.
 *
 * source   noufaily2013
 * test     tests/unit/test_scenario.c
 */
uint32_t stat_scenario_id(const Scenario *s) NONNULL PURE;

#endif
