-- How people sign in, and where they are signed in now.
-- owner: access

ALTER TABLE account ADD COLUMN example @int@ NOT NULL DEFAULT 0; -- made by belfry demo: one press signs in, on loopback only

CREATE TABLE credential (
  account_id @int@ PRIMARY KEY REFERENCES account (id),
  password   @text@ NOT NULL,                     -- Argon2id with its own salt; empty: none yet
  totp       @text@ NOT NULL,                     -- sealed secret of the second factor; empty: none yet
  last_step  @int@ NOT NULL,                      -- newest 30-second step whose code was used
  issuer     @text@ NOT NULL,                     -- identity elsewhere (OpenID Connect), empty for none
  subject    @text@ NOT NULL
)@strict@;
CREATE UNIQUE INDEX credential_identity ON credential (issuer, subject) WHERE issuer <> '';

CREATE TABLE invitation (
  hash       @text@ PRIMARY KEY,                  -- of the secret in the link
  account_id @int@ NOT NULL UNIQUE REFERENCES account (id),
  expires_at @int@ NOT NULL                       -- unix seconds
)@strict@;

CREATE TABLE session (
  id         @key@,
  hash       @text@ NOT NULL UNIQUE,              -- of the secret in the cookie
  account_id @int@ NOT NULL REFERENCES account (id),
  stage      @text@ NOT NULL CHECK (stage IN ('enrol', 'code', 'full')),
  tries      @int@ NOT NULL,                      -- wrong codes given in it
  pending    @text@ NOT NULL,                     -- sealed secret that is being enrolled
  device     @text@ NOT NULL,                     -- such as "Firefox on Android"
  created_at @int@ NOT NULL,
  seen_at    @int@ NOT NULL
)@strict@;
CREATE INDEX session_account ON session (account_id);

-- Failures of the last day; both keys are keyed hashes, so that the table names nobody.
CREATE TABLE sign_in_failure (
  login_key @text@ NOT NULL,
  from_key  @text@ NOT NULL,                      -- an address, or a device that signed in before
  at        @int@ NOT NULL
)@strict@;
CREATE INDEX sign_in_failure_from ON sign_in_failure (from_key, at);
CREATE INDEX sign_in_failure_login ON sign_in_failure (login_key, at);

CREATE TABLE known_device (
  hash       @text@ NOT NULL,                     -- of the secret in its cookie
  account_id @int@ NOT NULL REFERENCES account (id),
  created_at @int@ NOT NULL,
  PRIMARY KEY (hash, account_id)
)@clustered@;

-- What pages show changes with these entries only; signing in changes nothing that they show.
CREATE INDEX audit_entry_shown ON audit_entry (id) WHERE action NOT LIKE 'access.%';
