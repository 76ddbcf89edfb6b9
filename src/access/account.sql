-- owner: access

--: account_count() -> n int
SELECT count(*) FROM account;

--: account_administrators() -> n int
SELECT count(*) FROM account WHERE role = 'administrator' AND active = 1;

--: organisation_ensure(name text, kind text) -> id int
INSERT INTO organisation (name, kind) VALUES ($1, $2)
ON CONFLICT (name) DO UPDATE SET name = excluded.name
RETURNING id;

--: account_insert(organisation int, login text, name text, role text, at int) -> id int
INSERT INTO account (organisation_id, login, name, role, created_at) VALUES ($1, $2, $3, $4, $5)
RETURNING id;

--: account_deactivate(login text)
UPDATE account SET active = 0 WHERE login = $1;

--: account_by_login(login text) -> id int, login text, name text, role text, organisation text, active int
SELECT a.id, a.login, a.name, a.role, o.name, a.active
  FROM account a JOIN organisation o ON o.id = a.organisation_id
 WHERE a.login = $1;

--: account_by_id(id int) -> role text, active int
SELECT role, active FROM account WHERE id = $1;

--: account_all() -> id int, login text, name text, role text, organisation text, active int
SELECT a.id, a.login, a.name, a.role, o.name, a.active
  FROM account a JOIN organisation o ON o.id = a.organisation_id
 ORDER BY a.login;
