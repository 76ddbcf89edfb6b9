/* status.h - how the site is: for the service that starts it, and for Prometheus. */
#ifndef WEB_STATUS_H
#define WEB_STATUS_H

#include <stdatomic.h>

#include "web/site.h"

enum { STATUS_CLASSES = 6 };

typedef struct {
    atomic_ullong answered[STATUS_CLASSES]; /* by the first digit of the status */
    atomic_ullong bytes;
} StatusCounts;

/** Counts one answer with a body of so many bytes. */
void status_count(StatusCounts *c, int status, size_t bytes) NONNULL;

/**
 * What was counted, in the format of Prometheus, and how many pages came from memory.
 *
 * own     ret->body is released with buf_free
 */
void status_metrics(StatusCounts *c, unsigned long long cached, Answer *ret) NONNULL;

/**
 * Whether the database answers.
 *
 * own     ret->body is released with buf_free
 */
void status_health(bool well, Answer *ret) NONNULL;

#endif
