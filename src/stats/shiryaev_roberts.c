#include "stats/shiryaev_roberts.h"

#include <math.h>

static const double LARGEST = 690.0; /* e to this is about 1e300 */

static bool is_near(const ShiryaevRoberts *c, EventPlace a, EventPlace b)
{
    return hypot(a.x - b.x, a.y - b.y) <= c->radius;
}

ErrCode stat_shiryaev_roberts(const ShiryaevRoberts *c, const EventPlace *place, size_t n,
                              Arena *mem, ShiryaevRobertsAt *ret, Err *e)
{
    double *since, *ever; /* events near event k: from k on, and of all */
    NEW(since, n + 1, mem, e);
    NEW(ever, n + 1, mem, e);
    for (size_t m = 0; m < n; m++) {
        double sum = 0.0, most = -(double)INFINITY;
        for (size_t k = 0; k <= m; k++) {
            bool near = is_near(c, place[k], place[m]);
            if (near && k < m) ever[m] += 1.0;
            if (near) since[k] += 1.0;
            if (near) ever[k] += 1.0;
            double usual = (double)(m - k + 1) * ever[k] / (double)(m + 1);
            double term = since[k] * log1p(c->epsilon) - c->epsilon * usual;
            sum += exp(term < LARGEST ? term : LARGEST);
            if (term > most) {
                most = term;
                ret[m].start = k;
            }
        }
        ret[m].most = exp(most < LARGEST ? most : LARGEST);
        ret[m].sum = sum < exp(LARGEST) ? sum : exp(LARGEST);
    }
    return ERR_OK;
}
