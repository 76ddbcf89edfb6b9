/* triage.h - what becomes of a signal: linked to an issue, merged with one that tells the same, or
 * left with a reason; graded, answered, and deleted when its time is over. */
#ifndef SIGNALS_TRIAGE_H
#define SIGNALS_TRIAGE_H

#include "signals/signal.h"

typedef struct {
    Signal signal;
    double text, theme, time, score; /* each 0 to 1 */
} SimilarSignal;

typedef struct {
    size_t n;
    const SimilarSignal *v;
} SimilarSignals;

/**
 * Other signals of the same place within two weeks that may tell the same, the most alike first.
 *
 * formula  0.5 text + 0.3 theme + 0.2 time: text and theme are Jaccard's index of runs of four
 *          letters and of themes, time falls from 1 on the same day to 0 after two weeks; those of
 *          at least 0.45, or whose texts share a fifth of their runs
 * own      *ret lives in op->mem
 * error    ERR_STORE, ERR_LIMIT  the database or the arena refused
 * cost     linear in the signals of the place within two weeks, of which 500 are looked at
 * source   broder1997
 * test     tests/store/test_triage.c
 */
ErrCode signal_similar(Op *op, const Signal *s, SimilarSignals *ret) NONNULL MUST_USE;

/**
 * Links a signal, and those that were merged into it, to an open issue.
 *
 * error   ERR_DENIED    the actor may not sort, or place or issue are not in the actor's area
 *         ERR_CONFLICT  the signal was sorted already, or the issue is closed
 *         ERR_INPUT     the issue is an exercise and the signal is not, or the other way round
 *         ERR_MISSING   no such signal or issue
 */
ErrCode signal_link(Op *op, int64_t id, int64_t issue_id) NONNULL MUST_USE;

/**
 * Merges a signal into another of the same place that tells the same; both keep their text.
 *
 * error   ERR_DENIED    the actor may not sort there
 *         ERR_CONFLICT  it was sorted already, or the other one is merged or left itself
 *         ERR_INPUT     the two are one, or of two places
 *         ERR_MISSING   no such signal
 */
ErrCode signal_merge(Op *op, int64_t id, int64_t into) NONNULL MUST_USE;

/**
 * Leaves a signal, for a reason of the list; it is not counted any more.
 *
 * error   ERR_DENIED    the actor may not sort there
 *         ERR_CONFLICT  it was sorted already
 *         ERR_INPUT     no such reason
 *         ERR_MISSING   no such signal
 */
ErrCode signal_discard(Op *op, int64_t id, Str reason) NONNULL MUST_USE;

/**
 * Grades the source (1 to 3) and the information (A to E).
 *
 * error   ERR_DENIED, ERR_MISSING as above; ERR_INPUT  no such grade
 */
ErrCode signal_grade(Op *op, int64_t id, Str source, Str information) NONNULL MUST_USE;

/**
 * Answers the reporter, who sees it with the reference.
 *
 * error   ERR_DENIED, ERR_MISSING as above; ERR_INPUT  empty, too long, or it names somebody
 */
ErrCode signal_reply(Op *op, int64_t id, Str text) NONNULL MUST_USE;

/**
 * Replaces the text by one without what should not be there; of the old one a fingerprint stays in
 * the audit.
 *
 * error   ERR_DENIED, ERR_MISSING as above; ERR_INPUT  too short, too long, or it names somebody
 */
ErrCode signal_redact(Op *op, int64_t id, Str text) NONNULL MUST_USE;

typedef struct {
    int64_t unlinked, linked; /* signals deleted, by the rule that they fell under */
    int64_t left;             /* due and still there: 0 */
    Str fingerprint;          /* over all that was deleted, "" when nothing was */
} RetainReport;

/**
 * Deletes signals whose time is over: unlinked ones, and those of issues closed long enough ago
 * (days: codes_retention).  Proves it with an audit entry of counts and a fingerprint, and by
 * looking again.  The counts by place, theme and day stay.
 *
 * own     *ret lives in op->mem
 * error   ERR_DENIED  the actor may not administer
 *         ERR_BUG     something due is still there
 * test    tests/store/test_triage.c
 */
ErrCode signal_retain(Op *op, RetainReport *ret) NONNULL MUST_USE;

#endif
