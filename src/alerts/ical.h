/* ical.h - the next review of an alert for a calendar. */
#ifndef ALERTS_ICAL_H
#define ALERTS_ICAL_H

#include "base/arena.h"
#include "base/buf.h"

typedef struct {
    Str uid; /* the same for every version of the event */
    int64_t revision, at, starts_at;
    Str summary, description;
    bool cancelled;
} IcalEvent;

/**
 * Writes a calendar of one event, an alarm half an hour before it, with RFC 5545's escaping, lines
 * of at most 75 bytes folded between characters, and CRLF.
 *
 * source  rfc5545
 * test    tests/unit/test_ical.c
 */
void ical_write(const IcalEvent *v, Arena *mem, Buf *out) NONNULL;

#endif
