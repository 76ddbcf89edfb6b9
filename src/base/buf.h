/* buf.h - text that grows, up to a stated maximum.
 *
 * A write past the maximum marks the buffer full and is dropped; check once, at the end, with
 * buf_done().  No per-append error handling is needed. */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include "base/str.h"

typedef struct {
    char *p;
    size_t n, room, max;
    bool full;
} Buf;

#define BUF_MAX(bytes) ((Buf){ .max = (bytes) })

/** Appends the text. */
void buf_add(Buf *b, Str s) NONNULL;

/** Appends formatted text. */
void buf_addf(Buf *b, const char *fmt, ...) NONNULL PRINTF(2, 3);

/** Appends text as one CSV field (RFC 4180): quoted only when it must be. */
void buf_add_csv(Buf *b, Str s) NONNULL;

/** Appends text as a JSON string with its quotes. */
void buf_add_json(Buf *b, Str s) NONNULL;

/** Appends text as a part of an address or form: all but letters, digits and -._~ becomes %XX. */
void buf_add_url(Buf *b, Str s) NONNULL;

/** Appends a number with 17 significant digits, so that it reads back the same; NA when NAN. */
void buf_add_f64(Buf *b, double x) NONNULL;

/**
 * The finished text.
 *
 * own     *ret points into b
 * error   ERR_LIMIT  the maximum was passed
 */
ErrCode buf_done(const Buf *b, Str *ret, Err *e) NONNULL MUST_USE;

/** Frees the text. */
void buf_free(Buf *b);

#endif
