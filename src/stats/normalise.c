#include "stats/normalise.h"

#include <math.h>

#include "stats/interval.h"
#include "stats/rank.h"

/* Makes the median absolute deviation of normal figures their standard deviation. */
static const double mad_scale = 1.4826;
static const double decay =
    23.0; /* of the exponential: a tenth of the ranks is half of the scale */

static ErrCode centre_robust(F64s x, Arena *mem, double *ret_median, double *ret_spread, Err *e)
{
    double *distance, mad;
    NEW(distance, x.n + 1, mem, e);
    TRY(stat_quantile(x, 0.5, mem, ret_median, e));
    for (size_t i = 0; i < x.n; i++) distance[i] = fabs(x.v[i] - *ret_median);
    TRY(stat_quantile((F64s){ x.n, distance }, 0.5, mem, &mad, e));
    *ret_spread = mad > 0.0 ? mad_scale * mad : (double)NAN;
    return ERR_OK;
}

static void extent(F64s x, double *ret_min, double *ret_max)
{
    *ret_min = HUGE_VAL;
    *ret_max = -HUGE_VAL;
    for (size_t i = 0; i < x.n; i++) {
        *ret_min = fmin(*ret_min, x.v[i]);
        *ret_max = fmax(*ret_max, x.v[i]);
    }
}

static double ranked(double rank, double n, NormaliseMethod method)
{
    if (method == NORMALISE_RANK) return rank;
    if (method == NORMALISE_BORDA) return rank - 1.0;
    if (method == NORMALISE_PRANK) return n > 1.0 ? (rank - 1.0) / (n - 1.0) : (double)NAN;
    return -decay * log(1.0 - rank / n * (1.0 - exp(-100.0 / decay)));
}

static ErrCode by_rank(F64s x, NormaliseMethod method, Arena *mem, double *ret, Err *e)
{
    double n = 0.0;
    for (size_t i = 0; i < x.n; i++) n += !isnan(x.v[i]);
    TRY(stat_rank(x, RANK_LOWEST, mem, ret, e));
    for (size_t i = 0; i < x.n; i++) ret[i] = ranked(ret[i], n, method);
    return ERR_OK;
}

/* What becomes 0 and what 1, and where the scale lies then. */
typedef struct {
    double zero, one, from, to;
    bool capped, clipped; /* not above 1, not outside 0 and 1 */
} Line;

static ErrCode line_of(F64s x, const Normalise *how, Arena *mem, Line *ret, Err *e)
{
    double min, max, spread;
    Moments m;
    extent(x, &min, &max);
    *ret = (Line){ min, max > min ? max : (double)NAN, 0.0, 1.0, false, false };
    switch (how->method) {
    case NORMALISE_MINMAX:
        ret->from = how->lower;
        ret->to = how->upper;
        break;
    case NORMALISE_ZSCORE:
        m = stat_moments(x);
        ret->zero = m.mean;
        ret->one = m.sd > 0.0 ? m.mean + m.sd : (double)NAN;
        ret->from = how->lower;
        ret->to = how->lower + how->upper;
        break;
    case NORMALISE_ROBUST_Z:
        TRY(centre_robust(x, mem, &ret->zero, &spread, e));
        ret->one = ret->zero + spread;
        break;
    case NORMALISE_SCALED:
        ret->zero = how->lower;
        ret->one = how->upper;
        break;
    case NORMALISE_FRACMAX:
        ret->zero = 0.0;
        ret->one = max;
        break;
    case NORMALISE_DIST2TARG:
        ret->one = how->direction * how->target;
        ret->capped = true;
        break;
    case NORMALISE_DIST2REF: ret->one = x.v[how->reference]; break;
    case NORMALISE_GOALPOSTS:
        ret->zero = how->direction > 0.0 ? how->low : -how->high;
        ret->one = how->direction > 0.0 ? how->high : -how->low;
        ret->from = how->lower;
        ret->to = how->upper;
        ret->clipped = true;
        break;
    case NORMALISE_RANK:
    case NORMALISE_BORDA:
    case NORMALISE_PRANK:
    case NORMALISE_DIST2MAX:
    case NORMALISE_EXPONENTIAL: break;
    }
    return ERR_OK;
}

static double on_line(double x, const Line *l)
{
    double share = (x - l->zero) / (l->one - l->zero);
    if ((l->capped || l->clipped) && share > 1.0) share = 1.0;
    if (l->clipped && share < 0.0) share = 0.0;
    return l->from + share * (l->to - l->from);
}

ErrCode stat_normalise(F64s v, const Normalise *how, Arena *mem, double *ret, Err *e)
{
    double *x;
    Line line;
    NEW(x, v.n + 1, mem, e);
    for (size_t i = 0; i < v.n; i++) x[i] = how->direction * v.v[i];
    F64s turned = { v.n, x };
    switch (how->method) {
    case NORMALISE_RANK:
    case NORMALISE_BORDA:
    case NORMALISE_PRANK:
    case NORMALISE_EXPONENTIAL: return by_rank(turned, how->method, mem, ret, e);
    case NORMALISE_MINMAX:
    case NORMALISE_ZSCORE:
    case NORMALISE_ROBUST_Z:
    case NORMALISE_SCALED:
    case NORMALISE_FRACMAX:
    case NORMALISE_DIST2TARG:
    case NORMALISE_DIST2REF:
    case NORMALISE_DIST2MAX:
    case NORMALISE_GOALPOSTS: break;
    }
    TRY(line_of(turned, how, mem, &line, e));
    for (size_t i = 0; i < v.n; i++) ret[i] = on_line(x[i], &line);
    return ERR_OK;
}
