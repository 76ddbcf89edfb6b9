-- Words of the scales, and what tension groups talk about.
-- owner: signals

-- Other words for the lists and scales that the program carries (data/signals/codes.csv).
CREATE TABLE code_item (
  list    @text@ NOT NULL,
  code    @text@ NOT NULL,
  word    @text@ NOT NULL,
  meaning @text@ NOT NULL,
  part    @text@ NOT NULL,                         -- of a level: its tier
  number  @int@ NOT NULL,                          -- of a level: hours until its review
  retired @int@ NOT NULL CHECK (retired IN (0, 1)),
  PRIMARY KEY (list, code)
)@clustered@;

-- What a tension group talks about: one tension in one place.
CREATE TABLE issue (
  id          @key@,
  title       @text@ NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
  place_id    @int@ NOT NULL REFERENCES place (id),
  themes      @text@ NOT NULL,                     -- codes of the list of themes, " MIG RUM "
  communities @text@ NOT NULL,                     -- who is affected, as groups, in words
  start_day   @int@ NOT NULL,
  state       @text@ NOT NULL CHECK (state IN ('open', 'closed')),
  closure     @text@ NOT NULL,                     -- code of why it was closed, empty while open
  exercise    @int@ NOT NULL CHECK (exercise IN (0, 1)),
  opened_at   @int@ NOT NULL,
  opened_by   @int@ NOT NULL,
  closed_at   @int@
)@strict@;
CREATE INDEX issue_place ON issue (place_id, state);

-- What people tell changes no public page.
DROP INDEX audit_entry_shown;
CREATE INDEX audit_entry_shown ON audit_entry (id) WHERE action NOT LIKE 'access.%' AND action NOT LIKE 'signals.%';
