-- What changed: verdicts of the detectors (derived), and proposals with what people decided (facts).
-- owner: detection

CREATE TABLE watch_run (
  id             @key@,
  as_of_day      @int@ NOT NULL,                  -- the day the run was for, days since 1970
  at             @int@ NOT NULL,                  -- unix seconds
  actor          @int@ NOT NULL,
  known_day      @int@ NOT NULL,                  -- figures as they were published by then
  series         @text@ NOT NULL,                 -- pattern of the series that it looked at
  tests          @int@ NOT NULL,                  -- verdicts with a p-value
  q              @real@ NOT NULL,                 -- share of false ones accepted among proposals
  budget         @real@ NOT NULL,                 -- false proposals accepted per week
  cutoff         @real@ NOT NULL,                 -- p-values at or below it became proposals
  expected_false @real@ NOT NULL,                 -- tests * cutoff, if the p-values are right
  proposals      @int@ NOT NULL,                  -- new ones
  digest         @text@ NOT NULL                  -- SHA-256 over every verdict: the same run twice says the same
)@strict@;

-- derived: belfry watch recreates it from observations
CREATE TABLE verdict (
  series_id  @int@ NOT NULL REFERENCES series (id),
  place_id   @int@ NOT NULL REFERENCES place (id),
  period     @int@ NOT NULL,
  method     @text@ NOT NULL,
  run_id     @int@ NOT NULL REFERENCES watch_run (id),
  vintage_id @int@ NOT NULL,                      -- newest vintage that was looked at
  observed   @real@,
  expected   @real@,
  upperbound @real@,
  pvalue     @real@,
  alarm      @int@ CHECK (alarm IN (0, 1)),       -- NULL: the method could not tell
  reason     @text@ NOT NULL,                     -- why not, in words; empty when it could
  PRIMARY KEY (series_id, period, place_id, method)
)@clustered@;

CREATE TABLE proposal (
  id         @key@,
  series_id  @int@ NOT NULL REFERENCES series (id),
  place_id   @int@ NOT NULL REFERENCES place (id),
  period     @int@ NOT NULL,
  window_first @int@ NOT NULL,                    -- first period of the figures that were read
  method     @text@ NOT NULL,
  settings   @text@ NOT NULL,                     -- key=value pairs the method ran with
  as_of_day  @int@ NOT NULL,
  vintage_id @int@ NOT NULL,                      -- newest vintage known then: explain stops there
  observed   @real@ NOT NULL,
  expected   @real@ NOT NULL,
  upperbound @real@ NOT NULL,
  pvalue     @real@ NOT NULL,
  state      @text@ NOT NULL CHECK (state IN ('proposed', 'approved', 'dismissed')),
  reason     @text@ NOT NULL,                     -- one sentence a resident would accept
  created_at @int@ NOT NULL,
  run_id     @int@ NOT NULL REFERENCES watch_run (id),
  UNIQUE (series_id, place_id, period, method)
)@strict@;

CREATE TABLE proposal_event (
  id          @key@,
  proposal_id @int@ NOT NULL REFERENCES proposal (id),
  at          @int@ NOT NULL,
  actor       @int@ NOT NULL,
  action      @text@ NOT NULL CHECK (action IN ('proposed', 'approved', 'dismissed', 'noted')),
  reason      @text@ NOT NULL
)@strict@;
CREATE INDEX proposal_event_proposal ON proposal_event (proposal_id);
