#ifndef ACCESS_OIDC_PRIV_H
#define ACCESS_OIDC_PRIV_H

#include <pthread.h>

#include "access/fetch.h"
#include "access/oidc.h"

enum { OIDC_SECRET = 600 };

/* What the file says. */
typedef struct {
    char name[100];
    char issuer[FETCH_ADDRESS];
    char client_id[256];
    char acr[256];
    char ca_file[400];
    char secret[OIDC_SECRET]; /* in URL form */
} OidcSettings;

/* What the issuer publishes of itself. */
typedef struct {
    int64_t read_at; /* 0: nothing is known */
    char authorization[FETCH_ADDRESS], token[FETCH_ADDRESS], keys_at[FETCH_ADDRESS];
    bool posts_secret; /* in the form; otherwise by HTTP Basic */
    bool names_itself; /* RFC 9207: every answer says from whom */
} OidcFacts;

struct OidcDoor {
    OidcSettings set;
    pthread_mutex_t lock; /* of what follows */
    OidcFacts facts;
    char keys[FETCH_MAX_BYTES + 1];
    int64_t failed_at;
};

ErrCode oidc_read_settings(const char *path, OidcSettings *s, Err *e) NONNULL MUST_USE;

#endif
