/* report.h - the public's report, one question a page, without an account.
 *
 * What was answered so far travels sealed in the form itself: nothing is kept here until it is
 * sent, and nobody but this site can read or change it on the way. */
#ifndef WEB_REPORT_H
#define WEB_REPORT_H

#include "signals/codes.h"
#include "signals/signal.h"
#include "web/page.h"

enum { DRAFT_FIELDS = 24, DRAFT_SECONDS = 6 * 3600 };

typedef struct {
    size_t n;
    struct {
        const char *name; /* static */
        Str value;
    } v[DRAFT_FIELDS];
} Draft;

/** What was answered under that name; "" for nothing. */
Str draft_get(const Draft *d, const char *name) NONNULL;

/** Keeps an answer; the name is one of a fixed set. */
void draft_set(Draft *d, const char *name, Str value) NONNULL;

/** An empty draft with a secret of its own. */
void draft_new(const Request *rq, Draft *ret) NONNULL;

/**
 * Seals a draft for the form.
 *
 * own     *ret lives in rq->op->mem
 * error   ERR_LIMIT  no room
 */
ErrCode draft_seal(const Request *rq, const Draft *d, Str *ret) NONNULL MUST_USE;

/**
 * Opens the draft of the form that was sent.
 *
 * own     *ret points into rq->op->mem
 * error   ERR_INPUT  none, too old, or not made for this visitor
 */
ErrCode draft_open(const Request *rq, Draft *ret) NONNULL MUST_USE;

/**
 * Takes the answers of a step into the draft.
 *
 * error   ERR_INPUT    names the question; ERR_MISSING  no such step
 */
ErrCode report_take(const Request *rq, const CodeBook *codes, Str step, Draft *d) NONNULL MUST_USE;

/** The step before or after one, among those that apply; "" at the ends. */
Str report_before(const Draft *d, Str step) NONNULL;
Str report_after(const Draft *d, Str step) NONNULL;

/**
 * Shows a step.
 *
 * error   ERR_MISSING  no such step
 */
ErrCode report_show(const Request *rq, const CodeBook *codes, Str step, const Draft *d,
                    Response *rs) NONNULL MUST_USE;

/**
 * Shows the answers for a last look.
 *
 * error   ERR_LIMIT  no room
 */
ErrCode report_show_check(const Request *rq, const CodeBook *codes, const Draft *d, Response *rs)
    NONNULL MUST_USE;

/**
 * The signal that a finished draft makes.
 *
 * error   ERR_INPUT  a question that needs an answer has none
 */
ErrCode report_signal(const Request *rq, const Draft *d, Signal *ret) NONNULL MUST_USE;

/** All values of the fields of that name in the form, with blanks between. */
Str form_codes(const Request *rq, const char *name) NONNULL;

#endif
