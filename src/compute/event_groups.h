/* event_groups.h - the rows of a file of dated things, by place and theme and in order of time. */
#ifndef COMPUTE_EVENT_GROUPS_H
#define COMPUTE_EVENT_GROUPS_H

#include "compute/procedure.h"

typedef struct {
    Str place, theme;   /* "" without such a column */
    size_t n;           /* rows */
    const size_t *row;  /* of the frame, in order of time */
    const double *time; /* a plain number, or days since 1970 */
} EventGroup;

typedef struct {
    size_t n;
    const EventGroup *v; /* in order of place and theme */
} EventGroups;

/**
 * Reads the columns `time` and, where there are, `place` and `theme` of the first input.  A time is
 * a number, or a day written 2024-07-29; one kind in a file.  With --unit only that place.
 *
 * own     *ret lives in c->mem
 * error   ERR_INPUT    no such column, or a time that is neither; names file, line and column
 *         ERR_MISSING  --unit names a place without rows
 * test    tests/cli/kleinberg.txt
 */
ErrCode event_groups(const ProcedureCall *c, EventGroups *ret) NONNULL MUST_USE;

#endif
