#include "store/db.h"

#include <stdlib.h>

struct Db {
    const DbDriver *driver;
    void *conn;
    OpMode mode;
    bool open; /* a transaction is running */
};

struct DbCursor {
    const DbDriver *driver;
    void *cursor;
};

/* Which driver an address names, and the part of it that the driver reads. */
static const DbDriver *driver_of(const char *address, const char **ret_rest)
{
    Str a = str_of(address);
    *ret_rest = address;
    if (str_starts(a, STR("postgresql://")) || str_starts(a, STR("postgres://")))
        return &db_postgres;
    if (str_starts(a, STR("postgresql:"))) {
        *ret_rest = address + strlen("postgresql:");
        return &db_postgres;
    }
    if (str_starts(a, STR("sqlite:"))) *ret_rest = address + strlen("sqlite:");
    return strstr(*ret_rest, "://") ? NULL : &db_sqlite;
}

ErrCode db_open(const char *address, DbOpenMode mode, Db **ret, Err *e)
{
    const char *rest;
    const DbDriver *driver = driver_of(address, &rest);
    if (!driver || !*rest)
        return err_set(e, ERR_INPUT,
                       "--database: expected a file name or an address that begins postgresql://");
    Db *made = calloc(1, sizeof *made);
    if (!made) return err_set(e, ERR_LIMIT, "out of memory");
    made->driver = driver;
    ErrCode code = driver->open(rest, mode, &made->conn, e);
    if (code != ERR_OK) {
        free(made);
        return code;
    }
    *ret = made;
    return ERR_OK;
}

void db_close(Db *d)
{
    if (!d) return;
    d->driver->close(d->conn);
    free(d);
}

void db_keep(Db *d, int kib)
{
    if (d->driver->keep) d->driver->keep(d->conn, kib);
}

const char *db_kind(const Db *d)
{
    return d->driver->kind;
}

ErrCode db_begin(Op *op, OpMode mode)
{
    TRY(op->db->driver->begin(op->db->conn, mode, &op->err));
    op->db->mode = mode;
    op->db->open = true;
    op->writes = mode == OP_WRITE;
    return ERR_OK;
}

ErrCode db_commit(Op *op)
{
    if (!op->db->open) return ERR_OK;
    op->db->open = false;
    return op->db->driver->commit(op->db->conn, op->db->mode, &op->err);
}

void db_rollback(Op *op)
{
    if (!op->db->open) return;
    op->db->open = false;
    op->db->driver->rollback(op->db->conn, op->db->mode);
}

ErrCode db_script(Op *op, const char *sql)
{
    return op->db->driver->script(op->db->conn, sql, &op->err);
}

ErrCode db_run(Op *op, const DbQuery *q, const DbValue args[], DbTable *ret)
{
    TRY(op->db->driver->run(op->db->conn, op, q, args, ret));
    if (arena_full(op->mem)) return err_set(&op->err, ERR_LIMIT, "the answer is too large to hold");
    return ERR_OK;
}

ErrCode db_cursor_open(Op *op, const DbQuery *q, const DbValue args[], DbCursor **ret)
{
    DbCursor *made = calloc(1, sizeof *made);
    if (!made) return err_set(&op->err, ERR_LIMIT, "out of memory");
    made->driver = op->db->driver;
    ErrCode code = made->driver->cursor_open(op->db->conn, op, q, args, &made->cursor);
    if (code != ERR_OK) {
        free(made);
        return code;
    }
    *ret = made;
    return ERR_OK;
}

ErrCode db_cursor_next(DbCursor *c, const DbValue **ret_row)
{
    return c->driver->cursor_next(c->cursor, ret_row);
}

void db_cursor_close(DbCursor **c)
{
    if (!*c) return;
    (*c)->driver->cursor_close((*c)->cursor);
    free(*c);
    *c = NULL;
}
