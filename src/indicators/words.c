#include "indicators/words.h"

#include <math.h>

Str indicator_number(Arena *mem, double x)
{
    double size = fabs(x);
    if (isnan(x)) return STR("not known");
    if (size >= 1e6) return arena_fmt(mem, "%.0f", x);
    if (size >= 1000)
        return arena_fmt(mem, "%s%.0f,%03.0f", x < 0 ? "-" : "", floor(round(size) / 1000),
                         fmod(round(size), 1000));
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
