/* password.h - passwords (Argon2id) and codes of the second factor (TOTP). */
#ifndef ACCESS_PASSWORD_H
#define ACCESS_PASSWORD_H

#include "base/arena.h"

typedef struct {
    char text[128]; /* as crypto_pwhash_str writes it: parameters, salt and hash */
} PasswordHash;

/**
 * Whether a new password will do: 12 to 200 bytes, more than four different characters, and the
 * login is not all there is to it.
 *
 * error   ERR_INPUT  what is wrong with it; never the password itself
 * source  ncsc_passwords
 */
ErrCode password_check(Str password, Str login, Err *e) NONNULL MUST_USE;

/**
 * Argon2id over 64 MiB in three passes, with a salt of its own.
 *
 * error   ERR_LIMIT  no memory for it
 * source  rfc9106
 * test    tests/unit/test_sign_in.c
 */
ErrCode password_hash(Str password, PasswordHash *ret, Err *e) NONNULL MUST_USE;

/** Whether the password belongs to the hash; with an empty hash the same work is done for nothing,
 *  so that the time does not tell whether there is such an account. */
bool password_fits(Str hash, Str password);

/**
 * A new secret for an authenticator app, in base32.
 *
 * own     *ret lives in mem
 * error   ERR_LIMIT  no room
 */
ErrCode totp_new(Arena *mem, Str *ret, Err *e) NONNULL MUST_USE;

/**
 * Whether a six-digit code is right now, in the 30-second step before or after, and newer than
 * `last_step`; *ret_step is then its step.
 *
 * source  rfc6238
 * test    tests/unit/test_sign_in.c
 */
bool totp_fits(Str secret, Str code, int64_t now, int64_t last_step, int64_t *ret_step) NONNULL;

#endif
