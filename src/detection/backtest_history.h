/* backtest_history.h - real series that a backtest judges: outbreaks laid over what was. */
#ifndef DETECTION_BACKTEST_HISTORY_H
#define DETECTION_BACKTEST_HISTORY_H

#include "detection/backtest.h"
#include "observations/grid.h"

enum { BACKTEST_EVENTS = 12, BACKTEST_EVENT_PERIODS = 3 };

typedef struct {
    const Series *series;
    int replicates;
    uint64_t seed;
    size_t least; /* periods of history before the first that is judged */
    size_t events;
    int32_t event[BACKTEST_EVENTS]; /* periods in which something is known to have happened */
    bool events_only;               /* judge those instead of the quiet ones */
    /* filled by backtest_history */
    size_t rows, before;
    const GridRow **row;
    int32_t first;
    size_t periods;
    const int32_t *day;
    const bool *skip;
} BacktestHistory;

/**
 * Puts a series' councils into a request, from its last break marker on: one item for each council
 * and replicate.  An event and the two periods after it are neither quiet nor overlaid.
 *
 * own     the request borrows w
 * error   ERR_MISSING  too short a history, or no council has figures
 *         ERR_STORE    the database refused
 *         ERR_LIMIT    no room
 * test    tests/cli/backtest.txt
 */
ErrCode backtest_history(Op *op, const PlaceBook *book, BacktestHistory *w, BacktestRequest *rq)
    NONNULL MUST_USE;

#endif
