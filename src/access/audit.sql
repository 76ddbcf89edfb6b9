-- owner: access

--: audit_find(hash text) -> id int
SELECT id FROM audit_entry WHERE hash = $1;

--: audit_head() -> id int, hash text
SELECT id, hash FROM audit_entry ORDER BY id DESC LIMIT 1;

--: audit_insert(id int, at int, actor int, action text, object text, detail text, previous text, hash text)
INSERT INTO audit_entry (id, at, actor, action, object, detail, previous, hash)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

--* audit_chain() -> id int, at int, actor int, action text, object text, detail text, previous text, hash text
SELECT id, at, actor, action, object, detail, previous, hash FROM audit_entry ORDER BY id;

--: audit_latest(max_rows int) -> id int, at int, actor int, action text, object text, detail text
SELECT id, at, actor, action, object, detail FROM audit_entry ORDER BY id DESC LIMIT $1;
