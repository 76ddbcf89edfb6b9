/* op.h - one operation: one actor, one clock reading, one transaction, one arena.
 *
 * A web request, a command and a scheduled job each open one op and close it.  Code below them
 * reads time, identity, memory and the database only from here, so a test can fix all of them.
 * The transaction belongs to the op: nothing else begins, commits or rolls back. */
#ifndef STORE_OP_H
#define STORE_OP_H

#include "base/arena.h"

typedef struct Db Db;

typedef struct Op {
    Arena *mem;    /* results live here until the op ends */
    Db *db;        /* NULL for work that needs no database */
    int64_t actor; /* account id, 0 for the system itself */
    int64_t now;   /* unix seconds, read once when the op began */
    bool writes;   /* whether the op holds the write transaction */
    Err err;       /* why the op failed, if it did */
} Op;

typedef enum { OP_READ, OP_WRITE } OpMode;

/**
 * Begins an operation: an arena of at most limit_bytes and, when there is a database, its
 * transaction.  Every op_begin is paired with one op_end, also when it failed.
 *
 * error   ERR_LIMIT  no memory
 *         ERR_STORE  the database refused, or another process kept the write lock too long
 */
ErrCode op_begin(Op *op, OpMode mode, size_t limit_bytes) NONNULL MUST_USE;

/**
 * Ends the operation: commits when `so_far` is ERR_OK and nothing overflowed, otherwise rolls
 * everything back.  Returns what became of the operation as a whole.
 *
 * error   ERR_LIMIT  the arena overflowed on the way
 *         ERR_STORE  the commit failed
 */
ErrCode op_end(Op *op, ErrCode so_far) NONNULL MUST_USE;

#endif
