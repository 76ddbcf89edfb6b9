#include "web/indicator_words.h"

#include <math.h>

#include "web/present.h"

bool indicator_shown(const SeriesList *seen, const Indicator *i, PeriodUnit *ret_unit)
{
    for (size_t k = 0; i->series && k < seen->n; k++)
        if (str_eq(seen->v[k].code, str_of(i->series))) {
            *ret_unit = seen->v[k].period;
            return true;
        }
    return false;
}

Str indicator_number(Arena *mem, double x)
{
    double size = fabs(x);
    if (isnan(x)) return STR("not known");
    if (size >= 1000) return present_number(mem, round(x), false);
    return arena_fmt(mem, "%.*f", size >= 100 ? 0 : size >= 1 ? 1 : 2, x);
}

Str indicator_unit(const Indicator *i)
{
    return strcmp(i->unit, "as published") == 0 ? STR("") : str_of(i->unit);
}

Str indicator_stands(Arena *mem, double position, int64_t councils)
{
    enum { NEARLY_ALL = 250 };
    const char *where = position < 0.1     ? "among the lowest tenth"
                        : position < 0.25  ? "among the lowest quarter"
                        : position <= 0.75 ? "in the middle half"
                        : position <= 0.9  ? "among the highest quarter"
                                           : "among the highest tenth";
    if (isnan(position)) return STR("");
    return councils >= NEARLY_ALL
               ? arena_fmt(mem, "%s of councils", where)
               : arena_fmt(mem, "%s of the %lld councils with figures", where, (long long)councils);
}

Str indicator_higher(Arena *mem, double position)
{
    return arena_fmt(mem, "Higher than %.0f in 100 councils", 100.0 * position);
}

Str indicator_path(Arena *mem, const Indicator *i)
{
    return arena_fmt(mem, "/indicators/%s", i->id);
}
