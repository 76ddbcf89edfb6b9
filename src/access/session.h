/* session.h - who is signed in where.  A session is known by the hash of the secret in its cookie.
 */
#ifndef ACCESS_SESSION_H
#define ACCESS_SESSION_H

#include "access/account.h"
#include "access/secret.h"

enum {
    SESSION_IDLE_SECONDS = 3600, /* signed out after an hour without a page */
    SESSION_SECONDS = 12 * 3600, /* and after twelve hours in any case */
    SESSION_HALF_SECONDS = 900,  /* to give the code after the password */
    SESSION_TOUCH_SECONDS = 300  /* how exactly the last use is known */
};

typedef enum { STAGE_ENROL, STAGE_CODE, STAGE_FULL } SessionStage;

typedef struct {
    int64_t id;
    Account account;
    SessionStage stage; /* only STAGE_FULL is signed in */
    int64_t tries;      /* wrong codes given in it */
    Str pending;        /* sealed secret that is being enrolled */
    Str device;
    int64_t created_at, seen_at;
} Session;

typedef struct {
    size_t n;
    const Session *v; /* account is not filled in */
} Sessions;

/**
 * The session of a cookie that has not run out, of an account that is not closed.
 *
 * own     *ret lives in op->mem
 * error   ERR_STORE  the database refused
 */
ErrCode session_find(Op *op, Str cookie, Session *ret, bool *ret_found) NONNULL MUST_USE;

/**
 * Makes a session; the secret for its cookie is known to the caller alone.
 *
 * error   ERR_STORE  the database refused
 */
ErrCode session_make(Op *op, int64_t account, SessionStage stage, Str device, Secret *ret)
    NONNULL MUST_USE;

/**
 * Notes that it is in use.
 *
 * error   ERR_STORE  the database refused
 */
ErrCode session_touch(Op *op, int64_t id) NONNULL MUST_USE;

/**
 * The sessions of an account that have not run out, newest first.
 *
 * own     *ret lives in op->mem
 * error   ERR_STORE  the database refused
 */
ErrCode session_list(Op *op, int64_t account, Sessions *ret) NONNULL MUST_USE;

/**
 * Ends one session of an account; 0 ends all of them.  Another account's session is left alone.
 *
 * error   ERR_STORE  the database refused
 */
ErrCode session_end(Op *op, int64_t account, int64_t id) NONNULL MUST_USE;

/**
 * Ends an account's sessions other than this one.
 *
 * error   ERR_STORE  the database refused
 */
ErrCode session_end_others(Op *op, const Session *s) NONNULL MUST_USE;

/**
 * Counts one more wrong code.
 *
 * error   ERR_STORE  the database refused
 */
ErrCode session_count_try(Op *op, const Session *s) NONNULL MUST_USE;

/**
 * Keeps the sealed secret that is being set up.
 *
 * error   ERR_STORE  the database refused
 */
ErrCode session_set_pending(Op *op, const Session *s, Str sealed) NONNULL MUST_USE;

#endif
