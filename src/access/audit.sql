-- owner: access

--: audit_find(hash text) -> id int
SELECT id FROM audit_entry WHERE hash = $1;

--: audit_head() -> id int, hash text
SELECT id, hash FROM audit_entry ORDER BY id DESC LIMIT 1;

--: audit_shown_head() -> id int
SELECT id FROM audit_entry WHERE action NOT LIKE 'access.%' AND action NOT LIKE 'signals.%' ORDER BY id DESC LIMIT 1;

--: audit_insert(id int, at int, actor int, action text, object text, detail text, previous text, hash text)
INSERT INTO audit_entry (id, at, actor, action, object, detail, previous, hash)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

--* audit_chain() -> id int, at int, actor int, action text, object text, detail text, previous text, hash text
SELECT id, at, actor, action, object, detail, previous, hash FROM audit_entry ORDER BY id;

--: audit_before(before int, max_rows int) -> id int, at int, actor int, action text, object text, detail text, actor_name text
SELECT e.id, e.at, e.actor, e.action, e.object, e.detail, coalesce(a.name, '')
  FROM audit_entry e LEFT JOIN account a ON a.id = e.actor
 WHERE e.id < $1 ORDER BY e.id DESC LIMIT $2;
