-- Who is told, how that is decided, and what may be read by everybody.
-- owner: alerts

CREATE TABLE routing_version (
  id     @key@,
  at     @int@ NOT NULL,
  actor  @int@ NOT NULL,
  reason @text@ NOT NULL,
  body   @text@ NOT NULL
)@strict@;

CREATE TABLE contact (
  id         @key@,
  desk       @text@ NOT NULL,                     -- a name of the routing
  area       @text@ NOT NULL,                     -- code of the place that it is for, empty for everywhere
  name       @text@ NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
  email      @text@ NOT NULL,
  phone      @text@ NOT NULL,
  webhook    @text@ NOT NULL,
  digest_from @int@ NOT NULL CHECK (digest_from BETWEEN 3 AND 7), -- levels from this on come once a day
  active     @int@ NOT NULL CHECK (active IN (0, 1)),
  created_at @int@ NOT NULL
)@strict@;
CREATE INDEX contact_desk ON contact (desk, area);

-- While somebody is on duty for a desk, only they are told.
CREATE TABLE shift (
  id         @key@,
  contact_id @int@ NOT NULL REFERENCES contact (id),
  from_at    @int@ NOT NULL,
  until_at   @int@ NOT NULL,
  CHECK (until_at > from_at)
)@strict@;
CREATE INDEX shift_contact ON shift (contact_id);

CREATE TABLE silence (
  id       @key@,
  matches  @text@ NOT NULL,
  from_at  @int@ NOT NULL,
  until_at @int@ NOT NULL,
  owner    @int@ NOT NULL,
  reason   @text@ NOT NULL CHECK (length(reason) > 0),
  CHECK (until_at > from_at)
)@strict@;

-- How far each source of alerts has been read.
CREATE TABLE alert_source (
  name    @text@ PRIMARY KEY,
  last_id @int@ NOT NULL
)@strict@;

-- What may be read by everybody: a text that two people agreed on, never a live level.
CREATE TABLE public_notice (
  id           @key@,
  alert_id     @int@ NOT NULL REFERENCES alert (id),
  title        @text@ NOT NULL CHECK (length(title) BETWEEN 1 AND 160),
  body         @text@ NOT NULL CHECK (length(body) BETWEEN 1 AND 4000),
  author       @int@ NOT NULL,
  written_at   @int@ NOT NULL,
  approver     @int@ NOT NULL,                    -- 0: waits for a second person
  published_at @int@ NOT NULL,
  withdrawn_at @int@ NOT NULL
)@strict@;
