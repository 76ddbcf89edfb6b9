/* indicator_words.h - how pages say what an indicator's figure is and where it stands. */
#ifndef WEB_INDICATOR_WORDS_H
#define WEB_INDICATOR_WORDS_H

#include "indicators/figures.h"
#include "observations/series.h"
#include "web/page.h"

/** Whether an indicator's series is among those that the visitor may see (present_series), and the
 *  unit of its periods. */
bool indicator_shown(const SeriesList *seen, const Indicator *i, PeriodUnit *ret_unit) NONNULL;

/** "13.1 %", with as many digits as tell councils apart. */
Str indicator_number(Arena *mem, double x) NONNULL;

/** The unit, or nothing where the source's own is not known. */
Str indicator_unit(const Indicator *i) NONNULL;

/** "among the lowest tenth of councils" ... "among the highest tenth of the 32 councils with
 *  figures"; nothing where there is no position. */
Str indicator_stands(Arena *mem, double position, int64_t councils) NONNULL;

/** "Higher than 78 in 100 councils". */
Str indicator_higher(Arena *mem, double position) NONNULL;

/** Address of an indicator's page. */
Str indicator_path(Arena *mem, const Indicator *i) NONNULL;

#endif
