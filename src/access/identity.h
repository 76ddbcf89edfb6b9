/* identity.h - accounts that are bound to an identity elsewhere: an issuer and its name for a
 * person.
 *
 * An account has one way in: a password, or such an identity.  It is bound by its invitation or by
 * an administrator, never by an address of mail.  When the issuer did not ask for a second factor,
 * ours is asked: set up at the first sign-in, its code from then on. */
#ifndef ACCESS_IDENTITY_H
#define ACCESS_IDENTITY_H

#include "access/sign_in.h"

typedef struct {
    const Key *key;
    Str state; /* that brought it back: good once */
    Str issuer, subject;
    bool second_factor; /* the issuer asked for one */
    Str device;         /* such as "Firefox on Android" */
} Identity;

/**
 * Signs in the account that is bound to the identity.
 *
 * error   ERR_DENIED    no account is bound to it, or it is closed
 *         ERR_CONFLICT  the state was used before
 * test    tests/store/test_sign_in.c
 */
ErrCode identity_sign_in(Op *op, const Identity *who, SignInResult *ret) NONNULL MUST_USE;

/**
 * Uses an invitation up, binds its account to the identity and signs in.
 *
 * error   ERR_MISSING   no such invitation
 *         ERR_CONFLICT  the identity belongs to another account, or the state was used before
 * test    tests/store/test_sign_in.c
 */
ErrCode identity_accept(Op *op, Str invitation, const Identity *who, SignInResult *ret)
    NONNULL MUST_USE;

/**
 * Binds an account by hand: its password and its invitation are forgotten, its sessions end; a
 * second factor that was set up stays.
 *
 * error   ERR_DENIED    the actor may not administer
 *         ERR_MISSING   no such active account
 *         ERR_INPUT     issuer or subject is empty or too long
 *         ERR_CONFLICT  the identity belongs to another account
 * test    tests/store/test_sign_in.c
 */
ErrCode identity_bind(Op *op, Str login, Str issuer, Str subject) NONNULL MUST_USE;

#endif
