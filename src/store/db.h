/* db.h - the only door to a database.  Callers use the functions generated from the .sql files
 * beside each module; nothing outside store/db_*.c includes a driver header. */
#ifndef STORE_DB_H
#define STORE_DB_H

#include "store/op.h"

typedef struct {
    char type; /* i integer, f real, t text */
    bool null;
    union {
        int64_t i;
        double f;
        Str t;
    } as;
} DbValue;

typedef struct {
    const char *name;
    const char *sqlite, *postgres; /* the same text unless the query has two bodies */
    const char *args, *cols;       /* one type letter each: "it" */
} DbQuery;

typedef struct {
    size_t n;
    DbValue *v;
} DbTable; /* n rows of strlen(cols) values */

typedef struct DbCursor DbCursor;

typedef enum { DB_EXISTING, DB_CREATE } DbOpenMode;

/**
 * Connects to a database: a file path or "sqlite:PATH" for SQLite, a "postgresql://" address
 * (or "postgresql:" followed by libpq key words) for PostgreSQL.  DB_CREATE lets SQLite make
 * the file; a PostgreSQL database must exist already.
 *
 * own     *ret is closed with db_close
 * error   ERR_INPUT  the address has neither form
 *         ERR_MISSING  there is no such file
 *         ERR_STORE  the database cannot be opened or reached
 */
ErrCode db_open(const char *address, DbOpenMode mode, Db **ret, Err *e) NONNULL MUST_USE;

/** Closes the connection; NULL is fine. */
void db_close(Db *d);

/** The kind of database, "sqlite" or "postgresql". */
const char *db_kind(const Db *d) NONNULL;

/**
 * Runs a script of several statements, as migrations need.
 *
 * error   ERR_STORE  a statement failed
 */
ErrCode db_script(Op *op, const char *sql) NONNULL MUST_USE;

/**
 * Runs one query and gathers its rows.
 *
 * own     *ret lives in op->mem
 * error   ERR_STORE, ERR_CONFLICT  the statement failed, or broke a uniqueness rule
 *         ERR_LIMIT                more rows than the op's arena holds
 */
ErrCode db_run(Op *op, const DbQuery *q, const DbValue args[], DbTable *ret) MUST_USE;

/**
 * Starts a query whose rows are read one at a time; memory does not grow with their number.
 *
 * own     *ret is closed with db_cursor_close before the op ends
 * error   ERR_STORE  the statement failed
 */
ErrCode db_cursor_open(Op *op, const DbQuery *q, const DbValue args[], DbCursor **ret) MUST_USE;

/**
 * The next row, or *ret_row NULL at the end.
 *
 * own     the row's texts die with the next call
 * error   ERR_STORE  the statement failed on the way
 */
ErrCode db_cursor_next(DbCursor *c, const DbValue **ret_row) NONNULL MUST_USE;

/** Closes a cursor; NULL is fine. */
void db_cursor_close(DbCursor **c);

/** Lets the connection keep at most so much of a SQLite file in memory (64 MiB when never called);
 *  a PostgreSQL server decides for itself. */
void db_keep(Db *d, int kib) NONNULL;

/* What a driver provides; one const instance per driver.  Used only inside store/. */
typedef struct {
    const char *kind;
    ErrCode (*open)(const char *address, DbOpenMode mode, void **ret, Err *e);
    void (*close)(void *conn);
    void (*keep)(void *conn, int kib); /* NULL: nothing to keep */
    ErrCode (*begin)(void *conn, OpMode mode, Err *e);
    ErrCode (*commit)(void *conn, OpMode mode, Err *e);
    void (*rollback)(void *conn, OpMode mode);
    ErrCode (*script)(void *conn, const char *sql, Err *e);
    ErrCode (*run)(void *conn, Op *op, const DbQuery *q, const DbValue args[], DbTable *ret);
    ErrCode (*cursor_open)(void *conn, Op *op, const DbQuery *q, const DbValue args[], void **ret);
    ErrCode (*cursor_next)(void *cursor, const DbValue **ret_row);
    void (*cursor_close)(void *cursor);
} DbDriver;

extern const DbDriver db_sqlite, db_postgres;

/**
 * Begins the op's transaction; op_begin calls this.
 *
 * error   ERR_STORE  the database refused
 */
ErrCode db_begin(Op *op, OpMode mode) NONNULL MUST_USE;

/**
 * Commits the op's transaction; op_end calls this.
 *
 * error   ERR_STORE  the commit failed
 */
ErrCode db_commit(Op *op) NONNULL MUST_USE;

/** Rolls the op's transaction back; op_end calls this. */
void db_rollback(Op *op) NONNULL;

#endif
