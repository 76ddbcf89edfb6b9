/* sign_in.h - invitation, password, second factor: how a person becomes a session.
 *
 * Checking a password takes a tenth of a second, so it is done in a reading operation (*_check) and
 * what follows from it is written in another (*_settle).  A refusal is not an error: it is
 * recorded, and recording must not be rolled back.
 *
 * Guessing is slowed per pair of login and address, and per address; a device that signed in before
 * counts as an address of its own.  So nobody can shut another person out: whoever guesses shuts
 * out only the place that the guesses come from, and not even there the person's own devices. */
#ifndef ACCESS_SIGN_IN_H
#define ACCESS_SIGN_IN_H

#include "access/password.h"
#include "access/session.h"

enum {
    SIGN_IN_WINDOW_SECONDS = 900,
    SIGN_IN_TRIES_LOGIN = 5,  /* wrong ones for one login from one place, in the window */
    SIGN_IN_TRIES_PLACE = 40, /* wrong ones from one place, in the window */
    SIGN_IN_TRIES_CODE = 5,   /* wrong codes before the password is asked for again */
    INVITATION_SECONDS = 7 * 86400
};

typedef struct {
    const Key *key;
    Str login, password;
    Str address;       /* where the request came from */
    Str device_cookie; /* of an earlier sign-in on this device, "" for none */
    Str device;        /* such as "Firefox on Android" */
} SignInTry;

typedef struct {
    bool right;      /* the password fits */
    int64_t account; /* 0 when there is none of that login */
} SignInChecked;

typedef struct {
    bool in; /* false: refused, say that login and password do not belong together */
    SessionStage stage;
    Secret cookie; /* of the new session */
    Secret device; /* for the device's own cookie, once signed in fully */
} SignInResult;

/**
 * Whether login and password belong together.
 *
 * error   ERR_LIMIT  too many wrong ones from there
 * test    tests/store/test_sign_in.c
 */
ErrCode sign_in_check(Op *op, const SignInTry *t, SignInChecked *ret) NONNULL MUST_USE;

/**
 * Records what sign_in_check found and makes the half session that waits for the code.
 *
 * error   ERR_STORE  the database refused
 * test    tests/store/test_sign_in.c
 */
ErrCode sign_in_settle(Op *op, const SignInTry *t, const SignInChecked *checked, SignInResult *ret)
    NONNULL MUST_USE;

/**
 * Takes the code of the second factor; right, the half session becomes a new, full one.  Wrong five
 * times, the half session ends.
 *
 * error   ERR_LIMIT  too many wrong ones from there
 * test    tests/store/test_sign_in.c
 */
ErrCode sign_in_code(Op *op, const SignInTry *t, const Session *half, Str code, SignInResult *ret)
    NONNULL MUST_USE;

/**
 * Signs in an account that the example made.  Whether the visitor may (on loopback only) the caller
 * has checked.
 *
 * error   ERR_DENIED  not an account of the example
 */
ErrCode sign_in_example(Op *op, Str login, Str device, SignInResult *ret) NONNULL MUST_USE;

/**
 * Invites an account, new or one that lost its password or phone: both are forgotten, and so is an
 * identity elsewhere; its sessions end, and the secret of the link is returned, to be given to the
 * person and to nobody else.
 *
 * error   ERR_DENIED   the actor may not administer
 *         ERR_MISSING  no such active account
 * test    tests/store/test_sign_in.c
 */
ErrCode invitation_make(Op *op, Str login, Secret *ret) NONNULL MUST_USE;

/**
 * Whom a link invites.
 *
 * own     *ret lives in op->mem
 * error   ERR_MISSING  no such invitation, or it ran out or was used
 */
ErrCode invitation_find(Op *op, Str secret, Account *ret) NONNULL MUST_USE;

/**
 * Uses an invitation up: keeps the password and makes the session in which the second factor is
 * set up.
 *
 * error   ERR_MISSING  no such invitation
 */
ErrCode invitation_accept(Op *op, const Key *key, Str secret, const PasswordHash *hash, Str device,
                          SignInResult *ret) NONNULL MUST_USE;

/**
 * The secret that a session sets up for the authenticator app, in base32.
 *
 * own     *ret lives in op->mem
 * error   ERR_DENIED  nothing is being set up, or it was sealed with another key
 */
ErrCode enrol_secret(Op *op, const Key *key, const Session *s, Str *ret) NONNULL MUST_USE;

/**
 * Ends the setting up with the first code of the app: the account has its second factor, and the
 * session becomes a new, full one.  A wrong code leaves everything as it was.
 *
 * error   ERR_DENIED  nothing is being set up
 */
ErrCode enrol_confirm(Op *op, const Key *key, const Session *s, Str code, SignInResult *ret)
    NONNULL MUST_USE;

/**
 * Keeps a new password and ends the account's other sessions.
 *
 * error   ERR_STORE  the database refused
 */
ErrCode password_change(Op *op, const Session *s, const PasswordHash *hash) NONNULL MUST_USE;

#endif
