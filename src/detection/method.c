#include "detection/method.h"

#include <math.h>

Verdict method_no_verdict(double observed, const char *reason)
{
    const double none = (double)NAN;
    return (Verdict){ .observed = observed,
                      .expected = none,
                      .upperbound = none,
                      .score = none,
                      .pvalue = none,
                      .phi = none,
                      .statistic = none,
                      .alarm = -1,
                      .reason = reason };
}

size_t method_run_start(const MethodSeries *s, size_t memory)
{
    if (s->from > 0) return s->from < s->count.n ? s->from : s->count.n;
    size_t last = s->count.n ? s->count.n - 1 : 0;
    return memory < last ? last - memory : (last ? 1 : 0);
}

const Method *method_find(Str name)
{
    for (const Method *const *p = method_list; *p; p++)
        if (str_eq(name, str_of((*p)->name))) return *p;
    return NULL;
}
