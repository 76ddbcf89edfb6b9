/* The PostgreSQL driver.  One writing operation at a time, as on SQLite: a write begins by taking
 * one transaction-level advisory lock, so both databases see the same order of changes and the
 * audit chain has one head. */
#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>

#include "store/db.h"

enum { MAX_ARGS = 48, CACHE_SLOTS = 512, FETCH_ROWS = 5000 };

typedef struct {
    PGconn *pg;
    const DbQuery *prepared[CACHE_SLOTS];
    unsigned cursors; /* cursors opened so far, for their names */
} Conn;

static void clear(PGresult **r)
{
    PQclear(*r);
}

static bool starts(const char *state, const char *head)
{
    return state && strncmp(state, head, strlen(head)) == 0;
}

/* What the driver said, on one line. */
static void one_line(const char *why, char *ret, size_t room)
{
    (void)snprintf(ret, room, "%s", why);
    ret[strcspn(ret, "\n")] = '\0';
}

static ErrCode fail(const char *what, const char *why, const char *state, Err *e)
{
    char line[200];
    one_line(why, line, sizeof line);
    if (starts(state, "23505"))
        (void)err_set(e, ERR_CONFLICT, "something with the same key exists already");
    else if (starts(state, "40"))
        (void)err_set(e, ERR_CONFLICT, "someone else changed this first");
    else if (starts(state, "53"))
        (void)err_set(e, ERR_STORE, "the database server is out of room; nothing was changed");
    else
        (void)err_set(e, ERR_STORE, "the database could not answer (%s)", line);
    return err_detail(e, "postgresql: %s: %s", what, line);
}

static ErrCode check(const PGresult *r, const char *what, Err *e)
{
    ExecStatusType s = PQresultStatus(r);
    if (s == PGRES_COMMAND_OK || s == PGRES_TUPLES_OK) return ERR_OK;
    return fail(what, PQresultErrorMessage(r), PQresultErrorField(r, PG_DIAG_SQLSTATE), e);
}

static ErrCode execute(Conn *c, const char *sql, Err *e)
{
    AUTO(clear) PGresult *r = PQexec(c->pg, sql);
    return check(r, sql, e);
}

static void disconnect(void *conn)
{
    Conn *c = conn;
    PQfinish(c->pg);
    free(c);
}

static void quiet(void *context, const PGresult *r)
{
    (void)context; /* notices are not for the person at the screen */
    (void)r;
}

static ErrCode connect_to(const char *address, DbOpenMode mode, void **ret, Err *e)
{
    (void)mode;
    Conn *c = calloc(1, sizeof *c);
    if (!c) return err_set(e, ERR_LIMIT, "out of memory");
    c->pg = PQconnectdb(address);
    ErrCode code = ERR_OK;
    if (PQstatus(c->pg) != CONNECTION_OK)
        code = fail("connect", PQerrorMessage(c->pg), NULL, e);
    else if (PQsetClientEncoding(c->pg, "UTF8") != 0)
        code = fail("client encoding", PQerrorMessage(c->pg), NULL, e);
    if (code != ERR_OK) {
        disconnect(c);
        return code;
    }
    (void)PQsetNoticeReceiver(c->pg, quiet, NULL);
    *ret = c;
    return ERR_OK;
}

static ErrCode begin(void *conn, OpMode mode, Err *e)
{
    if (mode == OP_READ)
        return execute(conn, "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY", e);
    /* 0x62656c66 spells "belf": any number will do as long as every Belfry uses the same. */
    return execute(conn, "BEGIN; SELECT pg_advisory_xact_lock(1650814054)", e);
}

static ErrCode commit(void *conn, OpMode mode, Err *e)
{
    (void)mode;
    Conn *c = conn;
    AUTO(clear) PGresult *r = PQexec(c->pg, "COMMIT");
    TRY(check(r, "commit", e));
    /* COMMIT of a failed transaction "succeeds" by rolling back: its tag tells. */
    if (strcmp(PQcmdStatus(r), "COMMIT") != 0)
        return err_set(e, ERR_STORE, "the database rolled the change back");
    return ERR_OK;
}

static void rollback(void *conn, OpMode mode)
{
    (void)mode;
    Conn *c = conn;
    PQclear(PQexec(c->pg, "ROLLBACK"));
}

static ErrCode script(void *conn, const char *sql, Err *e)
{
    return execute(conn, sql, e);
}

typedef struct {
    char text[32];
} Number;

static const char *write_arg(const DbValue *v, Number *room, Arena *mem)
{
    if (v->null) return NULL;
    if (v->type == 't') return arena_str(mem, v->as.t).p;
    if (v->type == 'i')
        (void)snprintf(room->text, sizeof room->text, "%lld", (long long)v->as.i);
    else
        (void)snprintf(room->text, sizeof room->text, "%.17g", v->as.f);
    return room->text;
}

typedef struct {
    int n;
    const char *text[MAX_ARGS];
    Number room[MAX_ARGS];
} Args;

static ErrCode write_args(Args *a, const DbQuery *q, const DbValue args[], Arena *mem, Err *e)
{
    size_t n = strlen(q->args);
    if (n > MAX_ARGS) return err_set(e, ERR_BUG, "query %s has too many parameters", q->name);
    a->n = (int)n;
    for (size_t k = 0; k < n; k++) a->text[k] = write_arg(&args[k], &a->room[k], mem);
    if (arena_full(mem)) return err_set(e, ERR_LIMIT, "this is too large to send");
    return ERR_OK;
}

