-- The weekly return: what a council, and the police, say of a place.
-- owner: signals

CREATE TABLE weekly_return (
  id        @key@,
  place_id  @int@ NOT NULL REFERENCES place (id),
  kind      @text@ NOT NULL CHECK (kind IN ('council', 'force')),
  week      @int@ NOT NULL,                        -- ISO week, counted from that of 1970-01-01
  version   @int@ NOT NULL CHECK (version > 0),    -- later ones revise, none is edited
  at        @int@ NOT NULL,
  author    @int@ NOT NULL,
  nil       @int@ NOT NULL CHECK (nil IN (0, 1)),  -- we looked and found nothing
  looked_at @text@ NOT NULL,                       -- codes of the sources that were looked at
  level     @int@ NOT NULL CHECK (level BETWEEN 0 AND 6), -- as they see it, 0 for U
  change    @text@ NOT NULL CHECK (change IN ('RIS', 'STE', 'FAL', 'UNK')),
  issues    @text@ NOT NULL,                       -- the five that matter most
  horizon   @text@ NOT NULL,                       -- what is ahead in 28 days
  claims    @text@ NOT NULL,                       -- claims that go round
  confidence @text@ NOT NULL,                      -- of communities, a line for each network
  strain    @int@ NOT NULL CHECK (strain BETWEEN 0 AND 3), -- of those who do the work
  help      @text@ NOT NULL,                       -- what help is wanted
  UNIQUE (place_id, kind, week, version)
)@strict@;
CREATE INDEX weekly_return_week ON weekly_return (week);
