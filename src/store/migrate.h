/* migrate.h - brings a database to the shape that this program expects.
 *
 * Migrations are numbered, go forward only, run in one transaction, and are never edited after a
 * release: the checksum of each is kept in schema_migration. */
#ifndef STORE_MIGRATE_H
#define STORE_MIGRATE_H

#include "store/op.h"

typedef struct {
    int64_t version;
    const char *name, *sha256;
    const char *sqlite, *postgres;
} Migration;

extern const Migration migration_list[];
extern const size_t migration_count;

/**
 * Applies the migrations that the database does not have yet.
 *
 * error   ERR_CONFLICT  the database was made by a newer program, or by one whose migrations differ
 *         ERR_STORE     a statement failed; nothing was changed
 */
ErrCode migrate(Op *op, int64_t *ret_applied) NONNULL MUST_USE;

/**
 * Checks that the database has exactly this program's migrations.
 *
 * error   ERR_MISSING   the database was never initialised
 *         ERR_CONFLICT  older, newer or different from what this program expects
 */
ErrCode migrate_check(Op *op) NONNULL MUST_USE;

#endif
