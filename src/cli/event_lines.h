/* event_lines.h - time, target and sender out of one line of a stream: CSV or JSON. */
#ifndef CLI_EVENT_LINES_H
#define CLI_EVENT_LINES_H

#include "base/str.h"

enum { EVENT_LINE_BYTES = 1 << 16 };

typedef struct {
    int64_t time; /* unix seconds */
    Str target, sender;
} EventLine;

/* The order of the columns, from the first line; a stream of JSON lines has none. */
typedef struct {
    bool json, known;
    size_t time, target, sender, columns; /* from 0 */
} EventForm;

/**
 * Learns the form from the first line: names of columns, or a JSON object.
 *
 * error   ERR_INPUT  it is neither, or a column is missing
 * test    tests/unit/test_event_lines.c
 */
ErrCode event_form(Str first, EventForm *ret, Err *e) NONNULL MUST_USE;

/**
 * Takes one line apart, in place: what *ret points to lies in the line.
 *
 * A time is unix seconds (1722367200, 1722367200.5) or 2024-07-30T19:20:00Z with any offset;
 * without one it is UTC.
 *
 * error   ERR_INPUT  broken quotes or JSON, a field missing, a time that is none
 * test    tests/unit/test_event_lines.c
 */
ErrCode event_line(const EventForm *f, char *line, size_t n, EventLine *ret, Err *e)
    NONNULL MUST_USE;

#endif
