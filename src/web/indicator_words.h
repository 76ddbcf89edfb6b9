/* indicator_words.h - which indicators a visitor may see, and where their pages are. */
#ifndef WEB_INDICATOR_WORDS_H
#define WEB_INDICATOR_WORDS_H

#include "indicators/words.h"
#include "observations/series.h"
#include "web/page.h"

/** Whether an indicator's series is among those that the visitor may see (present_series), and the
 *  unit of its periods. */
bool indicator_shown(const SeriesList *seen, const Indicator *i, PeriodUnit *ret_unit) NONNULL;

/** Address of an indicator's page. */
Str indicator_path(Arena *mem, const Indicator *i) NONNULL;

#endif
