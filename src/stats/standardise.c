#include "stats/standardise.h"

#include <math.h>

Standardised stat_direct(const Bands *b)
{
    Standardised s = { 0.0, 0.0, 0.0, 0.0 };
    double weight = 0.0;
    for (size_t i = 0; i < b->n; i++) {
        double w = b->weight[i], n = b->population[i];
        if (!(n > 0.0)) n = (double)NAN;
        s.events += b->events[i];
        s.population += b->population[i];
        s.value += w * b->events[i] / n;
        s.variance += w * w * b->events[i] / (n * n);
        weight += w;
    }
    bool any = s.events >= STANDARDISE_LEAST && weight > 0.0;
    s.value = any ? s.value / weight : (double)NAN;
    s.variance = any ? s.variance / (weight * weight) : (double)NAN;
    return s;
}

Interval stat_dobson(Standardised s, double confidence)
{
    Interval count = stat_count_interval(s.events, confidence);
    double step = sqrt(s.variance / s.events);
    return (Interval){ s.value + step * (count.lower - s.events),
                       s.value + step * (count.upper - s.events) };
}

Standardised stat_indirect(const Bands *b)
{
    Standardised s = { 0.0, (double)NAN, 0.0, 0.0 };
    for (size_t i = 0; i < b->n; i++) {
        s.events += b->events[i];
        s.population += b->weight[i] * b->population[i];
    }
    s.value = s.population > 0.0 ? s.events / s.population : (double)NAN;
    return s;
}

Interval stat_indirect_interval(Standardised s, double confidence)
{
    Interval count = stat_count_interval(s.events, confidence);
    if (isnan(s.value)) return (Interval){ s.value, s.value };
    return (Interval){ count.lower / s.population, count.upper / s.population };
}
