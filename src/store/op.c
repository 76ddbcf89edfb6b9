#include "store/op.h"

#include "store/db.h"

ErrCode op_begin(Op *op, OpMode mode, size_t limit_bytes)
{
    op->writes = false;
    op->mem = arena_open(limit_bytes);
    if (!op->mem) return err_set(&op->err, ERR_LIMIT, "out of memory");
    if (!op->db) return ERR_OK;
    TRY(db_begin(op, mode));
    return ERR_OK;
}

static ErrCode settle(Op *op, ErrCode so_far)
{
    if (so_far == ERR_OK && op->mem && arena_full(op->mem))
        so_far = err_set(&op->err, ERR_LIMIT, "this is too large to hold in memory at once");
    if (!op->db) return so_far;
    if (so_far == ERR_OK) return db_commit(op);
    db_rollback(op);
    return so_far;
}

ErrCode op_end(Op *op, ErrCode so_far)
{
    ErrCode code = settle(op, so_far);
    arena_close(op->mem);
    op->mem = NULL;
    return code;
}
