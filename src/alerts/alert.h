/* alert.h - the alerts of this installation: raised, changed by people and by time, never deleted.
 *
 * Every step goes through alert_next and is kept as an event, with an entry in the audit, in the
 * same transaction.  What follows for those who are told is kept as an issue, which never changes,
 * and waits in groups until the delivery takes it (alerts/tell.h). */
#ifndef ALERTS_ALERT_H
#define ALERTS_ALERT_H

#include "alerts/routing.h"
#include "places/place.h"
#include "store/op.h"

typedef struct {
    int64_t id;
    Str key, source;
    int64_t source_ref, place_id;
    Str place, place_name; /* code and name */
    Str subject;
    AlertState state;
    Str hidden_why;
    Str trend, confidence; /* rising, steady, falling, unknown; high, moderate, low */
    Str summary, gaps, asked;
    int64_t started_at, created_at, changed_at;
    int64_t revision;
    int64_t exercise; /* 0: it is real */
    Str exercise_name;
} Alert;

typedef struct {
    size_t n;
    const Alert *v;
} Alerts;

typedef struct {
    int64_t place_id;
    Str source;         /* person, proposal, level */
    int64_t source_ref; /* 0 for a person */
    Str subject;
    Nature nature;
    int level;
    Str trend, confidence, summary, gaps, asked;
    int64_t started_at, review_at; /* 0: now; by the level */
    int64_t exercise;
    bool approved; /* people decided already: it needs no other approval */
} AlertDraft;

/**
 * The routing in force: the newest that was set, or the program's.
 *
 * own     *ret lives in op->mem
 * error   ERR_STORE  the database refused
 */
ErrCode routing_load(Op *op, const Routing **ret) NONNULL MUST_USE;

/* What every step needs: read once an operation. */
typedef struct {
    const Routing *routing;
    const PlaceBook *book;
} AlertRules;

/**
 * Reads both.
 *
 * own     they live in op->mem
 * error   ERR_STORE  the database refused
 */
ErrCode alert_rules(Op *op, AlertRules *ret) NONNULL MUST_USE;

/**
 * Puts another routing in force.
 *
 * error   ERR_DENIED  the actor may not administer
 *         ERR_INPUT   the text does not pass routing_parse, or no reason
 */
ErrCode routing_set(Op *op, Str text, const char *name, Str reason) NONNULL MUST_USE;

/**
 * Raises an alert.  One that is open for the same place and subject is not raised twice: the event
 * is added to it, and *ret is its number.
 *
 * error   ERR_DENIED   the actor may not decide, or the place is not in the actor's area
 *         ERR_INPUT    a text is missing, too long, not UTF-8, or not one of the words
 *         ERR_MISSING  no such place or exercise
 * test    tests/store/test_alerts.c
 */
ErrCode alert_raise(Op *op, const AlertDraft *draft, int64_t *ret) NONNULL MUST_USE;

/**
 * One step of an alert, by the actor, with a reason.
 *
 * error   ERR_DENIED    the actor's role or area does not allow it
 *         ERR_INPUT     no reason, where one is needed
 *         ERR_MISSING   no alert of that number
 *         ERR_CONFLICT  the step does not apply as it stands; the message says why
 */
ErrCode alert_act(Op *op, int64_t id, AlertEvent event, Str reason) NONNULL MUST_USE;

/**
 * The same for the program itself: time, evidence, visibility.  *ret_step says what followed.
 *
 * error   ERR_STORE  the database refused
 */
ErrCode alert_step(Op *op, const AlertRules *rules, Alert *a, AlertEvent event, Str why,
                   AlertStep *ret_step) NONNULL MUST_USE;

/**
 * Keeps a note in an alert's history.
 *
 * error   ERR_STORE  the database refused
 */
ErrCode alert_note(Op *op, const Alert *a, Str action, Str detail) NONNULL MUST_USE;

/**
 * The same, once: a second time nothing is kept.
 *
 * error   ERR_STORE  the database refused
 */
ErrCode alert_note_once(Op *op, const Alert *a, Str action, Str detail) NONNULL MUST_USE;

/**
 * Alerts, newest first; only those that are open, only those of an exercise (0 for all).
 *
 * own     *ret lives in op->mem
 * error   ERR_STORE  the database refused
 */
ErrCode alert_list(Op *op, bool only_open, int64_t exercise, Alerts *ret) NONNULL MUST_USE;

/**
 * One alert.
 *
 * own     *ret lives in op->mem
 * error   ERR_MISSING  no alert of that number
 */
ErrCode alert_find(Op *op, int64_t id, Alert *ret) NONNULL MUST_USE;

typedef struct {
    int64_t at, actor;
    Str actor_name, action;
    int level;
    Str detail;
} AlertPast;

typedef struct {
    size_t n;
    const AlertPast *v;
} AlertHistory;

/**
 * What happened to an alert, oldest first.
 *
 * own     *ret lives in op->mem
 * error   ERR_STORE  the database refused
 */
ErrCode alert_history(Op *op, int64_t id, AlertHistory *ret) NONNULL MUST_USE;

/* What people were told: one CAP message. */
typedef struct {
    int64_t id, revision;
    Str kind; /* Alert, Update, Cancel */
    int64_t at;
    Str sender;
    int level, old_level; /* -1: it is the first */
    Str headline, body;
    int64_t next_look;
} AlertIssue;

typedef struct {
    size_t n;
    const AlertIssue *v;
} AlertIssues;

/**
 * All of an alert's issues, oldest first.
 *
 * own     *ret lives in op->mem
 * error   ERR_STORE  the database refused
 */
ErrCode alert_issues(Op *op, int64_t id, AlertIssues *ret) NONNULL MUST_USE;

/** What routing knows of an alert at a level. */
Labels alert_labels(const PlaceBook *book, const Alert *a, Arena *mem) NONNULL;

/**
 * Takes what people decided elsewhere: approved proposals, and every change of a level that came
 * into force, downgrades, expiries and cancellations too.  *ret counts the alerts that were raised.
 *
 * error   ERR_STORE  the database refused
 * test    tests/store/test_alerts.c
 */
ErrCode alert_take_sources(Op *op, const AlertRules *rules, size_t *ret) NONNULL MUST_USE;

typedef struct {
    int64_t id;
    Str name;
    int64_t started_at;
    Str started_by;
    int64_t ended_at; /* 0 while it runs */
} Exercise;

typedef struct {
    size_t n;
    const Exercise *v;
} Exercises;

/**
 * Begins an exercise; alerts raised in it reach nobody but the exercise's own addresses.
 *
 * error   ERR_DENIED  the actor may not decide
 *         ERR_INPUT   the name is missing, too long, or not UTF-8
 */
ErrCode exercise_start(Op *op, Str name, int64_t *ret) NONNULL MUST_USE;

/**
 * Ends it; its alerts that are still open are stood down.
 *
 * error   ERR_DENIED    the actor may not decide
 *         ERR_CONFLICT  it has ended, or never was
 */
ErrCode exercise_end(Op *op, int64_t id) NONNULL MUST_USE;

/**
 * All exercises, newest first.
 *
 * own     *ret lives in op->mem
 * error   ERR_STORE  the database refused
 */
ErrCode exercise_list(Op *op, Exercises *ret) NONNULL MUST_USE;

/**
 * One exercise.
 *
 * own     *ret lives in op->mem
 * error   ERR_MISSING  no exercise of that number
 */
ErrCode exercise_find(Op *op, int64_t id, Exercise *ret) NONNULL MUST_USE;

#endif
