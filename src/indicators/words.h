/* words.h - how pages and reports say what an indicator's figure is and where it stands. */
#ifndef INDICATORS_WORDS_H
#define INDICATORS_WORDS_H

#include "base/arena.h"
#include "indicators/indicator.h"

/** "13.1 %", with as many digits as tell councils apart. */
Str indicator_number(Arena *mem, double x) NONNULL;

/** The unit, or nothing where the source's own is not known. */
Str indicator_unit(const Indicator *i) NONNULL;

/** "among the lowest tenth of councils" ... "among the highest tenth of the 32 councils with
 *  figures"; nothing where there is no position. */
Str indicator_stands(Arena *mem, double position, int64_t councils) NONNULL;

/** "Higher than 78 in 100 councils". */
Str indicator_higher(Arena *mem, double position) NONNULL;

#endif
