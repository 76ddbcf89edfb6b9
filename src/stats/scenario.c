#include "stats/scenario.h"

#include <Rmath.h>
#include <math.h>

enum { SHAPES = 6, PAST_OUTBREAKS = 4 };

static const double pi = 3.14159265358979323846, weeks_of_month = 365.25 / 12.0 / 7.0;

typedef struct {
    double theta, beta, gamma1, gamma2, phi;
} Set;

static const Set noufaily[] = {
    { 0.1, 0.0025, 0.6, 0.6, 1.5 }, { -2, 0.005, 0.1, 0.3, 2 }, { 1.5, 0.003, 0.2, -0.4, 1 },
    { 0.5, 0.002, 0.5, 0.5, 5 },    { 2.5, 0.001, 1, 0.1, 3 },  { 3.75, 0.001, 0.1, -0.1, 1.1 },
    { 5, 0.0001, 0.05, 0.01, 1.2 },
};

/* Councils: what most of them count of one kind in a week or a month. */
static const double council_means[] = { 0.1, 0.3, 1.0, 3.0, 10.0, 30.0 };

const char *stat_scenario_family(ScenarioFamily family)
{
    static const char *const names[] = { "noufaily", "council-week", "council-month" };
    return names[family];
}

int stat_scenario_count(ScenarioFamily family)
{
    return family == SCENARIO_NOUFAILY ? 7 * SHAPES : 12;
}

static Scenario council(ScenarioFamily family, int number)
{
    bool month = family == SCENARIO_COUNCIL_MONTH, moving = (number - 1) % 2 != 0;
    size_t year = month ? 12 : 52;
    return (Scenario){ .family = family,
                       .number = number,
                       .theta = log(council_means[(number - 1) / 2]),
                       .beta = moving ? 0.05 / (double)year : 0.0,
                       .gamma1 = 0.1,
                       .gamma2 = -0.2,
                       .harmonics = moving,
                       .phi = moving ? 1.8 : 1.2,
                       .frequency = (int)year,
                       .periods = month ? 156 : 416,
                       .past_first = month ? 60 : 104,
                       .current = month ? 132 : 364 };
}

Scenario stat_scenario(ScenarioFamily family, int number)
{
    if (family != SCENARIO_NOUFAILY) return council(family, number);
    int shape = (number - 1) % SHAPES;
    const Set *p = &noufaily[(number - 1) / SHAPES];
    return (Scenario){ .family = family,
                       .number = number,
                       .theta = p->theta,
                       .beta = shape % 2 ? p->beta : 0.0,
                       .gamma1 = p->gamma1,
                       .gamma2 = p->gamma2,
                       .harmonics = shape / 2,
                       .phi = p->phi,
                       .frequency = 52,
                       .periods = 624,
                       .past_first = 312,
                       .current = 575 };
}

double stat_scenario_mean(const Scenario *s, size_t t)
{
    double at = (double)t + 1.0, sum = s->theta + s->beta * at;
    for (int j = 1; j <= s->harmonics; j++) {
        double angle = 2.0 * pi * j * at / s->frequency;
        sum += s->gamma1 * cos(angle) + s->gamma2 * sin(angle);
    }
    return exp(sum);
}

uint32_t stat_scenario_id(const Scenario *s)
{
    return (uint32_t)s->family * 1000U + (uint32_t)s->number;
}

Chance stat_scenario_stream(uint64_t seed, uint32_t series, uint32_t replicate,
                            ScenarioPurpose purpose)
{
    return chance_open(seed, (uint64_t)series << 40 ^ (uint64_t)replicate << 4 ^ (uint64_t)purpose);
}

Outbreak stat_outbreak(Chance *chance, double k, double sd, double weeks_per_period)
{
    Outbreak o = { .last = 0 };
    double least = exp(-k * sd); /* the chance of no case at all is left out */
    double u = least + (1.0 - least) * chance_uniform(chance);
    o.size = qpois(u, k * sd, 1, 0);
    if (!(o.size >= 1.0)) o.size = 1.0;
    for (double i = 0; i < o.size; i++) {
        double weeks = exp(0.5 * chance_normal(chance));
        size_t at = (size_t)floor(weeks / weeks_per_period);
        if (at >= SCENARIO_OUTBREAK_PERIODS) at = SCENARIO_OUTBREAK_PERIODS - 1;
        o.added[at]++;
        if (at > o.last) o.last = at;
    }
    return o;
}

static void add_past(const Scenario *s, uint64_t seed, uint32_t replicate, double *y)
{
    static const double sizes[] = { 2, 3, 5, 10 };
    Chance c = stat_scenario_stream(seed, stat_scenario_id(s), replicate, SCENARIO_PAST);
    for (int i = 0; i < PAST_OUTBREAKS; i++) {
        size_t start = s->past_first + chance_below(&c, s->current - s->past_first);
        double k = sizes[chance_below(&c, 4)], sd = sqrt(s->phi * stat_scenario_mean(s, start));
        Outbreak o = stat_outbreak(&c, k, sd, s->frequency == 12 ? weeks_of_month : 1.0);
        for (size_t j = 0; j <= o.last && start + j < s->current; j++) y[start + j] += o.added[j];
    }
}

void stat_scenario_series(const Scenario *s, uint64_t seed, uint32_t replicate, bool past,
                          double *ret)
{
    Chance c = stat_scenario_stream(seed, stat_scenario_id(s), replicate, SCENARIO_BASE);
    for (size_t t = 0; t < s->periods; t++) {
        double mu = stat_scenario_mean(s, t), u = chance_uniform(&c);
        ret[t] =
            s->phi > 1.0 ? qnbinom(u, mu / (s->phi - 1.0), 1.0 / s->phi, 1, 0) : qpois(u, mu, 1, 0);
    }
    if (past) add_past(s, seed, replicate, ret);
}
