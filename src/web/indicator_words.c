#include "web/indicator_words.h"

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

Str indicator_path(Arena *mem, const Indicator *i)
{
    return arena_fmt(mem, "/indicators/%s", i->id);
}
