/* signal.h - what somebody told: a tension noticed, in one place, about groups and events.
 *
 * The public tells without an account and keeps a reference; nothing that leads back to them is
 * kept.  A partner is signed in; who they are is kept apart from what they told. */
#ifndef SIGNALS_SIGNAL_H
#define SIGNALS_SIGNAL_H

#include "access/secret.h"
#include "places/place.h"

typedef struct {
    int64_t id;
    Str reference; /* only when telling: what its reporter holds */
    Str channel;   /* public, partner */
    Str source_type;
    int64_t at, reply_by;
    int64_t place_id;
    Str place, place_name;
    Str where;
    bool online;
    Str timing; /* HPD, NOW, EXP */
    bool has_day;
    int32_t day;
    Str what, eep, themes, communities, communities_words, trigger;
    Str source_grade, information_grade, direction;
    int64_t worry_self, worry_others; /* 1 to 5, 0 when not said */
    Str basis, police_ref, done, help;
    bool urgent;
    Str marker;
    bool share_police, share_partners;
    bool names_checked; /* its writer said that what looks like a name is none */
    bool exercise;
    Str state; /* new, linked, merged, discarded */
    int64_t issue_id, merged_into;
    Str discard;
    int64_t sorted_at; /* 0: not yet */
    Str reply;
    int64_t replied_at; /* 0: not yet */
} Signal;

typedef struct {
    size_t n;
    const Signal *v;
} Signals;

enum { SIGNAL_WHAT_BYTES = 2000, SIGNAL_REFERENCE = 15, SIGNAL_PER_HOUR = 10 };

/** The reference that belongs to a form's secret: twelve letters and digits in three groups, the
 *  same for the same form, so that one that is sent twice is one signal. */
void signal_reference(const Key *key, Str secret, char room[SIGNAL_REFERENCE]) NONNULL;

/**
 * Keeps what was told; texts, codes and place are checked here.  With an actor it is a partner's
 * signal, without one the public's.  *ret_id is its number, that of the first when the same form
 * comes twice.
 *
 * error   ERR_DENIED  the actor may not report
 *         ERR_INPUT   names the field; a text that seems to name or locate a person is not kept
 * test    tests/store/test_signals.c
 */
ErrCode signal_add(Op *op, const Signal *s, int64_t *ret_id) NONNULL MUST_USE;

/**
 * Checks one text as signal_add would.
 *
 * error   ERR_INPUT  too long, or it seems to name or locate a person
 */
ErrCode signal_check_text(Op *op, const char *what, Str text, size_t most, bool names_checked)
    NONNULL MUST_USE;

/**
 * Checks a reference of the police as signal_add would.
 *
 * error   ERR_INPUT  too long, other than letters and digits, or it names somebody
 */
ErrCode signal_check_reference(Op *op, Str reference) NONNULL MUST_USE;

/**
 * Counts one report more from an address (a keyed hash of it, forgotten after an hour).
 *
 * error   ERR_LIMIT  more than SIGNAL_PER_HOUR within an hour
 */
ErrCode signal_count_address(Op *op, const Key *key, Str address) NONNULL MUST_USE;

/** When a reply is due to what is told now: two working days, an hour when urgent. */
int64_t signal_reply_by(int64_t now, bool urgent);

/**
 * One signal.
 *
 * own     *ret lives in op->mem
 * error   ERR_MISSING  no signal of that number
 */
ErrCode signal_find(Op *op, int64_t id, Signal *ret) NONNULL MUST_USE;

/**
 * The signal whose reporter holds that reference; blanks, hyphens and case do not matter.
 *
 * own     *ret lives in op->mem
 * error   ERR_MISSING  there is none, or it was deleted
 */
ErrCode signal_by_reference(Op *op, Str reference, Signal *ret) NONNULL MUST_USE;

typedef struct {
    Str area;         /* code of a place that holds them, "" for everywhere */
    Str state;        /* "" for every state */
    int64_t issue_id; /* 0 for every issue and none */
    int64_t limit;
} SignalFilter;

/**
 * The signals that pass the filter, urgent ones first, then by when a reply is due.
 *
 * own     *ret lives in op->mem
 * error   ERR_STORE  the database refused
 */
ErrCode signal_list(Op *op, const SignalFilter *f, Signals *ret) NONNULL MUST_USE;

/**
 * What the actor told, newest first.
 *
 * own     *ret lives in op->mem
 * error   ERR_STORE  the database refused
 */
ErrCode signal_own(Op *op, Signals *ret) NONNULL MUST_USE;

/**
 * How many kinds of partner told something of a place in the 28 days up to now; the public is one.
 *
 * error   ERR_STORE  the database refused
 */
ErrCode signal_partner_types(Op *op, int64_t place_id, int64_t *ret) NONNULL MUST_USE;

/**
 * How many kinds of partner told of an issue since then.
 *
 * error   ERR_STORE  the database refused
 */
ErrCode signal_types_of_issue(Op *op, int64_t issue_id, int64_t since, int64_t *ret)
    NONNULL MUST_USE;

#endif
