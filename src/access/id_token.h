/* id_token.h - what an identity provider says of a person, and whether to believe it. */
#ifndef ACCESS_ID_TOKEN_H
#define ACCESS_ID_TOKEN_H

#include "base/arena.h"

enum {
    ID_TOKEN_SKEW_SECONDS = 60, /* how far clocks may differ */
    ID_TOKEN_AGE_SECONDS = 600, /* it was made for this very sign-in */
    ID_TOKEN_SUBJECT = 256
};

/* What the token must say. */
typedef struct {
    Str issuer, client_id, nonce;
    Str acr; /* the acr that stands for a second factor, "" for none */
    int64_t now;
} IdTokenWant;

typedef struct {
    char subject[ID_TOKEN_SUBJECT]; /* the issuer's name for the person: at most 255 bytes */
    bool second_factor;             /* the issuer asked for one */
} IdTokenFacts;

/**
 * Checks an ID token against the issuer's keys (a JWK set): a signature by RS256 (2048 bits or
 * more) or ES256 with a key of that kind and name, nothing critical that we do not know, and iss,
 * aud, azp, exp, iat, nbf, nonce and sub as they must be.
 *
 * error   ERR_AWAY     it is not to be believed; the detail says why
 *         ERR_MISSING  it names a key that is not among them
 * source  oidc_core rfc7515 rfc8176
 * test    tests/unit/test_id_token.c
 */
ErrCode id_token_check(const IdTokenWant *want, Str token, Str keys, IdTokenFacts *ret, Err *e)
    NONNULL MUST_USE;

/**
 * One text of a JSON object, "" when it has none of that name; for what an issuer publishes.
 *
 * own     *ret lives in mem
 * error   ERR_AWAY  it is not a JSON object
 */
ErrCode document_text(Str json, const char *name, Arena *mem, Str *ret, Err *e) NONNULL MUST_USE;

/** Whether a list of texts in a JSON object holds the text; false when there is no such list. */
bool document_lists(Str json, const char *name, const char *text) NONNULL;

/** Whether a text is a JSON object with a list of keys. */
bool document_is_key_set(Str json);

/** Whether a JSON object has the name with the value true. */
bool document_affirms(Str json, const char *name) NONNULL;

#endif
