-- owner: store

--: migration_all() -> version int, name text, sha256 text
SELECT version, name, sha256 FROM schema_migration ORDER BY version;

--: migration_add(version int, name text, sha256 text, applied_at int)
INSERT INTO schema_migration (version, name, sha256, applied_at) VALUES ($1, $2, $3, $4);

--: migration_table_exists() -> found int
--sqlite
SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'schema_migration';
--postgres
SELECT count(*) FROM pg_catalog.pg_tables
 WHERE schemaname = current_schema() AND tablename = 'schema_migration';
