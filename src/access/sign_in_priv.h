#ifndef ACCESS_SIGN_IN_PRIV_H
#define ACCESS_SIGN_IN_PRIV_H

#include "access/sign_in.h"

/* A session that sets up the second factor has its secret from the start. */
ErrCode sign_in_start_enrol(Op *op, const Key *key, int64_t account, Str device, Secret *ret)
    NONNULL MUST_USE;

/* A full session is always a new one: a cookie known before is worth nothing afterwards. */
ErrCode sign_in_become_full(Op *op, int64_t account, int64_t old, Str device, Str how,
                            SignInResult *ret) NONNULL MUST_USE;

/* Takes an invitation: whom it was for. */
ErrCode invitation_use_up(Op *op, Str secret, Account *ret) NONNULL MUST_USE;

#endif
