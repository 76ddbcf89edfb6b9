-- Every notice's way out.
-- owner: alerts

-- Notices that belong together by group_by of their route.
CREATE TABLE alert_group (
  id        @key@,
  key       @text@ NOT NULL UNIQUE,
  route     @text@ NOT NULL,
  flush_at  @int@ NOT NULL,                       -- 0: nothing waits
  told_at   @int@ NOT NULL,                       -- 0: never yet
  told_at_first @int@ NOT NULL,                   -- of the state of things that is repeated
  repeats   @int@ NOT NULL
)@strict@;

CREATE TABLE alert_group_member (
  group_id @int@ NOT NULL REFERENCES alert_group (id),
  alert_id @int@ NOT NULL REFERENCES alert (id),
  waits    @int@ NOT NULL CHECK (waits IN (0, 1)), -- it has a notice that the group did not send yet
  PRIMARY KEY (group_id, alert_id)
)@clustered@;

CREATE TABLE outbox (
  id          @key@,
  key         @text@ NOT NULL UNIQUE,             -- the same notice to the same person never twice
  kind        @text@ NOT NULL CHECK (kind IN ('notice', 'repeat', 'escalation', 'digest', 'test')),
  contact_id  @int@ NOT NULL REFERENCES contact (id),
  medium      @text@ NOT NULL CHECK (medium IN ('email', 'sms', 'webhook')),
  desk        @text@ NOT NULL,
  why         @text@ NOT NULL,                    -- why this person, in words
  state       @text@ NOT NULL CHECK (state IN ('waiting', 'delivered', 'superseded', 'dropped', 'withheld', 'dead')),
  created_at  @int@ NOT NULL,
  due_at      @int@ NOT NULL,
  attempts    @int@ NOT NULL,
  lease_until @int@ NOT NULL,                     -- somebody is sending it until then
  worker      @text@ NOT NULL,
  done_at     @int@ NOT NULL,
  outcome     @text@ NOT NULL,                    -- of the newest attempt
  exercise_id @int@ REFERENCES exercise (id),
  link_used_at @int@ NOT NULL                     -- its one-time link was used, 0 for not yet
)@strict@;
CREATE INDEX outbox_due ON outbox (due_at) WHERE state = 'waiting';
CREATE INDEX outbox_contact ON outbox (contact_id);

CREATE TABLE outbox_issue (
  outbox_id @int@ NOT NULL REFERENCES outbox (id),
  issue_id  @int@ NOT NULL REFERENCES alert_issue (id),
  PRIMARY KEY (outbox_id, issue_id)
)@clustered@;
CREATE INDEX outbox_issue_issue ON outbox_issue (issue_id);

CREATE TABLE outbox_attempt (
  id        @key@,
  outbox_id @int@ NOT NULL REFERENCES outbox (id),
  at        @int@ NOT NULL,
  worker    @text@ NOT NULL,
  outcome   @text@ NOT NULL CHECK (outcome IN ('delivered', 'later', 'never', 'superseded', 'dropped', 'withheld')),
  detail    @text@ NOT NULL
)@strict@;
CREATE INDEX outbox_attempt_outbox ON outbox_attempt (outbox_id);
