#include "stats/dispersion.h"

#include <math.h>

#include "stats/rank.h"

ErrCode stat_dispersion(const Spread *s, double trim, Arena *mem, Dispersion *ret, Err *e)
{
    double *z, *sorted, w = 0.0, w2 = 0.0, squares = 0.0;
    NEW(z, s->n + 1, mem, e);
    NEW(sorted, s->n + 1, mem, e);
    for (size_t i = 0; i < s->n; i++) {
        bool known = s->error[i] > 0.0 && !isnan(s->figure[i]);
        double one = known ? 1.0 / (s->error[i] * s->error[i]) : 0.0;
        z[i] = known ? (s->figure[i] - s->baseline) / s->error[i] : (double)NAN;
        w += one;
        w2 += one * one;
    }
    size_t n = stat_sort((F64s){ s->n, z }, sorted);
    if (n < 2) {
        *ret = (Dispersion){ (double)NAN, (double)NAN };
        return ERR_OK;
    }
    double low = stat_quantile_sorted((F64s){ n, sorted }, trim);
    double high = stat_quantile_sorted((F64s){ n, sorted }, 1.0 - trim);
    for (size_t i = 0; i < n; i++) {
        double v = fmin(fmax(sorted[i], low), high);
        squares += v * v;
    }
    double more = squares - ((double)n - 1.0);
    *ret = (Dispersion){ squares / (double)n, more > 0.0 ? sqrt(more / (w - w2 / w)) : 0.0 };
    return ERR_OK;
}
