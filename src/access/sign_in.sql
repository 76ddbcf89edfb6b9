-- owner: access

--: credential_of_login(login text) -> account int, password text
SELECT a.id, coalesce(c.password, '')
  FROM account a LEFT JOIN credential c ON c.account_id = a.id
 WHERE a.login = $1 AND a.active = 1;

--: credential_of(account int) -> password text, totp text, last_step int
SELECT password, totp, last_step FROM credential WHERE account_id = $1;

--: credential_of_identity(issuer text, subject text) -> account int, active int
SELECT c.account_id, a.active FROM credential c JOIN account a ON a.id = c.account_id
 WHERE c.issuer = $1 AND c.subject = $2 AND c.issuer <> '';

--: credential_bind(account int, issuer text, subject text)
INSERT INTO credential (account_id, password, totp, last_step, issuer, subject)
VALUES ($1, '', '', 0, $2, $3)
ON CONFLICT (account_id) DO UPDATE
   SET password = excluded.password, issuer = excluded.issuer, subject = excluded.subject;

--: identity_state_use(hash text, at int) -> at int
INSERT INTO identity_state (hash, used_at) VALUES ($1, $2)
ON CONFLICT (hash) DO NOTHING
RETURNING used_at;

--: identity_state_prune(before int)
DELETE FROM identity_state WHERE used_at < $1;

--: credential_set(account int, password text, totp text, issuer text, subject text)
INSERT INTO credential (account_id, password, totp, last_step, issuer, subject)
VALUES ($1, $2, $3, 0, $4, $5)
ON CONFLICT (account_id) DO UPDATE
   SET password = excluded.password, totp = excluded.totp, last_step = 0,
       issuer = excluded.issuer, subject = excluded.subject;

--: credential_set_password(account int, password text)
UPDATE credential SET password = $2 WHERE account_id = $1;

--: credential_set_totp(account int, totp text, step int)
UPDATE credential SET totp = $2, last_step = $3 WHERE account_id = $1;

--: credential_use_step(account int, step int) -> step int
UPDATE credential SET last_step = $2 WHERE account_id = $1 AND last_step < $2
RETURNING last_step;

--: invitation_put(hash text, account int, expires_at int)
INSERT INTO invitation (hash, account_id, expires_at) VALUES ($1, $2, $3)
ON CONFLICT (account_id) DO UPDATE SET hash = excluded.hash, expires_at = excluded.expires_at;

--: invitation_by_hash(hash text, now int) -> account int
SELECT account_id FROM invitation WHERE hash = $1 AND expires_at > $2;

--: invitation_delete(hash text) -> account int
DELETE FROM invitation WHERE hash = $1
RETURNING account_id;

--: invitation_drop(account int)
DELETE FROM invitation WHERE account_id = $1;

--: failure_add(login_key text, from_key text, at int)
INSERT INTO sign_in_failure (login_key, from_key, at) VALUES ($1, $2, $3);

--: failure_count(login_key text, from_key text, since int) -> n int
SELECT count(*) FROM sign_in_failure
 WHERE from_key = $2 AND at > $3 AND ($1 = '' OR login_key = $1);

--: failure_clear(login_key text, from_key text)
DELETE FROM sign_in_failure WHERE login_key = $1 AND from_key = $2;

--: failure_prune(before int)
DELETE FROM sign_in_failure WHERE at < $1;

--: device_known(hash text, account int) -> n int
SELECT count(*) FROM known_device WHERE hash = $1 AND account_id = $2;

--: device_add(hash text, account int, at int)
INSERT INTO known_device (hash, account_id, created_at) VALUES ($1, $2, $3)
ON CONFLICT (hash, account_id) DO NOTHING;

--: device_drop(account int)
DELETE FROM known_device WHERE account_id = $1;
