#include "stats/cusum.h"

#include <Rmath.h>
#include <math.h>

#include "stats/count_glm.h"

static double two_thirds(double x)
{
    double root = cbrt(x);
    return root * root;
}

static double sixth(double x)
{
    return sqrt(cbrt(x));
}

/* Sum over n of (a)_n (b)_n / (c)_n w^n / n!, |w| at most 2/3. */
static double hypergeometric(double a, double b, double c, double w)
{
    double term = 1.0, sum = 1.0;
    for (int n = 0; n < 200 && fabs(term) > 1e-17 * fabs(sum); n++) {
        term *= (a + n) * (b + n) / ((c + n) * (1.0 + n)) * w;
        sum += term;
    }
    return sum;
}

/* 2F1(1/3, 2/3; 5/3; -y), y >= 0: by Pfaff's transformation, or around infinity. */
static double anscombe_factor(double y)
{
    const double third = 1.0 / 3.0;
    if (y <= 2.0) return hypergeometric(third, 1.0, 5.0 * third, y / (1.0 + y)) / cbrt(1.0 + y);
    double root = cbrt(y), constant = gammafn(5.0 * third) * gammafn(-third) / gammafn(third);
    return 2.0 * hypergeometric(third, -third, 2.0 * third, -1.0 / y) / root +
           constant / (root * root);
}

/* The peer looks the factor up in a table, with steps of 0.01 up to 10 and of 1 up to 100, and
 * joins only the latter by straight lines. */
static double table_factor(double y)
{
    if (y > 100.0) return (double)NAN;
    if (y <= 10.0) return anscombe_factor(nearbyint(100.0 * y) / 100.0);
    double low = floor(y), share = y - low;
    return (1.0 - share) * anscombe_factor(low) + share * anscombe_factor(low + 1.0);
}

/* The integral of var^(-1/3) from m to x over var(m)^(1/6). */
static double anscombe_nb(const CusumControl *c, double x, double m)
{
    double (*factor)(double y) = c->compat ? table_factor : anscombe_factor;
    double to = two_thirds(x) * factor(c->alpha * x), from = two_thirds(m) * factor(c->alpha * m);
    return 1.5 * (to - from) / sixth(m + c->alpha * m * m);
}

double stat_cusum_score(const CusumControl *c, double x, double m)
{
    double root = sqrt(m);
    if (!(m > 0.0)) return (double)NAN;
    switch (c->transform) {
    case CUSUM_STANDARD: return (x - m) / root;
    case CUSUM_ROSSI: return (x - 3.0 * m + 2.0 * sqrt(x * m)) / (2.0 * root);
    case CUSUM_ANSCOMBE: return 1.5 * (two_thirds(x) - two_thirds(m)) / sixth(m);
    case CUSUM_ANSCOMBE_2ND:
        return 1.5 * (two_thirds(x) - (two_thirds(m) - 1.0 / (9.0 * cbrt(m)))) / sixth(m);
    case CUSUM_PEARSON_NB: return (x - m) / sqrt(m + c->alpha * m * m);
    case CUSUM_ANSCOMBE_NB: return anscombe_nb(c, x, m);
    case CUSUM_NONE: return x;
    }
    return (double)NAN;
}

/* The count whose score is `goal`, where no formula gives it. */
static double invert(const CusumControl *c, double m, double goal)
{
    double low = 0.0, high = m + 1.0;
    if (stat_cusum_score(c, low, m) >= goal) return 0.0;
    while (stat_cusum_score(c, high, m) < goal && high < 1e15) high *= 2.0;
    for (int it = 0; it < 200 && high - low > 1e-12 * high; it++) {
        double middle = 0.5 * (low + high);
        if (stat_cusum_score(c, middle, m) < goal)
            low = middle;
        else
            high = middle;
    }
    return high;
}

static double power_three_halves(double base)
{
    return base > 0.0 ? base * sqrt(base) : 0.0;
}

/* The count from which a period is an alarm when its score must reach `goal`. */
static double bound(const CusumControl *c, double m, double goal)
{
    double root = sqrt(m);
    if (!c->compat && stat_cusum_score(c, 0.0, m) >= goal) return 0.0;
    switch (c->transform) {
    case CUSUM_STANDARD: return c->compat ? ceil(root * goal + m) : root * goal + m;
    case CUSUM_ROSSI:
        return 5.0 * m + 2.0 * root * goal - 2.0 * sqrt(4.0 * m * m + 2.0 * m * root * goal);
    case CUSUM_ANSCOMBE: return power_three_halves(sixth(m) * goal / 1.5 + two_thirds(m));
    case CUSUM_ANSCOMBE_2ND:
        return power_three_halves(sixth(m) * goal / 1.5 + two_thirds(m) -
                                  (c->compat ? cbrt(m) : 1.0 / cbrt(m)) / 9.0);
    case CUSUM_PEARSON_NB: return sqrt(m + c->alpha * m * m) * goal + m;
    case CUSUM_NONE: return goal;
    case CUSUM_ANSCOMBE_NB: return invert(c, m, goal);
    }
    return (double)NAN;
}

