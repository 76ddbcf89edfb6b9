-- owner: access

--: session_by_hash(hash text, since int, seen_since int, half_since int) -> id int, account int, stage text, tries int, pending text, device text, created_at int, seen_at int
SELECT id, account_id, stage, tries, pending, device, created_at, seen_at
  FROM session
 WHERE hash = $1 AND created_at > $2 AND seen_at > $3 AND (stage = 'full' OR created_at > $4);

--: session_insert(hash text, account int, stage text, device text, at int) -> id int
INSERT INTO session (hash, account_id, stage, tries, pending, device, created_at, seen_at)
VALUES ($1, $2, $3, 0, '', $4, $5, $5)
RETURNING id;

--: session_set_seen(id int, at int)
UPDATE session SET seen_at = $2 WHERE id = $1;

--: session_set_tries(id int, tries int)
UPDATE session SET tries = $2 WHERE id = $1;

--: session_set_pending(id int, pending text)
UPDATE session SET pending = $2 WHERE id = $1;

--: session_of_account(account int, since int, seen_since int) -> id int, device text, created_at int, seen_at int
SELECT id, device, created_at, seen_at
  FROM session
 WHERE account_id = $1 AND stage = 'full' AND created_at > $2 AND seen_at > $3
 ORDER BY seen_at DESC, id DESC;

--: session_delete(account int, id int)
DELETE FROM session WHERE account_id = $1 AND ($2 = 0 OR id = $2);

--: session_delete_old(before int, seen_before int)
DELETE FROM session WHERE created_at <= $1 OR seen_at <= $2;

--: session_delete_others(account int, id int)
DELETE FROM session WHERE account_id = $1 AND id <> $2;