static ErrCode prepare(Conn *c, const DbQuery *q, Err *e)
{
    size_t at = ((uintptr_t)q >> 4) % CACHE_SLOTS;
    for (size_t step = 0; step < CACHE_SLOTS; step++, at = (at + 1) % CACHE_SLOTS) {
        if (c->prepared[at] == q) return ERR_OK;
        if (c->prepared[at]) continue;
        AUTO(clear) PGresult *r = PQprepare(c->pg, q->name, q->postgres, 0, NULL);
        TRY(check(r, q->name, e));
        c->prepared[at] = q;
        return ERR_OK;
    }
    return err_set(e, ERR_BUG, "more queries than statement slots");
}

static void read_one(const PGresult *r, int row, int col, char type, DbValue *ret)
{
    *ret = (DbValue){ .type = type, .null = PQgetisnull(r, row, col) };
    const char *p = PQgetvalue(r, row, col);
    if (ret->null) return;
    if (type == 'i') ret->as.i = strtoll(p, NULL, 10);
    if (type == 'f') ret->as.f = strtod(p, NULL);
    if (type == 't') ret->as.t = (Str){ (size_t)PQgetlength(r, row, col), p };
}

static ErrCode run(void *conn, Op *op, const DbQuery *q, const DbValue args[], DbTable *ret)
{
    Conn *c = conn;
    Args a;
    TRY(prepare(c, q, &op->err));
    ArenaMark mark = arena_mark(op->mem);
    TRY(write_args(&a, q, args, op->mem, &op->err));
    AUTO(clear) PGresult *r = PQexecPrepared(c->pg, q->name, a.n, a.text, NULL, NULL, 0);
    arena_back(op->mem, mark);
    TRY(check(r, q->name, &op->err));

    size_t cols = strlen(q->cols);
    DbTable t = { .n = cols ? (size_t)PQntuples(r) : 0 };
    if (t.n) NEW(t.v, t.n * cols, op->mem, &op->err);
    for (size_t k = 0; k < t.n * cols; k++) {
        read_one(r, (int)(k / cols), (int)(k % cols), q->cols[k % cols], &t.v[k]);
        if (t.v[k].type == 't' && !t.v[k].null) t.v[k].as.t = arena_str(op->mem, t.v[k].as.t);
    }
    *ret = t;
    return ERR_OK;
}

typedef struct {
    Conn *conn;
    Op *op;
    const DbQuery *query;
    char name[32];
    PGresult *block;
    int at;
    DbValue row[];
} Cursor;

static ErrCode declare(Cursor *k, const DbValue args[])
{
    Op *op = k->op;
    Args a;
    ArenaMark mark = arena_mark(op->mem);
    TRY(write_args(&a, k->query, args, op->mem, &op->err));
    Str sql = arena_fmt(op->mem, "DECLARE %s NO SCROLL CURSOR FOR %s", k->name, k->query->postgres);
    AUTO(clear) PGresult *r = PQexecParams(k->conn->pg, sql.p, a.n, NULL, a.text, NULL, NULL, 0);
    arena_back(op->mem, mark);
    return check(r, k->query->name, &op->err);
}

static ErrCode cursor_open(void *conn, Op *op, const DbQuery *q, const DbValue args[], void **ret)
{
    Conn *c = conn;
    Cursor *k = calloc(1, sizeof *k + strlen(q->cols) * sizeof(DbValue));
    if (!k) return err_set(&op->err, ERR_LIMIT, "out of memory");
    k->conn = c;
    k->op = op;
    k->query = q;
    (void)snprintf(k->name, sizeof k->name, "belfry_%u", c->cursors++);
    ErrCode code = declare(k, args);
    if (code != ERR_OK) {
        free(k);
        return code;
    }
    *ret = k;
    return ERR_OK;
}

static ErrCode cursor_next(void *cursor, const DbValue **ret_row)
{
    Cursor *k = cursor;
    if (!k->block || k->at >= PQntuples(k->block)) {
        char fetch[64];
        (void)snprintf(fetch, sizeof fetch, "FETCH %d FROM %s", FETCH_ROWS, k->name);
        PQclear(k->block);
        k->block = PQexec(k->conn->pg, fetch);
        k->at = 0;
        TRY(check(k->block, k->query->name, &k->op->err));
    }
    if (PQntuples(k->block) == 0) {
        *ret_row = NULL;
        return ERR_OK;
    }
    for (int i = 0; k->query->cols[i]; i++)
        read_one(k->block, k->at, i, k->query->cols[i], &k->row[i]);
    k->at++;
    *ret_row = k->row;
    return ERR_OK;
}

static void cursor_close(void *cursor)
{
    Cursor *k = cursor;
    char sql[64];
    (void)snprintf(sql, sizeof sql, "CLOSE %s", k->name);
    PQclear(PQexec(k->conn->pg, sql));
    PQclear(k->block);
    free(k);
}

const DbDriver db_postgres = {
    .kind = "postgresql",
    .open = connect_to,
    .close = disconnect,
    .begin = begin,
    .commit = commit,
    .rollback = rollback,
    .script = script,
    .run = run,
    .cursor_open = cursor_open,
    .cursor_next = cursor_next,
    .cursor_close = cursor_close,
};
