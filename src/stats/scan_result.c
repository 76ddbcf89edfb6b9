/* What a scan found, in the words of its results. */
#include "stats/scan_priv.h"

static double sum_inside(const ScanProblem *p, const ScanBest *b, const double *cells, uint32_t to)
{
    const uint32_t *member = scan_members(&p->zones, b->centre);
    double sum = 0.0;
    for (uint32_t k = 0; k < b->places; k++)
        for (uint32_t t = b->window.from; t < to; t++) sum += cells[member[k] * p->slots + t];
    return sum;
}

/* Of all cells, or of those of the window's slots. */
static double sum_all(const ScanProblem *p, const ScanWindow *only, const double *cells)
{
    double sum = 0.0;
    for (size_t i = 0; i < p->places * p->slots; i++) {
        size_t t = i % p->slots;
        if (!only || (t >= only->from && t < only->to)) sum += cells[i];
    }
    return sum;
}

ScanFacts stat_scan_facts(const ScanProblem *p, const ScanBest *b)
{
    const ScanWindow *only = p->stratified ? &b->window : NULL;
    double n = sum_inside(p, b, p->count, b->window.to);
    double u = sum_inside(p, b, p->measure, b->window.to), printed = u;
    double all = sum_all(p, only, p->count), people = sum_all(p, only, p->measure);
    if (p->model == SCAN_BERNOULLI) u = printed = u * (all / people);
    if (p->to_the_end) printed = sum_inside(p, b, p->measure, (uint32_t)p->slots);
    double outside = (all - n) / (all - u), risk = n / u;
    bool own = p->model == SCAN_EB_POISSON || p->model == SCAN_EB_NB;
    if (p->model == SCAN_PERMUTATION || !(u > 0.0)) risk = (double)NAN;
    if (!own && !isnan(risk)) risk = all > n && all > u ? risk / outside : (double)NAN;
    return (ScanFacts){ n, printed, printed > 0.0 ? n / printed : (double)NAN, risk };
}

/* The right tail of the Gumbel distribution with the mean and variance of the maxima. */
static double gumbel_tail(const ScanNull *null, double score)
{
    double mean = 0.0, variance = 0.0, n = (double)null->n;
    for (size_t i = 0; i < null->n; i++) mean += null->maxima[i] / n;
    for (size_t i = 0; i < null->n; i++)
        variance += (null->maxima[i] - mean) * (null->maxima[i] - mean) / n;
    if (!(variance > 0.0)) return (double)NAN;
    double beta = sqrt(6.0 * variance) / 3.14159265358979323846;
    double mu = mean - 0.57721566490153286061 * beta;
    return -expm1(-exp((mu - score) / beta));
}

ScanChance stat_scan_chance(const ScanNull *null, double score)
{
    ScanChance c = { (double)NAN, (double)NAN, (double)NAN };
    size_t above = 0;
    if (null->n == 0) return c;
    /* The same score computed in another order counts as reached. */
    for (size_t i = 0; i < null->n; i++) above += null->maxima[i] >= score * (1.0 - 1e-11);
    c.p = (double)(above + 1) / (double)(null->n + 1);
    c.p_gumbel = gumbel_tail(null, score);
    if (null->slot_days > 0.0) c.recurrence = null->slot_days / -expm1(log1p(-c.p) / null->looks);
    return c;
}
