/* account.h - organisations, the accounts of their people, and what each role may do. */
#ifndef ACCESS_ACCOUNT_H
#define ACCESS_ACCOUNT_H

#include "store/op.h"

typedef enum { MAY_READ, MAY_IMPORT, MAY_WATCH, MAY_DECIDE, MAY_ADMINISTER } Capability;

typedef struct {
    int64_t id;
    Str login, name, role, organisation;
    bool active;
} Account;

typedef struct {
    size_t n;
    const Account *v;
} Accounts;

/**
 * Makes the organisation "Operator of this installation" and its account "operator" when there is
 * no account yet, so that the person at the command line has a name in the audit.
 *
 * error   ERR_STORE  the database refused
 */
ErrCode account_ensure_operator(Op *op) NONNULL MUST_USE;

/**
 * Adds an account to an organisation, which is made when it does not exist.
 *
 * error   ERR_INPUT     empty or over-long text, or no such role
 *         ERR_CONFLICT  the login is taken
 *         ERR_DENIED    the actor may not administer
 */
ErrCode account_add(Op *op, Str login, Str name, Str role, Str organisation) NONNULL MUST_USE;

/**
 * Closes an account; what it did stays in the audit under its name.
 *
 * error   ERR_MISSING   no such login
 *         ERR_CONFLICT  it is the last one that may administer
 *         ERR_DENIED    the actor may not administer
 */
ErrCode account_close(Op *op, Str login) NONNULL MUST_USE;

/**
 * Finds an active account by login.
 *
 * own     *ret lives in op->mem
 * error   ERR_DENIED  no such account, or it is closed
 */
ErrCode account_find(Op *op, Str login, Account *ret) NONNULL MUST_USE;

/**
 * All accounts, in order of login.
 *
 * own     *ret lives in op->mem
 * error   ERR_STORE  the database refused
 */
ErrCode account_list(Op *op, Accounts *ret) NONNULL MUST_USE;

/**
 * Refuses the operation unless the actor's role allows it.  The system itself (actor 0) may.
 *
 * error   ERR_DENIED  the role does not allow it, or the account is closed
 */
ErrCode account_require(Op *op, Capability what) NONNULL MUST_USE;

/** Whether a role of that name exists and has the capability. */
bool role_may(Str role, Capability what);

/** The name of the n-th role, or NULL past the last; *ret_who tells who holds it. */
const char *role_at(size_t n, const char **ret_who) NONNULL;

#endif
