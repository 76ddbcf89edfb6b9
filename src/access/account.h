/* account.h - organisations, the accounts of their people, and what each role may do. */
#ifndef ACCESS_ACCOUNT_H
#define ACCESS_ACCOUNT_H

#include "store/op.h"

typedef enum {
    MAY_READ,
    MAY_IMPORT,
    MAY_WATCH,
    MAY_DECIDE,
    MAY_ADMINISTER,
    MAY_NOTE,
    MAY_AUDIT,
    MAY_REPORT,  /* tell of a tension, and see what became of it */
    MAY_TRIAGE,  /* read what people told, in the own area, and sort it */
    MAY_ISSUES,  /* see issues, levels and returns, without what people told */
    MAY_ASSESS,  /* set a level, or approve one that somebody else set */
    MAY_RETURNS, /* fill in the weekly return */
    CAPABILITY_COUNT
} Capability;

/* How far a role sees; each level sees those before it. */
typedef enum { SEES_PUBLIC, SEES_PARTNERS, SEES_OFFICE } Reach;

typedef struct {
    int64_t id;
    Str login, name, role, organisation;
    Str area; /* code of the place that its organisation answers for, "" for none */
    bool active;
    bool example; /* made by the example: signs in with one press, on loopback only */
    bool invited; /* has an invitation that waits, or no password yet */
    bool bound;   /* signs in with an identity elsewhere */
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
 * Adds an account (login, name, role, organisation, area, example) to an organisation, which is
 * made when it does not exist.  Whether the area is a place, the caller has checked.
 *
 * error   ERR_INPUT     empty or over-long text, or no such role
 *         ERR_CONFLICT  the login is taken, or the organisation answers for another area
 *         ERR_DENIED    the actor may not administer
 */
ErrCode account_add(Op *op, const Account *a) NONNULL MUST_USE;

/**
 * Closes an account and forgets how it signed in; what it did stays in the audit under its name.
 *
 * error   ERR_MISSING   no such login
 *         ERR_CONFLICT  it is the last one that may administer
 *         ERR_DENIED    the actor may not administer
 */
ErrCode account_close(Op *op, Str login) NONNULL MUST_USE;

/**
 * Finds an active account by its number.
 *
 * own     *ret lives in op->mem
 * error   ERR_DENIED  no such account, or it is closed
 */
ErrCode account_by_number(Op *op, int64_t id, Account *ret) NONNULL MUST_USE;

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

/** How far a role sees, and whether in every area; no such role sees what is public. */
Reach role_sees(Str role);
bool role_everywhere(Str role);

/** The word of a capability, such as "decide". */
const char *capability_word(Capability what);

/** The word of a reach, as a series has it for its visibility: "public", "partners", "office". */
const char *reach_word(Reach reach);

/** Reads such a word; what is not known is kept to the office. */
Reach reach_of(Str visibility);

/**
 * The account that acts: *ret_area is the code of the place that it is held to, empty when it is
 * not held to any (its role works everywhere, or it is the system itself).
 *
 * error   ERR_DENIED  the account is closed, or its role is held to an area and has none
 */
ErrCode account_scope(Op *op, Str *ret_area) NONNULL MUST_USE;

/** The name of the n-th role, or NULL past the last; *ret_who tells who holds it. */
const char *role_at(size_t n, const char **ret_who) NONNULL;

#endif
