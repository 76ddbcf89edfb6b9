#include "store.h"

#include <stdlib.h>
#include <unistd.h>

#include "store/migrate.h"

enum { OP_BYTES = 1 << 28 };

static void must(ErrCode code, const Err *e, const char *what)
{
    check_ok(code == ERR_OK, e, what, __FILE__, __LINE__);
}

void in_op(const char *address, OpMode mode, void (*body)(Op *op, void *context), void *context)
{
    Op op = { .now = 1700000000 };
    must(db_open(address, DB_CREATE, &op.db, &op.err), &op.err, "db_open");
    must(op_begin(&op, mode, OP_BYTES), &op.err, "op_begin");
    body(&op, context);
    must(op_end(&op, ERR_OK), &op.err, "op_end");
    db_close(op.db);
}

static void migrate_it(Op *op, void *context)
{
    int64_t applied;
    (void)context;
    must(migrate(op, &applied), &op->err, "migrate");
}

static void run_script(Op *op, void *sql)
{
    must(db_script(op, sql), &op->err, "script");
}

/* A schema of its own stands for a database of its own. */
static void on_postgres(void (*body)(const char *address))
{
    static int number;
    const char *server = getenv("BELFRY_TEST_POSTGRES");
    if (!server) {
        check_skip_reason("PostgreSQL half: BELFRY_TEST_POSTGRES is not set");
        return;
    }
    char schema[64], address[400], sql[200], base[300];
    (void)snprintf(schema, sizeof schema, "t%ld_%d", (long)getpid(), number++);
    (void)snprintf(base, sizeof base, "postgresql:%s", server);
    (void)snprintf(address, sizeof address, "%s options='-c search_path=%s'", base, schema);
    (void)snprintf(sql, sizeof sql, "CREATE SCHEMA %s", schema);
    in_op(base, OP_WRITE, run_script, sql);
    in_op(address, OP_WRITE, migrate_it, NULL);
    body(address);
    (void)snprintf(sql, sizeof sql, "DROP SCHEMA %s CASCADE", schema);
    in_op(base, OP_WRITE, run_script, sql);
}

static void on_sqlite(void (*body)(const char *address))
{
    char address[128];
    (void)snprintf(address, sizeof address, "%s/test.db", check_folder());
    in_op(address, OP_WRITE, migrate_it, NULL);
    body(address);
}

void on_both_addresses(void (*body)(const char *address))
{
    on_sqlite(body);
    on_postgres(body);
}

static void (*chosen)(Op *op);

static void throw_away(const char *address)
{
    Op op = { .now = 1700000000 };
    must(db_open(address, DB_CREATE, &op.db, &op.err), &op.err, "db_open");
    must(op_begin(&op, OP_WRITE, OP_BYTES), &op.err, "op_begin");
    chosen(&op);
    CHECK(op_end(&op, ERR_CONFLICT) == ERR_CONFLICT);
    db_close(op.db);
}

void on_both_databases(void (*body)(Op *op))
{
    chosen = body;
    on_both_addresses(throw_away);
}
