-- Rises of what people tell, as proposals; none of them sets a level.
-- owner: detection

CREATE TABLE tide (
  id          @key@,
  place_id    @int@ NOT NULL REFERENCES place (id),
  theme       @text@ NOT NULL,
  span        @text@ NOT NULL CHECK (span IN ('short', 'slow')), -- 7 days against 28, 90 against 365
  as_of_day   @int@ NOT NULL,
  later       @int@ NOT NULL,                      -- signals of those who told something before, in the later span
  before      @int@ NOT NULL,                      -- and in the one before
  later_all   @int@ NOT NULL,                      -- the same of everybody, newcomers too
  before_all  @int@ NOT NULL,
  pvalue      @real@ NOT NULL,
  cutoff      @real@ NOT NULL,                     -- p-values at or below it became proposals
  tests       @int@ NOT NULL,
  state       @text@ NOT NULL CHECK (state IN ('proposed', 'taken_up', 'dismissed')),
  reason      @text@ NOT NULL,                     -- of whoever decided
  decided_by  @int@ NOT NULL,
  decided_at  @int@,
  at          @int@ NOT NULL
)@strict@;
CREATE INDEX tide_place ON tide (place_id, theme, span, as_of_day);
