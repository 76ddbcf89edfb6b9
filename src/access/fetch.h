/* fetch.h - a small text from another server, within limits.  The only use is the identity provider
 * of an organisation (access/oidc.h). */
#ifndef ACCESS_FETCH_H
#define ACCESS_FETCH_H

#include "base/arena.h"

enum {
    FETCH_CONNECT_SECONDS = 3,
    FETCH_SECONDS = 6, /* from the name to the last byte */
    FETCH_MAX_BYTES = 128 << 10,
    FETCH_MAX_HEADER_BYTES = 32 << 10,
    FETCH_ADDRESS = 512
};

typedef struct {
    const char *address;
    const char *form;           /* what is sent, as a form; NULL to read only */
    const char *login, *secret; /* for HTTP Basic, in URL form; NULL for none */
    const char *ca_file;        /* who may vouch for the server; NULL: whom the system trusts */
} Fetch;

/** Whether an address may be fetched: https, or http on this very machine; plain characters, no
 *  name or password in it.
 *
 *  test    tests/unit/test_id_token.c */
bool fetch_may(Str address);

/** Whether an address is http on this very machine. */
bool fetch_is_own_machine(Str address);

/**
 * Reads what is at the address: TLS verified, no redirect followed, no proxy, the limits above.
 *
 * own     *ret lives in mem
 * error   ERR_AWAY  the server is not to be reached or answers too slowly or too much; the detail
 *                   says which
 * test    tests/web/identity.py
 */
ErrCode fetch_text(const Fetch *f, Arena *mem, int *ret_status, Str *ret, Err *e) NONNULL MUST_USE;

/** Starts the library; false when it does not. */
bool fetch_start(void);

#endif
