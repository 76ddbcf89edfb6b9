/* contact.h - the people behind the desks, who is on duty, and what somebody silenced. */
#ifndef ALERTS_CONTACT_H
#define ALERTS_CONTACT_H

#include "alerts/alert.h"

typedef struct {
    int64_t id;
    Str desk, area; /* area "": for everywhere */
    Str name, email, phone, webhook;
    int digest_from; /* levels from this on come in the daily digest; 7 takes U only */
    bool active;
} Contact;

typedef struct {
    size_t n;
    const Contact *v;
} Contacts;

/**
 * Adds a person or system to a desk.
 *
 * error   ERR_DENIED  the actor may not administer
 *         ERR_INPUT   no such desk or place; an address that is none; no address at all
 * test    tests/store/test_alerts.c
 */
ErrCode contact_add(Op *op, const Contact *c, int64_t *ret) NONNULL MUST_USE;

/**
 * Closes a contact: nothing more is sent to it.
 *
 * error   ERR_DENIED   the actor may not administer
 *         ERR_MISSING  no open contact of that number
 */
ErrCode contact_close(Op *op, int64_t id) NONNULL MUST_USE;

/**
 * Contacts of a desk ("" for all), in order of desk and area; only open ones.
 *
 * own     *ret lives in op->mem
 * error   ERR_STORE  the database refused
 */
ErrCode contact_list(Op *op, Str desk, Contacts *ret) NONNULL MUST_USE;

/**
 * One open contact; *ret_found is false when it is closed, or never was.
 *
 * own     *ret lives in op->mem
 * error   ERR_STORE  the database refused
 */
ErrCode contact_find(Op *op, int64_t id, Contact *ret, bool *ret_found) NONNULL MUST_USE;

/**
 * Who answers for a desk in an alert's area at that time: of its people those who are on duty, all
 * of them while nobody is.  Where the desk has nobody for the place, those for everywhere.
 *
 * own     *ret lives in op->mem
 * error   ERR_STORE, ERR_LIMIT  the database or the arena refused
 * test    tests/store/test_alerts.c
 */
ErrCode contact_at(Op *op, const PlaceBook *book, const Desk *desk, const Place *place, int64_t at,
                   Contacts *ret) NONNULL MUST_USE;

typedef struct {
    int64_t id, contact;
    Str desk, area, name;
    int64_t from_at, until_at;
} Shift;

typedef struct {
    size_t n;
    const Shift *v;
} Shifts;

/**
 * Puts a contact on duty for a time.
 *
 * error   ERR_DENIED   the actor may not administer
 *         ERR_MISSING  no open contact of that number
 *         ERR_INPUT    it ends before it begins, or lasts more than 31 days
 */
ErrCode shift_add(Op *op, int64_t contact, int64_t from_at, int64_t until_at) NONNULL MUST_USE;

/**
 * Takes a shift off the rota.
 *
 * error   ERR_DENIED   the actor may not administer
 *         ERR_MISSING  no such shift
 */
ErrCode shift_remove(Op *op, int64_t id) NONNULL MUST_USE;

/**
 * Shifts that have not ended, by desk and time.
 *
 * own     *ret lives in op->mem
 * error   ERR_STORE  the database refused
 */
ErrCode shift_list(Op *op, Shifts *ret) NONNULL MUST_USE;

typedef struct {
    int64_t id;
    Str matches;
    int64_t from_at, until_at, owner;
    Str owner_name, reason;
} Silence;

typedef struct {
    size_t n;
    const Silence *v;
} Silences;

enum { SILENCE_MAX_SECONDS = 7 * 86400 };

/**
 * Silences the notices of alerts that match, until a time at most seven days ahead.  Levels 1 and 2
 * cannot be silenced.
 *
 * error   ERR_DENIED  the actor may not decide
 *         ERR_INPUT   no matches, no reason, no end, or it ends too late
 */
ErrCode silence_add(Op *op, Str matches, int64_t until_at, Str reason) NONNULL MUST_USE;

/**
 * Ends a silence now.
 *
 * error   ERR_DENIED   the actor may not decide
 *         ERR_MISSING  no such silence, or it has ended
 */
ErrCode silence_stop(Op *op, int64_t id) NONNULL MUST_USE;

/**
 * Silences that have not ended at that time.
 *
 * own     *ret lives in op->mem
 * error   ERR_STORE  the database refused
 */
ErrCode silence_list(Op *op, Silences *ret) NONNULL MUST_USE;

#endif
