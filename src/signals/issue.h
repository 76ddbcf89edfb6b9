/* issue.h - what a tension group talks about: one tension in one place, about groups and events,
 * never about named persons. */
#ifndef SIGNALS_ISSUE_H
#define SIGNALS_ISSUE_H

#include "signals/level.h"

typedef struct {
    int64_t id;
    Str title;
    int64_t place_id;
    Str place, place_name;
    Str themes;      /* codes, " MIG RUM " */
    Str communities; /* who is affected, as groups */
    int32_t start_day;
    bool open;
    Str closure; /* code of why it was closed */
    bool exercise;
    int64_t opened_at;
    bool names_checked; /* when opening: what looks like a person's name is none */
} Issue;

typedef struct {
    size_t n;
    const Issue *v;
} Issues;

/**
 * Opens an issue (title, place_id, themes, communities, start_day, exercise); *ret is its number.
 *
 * error   ERR_DENIED   the actor may not assess, or the place is not in the actor's area
 *         ERR_INPUT    a text or a theme is not right or names somebody, or the place does not
 *                      exist
 */
ErrCode issue_open(Op *op, const Issue *x, int64_t *ret) NONNULL MUST_USE;

/**
 * One issue.
 *
 * own     *ret lives in op->mem
 * error   ERR_MISSING  no issue of that number
 */
ErrCode issue_find(Op *op, int64_t id, Issue *ret) NONNULL MUST_USE;

/**
 * All issues, open ones first, then the newest; only those of a place unless `place_id` is 0.
 *
 * own     *ret lives in op->mem
 * error   ERR_STORE  the database refused
 */
ErrCode issue_list(Op *op, int64_t place_id, bool closed_too, Issues *ret) NONNULL MUST_USE;

/**
 * Closes an issue for a reason from the list of closures; if it had a level, that ends with it.
 *
 * error   ERR_DENIED    the actor may not assess, or the place is not in the actor's area
 *         ERR_INPUT     no such closure, or no reason
 *         ERR_CONFLICT  it is closed, or at level 1 or 2: lower it first
 *         ERR_MISSING   no issue of that number
 */
ErrCode issue_close(Op *op, int64_t id, Str closure, Str reason) NONNULL MUST_USE;

#endif
