#include "store/migrate.h"

#include "store/db.h"
#include "store/migration_sql_priv.h"

static const char table_sqlite[] =
    "CREATE TABLE schema_migration (version INTEGER PRIMARY KEY, name TEXT NOT NULL,"
    " sha256 TEXT NOT NULL, applied_at INTEGER NOT NULL) STRICT;";
static const char table_postgres[] =
    "CREATE TABLE schema_migration (version BIGINT PRIMARY KEY, name TEXT NOT NULL,"
    " sha256 TEXT NOT NULL, applied_at BIGINT NOT NULL);";

static bool is_sqlite(const Op *op)
{
    return strcmp(db_kind(op->db), "sqlite") == 0;
}

static ErrCode table_exists(Op *op, bool *ret)
{
    MigrationTableExistsRows found;
    TRY(sql_migration_table_exists(op, &found));
    *ret = found.n && found.v[0].found > 0;
    return ERR_OK;
}

/* How many of the program's migrations the database has, each checked against ours. */
static ErrCode count_applied(Op *op, size_t *ret)
{
    MigrationAllRows rows;
    TRY(sql_migration_all(op, &rows));
    if (rows.n > migration_count)
        return err_set(&op->err, ERR_CONFLICT,
                       "the database is at version %lld, newer than this program's %zu; "
                       "use the newer program",
                       (long long)rows.v[rows.n - 1].version, migration_count);
    for (size_t i = 0; i < rows.n; i++)
        if (rows.v[i].version != migration_list[i].version ||
            !str_eq(rows.v[i].sha256, str_of(migration_list[i].sha256)))
            return err_set(&op->err, ERR_CONFLICT,
                           "migration %lld of the database is not the one this program has",
                           (long long)rows.v[i].version);
    *ret = rows.n;
    return ERR_OK;
}

static ErrCode apply(Op *op, const Migration *m)
{
    TRY(db_script(op, is_sqlite(op) ? m->sqlite : m->postgres));
    return sql_migration_add(op, m->version, str_of(m->name), str_of(m->sha256), op->now);
}

ErrCode migrate(Op *op, int64_t *ret_applied)
{
    bool exists;
    size_t have = 0;
    TRY(table_exists(op, &exists));
    if (exists)
        TRY(count_applied(op, &have));
    else
        TRY(db_script(op, is_sqlite(op) ? table_sqlite : table_postgres));
    for (size_t i = have; i < migration_count; i++) TRY(apply(op, &migration_list[i]));
    *ret_applied = (int64_t)(migration_count - have);
    return ERR_OK;
}

ErrCode migrate_check(Op *op)
{
    bool exists;
    size_t have = 0;
    TRY(table_exists(op, &exists));
    if (!exists)
        return err_set(&op->err, ERR_MISSING,
                       "this is not a Belfry database yet; make it one with belfry init");
    TRY(count_applied(op, &have));
    if (have < migration_count)
        return err_set(&op->err, ERR_CONFLICT,
                       "the database is at version %zu, this program needs %zu; run belfry init",
                       have, migration_count);
    return ERR_OK;
}
