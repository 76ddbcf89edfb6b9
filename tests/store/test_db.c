#include "store.h"

#include "store/migrate.h"

/* Queries of the test's own, as the generator would write them. */
static const DbQuery insert = { "t_insert2", "INSERT INTO t_x (a, b, c) VALUES ($3, $1, $2)",
                                "INSERT INTO t_x (a, b, c) VALUES ($3, $1, $2)", "fti", "" };
static const DbQuery all = { "t_all", "SELECT a, b, c FROM t_x ORDER BY a",
                             "SELECT a, b, c FROM t_x ORDER BY a", "", "ift" };

static const char table[] = "CREATE TABLE t_x (a BIGINT PRIMARY KEY, b DOUBLE PRECISION, c TEXT);";
static const char table_lite[] = "CREATE TABLE t_x (a INTEGER PRIMARY KEY, b REAL, c TEXT) STRICT;";

static void make_table(Op *op)
{
    bool lite = strcmp(db_kind(op->db), "sqlite") == 0;
    CHECK_OK(db_script(op, lite ? table_lite : table), &op->err);
}

static void put(Op *op, int64_t a, double b, const Str *c)
{
    DbTable none;
    const DbValue args[] = { { .type = 'f', .as.f = b },
                             { .type = 't', .null = !c, .as.t = c ? *c : (Str){ 0, NULL } },
                             { .type = 'i', .as.i = a } };
    CHECK_OK(db_run(op, &insert, args, &none), &op->err);
}

/* $3 first in the text: parameters go by name, not by first appearance.  Numbers come back bit
 * for bit, NULL stays NULL, an empty text stays a text. */
static void round_trip(Op *op)
{
    static const double odd[] = { 0.1, -0.0, 1e300, 5e-324, 123456789.123456789 };
    Str text = STR("Kraków's \"'; DROP"), empty = STR("");
    DbTable t;
    make_table(op);
    for (int i = 0; i < 5; i++) put(op, i, odd[i], i == 3 ? NULL : i == 4 ? &empty : &text);
    put(op, INT64_MIN, 0, &text);
    put(op, INT64_MAX, 0, &text);
    CHECK_OK(db_run(op, &all, NULL, &t), &op->err);
    CHECK(t.n == 7);
    CHECK(t.v[0].as.i == INT64_MIN && t.v[6 * 3].as.i == INT64_MAX);
    for (int i = 0; i < 5; i++) {
        const DbValue *row = &t.v[(size_t)(i + 1) * 3];
        CHECK(row[1].as.f == odd[i]);
        CHECK(row[2].null == (i == 3));
    }
    CHECK(!t.v[5 * 3 + 2].null && t.v[5 * 3 + 2].as.t.n == 0);
    CHECK(str_eq(t.v[3 + 2].as.t, text));
}

TEST(db_values_come_back_as_they_went)
{
    on_both_databases(round_trip);
}

static void cursors(Op *op)
{
    enum { ROWS = 12000 }; /* more than one fetch */
    Str text = STR("x");
    make_table(op);
    for (int i = 0; i < ROWS; i++) put(op, i, i, &text);
    DbCursor *outer = NULL, *inner = NULL;
    const DbValue *row;
    CHECK_OK(db_cursor_open(op, &all, NULL, &outer), &op->err);
    CHECK_OK(db_cursor_open(op, &all, NULL, &inner), &op->err);
    CHECK_OK(db_cursor_next(inner, &row), &op->err);
    int n = 0;
    for (CHECK_OK(db_cursor_next(outer, &row), &op->err); row;
         CHECK_OK(db_cursor_next(outer, &row), &op->err)) {
        CHECK(row[0].as.i == n);
        n++;
    }
    CHECK(n == ROWS);
    CHECK_OK(db_cursor_next(inner, &row), &op->err);
    CHECK(row && row[0].as.i == 1);
    db_cursor_close(&inner);
    db_cursor_close(&outer);
}

TEST(db_cursors_read_any_number_of_rows)
{
    on_both_databases(cursors);
}

static void same_key(Op *op)
{
    Str text = STR("x");
    DbTable none;
    make_table(op);
    put(op, 1, 1, &text);
    const DbValue args[] = { { .type = 'f' },
                             { .type = 't', .as.t = text },
                             { .type = 'i', .as.i = 1 } };
    CHECK(db_run(op, &insert, args, &none) == ERR_CONFLICT);
}

TEST(db_same_key_twice_is_a_conflict)
{
    on_both_databases(same_key);
}

static void cannot_write(const char *address)
{
    Op op = { .now = 5 };
    CHECK_OK(db_open(address, DB_CREATE, &op.db, &op.err), &op.err);
    CHECK_OK(op_begin(&op, OP_READ, 1 << 20), &op.err);
    ErrCode code = db_script(&op, "DELETE FROM place_alias WHERE alias = 'x'");
    CHECK(code == ERR_STORE);
    CHECK(op_end(&op, code) == ERR_STORE);
    db_close(op.db);
}

TEST(db_a_reading_operation_cannot_write)
{
    on_both_addresses(cannot_write);
}

static void foreign_keys(Op *op)
{
    CHECK(db_script(op, "INSERT INTO place_succession (old_id, new_id) VALUES (77, 78)") ==
          ERR_STORE);
}

TEST(db_references_are_enforced)
{
    on_both_databases(foreign_keys);
}

static void again(Op *op)
{
    int64_t applied = -1;
    CHECK_OK(migrate(op, &applied), &op->err);
    CHECK(applied == 0);
    CHECK_OK(migrate_check(op), &op->err);
    CHECK_OK(db_script(op, "UPDATE schema_migration SET sha256 = 'x' WHERE version = 2"), &op->err);
    CHECK(migrate(op, &applied) == ERR_CONFLICT);
    CHECK(migrate_check(op) == ERR_CONFLICT);
}

TEST(migrations_apply_once_and_notice_an_edited_one)
{
    on_both_databases(again);
}

TEST(db_refuses_what_is_not_a_database)
{
    Err e;
    Db *db = NULL;
    char path[128];
    (void)snprintf(path, sizeof path, "%s/junk.db", check_folder());
    FILE *f = fopen(path, "w");
    CHECK(f != NULL);
    for (int i = 0; i < 400; i++) (void)fputs("this is not a database at all\n", f);
    (void)fclose(f);
    CHECK(db_open(path, DB_EXISTING, &db, &e) == ERR_STORE);
    CHECK(db_open("mysql://x", DB_EXISTING, &db, &e) == ERR_INPUT);
    CHECK(db_open("", DB_EXISTING, &db, &e) == ERR_INPUT);
    CHECK(db_open("/nowhere/at/all.db", DB_EXISTING, &db, &e) == ERR_MISSING);
    CHECK(db_open("postgresql:host=/nowhere", DB_EXISTING, &db, &e) == ERR_STORE);
    CHECK(db == NULL);
}
