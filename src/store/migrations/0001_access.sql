-- Who works with this installation, and what they changed.
-- owner: access

CREATE TABLE organisation (
  id    @key@,
  name  @text@ NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 200),
  kind  @text@ NOT NULL CHECK (kind IN ('operator', 'office', 'council', 'county', 'force', 'partner')),
  place @text@                                    -- code of the place it answers for, if any
)@strict@;

CREATE TABLE account (
  id              @key@,
  organisation_id @int@ NOT NULL REFERENCES organisation (id),
  login           @text@ NOT NULL UNIQUE CHECK (length(login) BETWEEN 1 AND 64),
  name            @text@ NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  role            @text@ NOT NULL,                -- a name in src/access/role.def
  active          @int@ NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  created_at      @int@ NOT NULL                  -- unix seconds
)@strict@;

-- Append-only.  hash = BLAKE2b-256 over the previous hash and this row's fields (access/audit.c).
CREATE TABLE audit_entry (
  id       @int@ PRIMARY KEY CHECK (id > 0),      -- 1, 2, 3 ... without gaps
  at       @int@ NOT NULL,                        -- unix seconds
  actor    @int@ NOT NULL,                        -- account id, 0 for the system itself
  action   @text@ NOT NULL,                       -- such as observations.import
  object   @text@ NOT NULL,                       -- what it was done to
  detail   @text@ NOT NULL,                       -- figures and reasons, never text from a case
  previous @text@ NOT NULL,                       -- hash of entry id - 1, 64 hex digits
  hash     @text@ NOT NULL UNIQUE
)@strict@;
