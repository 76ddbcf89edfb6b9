-- What the figures mean: indicators by place and period, and their spread over the councils.
-- owner: indicators

-- derived: belfry indicators refresh recreates it from observations and the register
CREATE TABLE indicator_value (
  indicator @text@ NOT NULL,
  place_id  @int@ NOT NULL REFERENCES place (id),
  period    @int@ NOT NULL,                       -- in the unit of the indicator's series
  value     @real@ NOT NULL,
  lower     @real@,                               -- 95 per cent interval, NULL when the source gives none
  upper     @real@,
  position  @real@,                               -- share of councils below, ties counted half; NULL for larger areas
  estimated @int@ NOT NULL CHECK (estimated IN (0, 1)), -- the mean of councils that were merged later
  PRIMARY KEY (indicator, place_id, period)
)@clustered@;

-- derived: as above
CREATE TABLE indicator_spread (
  indicator @text@ NOT NULL,
  period    @int@ NOT NULL,
  councils  @int@ NOT NULL,                       -- with a value
  low       @real@ NOT NULL,
  quarter   @real@ NOT NULL,                      -- first quartile
  median    @real@ NOT NULL,
  three_quarters @real@ NOT NULL,
  high      @real@ NOT NULL,
  england   @real@,                               -- NULL when too few councils have a value
  PRIMARY KEY (indicator, period)
)@clustered@;
CREATE INDEX indicator_value_place ON indicator_value (place_id, indicator, period);
