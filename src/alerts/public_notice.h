/* public_notice.h - what everybody may read about an alert: a text that two people agreed on.  The
 * live level of a place is never published: it would name a target, or fulfil itself. */
#ifndef ALERTS_PUBLIC_NOTICE_H
#define ALERTS_PUBLIC_NOTICE_H

#include "alerts/alert.h"
#include "base/buf.h"

typedef struct {
    int64_t id, alert;
    Str place, place_name, title, body;
    int64_t author;
    Str author_name;
    int64_t written_at, published_at, withdrawn_at; /* 0: not yet, or never */
} PublicNotice;

typedef struct {
    size_t n;
    const PublicNotice *v;
} PublicNotices;

/**
 * Writes a notice, which waits for a second person.
 *
 * error   ERR_DENIED    the actor may not decide, or the place is not in the actor's area
 *         ERR_INPUT     a text is missing, too long, or not UTF-8
 *         ERR_CONFLICT  the alert is of an exercise
 *         ERR_MISSING   no alert of that number
 * test    tests/alerts/pages.py
 */
ErrCode public_notice_write(Op *op, int64_t alert, Str title, Str body) NONNULL MUST_USE;

/**
 * Publishes it; whoever wrote it may not.
 *
 * error   ERR_DENIED    the actor may not decide there, or wrote it
 *         ERR_CONFLICT  it is published or withdrawn
 *         ERR_MISSING   no notice of that number
 */
ErrCode public_notice_publish(Op *op, int64_t id) NONNULL MUST_USE;

/**
 * Withdraws it; that it was published stays known.
 *
 * error   as public_notice_publish
 */
ErrCode public_notice_withdraw(Op *op, int64_t id) NONNULL MUST_USE;

/**
 * Notices, newest first: of an alert (0 for all), only those that are or were published.
 *
 * own     *ret lives in op->mem
 * error   ERR_STORE  the database refused
 */
ErrCode public_notice_list(Op *op, int64_t alert, bool only_public, PublicNotices *ret)
    NONNULL MUST_USE;

/** Writes them as an Atom feed; `site` is the address that people reach the site at, "" for none.
 *
 *  source  rfc4287
 *  test    tests/alerts/pages.py */
void public_notice_atom(const PublicNotices *all, Str site, int64_t now, Buf *out) NONNULL;

#endif
