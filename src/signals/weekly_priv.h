/* weekly_priv.h - reading returns, for the rest of the room. */
#ifndef SIGNALS_WEEKLY_PRIV_H
#define SIGNALS_WEEKLY_PRIV_H

#include "signals/weekly.h"

/* The newest versions of the returns of a place (0: of all) in the weeks from the first to the
 * second. */
ErrCode weekly_some(Op *op, int64_t place, Str kind, const int32_t weeks[2], WeeklyReturns *ret)
    NONNULL MUST_USE;

#endif
