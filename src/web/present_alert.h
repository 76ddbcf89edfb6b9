/* present_alert.h - what the pages about alerts share. */
#ifndef WEB_PRESENT_ALERT_H
#define WEB_PRESENT_ALERT_H

#include "alerts/alert.h"
#include "web/page.h"

/** Whether the visitor may see an alert: signed in, may note, and it is in the visitor's area. */
bool present_alert_sees(const Request *rq, const Alert *a) NONNULL;

/**
 * One alert that the visitor may see.
 *
 * own     *ret lives in rq->op->mem
 * error   ERR_MISSING  none of that number that the visitor may know of
 */
ErrCode present_one_alert(const Request *rq, Str number, Alert *ret) NONNULL MUST_USE;

/** Address of an alert. */
Str present_warning(Arena *mem, int64_t id) NONNULL;

/** "Level 2, Severe", or "Not graded". */
Str present_level(const Request *rq, int level) NONNULL;

/** "24 November 2026, 16:24 GMT", "not yet" for 0. */
Str present_local(Arena *mem, int64_t at) NONNULL;

#endif
