-- Who should know: alerts, the people who are told, and every notice's way out.
-- owner: alerts

CREATE TABLE exercise (
  id         @key@,
  name       @text@ NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
  started_at @int@ NOT NULL,
  started_by @int@ NOT NULL,
  ended_at   @int@                                -- NULL while it runs
)@strict@;

CREATE TABLE alert (
  id           @key@,
  key          @text@ NOT NULL,                   -- two that are open at once never have the same
  source       @text@ NOT NULL CHECK (source IN ('person', 'proposal', 'level')),
  source_ref   @int@ NOT NULL,                    -- number of the proposal or level change, 0 for a person
  place_id     @int@ NOT NULL REFERENCES place (id),
  subject      @text@ NOT NULL CHECK (length(subject) BETWEEN 1 AND 200),
  nature       @text@ NOT NULL,                   -- the four axes: words of alerts/state.c
  detection    @text@ NOT NULL,
  handling     @text@ NOT NULL,
  visibility   @text@ NOT NULL,
  hidden_why   @text@ NOT NULL,                   -- by which silence or alert, empty when shown
  level        @int@ NOT NULL CHECK (level BETWEEN 0 AND 7), -- 0 none, 7 U
  trend        @text@ NOT NULL CHECK (trend IN ('rising', 'steady', 'falling', 'unknown')),
  confidence   @text@ NOT NULL CHECK (confidence IN ('high', 'moderate', 'low')),
  summary      @text@ NOT NULL,                   -- what, in words that may be sent
  gaps         @text@ NOT NULL,                   -- what is not known
  asked        @text@ NOT NULL,                   -- what is asked of those who get it
  author       @int@ NOT NULL,
  started_at   @int@ NOT NULL,                    -- since when it holds, unix seconds
  created_at   @int@ NOT NULL,
  changed_at   @int@ NOT NULL,
  since        @int@ NOT NULL,                    -- when the detection axis last moved
  escalate_at  @int@ NOT NULL,                    -- 0 for never, as the next two
  answer_until @int@ NOT NULL,
  review_at    @int@ NOT NULL,
  step         @int@ NOT NULL,                    -- of the escalation
  revision     @int@ NOT NULL,                    -- of what people were told; 0: nothing yet
  exercise_id  @int@ REFERENCES exercise (id)     -- NULL: it is real
)@strict@;
CREATE UNIQUE INDEX alert_open ON alert (key) WHERE handling NOT IN ('stood_down', 'reviewed', 'cancelled');
CREATE INDEX alert_by_source ON alert (source, source_ref);

CREATE TABLE alert_event (
  id       @key@,
  alert_id @int@ NOT NULL REFERENCES alert (id),
  at       @int@ NOT NULL,
  actor    @int@ NOT NULL,                        -- 0: the program itself
  action   @text@ NOT NULL,
  level    @int@ NOT NULL,                        -- after it
  detail   @text@ NOT NULL                        -- reason, or who
)@strict@;
CREATE INDEX alert_event_alert ON alert_event (alert_id);

-- What people were told: one row is one CAP message, never changed.
CREATE TABLE alert_issue (
  id         @key@,
  alert_id   @int@ NOT NULL REFERENCES alert (id),
  revision   @int@ NOT NULL,
  kind       @text@ NOT NULL CHECK (kind IN ('Alert', 'Update', 'Cancel')),
  at         @int@ NOT NULL,
  sender     @text@ NOT NULL,                     -- of the CAP message
  level      @int@ NOT NULL,
  old_level  @int@ NOT NULL,                      -- of the revision before, -1 for none
  headline   @text@ NOT NULL,
  body       @text@ NOT NULL,
  next_look  @int@ NOT NULL,                      -- when it will be looked at again, 0 for never
  UNIQUE (alert_id, revision)
)@strict@;
