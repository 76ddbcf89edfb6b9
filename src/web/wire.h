/* wire.h - whether a request can be read in one way only.  Our HTTP library lets requests through
 * that a proxy in front may read differently, so that one request would be two. */
#ifndef WEB_WIRE_H
#define WEB_WIRE_H

#include "base/str.h"

typedef struct {
    int hosts, lengths, encodings;
    bool faulty; /* a name or a value that no header may have */
} Wire;

/** Looks at one header, with whatever bytes it holds. */
void wire_header(Wire *w, Str name, Str value) NONNULL;

/**
 * Whether all headers together are clear: one host, at most one length in digits or chunks, not
 * both.
 *
 * source  rfc9112
 * test    tests/unit/test_form.c
 */
bool wire_is_clear(const Wire *w) NONNULL;

#endif
