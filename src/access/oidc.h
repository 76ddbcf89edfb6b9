/* oidc.h - signing in with the account of an organisation that has an identity provider (OpenID
 * Connect: code flow with PKCE, state and nonce).
 *
 * The way of one visitor there and back is an OidcWay.  It is nowhere in our memory: it travels as
 * the `state`, sealed with the installation's key and bound to the visitor's own cookie, so that it
 * is of no use in another browser.  Its nonce and verifier are derived from it. */
#ifndef ACCESS_OIDC_H
#define ACCESS_OIDC_H

#include "access/id_token.h"
#include "access/secret.h"
#include "store/op.h"

enum {
    OIDC_WAY_SECONDS = 900,    /* to sign in over there */
    OIDC_FRESH_SECONDS = 3600, /* how long what the issuer publishes is taken for known */
    OIDC_PAUSE_SECONDS = 10,   /* not asked again so soon after it did not answer */
    OIDC_NEXT = 200
};

typedef struct OidcDoor OidcDoor;

typedef struct {
    char next[OIDC_NEXT]; /* address on this site to go on to, "" for none */
    char invitation[44];  /* secret of the invitation that is accepted by it, "" for none */
    HashText nonce, verifier;
} OidcWay;

/* What the browser takes there, and what it brings back. */
typedef struct {
    Str state, back; /* back: address on this site to come back to */
} OidcPath;

typedef struct {
    Str code, back;
    Str issuer; /* RFC 9207, "" when it does not say */
} OidcAnswer;

/**
 * Reads the file that names the identity provider, and the client secret in the file that it names.
 *
 * own     *ret is ended with oidc_close
 * error   ERR_INPUT  a line that is not understood; the secret may be read by others
 *         ERR_IO     a file cannot be read
 * test    tests/web/identity.py
 */
ErrCode oidc_open(const char *path, OidcDoor **ret, Err *e) NONNULL MUST_USE;

/** Frees it; NULL is fine. */
void oidc_close(OidcDoor *d);

/** What the organisation is called, and its issuer. */
Str oidc_name(const OidcDoor *d) NONNULL;
Str oidc_issuer(const OidcDoor *d) NONNULL;

/**
 * Makes sure that we know what the issuer publishes of itself; asks it when that is old.
 *
 * error   ERR_AWAY  it does not answer as it should
 */
ErrCode oidc_prepare(OidcDoor *d, Op *op) NONNULL MUST_USE;

/**
 * The state of a new way: what it is for, sealed for the browser with that cookie.
 *
 * own     *ret lives in op->mem
 * error   ERR_LIMIT  no room
 */
ErrCode oidc_state(Op *op, const Key *key, Str visit_cookie, const OidcWay *w, Str *ret)
    NONNULL MUST_USE;

/**
 * Opens a state that came back.
 *
 * error   ERR_INPUT  not of this browser, not of this installation, or too old
 * test    tests/unit/test_id_token.c
 */
ErrCode oidc_resume(Op *op, const Key *key, Str visit_cookie, Str state, OidcWay *ret)
    NONNULL MUST_USE;

/**
 * The issuer's address at which the person signs in; oidc_prepare was called before.
 *
 * own     *ret lives in op->mem
 * error   ERR_AWAY  nothing is known of the issuer
 * source  oidc_core rfc7636
 */
ErrCode oidc_address(OidcDoor *d, Op *op, const Key *key, const OidcWay *w, const OidcPath *path,
                     Str *ret) NONNULL MUST_USE;

/**
 * Gives the code to the issuer and checks who it says signed in.  An unknown key makes the keys be
 * read once more.
 *
 * error   ERR_AWAY   it does not answer as it should, or is not to be believed
 *         ERR_INPUT  the answer is of another issuer
 * source  oidc_core rfc7636 rfc9207
 * test    tests/web/identity.py
 */
ErrCode oidc_identify(OidcDoor *d, Op *op, const OidcWay *w, const OidcAnswer *a, IdTokenFacts *ret)
    NONNULL MUST_USE;

#endif