/* The peer prints how much of the threshold is left where it has no formula. */
static double bound_of(const CusumControl *c, double m, double before, double after)
{
    bool left = c->transform == CUSUM_NONE || c->transform == CUSUM_ANSCOMBE_NB;
    double u = c->compat && left ? c->h - after : bound(c, m, c->h + c->k - before);
    return u > 0.0 ? u : 0.0;
}

static CusumReason plain_mean(F64s y, size_t from, double *ret)
{
    double sum = 0.0;
    size_t n = 0;
    for (size_t i = 0; i < from; i++) {
        if (isnan(y.v[i])) continue;
        sum += y.v[i];
        n++;
    }
    if (n == 0) return CUSUM_SHORT_HISTORY;
    *ret = sum / (double)n;
    return sum > 0.0 ? CUSUM_FINE : CUSUM_ALL_ZERO;
}

/* Level and one yearly wave, fitted to what comes before and carried on. */
static ErrCode wave(F64s y, size_t from, const CusumControl *c, Arena *mem, double **ret, Err *e)
{
    double *x, *count;
    CountFit *f;
    NEW(x, 3 * y.n + 1, mem, e);
    NEW(count, y.n + 1, mem, e);
    for (size_t i = 0; i < y.n; i++) {
        double angle = 2.0 * 3.14159265358979323846 / c->frequency * (double)(c->start_sample) +
                       2.0 * 3.14159265358979323846 / c->frequency * (double)i;
        x[i] = 1.0;
        x[y.n + i] = cos(angle);
        x[2 * y.n + i] = sin(angle);
        count[i] = i < from ? y.v[i] : (double)NAN;
    }
    CountGlm d = {
        .n = y.n, .p = 3, .x = x, .y = count, .means_only = true, .epsilon = c->compat ? 1e-8 : 0.0
    };
    TRY(stat_count_glm(&d, mem, &f, e));
    *ret = f->converged ? f->mean : NULL;
    return ERR_OK;
}

typedef struct {
    const CusumControl *c;
    double sum; /* S */
} State;

static void judge(State *s, double y, double m, CusumPoint *p)
{
    const CusumControl *c = s->c;
    double before = s->sum, z = stat_cusum_score(c, y, m);
    *p = (CusumPoint){ m, (double)NAN, (double)NAN, -1, CUSUM_MISSING };
    if (isnan(y)) return;
    p->reason = CUSUM_OUT_OF_RANGE;
    if (c->compat && !isfinite(z + before)) { /* and the peer's sum never recovers */
        s->sum = (double)NAN;
        p->upperbound = 0.0;
    }
    if (!isfinite(z + before)) return;
    double sum = before + z - c->k;
    sum = sum > 0.0 ? sum : 0.0;
    *p = (CusumPoint){ m, sum, bound_of(c, m, before, sum), sum >= c->h, CUSUM_FINE };
    s->sum = p->alarm && c->reset ? 0.0 : sum;
}

ErrCode stat_cusum(F64s y, size_t from, const CusumControl *c, Arena *mem, CusumPoint *ret, Err *e)
{
    double mean = c->mean, *means = NULL;
    CusumReason why = CUSUM_FINE;
    if (c->baseline != CUSUM_GIVEN) why = plain_mean(y, from, &mean);
    if (c->baseline == CUSUM_GLM && why == CUSUM_FINE) {
        TRY(wave(y, from, c, mem, &means, e));
        if (!means) why = CUSUM_NO_FIT;
    }
    State s = { c, 0.0 };
    for (size_t t = from; t < y.n; t++) {
        ret[t - from] = (CusumPoint){ (double)NAN, (double)NAN, (double)NAN, -1, why };
        if (why == CUSUM_FINE) judge(&s, y.v[t], means ? means[t] : mean, &ret[t - from]);
    }
    return ERR_OK;
}

const char *stat_cusum_reason(CusumReason reason)
{
    switch (reason) {
    case CUSUM_FINE: return "";
    case CUSUM_SHORT_HISTORY: return "nothing was counted before the first period judged";
    case CUSUM_MISSING: return "the count itself is missing";
    case CUSUM_ALL_ZERO: return "nothing was ever counted before the first period judged";
    case CUSUM_NO_FIT: return "the regression found no stable answer";
    case CUSUM_OUT_OF_RANGE: return "the figures are too large to compare";
    }
    return "";
}
