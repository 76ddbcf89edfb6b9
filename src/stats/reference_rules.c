#include "stats/reference_rules.h"

#include <Rmath.h>
#include <math.h>

enum { BLOCK = 4, RKI_TABLE = 21 };

/* Upper ends of Crow and Gardner's 95% intervals of a Poisson mean for counts of 0 to 20. */
static const double crow_gardner[RKI_TABLE] = { 3.285,  5.323,  6.686,  8.102,  9.598,  11.177,
                                                12.817, 13.765, 14.921, 16.768, 17.633, 19.050,
                                                20.335, 21.364, 22.945, 23.762, 25.400, 26.306,
                                                27.735, 28.966, 30.017 };

typedef struct {
    size_t n, first, last;
    double sum, squares, low; /* low: the first value, subtracted from all before squaring */
} Base;

static size_t reach(const ReferenceControl *c)
{
    size_t half = (size_t)c->half_window;
    size_t years = (size_t)c->years_back * (size_t)c->frequency;
    if (c->rule == RULE_CDC) return years + BLOCK * half + BLOCK - 1;
    size_t old = c->years_back > 0 ? years + half : 0;
    return c->this_year && half > old ? half : old;
}

size_t stat_reference_first(const ReferenceControl *c)
{
    return reach(c);
}

static void add(Base *b, double v, size_t first, size_t last)
{
    if (b->n == 0) b->low = v;
    if (b->n == 0 || first < b->first) b->first = first;
    if (b->n == 0 || last > b->last) b->last = last;
    b->n++;
    b->sum += v;
    b->squares += (v - b->low) * (v - b->low);
}

static double block(F64s y, size_t end)
{
    double sum = 0.0;
    for (size_t i = 0; i < BLOCK; i++) sum += y.v[end - i];
    return sum;
}

static void collect(F64s y, const ReferenceControl *c, size_t t, Base *b)
{
    size_t half = (size_t)c->half_window;
    *b = (Base){ .n = 0 };
    for (int i = c->years_back; i >= 1; i--) {
        size_t centre = t - (size_t)i * (size_t)c->frequency;
        for (size_t k = 0; k <= 2 * half; k++) {
            bool blocks = c->rule == RULE_CDC;
            size_t at = blocks ? centre + BLOCK * k - BLOCK * half : centre + k - half;
            add(b, blocks ? block(y, at) : y.v[at], blocks ? at - BLOCK + 1 : at, at);
        }
    }
    for (size_t k = half; c->this_year && c->rule != RULE_CDC && k >= 1; k--)
        add(b, y.v[t - k], t - k, t - k);
}

static double deviation(const Base *b)
{
    double n = (double)b->n, shifted = b->sum - n * b->low;
    double variance = n > 1.0 ? (b->squares - shifted * shifted / n) / (n - 1.0) : 0.0;
    return variance > 0.0 ? sqrt(variance) : 0.0;
}

static double bound(const ReferenceControl *c, const Base *b)
{
    double n = (double)b->n, mean = b->sum / n;
    if (c->rule == RULE_BAYES) return qnbinom(1.0 - c->alpha, b->sum + 0.5, n / (n + 1.0), 1, 0);
    if (c->rule == RULE_RKI)
        return mean <= 20.0 ? crow_gardner[(int)floor(mean)] : mean + 2.0 * deviation(b);
    double z = qnorm(1.0 - c->alpha / 2.0, 0.0, 1.0, 1, 0);
    return mean + z * deviation(b) * sqrt(1.0 + 1.0 / n);
}

void stat_reference(F64s y, const ReferenceControl *c, size_t t, ReferenceResult *ret)
{
    const double none = (double)NAN;
    Base b;
    *ret = (ReferenceResult){ y.v[t], none, none, -1, REFERENCE_SHORT_HISTORY, 0, 0, 0 };
    if (t < reach(c) || reach(c) == 0) return;
    collect(y, c, t, &b);
    double now = c->rule == RULE_CDC && t + 1 >= BLOCK ? block(y, t) : y.v[t];
    ret->reason = REFERENCE_MISSING;
    if (isnan(b.sum) || isnan(now) || isnan(y.v[t])) return;
    ret->reason = REFERENCE_FINE;
    ret->expected = b.sum / (double)b.n;
    ret->upperbound = bound(c, &b);
    ret->alarm = now > ret->upperbound;
    ret->n = b.n;
    ret->first = b.first;
    ret->last = b.last;
}

/* A run of counts that the isotonic regression gives the same mean. */
typedef struct {
    double sum, n, value; /* value: of the log-likelihood */
} Pool;

static double pool_value(double sum, double n)
{
    return sum > 0.0 ? sum * log(sum / n) : 0.0;
}

ErrCode stat_outbreak_log(F64s y, Arena *mem, double *ret, Err *e)
{
    Pool *stack;
    size_t top = 0;
    double sum = 0.0, n = 0.0, rising = 0.0;
    NEW(stack, y.n + 1, mem, e);
    for (size_t t = 0; t < y.n; t++) {
        ret[t] = t > 0 ? ret[t - 1] : 0.0;
        if (isnan(y.v[t])) continue;
        Pool p = { y.v[t], 1.0, 0.0 };
        while (top > 0 && stack[top - 1].sum * p.n >= p.sum * stack[top - 1].n) {
            p.sum += stack[--top].sum;
            p.n += stack[top].n;
            rising -= stack[top].value;
        }
        p.value = pool_value(p.sum, p.n);
        stack[top++] = p;
        rising += p.value;
        sum += y.v[t];
        n += 1.0;
        double above = rising - pool_value(sum, n);
        ret[t] = above > 0.0 ? above : 0.0;
    }
    return ERR_OK;
}

const char *stat_reference_reason(ReferenceReason reason)
{
    switch (reason) {
    case REFERENCE_FINE: return "";
    case REFERENCE_SHORT_HISTORY: return "the series does not reach back far enough";
    case REFERENCE_MISSING: return "a count that it compares, or the count itself, is missing";
    }
    return "";
}
