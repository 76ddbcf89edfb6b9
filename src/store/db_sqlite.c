/* The SQLite driver.
 *
 * SQLite before 3.51.3 can corrupt a database when two connections write or checkpoint at the
 * same instant.  So every write transaction and every checkpoint holds one advisory lock on the
 * file DATABASE.lock, automatic checkpoints are off (on commit and on close), and a reading
 * operation cannot write (query_only). */
#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

#include "store/db.h"

enum {
    CACHE_SLOTS = 512,      /* prepared statements; more than the program has queries */
    LOCK_WAIT_MS = 15000,   /* how long a writer waits for another process */
    CHECKPOINT_PAGES = 1000 /* WAL pages after which a commit is followed by a checkpoint */
};

typedef struct {
    const DbQuery *query;
    sqlite3_stmt *statement;
    bool busy; /* a cursor reads from it */
} Slot;

typedef struct {
    sqlite3 *db;
    int lock; /* file descriptor of DATABASE.lock, -1 before the first write */
    char *lock_path;
    int wal_pages;
    Slot cache[CACHE_SLOTS];
} Conn;

static ErrCode fail(const Conn *c, const char *what, Err *e)
{
    int code = c->db ? sqlite3_extended_errcode(c->db) : SQLITE_NOMEM;
    const char *why = c->db ? sqlite3_errmsg(c->db) : "out of memory";
    if (code == SQLITE_CONSTRAINT_UNIQUE || code == SQLITE_CONSTRAINT_PRIMARYKEY)
        (void)err_set(e, ERR_CONFLICT, "something with the same key exists already");
    else if ((code & 0xff) == SQLITE_NOTADB || (code & 0xff) == SQLITE_CORRUPT)
        (void)err_set(e, ERR_STORE, "the file is not a whole SQLite database (%s)", why);
    else if ((code & 0xff) == SQLITE_FULL)
        (void)err_set(e, ERR_STORE, "the disk is full; nothing was changed");
    else
        (void)err_set(e, ERR_STORE, "the database could not answer (%s)", why);
    return err_detail(e, "sqlite: %s: %s", what, why);
}

static ErrCode execute(Conn *c, const char *sql, Err *e)
{
    if (sqlite3_exec(c->db, sql, NULL, NULL, NULL) == SQLITE_OK) return ERR_OK;
    return fail(c, sql, e);
}

static void disconnect(void *conn)
{
    Conn *c = conn;
    for (size_t i = 0; i < CACHE_SLOTS; i++) (void)sqlite3_finalize(c->cache[i].statement);
    (void)sqlite3_close(c->db);
    if (c->lock >= 0) (void)close(c->lock);
    free(c->lock_path);
    free(c);
}

static int count_wal(void *context, sqlite3 *db, const char *name, int pages)
{
    (void)db;
    (void)name;
    ((Conn *)context)->wal_pages = pages;
    return SQLITE_OK;
}

/* Setting a WAL hook also turns SQLite's own automatic checkpoint off. */
static ErrCode prepare_connection(Conn *c, Err *e)
{
    (void)sqlite3_extended_result_codes(c->db, 1);
    (void)sqlite3_db_config(c->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, (int *)NULL);
    (void)sqlite3_db_config(c->db, SQLITE_DBCONFIG_DEFENSIVE, 1, (int *)NULL);
    (void)sqlite3_busy_timeout(c->db, LOCK_WAIT_MS);
    TRY(execute(c,
                "PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF;"
                "PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0;"
                "PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY;"
                "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;",
                e));
    (void)sqlite3_wal_hook(c->db, count_wal, c);
    return ERR_OK;
}

/* A new database is for its owner and group: SQLite alone would let everybody read it. */
static void make_private(const char *path)
{
    int f = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0640);
    if (f >= 0) (void)close(f);
}

static ErrCode open_file(Conn *c, const char *path, DbOpenMode mode, Err *e)
{
    if (mode == DB_EXISTING && access(path, F_OK) != 0)
        return err_set(e, ERR_MISSING, "%s: no such database; make one with belfry init", path);
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX;
    if (mode == DB_CREATE) {
        flags |= SQLITE_OPEN_CREATE;
        make_private(path);
    }
    if (sqlite3_open_v2(path, &c->db, flags, NULL) != SQLITE_OK) return fail(c, path, e);
    return prepare_connection(c, e);
}

