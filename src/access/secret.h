/* secret.h - random secrets for cookies and links, and the installation's own key.
 *
 * The database never holds a secret of a cookie or link, only its hash; what must be read back (the
 * second factor) is sealed with the key, which lies in a file of its own: a stolen copy of the
 * database signs nobody in. */
#ifndef ACCESS_SECRET_H
#define ACCESS_SECRET_H

#include "access/hash.h"

typedef struct {
    char text[44]; /* 32 random bytes in base64 for addresses, and a NUL */
} Secret;

typedef struct {
    bool ready; /* without a key nobody can sign in */
    unsigned char bytes[32];
} Key;

/** A new random secret. */
Secret secret_new(void);

/** What the database keeps of a secret. */
HashText secret_hash(Str secret);

/**
 * Reads the key's file; makes it, readable by its owner only, when there is none.
 *
 * error   ERR_IO     the file cannot be read or made
 *         ERR_INPUT  it is not a key, or others may read it
 * test    tests/unit/test_sign_in.c
 */
ErrCode key_load(const char *path, Key *ret, Err *e) NONNULL MUST_USE;

/** A random key that is written nowhere. */
Key key_random(void);

/** Overwrites a key. */
void key_forget(Key *key) NONNULL;

/** The first 64 bits of the BLAKE2b hash, under the key, of a number and a text. */
uint64_t key_hash_short(const Key *key, uint64_t number, Str text) NONNULL;

/** BLAKE2b-256 of several texts under the key: what cannot be guessed without it. */
HashText key_hash(const Key *key, const Str texts[], size_t n) NONNULL;

/** Whether two hashes or tokens are the same, in a time that does not tell where they differ. */
bool secret_same(Str a, Str b);

/**
 * Seals a short text (XChaCha20-Poly1305); the context, such as "totp 12", is bound to it.
 *
 * own     *ret, in hex, lives in mem
 * error   ERR_LIMIT  no room
 */
ErrCode key_seal(const Key *key, Str context, Str plain, Arena *mem, Str *ret, Err *e)
    NONNULL MUST_USE;

/**
 * Opens what key_seal made.
 *
 * own     *ret lives in mem
 * error   ERR_DENIED  another key, another context, or somebody changed it
 *         ERR_LIMIT   no room
 */
ErrCode key_open(const Key *key, Str context, Str sealed, Arena *mem, Str *ret, Err *e)
    NONNULL MUST_USE;

#endif
