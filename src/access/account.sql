-- owner: access

--: account_count() -> n int
SELECT count(*) FROM account;

--: account_administrators() -> n int
SELECT count(*) FROM account WHERE role = 'administrator' AND active = 1;

--: organisation_ensure(name text, kind text, place text) -> id int, place text
INSERT INTO organisation (name, kind, place) VALUES ($1, $2, $3)
ON CONFLICT (name) DO UPDATE SET name = excluded.name
RETURNING id, coalesce(place, '');

--: account_insert(organisation int, login text, name text, role text, at int, example int) -> id int
INSERT INTO account (organisation_id, login, name, role, created_at, example) VALUES ($1, $2, $3, $4, $5, $6)
RETURNING id;

--: account_deactivate(login text)
UPDATE account SET active = 0 WHERE login = $1;

--: account_forget(login text)
DELETE FROM credential WHERE account_id = (SELECT id FROM account WHERE login = $1);

--: account_some(login text, id int) -> id int, login text, name text, role text, organisation text, area text, active int, example int, invited int, bound int
SELECT a.id, a.login, a.name, a.role, o.name, coalesce(o.place, ''), a.active, a.example,
       CASE WHEN coalesce(c.password, '') = '' AND coalesce(c.issuer, '') = '' THEN 1 ELSE 0 END,
       CASE WHEN coalesce(c.issuer, '') = '' THEN 0 ELSE 1 END
  FROM account a
  JOIN organisation o ON o.id = a.organisation_id
  LEFT JOIN credential c ON c.account_id = a.id
 WHERE ($1 = '' OR a.login = $1) AND ($2 = 0 OR a.id = $2)
 ORDER BY a.login;
