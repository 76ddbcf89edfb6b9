/* row_cache.h - the figures of larger areas, which are sums over many councils, until they change.
 *
 * England is 296 councils: its row of one series takes a tenth of a second to read.  It is kept
 * under the series' newest vintage and the councils of the day, so that a decision or a note, which
 * makes every page stale, does not make it be read again. */
#ifndef WEB_ROW_CACHE_H
#define WEB_ROW_CACHE_H

#include "places/place.h"

typedef struct RowCache RowCache;

typedef struct {
    int64_t series_id, place_id, vintage_id;
    uint64_t councils; /* row_cache_councils of the day */
} RowKey;

/** An empty one; NULL when there is no memory. */
RowCache *row_cache_open(void) MUST_USE;

/** Frees it; NULL is fine. */
void row_cache_close(RowCache *c);

/** A number that changes when a place begins or ends, or the register does. */
uint64_t row_cache_councils(const PlaceBook *book, int32_t day) NONNULL;

/**
 * A copy of a row; *ret_hit is false when there is none of that key.  An area without figures has
 * a row of none.
 *
 * own     *ret lives in op->mem
 * error   ERR_LIMIT  no room
 * test    tests/unit/test_row_cache.c
 */
ErrCode row_cache_get(RowCache *c, const RowKey *key, Op *op, bool *ret_hit, int32_t *ret_first,
                      F64s *ret) NONNULL MUST_USE;

/** Keeps a copy of a row in the place of an older one; without memory nothing is kept. */
void row_cache_keep(RowCache *c, const RowKey *key, int32_t first, F64s row) NONNULL;

#endif
