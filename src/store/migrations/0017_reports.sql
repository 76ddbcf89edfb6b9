-- What is said in public: figures frozen for a report, and what councils answered.
-- owner: reports

CREATE TABLE report_snapshot (
  id        @key@,
  kind      @text@ NOT NULL,                      -- of the report: state-of-cohesion
  year      @int@ NOT NULL,
  made_at   @int@ NOT NULL,                       -- unix seconds
  actor     @int@ NOT NULL,
  figures   @int@ NOT NULL,
  digest    @text@ NOT NULL UNIQUE                -- SHA-256 over the figures: the name of the snapshot
)@strict@;

-- The public figures as they were then: a report is made from these alone, so that it can be made again.
CREATE TABLE report_figure (
  snapshot_id @int@ NOT NULL REFERENCES report_snapshot (id),
  indicator   @text@ NOT NULL,
  place       @text@ NOT NULL,                    -- code
  place_name  @text@ NOT NULL,
  period      @int@ NOT NULL,
  value       @real@ NOT NULL,
  lower       @real@,
  upper       @real@,
  position    @real@,                             -- NULL for an area larger than a council
  estimated   @int@ NOT NULL,
  PRIMARY KEY (snapshot_id, indicator, place, period)
)@clustered@;

CREATE TABLE report_response (
  id     @key@,
  year   @int@ NOT NULL,
  place  @text@ NOT NULL,                         -- code of the council
  kind   @text@ NOT NULL CHECK (kind IN ('correction', 'response')), -- of its factual check; to be published
  text   @text@ NOT NULL CHECK (length(text) BETWEEN 1 AND 8000),
  at     @int@ NOT NULL,
  actor  @int@ NOT NULL
)@strict@;
CREATE INDEX report_response_place ON report_response (year, place);

-- Counts that belong to a snapshot beside its figures: the watch by month, revisions, suppressed cells.
CREATE TABLE report_count (
  snapshot_id @int@ NOT NULL REFERENCES report_snapshot (id),
  section     @text@ NOT NULL CHECK (section IN ('watch', 'revised', 'suppressed')),
  label       @text@ NOT NULL,                    -- a month, a series
  a           @int@ NOT NULL,
  b           @int@ NOT NULL,
  c           @int@ NOT NULL,
  d           @int@ NOT NULL,
  PRIMARY KEY (snapshot_id, section, label)
)@clustered@;
