/* rate.h - how many of something an address may do in a minute. */
#ifndef WEB_RATE_H
#define WEB_RATE_H

#include <time.h>

#include "base/str.h"

typedef struct RateLimit RateLimit;

/** A limit that lets each address do `per_minute` things a minute; NULL when there is no memory. */
RateLimit *rate_limit_open(int per_minute) MUST_USE;

/** Frees it; NULL is fine. */
void rate_limit_close(RateLimit *r);

/** Counts one more of that address; false when it is over its limit.  Addresses share a bounded
 *  table: at worst two that fall together share one count.
 *
 *  test    tests/unit/test_form.c */
bool rate_limit_pass(RateLimit *r, Str address, time_t now) NONNULL MUST_USE;

#endif
