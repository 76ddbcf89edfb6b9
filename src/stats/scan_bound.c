#include "stats/scan_bound.h"

ErrCode scan_bounds_open(Arena *mem, ScanBounds *ret, Err *e)
{
    *ret = (ScanBounds){ .threshold = -1.0 };
    NEW(ret->base, SCAN_MOST_CASES + 1, mem, e);
    return ERR_OK;
}

/* Where n cases stop scoring above the threshold: between low, where they may, and high. */
static double bound(const ScanScale *k, double n, double low, double threshold)
{
    double high = k->model == SCAN_BERNOULLI ? n * (k->people / k->cases) : n;
    bool given = k->model != SCAN_EB_POISSON; /* there cannot be more than all */
    if (n < k->min_cases || (given && n > k->cases * (1.0 + 1e-12))) return low;
    if (k->model == SCAN_BERNOULLI && low < n) low = n;
    if (k->model == SCAN_BERNOULLI && !(scan_score(k, n, n, low, 0) > threshold)) return 0.0;
    while (high - low > 1e-7 * high) {
        double middle = 0.5 * (low + high);
        if (scan_score(k, n, n, middle, 0) > threshold)
            low = middle;
        else
            high = middle;
    }
    return high * (1.0 + 1e-9);
}

void scan_bounds_fill(ScanBounds *b, const ScanScale *k, double threshold, double largest)
{
    b->threshold = threshold;
    b->base[0] = 0.0;
    for (b->n = 1; b->n <= SCAN_MOST_CASES && b->base[b->n - 1] <= largest; b->n++)
        b->base[b->n] = bound(k, b->n, b->base[b->n - 1], threshold);
}