static ErrCode connect_to(const char *path, DbOpenMode mode, void **ret, Err *e)
{
    Conn *c = calloc(1, sizeof *c);
    size_t room = strlen(path) + sizeof ".lock";
    if (c) c->lock_path = malloc(room);
    if (!c || !c->lock_path) {
        free(c);
        return err_set(e, ERR_LIMIT, "out of memory");
    }
    c->lock = -1;
    (void)snprintf(c->lock_path, room, "%s.lock", path);
    ErrCode code = open_file(c, path, mode, e);
    if (code != ERR_OK) {
        disconnect(c);
        return code;
    }
    *ret = c;
    return ERR_OK;
}

static ErrCode take_lock(Conn *c, Err *e)
{
    if (c->lock < 0) c->lock = open(c->lock_path, O_RDWR | O_CREAT | O_CLOEXEC, 0640);
    if (c->lock < 0)
        return err_set(e, ERR_STORE, "%s: cannot be opened: %s", c->lock_path, strerror(errno));
    const struct timespec pause = { 0, 10 * 1000 * 1000 };
    for (int waited_ms = 0; flock(c->lock, LOCK_EX | LOCK_NB) != 0; waited_ms += 10) {
        if (waited_ms >= LOCK_WAIT_MS)
            return err_set(e, ERR_CONFLICT, "another process is writing to this database");
        (void)nanosleep(&pause, NULL);
    }
    return ERR_OK;
}

static void drop_lock(Conn *c)
{
    if (c->lock >= 0) (void)flock(c->lock, LOCK_UN);
}

static ErrCode begin(void *conn, OpMode mode, Err *e)
{
    Conn *c = conn;
    if (mode == OP_READ) return execute(c, "PRAGMA query_only = ON; BEGIN", e);
    TRY(take_lock(c, e));
    ErrCode code = execute(c, "PRAGMA query_only = OFF; BEGIN IMMEDIATE", e);
    if (code != ERR_OK) drop_lock(c);
    return code;
}

static void rollback(void *conn, OpMode mode)
{
    Conn *c = conn;
    (void)sqlite3_exec(c->db, "ROLLBACK", NULL, NULL, NULL);
    if (mode == OP_WRITE) drop_lock(c);
}

