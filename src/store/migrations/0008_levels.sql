-- What was judged of an issue, and the levels that follow.
-- owner: signals

-- Immutable: a new judgement is a new version.
CREATE TABLE assessment (
  id            @key@,
  issue_id      @int@ NOT NULL REFERENCES issue (id),
  version       @int@ NOT NULL CHECK (version > 0),
  at            @int@ NOT NULL,
  author        @int@ NOT NULL,
  experienced   @int@ NOT NULL CHECK (experienced BETWEEN 0 AND 3),
  evidenced     @int@ NOT NULL CHECK (evidenced BETWEEN 0 AND 3),
  potential     @int@ NOT NULL CHECK (potential BETWEEN 0 AND 3),
  experienced_why @text@ NOT NULL,                 -- what that score rests on
  evidenced_why @text@ NOT NULL,
  potential_why @text@ NOT NULL,
  under_way     @int@ NOT NULL CHECK (under_way IN (0, 1)), -- disorder is happening
  horizon_hours @int@ NOT NULL CHECK (horizon_hours >= 0),  -- within how many hours it is expected, 0 when not said
  partner_types @int@ NOT NULL CHECK (partner_types >= 0),  -- kinds of partner that told something in 28 days
  lawful_only   @int@ NOT NULL CHECK (lawful_only IN (0, 1)), -- nothing but lawful protest or opinion
  suggested     @int@ NOT NULL CHECK (suggested BETWEEN 0 AND 6), -- level by the rule, 0 for U
  level         @int@ NOT NULL CHECK (level BETWEEN 0 AND 6),     -- level that the author set, 0 for U
  why           @text@ NOT NULL,
  trend         @text@ NOT NULL CHECK (trend IN ('RIS', 'STE', 'FAL', 'UNK')),
  likely_72h    @int@ NOT NULL CHECK (likely_72h BETWEEN 0 AND 7), -- of disorder, on the yardstick, 0 when not judged
  likely_14d    @int@ NOT NULL CHECK (likely_14d BETWEEN 0 AND 7),
  likely_90d    @int@ NOT NULL CHECK (likely_90d BETWEEN 0 AND 7),
  impact_safety @int@ NOT NULL CHECK (impact_safety BETWEEN 0 AND 5),
  impact_fear   @int@ NOT NULL CHECK (impact_fear BETWEEN 0 AND 5),
  impact_relations @int@ NOT NULL CHECK (impact_relations BETWEEN 0 AND 5),
  impact_trust  @int@ NOT NULL CHECK (impact_trust BETWEEN 0 AND 5),
  impact_democracy @int@ NOT NULL CHECK (impact_democracy BETWEEN 0 AND 5),
  what          @text@ NOT NULL,
  where_text    @text@ NOT NULL,
  vulnerable    @text@ NOT NULL,                   -- places and groups, never persons
  protective    @text@ NOT NULL,
  gaps          @text@ NOT NULL,                   -- what is not known
  alternatives  @text@ NOT NULL,                   -- other explanations that were considered
  confidence    @text@ NOT NULL CHECK (confidence IN ('H', 'M', 'L')),
  dissent       @text@ NOT NULL,
  rights        @text@ NOT NULL,                   -- the check of lawful protest, expression and equality
  asked         @text@ NOT NULL,                   -- what others are asked to do
  next_review_at @int@ NOT NULL,
  UNIQUE (issue_id, version)
)@strict@;

CREATE TABLE assessment_event (
  id            @key@,
  assessment_id @int@ NOT NULL REFERENCES assessment (id),
  at            @int@ NOT NULL,
  actor         @int@ NOT NULL,
  action        @text@ NOT NULL CHECK (action IN ('waits', 'in_force', 'returned', 'superseded', 'cancelled')),
  reason        @text@ NOT NULL
)@strict@;
CREATE INDEX assessment_event_assessment ON assessment_event (assessment_id);

-- The levels as they came into force, one row a change; nothing here is ever edited.
CREATE TABLE level_change (
  id             @int@ PRIMARY KEY CHECK (id > 0), -- 1, 2, 3 ... in the order of their coming into force
  at             @int@ NOT NULL,
  place_id       @int@ NOT NULL REFERENCES place (id),
  issue_id       @int@ NOT NULL REFERENCES issue (id),
  version        @int@ NOT NULL CHECK (version > 0), -- within the issue
  kind           @text@ NOT NULL CHECK (kind IN ('set', 'raised', 'lowered', 'renewed', 'expired', 'cancelled', 'closed')),
  level          @int@ NOT NULL CHECK (level BETWEEN 0 AND 6), -- of the issue, 0 for U
  previous       @int@ NOT NULL CHECK (previous BETWEEN 0 AND 6), -- its level before, 0 for U
  place_level    @int@ NOT NULL CHECK (place_level BETWEEN 0 AND 6), -- of the place as a whole afterwards
  assessment_id  @int@ NOT NULL REFERENCES assessment (id),
  approver       @int@ NOT NULL,                   -- second reader, 0 where none was needed
  reason         @text@ NOT NULL,                  -- why it expired, was cancelled or closed
  next_review_at @int@ NOT NULL,
  UNIQUE (issue_id, version)
)@strict@;
CREATE INDEX level_change_place ON level_change (place_id, issue_id, version);
