-- owner: alerts
-- reads: account

--: contact_insert(desk text, area text, name text, email text, phone text, webhook text, digest_from int, at int) -> id int
INSERT INTO contact (desk, area, name, email, phone, webhook, digest_from, active, created_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, 1, $8) RETURNING id;

--: contact_of(desk text, area text) -> id int, desk text, area text, name text, email text, phone text, webhook text, digest_from int, active int
SELECT id, desk, area, name, email, phone, webhook, digest_from, active FROM contact
 WHERE desk = $1 AND area = $2 AND active = 1 ORDER BY id;

--: contact_some(desk text, id int) -> id int, desk text, area text, name text, email text, phone text, webhook text, digest_from int, active int
SELECT id, desk, area, name, email, phone, webhook, digest_from, active FROM contact
 WHERE ($1 = '' OR desk = $1) AND ($2 = 0 OR id = $2) AND active = 1
 ORDER BY desk, area, id;

--: contact_close(id int) -> id int
UPDATE contact SET active = 0 WHERE id = $1 AND active = 1 RETURNING id;

--: contact_on_duty(desk text, area text, at int) -> contact_id int
SELECT s.contact_id FROM shift s JOIN contact c ON c.id = s.contact_id
 WHERE c.desk = $1 AND c.area = $2 AND c.active = 1 AND s.from_at <= $3 AND s.until_at > $3
 ORDER BY s.contact_id;

--: shift_insert(contact int, from_at int, until_at int) -> id int
INSERT INTO shift (contact_id, from_at, until_at) VALUES ($1, $2, $3) RETURNING id;

--: shift_all(after int) -> id int, contact_id int, desk text, area text, name text, from_at int, until_at int
SELECT s.id, s.contact_id, c.desk, c.area, c.name, s.from_at, s.until_at
  FROM shift s JOIN contact c ON c.id = s.contact_id
 WHERE s.until_at > $1 ORDER BY c.desk, c.area, s.from_at;

--: shift_delete(id int) -> id int
DELETE FROM shift WHERE id = $1 RETURNING id;

--: silence_insert(matches text, from_at int, until_at int, owner int, reason text) -> id int
INSERT INTO silence (matches, from_at, until_at, owner, reason) VALUES ($1, $2, $3, $4, $5) RETURNING id;

--: silence_all(after int) -> id int, matches text, from_at int, until_at int, owner int, owner_name text, reason text
SELECT s.id, s.matches, s.from_at, s.until_at, s.owner, coalesce(a.name, ''), s.reason
  FROM silence s LEFT JOIN account a ON a.id = s.owner
 WHERE s.until_at > $1 ORDER BY s.until_at;

--: silence_end(id int, at int) -> id int
UPDATE silence SET until_at = CASE WHEN from_at < $2 THEN $2 ELSE from_at + 1 END
 WHERE id = $1 AND until_at > $2 RETURNING id;