static ErrCode commit(void *conn, OpMode mode, Err *e)
{
    Conn *c = conn;
    ErrCode code = execute(c, "COMMIT", e);
    if (code != ERR_OK) (void)sqlite3_exec(c->db, "ROLLBACK", NULL, NULL, NULL);
    if (mode != OP_WRITE) return code;
    if (code == ERR_OK && c->wal_pages >= CHECKPOINT_PAGES) {
        (void)sqlite3_wal_checkpoint_v2(c->db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
        c->wal_pages = 0;
    }
    drop_lock(c);
    return code;
}

static ErrCode script(void *conn, const char *sql, Err *e)
{
    return execute(conn, sql, e);
}

/* The statement of a query, prepared once per connection and kept. */
static ErrCode prepare(Conn *c, const DbQuery *q, Slot **ret, Err *e)
{
    size_t at = ((uintptr_t)q >> 4) % CACHE_SLOTS;
    for (size_t step = 0; step < CACHE_SLOTS; step++, at = (at + 1) % CACHE_SLOTS) {
        Slot *s = &c->cache[at];
        if (s->query && s->query != q) continue;
        if (s->query && s->busy) continue; /* the same query inside its own cursor */
        if (!s->query) {
            if (sqlite3_prepare_v3(c->db, q->sqlite, -1, SQLITE_PREPARE_PERSISTENT, &s->statement,
                                   NULL) != SQLITE_OK)
                return fail(c, q->name, e);
            s->query = q;
        }
        *ret = s;
        return ERR_OK;
    }
    return err_set(e, ERR_BUG, "more queries than statement slots");
}

/* $3 is a *named* parameter to SQLite, numbered by first appearance: look it up. */
static int bind_one(sqlite3_stmt *s, size_t k, const DbValue *v)
{
    char name[8];
    (void)sqlite3_snprintf(sizeof name, name, "$%d", (int)k + 1);
    int at = sqlite3_bind_parameter_index(s, name);
    if (v->null) return sqlite3_bind_null(s, at);
    switch (v->type) {
    case 'i': return sqlite3_bind_int64(s, at, v->as.i);
    case 'f': return sqlite3_bind_double(s, at, v->as.f);
    default:
        return sqlite3_bind_text(s, at, v->as.t.n ? v->as.t.p : "", (int)v->as.t.n, SQLITE_STATIC);
    }
}

static ErrCode bind_all(Conn *c, sqlite3_stmt *s, const DbQuery *q, const DbValue args[], Err *e)
{
    for (size_t k = 0; q->args[k]; k++)
        if (bind_one(s, k, &args[k]) != SQLITE_OK) return fail(c, q->name, e);
    return ERR_OK;
}

static void read_one(sqlite3_stmt *s, int col, char type, DbValue *ret)
{
    *ret = (DbValue){ .type = type, .null = sqlite3_column_type(s, col) == SQLITE_NULL };
    if (ret->null) return;
    if (type == 'i') ret->as.i = sqlite3_column_int64(s, col);
    if (type == 'f') ret->as.f = sqlite3_column_double(s, col);
    if (type == 't')
        ret->as.t = (Str){ .p = (const char *)sqlite3_column_text(s, col),
                           .n = (size_t)sqlite3_column_bytes(s, col) };
}

static ErrCode grow(Op *op, DbTable *t, size_t cols, size_t *room)
{
    if (t->n < *room) return ERR_OK;
    DbValue *more;
    *room = *room ? 2 * *room : 16;
    NEW(more, *room * cols, op->mem, &op->err);
    if (t->n) memcpy(more, t->v, t->n * cols * sizeof *more);
    t->v = more;
    return ERR_OK;
}

static ErrCode read_rows(Conn *c, sqlite3_stmt *s, Op *op, const DbQuery *q, DbTable *ret)
{
    size_t cols = strlen(q->cols), room = 0;
    DbTable t = { 0 };
    int rc;
    for (rc = sqlite3_step(s); rc == SQLITE_ROW; rc = sqlite3_step(s)) {
        if (cols == 0) continue;
        TRY(grow(op, &t, cols, &room));
        for (size_t k = 0; k < cols; k++) {
            DbValue *v = &t.v[t.n * cols + k];
            read_one(s, (int)k, q->cols[k], v);
            if (v->type == 't' && !v->null) v->as.t = arena_str(op->mem, v->as.t);
        }
        t.n++;
    }
    if (rc != SQLITE_DONE) return fail(c, q->name, &op->err);
    *ret = t;
    return ERR_OK;
}

static ErrCode run(void *conn, Op *op, const DbQuery *q, const DbValue args[], DbTable *ret)
{
    Conn *c = conn;
    Slot *slot;
    TRY(prepare(c, q, &slot, &op->err));
    ErrCode code = bind_all(c, slot->statement, q, args, &op->err);
    if (code == ERR_OK) code = read_rows(c, slot->statement, op, q, ret);
    (void)sqlite3_reset(slot->statement);
    return code;
}

typedef struct {
    Conn *conn;
    Slot *slot;
    Op *op;
    const DbQuery *query;
    DbValue row[];
} Cursor;

static ErrCode cursor_open(void *conn, Op *op, const DbQuery *q, const DbValue args[], void **ret)
{
    Conn *c = conn;
    Slot *slot;
    TRY(prepare(c, q, &slot, &op->err));
    TRY(bind_all(c, slot->statement, q, args, &op->err));
    Cursor *made = calloc(1, sizeof *made + strlen(q->cols) * sizeof(DbValue));
    if (!made) return err_set(&op->err, ERR_LIMIT, "out of memory");
    made->conn = c;
    made->slot = slot;
    made->op = op;
    made->query = q;
    slot->busy = true;
    *ret = made;
    return ERR_OK;
}

static ErrCode cursor_next(void *cursor, const DbValue **ret_row)
{
    Cursor *k = cursor;
    int rc = sqlite3_step(k->slot->statement);
    if (rc == SQLITE_DONE) {
        *ret_row = NULL;
        return ERR_OK;
    }
    if (rc != SQLITE_ROW) return fail(k->conn, k->query->name, &k->op->err);
    for (int i = 0; k->query->cols[i]; i++)
        read_one(k->slot->statement, i, k->query->cols[i], &k->row[i]);
    *ret_row = k->row;
    return ERR_OK;
}

static void cursor_close(void *cursor)
{
    Cursor *k = cursor;
    (void)sqlite3_reset(k->slot->statement);
    k->slot->busy = false;
    free(k);
}

static void keep(void *conn, int kib)
{
    char sql[60];
    Err why;
    (void)snprintf(sql, sizeof sql, "PRAGMA cache_size = -%d", kib);
    if (execute(conn, sql, &why) != ERR_OK) return; /* it stays as large as it was */
}

const DbDriver db_sqlite = {
    .kind = "sqlite",
    .open = connect_to,
    .close = disconnect,
    .keep = keep,
    .begin = begin,
    .commit = commit,
    .rollback = rollback,
    .script = script,
    .run = run,
    .cursor_open = cursor_open,
    .cursor_next = cursor_next,
    .cursor_close = cursor_close,
};
