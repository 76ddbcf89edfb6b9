#include "stats/interval.h"

#include <Rmath.h>
#include <math.h>

enum { EXACT_BELOW = 10 };

static const Interval none = { (double)NAN, (double)NAN };

static bool is_level(double confidence)
{
    return confidence > 0.0 && confidence < 1.0;
}

double stat_normal_width(double confidence)
{
    return is_level(confidence) ? qnorm(0.5 - confidence / 2.0, 0.0, 1.0, 0, 0) : (double)NAN;
}

Interval stat_wilson(double x, double n, double confidence)
{
    if (!(x >= 0.0 && x <= n && n > 0.0 && is_level(confidence))) return none;
    double z = stat_normal_width(confidence), z2 = z * z;
    double half = z * sqrt(z2 + 4.0 * x * (1.0 - x / n)), width = 2.0 * (n + z2);
    double lower = (2.0 * x + z2 - half) / width, upper = (2.0 * x + z2 + half) / width;
    return (Interval){ x > 0.0 ? lower : 0.0, x < n ? upper : 1.0 };
}

static double byar_limit(double x, double z)
{
    double root = 1.0 - 1.0 / (9.0 * x) + z / (3.0 * sqrt(x));
    return root > 0.0 ? x * root * root * root : (double)NAN;
}

Interval stat_byar(double x, double confidence)
{
    if (!(x >= 0.0 && is_level(confidence))) return none;
    double z = stat_normal_width(confidence);
    return (Interval){ byar_limit(x, -z), byar_limit(x + 1.0, z) };
}

Interval stat_poisson_exact(double x, double confidence)
{
    if (!(x >= 0.0 && is_level(confidence))) return none;
    double tail = 0.5 - confidence / 2.0;
    return (Interval){ x > 0.0 ? qchisq(tail, 2.0 * x, 1, 0) / 2.0 : 0.0,
                       qchisq(tail, 2.0 * x + 2.0, 0, 0) / 2.0 };
}

Interval stat_count_interval(double x, double confidence)
{
    return x < EXACT_BELOW ? stat_poisson_exact(x, confidence) : stat_byar(x, confidence);
}

Moments stat_moments(F64s v)
{
    Moments m = { .mean = 0.0 };
    double squares = 0.0;
    for (size_t i = 0; i < v.n; i++) {
        if (isnan(v.v[i])) continue;
        m.n++;
        m.sum += v.v[i];
    }
    m.mean = m.n ? m.sum / (double)m.n : (double)NAN;
    for (size_t i = 0; i < v.n; i++)
        if (!isnan(v.v[i])) squares += (v.v[i] - m.mean) * (v.v[i] - m.mean);
    m.sd = m.n > 1 ? sqrt(squares / (double)(m.n - 1)) : (double)NAN;
    return m;
}

Interval stat_mean_interval(Moments m, double confidence)
{
    if (m.n < 2 || !is_level(confidence)) return none;
    double n = (double)m.n, t = qt(0.5 - confidence / 2.0, n - 1.0, 0, 0);
    double half = t * m.sd / sqrt(n);
    return (Interval){ m.mean - half, m.mean + half };
}

Interval stat_funnel_share(double p, double n, double confidence)
{
    if (!(p >= 0.0 && p <= 1.0 && n > 0.0 && is_level(confidence))) return none;
    double half = stat_normal_width(confidence) * sqrt(p * (1.0 - p) / n);
    return (Interval){ fmax(0.0, p - half), fmin(1.0, p + half) };
}

/* The count x at which one of its exact limits reaches the expected count; limits rise with x. */
static double count_whose(bool upper, double expected, double confidence)
{
    double low = 0.0, high = 2.0 * expected + 200.0;
    for (int i = 0; i < 200 && high - low > 1e-14 * high; i++) {
        double x = (low + high) / 2.0;
        Interval v = stat_poisson_exact(x, confidence);
        if ((upper ? v.upper : v.lower) < expected)
            low = x;
        else
            high = x;
    }
    return (low + high) / 2.0;
}

Interval stat_poisson_limits(double expected, double confidence)
{
    if (!(expected > 0.0 && is_level(confidence))) return none;
    bool may_be_none = stat_poisson_exact(0.0, confidence).upper >= expected;
    return (Interval){ may_be_none ? 0.0 : count_whose(true, expected, confidence),
                       count_whose(false, expected, confidence) };
}

/* v in (0, 1) stands for the expected count (x + 1) v / (1 - v). */
static double halved(double x, double tail, bool upper)
{
    double v = 0.5, step = 0.5;
    while (step > 1e-7) {
        double expected = (x + 1.0) * v / (1.0 - v);
        step /= 2.0;
        bool too_high = upper ? ppois(x, expected, 1, 0) < tail
                              : x > 0.0 && ppois(x - 1.0, expected, 0, 0) > tail;
        v += too_high ? -step : step;
    }
    return (x + 1.0) * v / (1.0 - v);
}

Interval stat_poisson_halved(double x, double confidence)
{
    if (!(x >= 0.0 && is_level(confidence))) return none;
    double tail = 0.5 - confidence / 2.0;
    return (Interval){ x > 0.0 ? halved(x, tail, false) : 0.0, halved(x, tail, true) };
}
