/* audit.h - the append-only record of every change, each entry chained to the one before.
 *
 * An entry is written in the same transaction as the change it tells of: there is no change
 * without its entry and no entry without its change.  Removing, editing or reordering entries
 * breaks the chain, and audit_verify says where.  Cutting entries off the end cannot be seen from
 * inside the database: keep the head (its number and hash) elsewhere and compare. */
#ifndef ACCESS_AUDIT_H
#define ACCESS_AUDIT_H

#include "store/op.h"

/**
 * Records a change: which action (room.verb), on what, and figures or a reason.  Never text
 * from a case.
 *
 * error   ERR_BUG    the operation does not write
 *         ERR_STORE  the database refused
 */
ErrCode audit_add(Op *op, Str action, Str object, Str detail) NONNULL MUST_USE;

typedef struct {
    int64_t entries;   /* how many were read, up to the broken one */
    int64_t broken_at; /* id of the first entry that does not fit, 0 when all do */
    const char *why;   /* what is wrong with it, "" when nothing is */
    Str head;          /* hash of the last good entry */
} AuditReport;

/**
 * Reads the whole chain and recomputes every hash.
 *
 * own     *ret lives in op->mem
 * error   ERR_STORE  the database refused
 */
ErrCode audit_verify(Op *op, AuditReport *ret) NONNULL MUST_USE;

/**
 * The number of the entry with that hash; *ret 0 when none has it.
 *
 * error   ERR_STORE  the database refused
 */
ErrCode audit_find(Op *op, Str hash, int64_t *ret) NONNULL MUST_USE;

/**
 * A number that grows with every change of what public pages show: the newest audit entry's that is
 * about neither accounts and signing in nor what people told.
 *
 * error   ERR_STORE  the database refused
 */
ErrCode audit_version(Op *op, int64_t *ret) NONNULL MUST_USE;

typedef struct {
    int64_t id, at, actor;
    Str action, object, detail;
    Str actor_name; /* as the account is called now; "" for the program itself */
} AuditEntry;

typedef struct {
    size_t n;
    const AuditEntry *v;
} AuditEntries;

/**
 * The newest entries, newest first.
 *
 * own     *ret lives in op->mem
 * error   ERR_STORE  the database refused
 */
ErrCode audit_latest(Op *op, int64_t limit, AuditEntries *ret) NONNULL MUST_USE;

/**
 * The newest entries with a number below `before`, newest first.
 *
 * own     *ret lives in op->mem
 * error   ERR_STORE  the database refused
 */
ErrCode audit_before(Op *op, int64_t before, int64_t limit, AuditEntries *ret) NONNULL MUST_USE;

#endif
