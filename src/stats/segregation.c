#include "stats/segregation.h"

#include <math.h>
#include <stdlib.h>

static double sum_of(const double *v, size_t n)
{
    double sum = 0.0;
    for (size_t i = 0; i < n; i++) sum += v[i];
    return sum;
}

double stat_dissimilarity(const SegregationPair *p)
{
    double a = sum_of(p->a, p->units), b = sum_of(p->b, p->units), d = 0.0;
    if (!(a > 0.0 && b > 0.0)) return (double)NAN;
    for (size_t i = 0; i < p->units; i++) d += fabs(p->a[i] / a - p->b[i] / b);
    return d / 2.0;
}

double stat_exposure(const SegregationPair *p)
{
    double a = sum_of(p->a, p->units), met = 0.0;
    if (!(a > 0.0)) return (double)NAN;
    for (size_t i = 0; i < p->units; i++)
        if (p->all[i] > 0.0) met += p->a[i] / a * p->b[i] / p->all[i];
    return met;
}

typedef struct {
    double share, people;
} Place;

static int by_share(const void *a, const void *b)
{
    const Place *x = a, *y = b;
    return (x->share > y->share) - (x->share < y->share);
}

ErrCode stat_segregation_gini(const SegregationPair *p, Arena *mem, double *ret, Err *e)
{
    Place *place;
    size_t n = 0;
    double a = sum_of(p->a, p->units), all = sum_of(p->all, p->units);
    double below = 0.0, below_a = 0.0, sum = 0.0, whole = a / all;
    NEW(place, p->units + 1, mem, e);
    for (size_t i = 0; i < p->units; i++)
        if (p->all[i] > 0.0) place[n++] = (Place){ p->a[i] / p->all[i], p->all[i] };
    qsort(place, n, sizeof *place, by_share);
    for (size_t i = 0; i < n; i++) { /* each against those with a smaller share */
        sum += place[i].people * (place[i].share * below - below_a);
        below += place[i].people;
        below_a += place[i].people * place[i].share;
    }
    *ret = whole > 0.0 && whole < 1.0 ? sum / (all * all * whole * (1.0 - whole)) : (double)NAN;
    return ERR_OK;
}

void stat_group_shares(const SegregationTable *t, double *ret_share)
{
    double all = sum_of(t->count, t->units * t->groups);
    for (size_t g = 0; g < t->groups; g++) {
        double sum = 0.0;
        for (size_t i = 0; i < t->units; i++) sum += t->count[i * t->groups + g];
        ret_share[g] = all > 0.0 ? sum / all : (double)NAN;
    }
}

static double share_term(double p)
{
    return p > 0.0 ? p * log(p) : 0.0;
}

Mixture stat_mixture(const SegregationTable *t)
{
    Mixture m = { 0.0, 0.0, 1.0, 0.0, (double)NAN };
    m.total = sum_of(t->count, t->units * t->groups);
    if (!(m.total > 0.0))
        return (Mixture){ 0.0, (double)NAN, (double)NAN, (double)NAN, (double)NAN };
    for (size_t g = 0; g < t->groups; g++) {
        double sum = 0.0;
        for (size_t i = 0; i < t->units; i++) sum += t->count[i * t->groups + g];
        m.entropy -= share_term(sum / m.total);
        m.simpson -= sum / m.total * sum / m.total;
    }
    m.mutual = m.entropy;
    for (size_t i = 0; i < t->units; i++) {
        double people = sum_of(t->count + i * t->groups, t->groups);
        for (size_t g = 0; g < t->groups && people > 0.0; g++)
            m.mutual += people / m.total * share_term(t->count[i * t->groups + g] / people);
    }
    if (m.mutual < 0.0) m.mutual = 0.0; /* rounding */
    if (m.entropy > 0.0) m.theil = m.mutual / m.entropy;
    return m;
}

double stat_local_segregation(const SegregationTable *t, const double *share, size_t unit)
{
    const double *count = t->count + unit * t->groups;
    double people = sum_of(count, t->groups), local = 0.0;
    if (!(people > 0.0)) return (double)NAN;
    for (size_t g = 0; g < t->groups; g++)
        if (count[g] > 0.0) local += count[g] / people * log(count[g] / people / share[g]);
    return local;
}
