-- What people told, who told it, and how much was told.
-- owner: signals

CREATE TABLE signal (
  id             @key@,
  reference_hash @text@ NOT NULL UNIQUE,           -- of the reference that its reporter holds
  channel        @text@ NOT NULL CHECK (channel IN ('public', 'partner')),
  source_type    @text@ NOT NULL,                  -- code: council, police, faith body ...
  at             @int@ NOT NULL,
  reply_by       @int@ NOT NULL,                   -- promised
  place_id       @int@ NOT NULL REFERENCES place (id),
  where_text     @text@ NOT NULL,                  -- no finer than needed
  online         @int@ NOT NULL CHECK (online IN (0, 1)),
  timing         @text@ NOT NULL,
  day            @int@,                            -- when it happened or may happen, when said
  what           @text@ NOT NULL,
  eep            @text@ NOT NULL,
  themes         @text@ NOT NULL,                  -- codes, " MIG CON "
  communities    @text@ NOT NULL,                  -- codes of who is affected
  communities_words @text@ NOT NULL,
  trigger_code   @text@ NOT NULL,
  source_grade   @text@ NOT NULL,                  -- empty: not graded
  information_grade @text@ NOT NULL,
  direction      @text@ NOT NULL,
  worry_self     @int@ NOT NULL CHECK (worry_self BETWEEN 0 AND 5), -- 0: not said
  worry_others   @int@ NOT NULL CHECK (worry_others BETWEEN 0 AND 5),
  basis          @text@ NOT NULL,
  police_ref     @text@ NOT NULL,
  done           @text@ NOT NULL,                  -- what was done, or whom else they told
  help           @text@ NOT NULL,
  urgent         @int@ NOT NULL CHECK (urgent IN (0, 1)),
  marker         @text@ NOT NULL,
  share_police   @int@ NOT NULL CHECK (share_police IN (0, 1)),
  share_partners @int@ NOT NULL CHECK (share_partners IN (0, 1)),
  names_checked  @int@ NOT NULL CHECK (names_checked IN (0, 1)), -- its writer said that what looks like a name is none
  exercise       @int@ NOT NULL CHECK (exercise IN (0, 1)),
  state          @text@ NOT NULL CHECK (state IN ('new', 'linked', 'merged', 'discarded')),
  issue_id       @int@ REFERENCES issue (id),
  merged_into    @int@ REFERENCES signal (id),
  discard        @text@ NOT NULL,                  -- code of why it was left
  sorted_at      @int@,
  reply          @text@ NOT NULL,
  replied_at     @int@
)@strict@;
CREATE INDEX signal_state ON signal (state, place_id, at);
CREATE INDEX signal_place ON signal (place_id, at);
CREATE INDEX signal_issue ON signal (issue_id);
CREATE INDEX signal_merged ON signal (merged_into);

-- Apart, so that who told it is not read with what was told.
CREATE TABLE signal_source (
  signal_id  @int@ PRIMARY KEY REFERENCES signal (id),
  account_id @int@ NOT NULL REFERENCES account (id)
)@strict@;
CREATE INDEX signal_source_account ON signal_source (account_id);

-- Since when an account has told anything, for the counts below.
CREATE TABLE reporter (
  account_id @int@ PRIMARY KEY REFERENCES account (id),
  first_day  @int@ NOT NULL
)@strict@;

-- Counts that outlive the signals; since_day tells old reporters from new ones without naming any.
CREATE TABLE signal_tally (
  place_id  @int@ NOT NULL REFERENCES place (id),
  theme     @text@ NOT NULL,
  day       @int@ NOT NULL,
  since_day @int@ NOT NULL,                        -- first day of whoever told it, 0 for the public
  n         @int@ NOT NULL,
  PRIMARY KEY (place_id, theme, day, since_day)
)@clustered@;

-- How much came from where in the last hour; the key is a keyed hash of an address.
CREATE TABLE report_try (
  from_key @text@ NOT NULL,
  at       @int@ NOT NULL
)@strict@;
CREATE INDEX report_try_key ON report_try (from_key, at);
