#include "web/indicator_words.h"

#include "web/present.h"

bool indicator_shown(const SeriesList *seen, const Indicator *i, PeriodUnit *ret_unit)
{
    const Series *s = i->series ? series_in(seen, str_of(i->series)) : NULL;
    if (s) *ret_unit = s->period;
    return s != NULL;
}

Str indicator_path(Arena *mem, const Indicator *i)
{
    return arena_fmt(mem, "/indicators/%s", i->id);
}
