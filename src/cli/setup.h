/* setup.h - makes a database ready for work, as `belfry init` and `belfry demo` do. */
#ifndef CLI_SETUP_H
#define CLI_SETUP_H

#include "store/op.h"

typedef struct {
    int64_t migrations, register_entries, series;
} SetupFacts;

/**
 * Applies migrations, makes the first account, loads the register and the series that come with
 * the program.  On a database that is ready nothing changes.
 *
 * error   ERR_CONFLICT  a newer program made the database
 *         ERR_STORE     the database refused
 */
ErrCode setup_database(Op *op, SetupFacts *ret) NONNULL MUST_USE;

#endif
