/* weekly.h - the weekly return (form F4): what a council, and beside it the police, say of a place.
 *
 * A return that never came is no picture.  That nothing was found is said, with the sources that
 * were looked at.  Returns are for the ISO week and due on its Friday at noon (UTC); a reminder is
 * due on Thursday. */
#ifndef SIGNALS_WEEKLY_H
#define SIGNALS_WEEKLY_H

#include "signals/level_rule.h"
#include "store/op.h"

typedef struct {
    int64_t id, place_id;
    Str place, place_name;
    Str kind; /* council, force */
    int32_t week;
    int64_t version, at, author;
    Str author_name;
    bool nil;
    Str looked_at; /* codes */
    int level;
    Str change; /* RIS, STE, FAL, UNK */
    Str issues, horizon, claims, confidence, help;
    int64_t strain;     /* 0 to 3 */
    int64_t first_at;   /* when its first version came */
    bool names_checked; /* when filing: what looks like a person's name is none */
} WeeklyReturn;

typedef struct {
    size_t n;
    const WeeklyReturn *v;
} WeeklyReturns;

enum { WEEKLY_MOST_WEEKS = 26 };

/** The ISO week of a moment, and when its return and the reminder of it are due. */
int32_t weekly_week(int64_t at);
int64_t weekly_due(int32_t week);
int64_t weekly_reminder(int32_t week);

/**
 * Files a return (everything but id, version, at and author is given) as the council's or, for a
 * force officer, as the police's; one that is there is revised by a new version.
 *
 * error   ERR_DENIED  the actor fills in no returns, or not for that place
 *         ERR_INPUT   names the field: nothing found without saying where was looked, a week that
 *                     is yet to come, a text that names somebody
 * test    tests/store/test_weekly.c
 */
ErrCode weekly_file(Op *op, const WeeklyReturn *r, int64_t *ret_id) NONNULL MUST_USE;

/**
 * The newest version of a return; *ret_any false when none came.
 *
 * own     *ret lives in op->mem
 * error   ERR_STORE  the database refused
 */
ErrCode weekly_find(Op *op, int64_t place_id, Str kind, int32_t week, WeeklyReturn *ret,
                    bool *ret_any) NONNULL MUST_USE;

/** Whether two returns of the same place and week see it differently. */
bool weekly_disagree(const WeeklyReturn *a, const WeeklyReturn *b) NONNULL PURE;

typedef enum {
    WEEK_NOT_EXPECTED, /* nobody there filled in returns yet */
    WEEK_OPEN,         /* not due yet */
    WEEK_MISSING,
    WEEK_ON_TIME,
    WEEK_LATE,
    WEEK_NIL,     /* nothing found, on time */
    WEEK_NIL_LATE /* nothing found, late */
} WeekState;

typedef struct {
    int64_t place_id;
    Str place, place_name;
    WeekState week[WEEKLY_MOST_WEEKS]; /* oldest first */
    int expected, filed, on_time, nil;
    int nil_but_told;               /* weeks with nothing found in which signals were told */
    int64_t signals, partner_types; /* of the last 28 days */
    bool no_picture;                /* fewer than two kinds of partner in 28 days */
} WeeklyRecord;

typedef struct {
    int32_t first_week;
    size_t weeks, n;
    const WeeklyRecord *v;
} WeeklyRecords;

/**
 * How complete the councils' returns are, over the last `weeks` weeks up to this one: every council
 * where somebody fills in returns, by name.
 *
 * own     *ret lives in op->mem
 * error   ERR_INPUT  not 1 to WEEKLY_MOST_WEEKS weeks
 *         ERR_STORE  the database refused
 */
ErrCode weekly_records(Op *op, size_t weeks, WeeklyRecords *ret) NONNULL MUST_USE;

typedef struct {
    Str place, place_name;
    int32_t week;
    int64_t remind_at, due_at;
    bool filed;
} WeeklyDuty;

typedef struct {
    size_t n;
    const WeeklyDuty *v;
} WeeklyDuties;

/**
 * Who owes a return of this week or still of the last one, by name: for reminders.
 *
 * own     *ret lives in op->mem
 * error   ERR_STORE  the database refused
 */
ErrCode weekly_duties(Op *op, WeeklyDuties *ret) NONNULL MUST_USE;

#endif
