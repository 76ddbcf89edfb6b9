-- What was measured: series, vintages and values, under the place code that the source used.
-- owner: observations

CREATE TABLE series (
  id         @key@,
  code       @text@ NOT NULL UNIQUE CHECK (length(code) BETWEEN 1 AND 80),
  title      @text@ NOT NULL CHECK (length(title) > 0),
  counted    @text@ NOT NULL,                     -- what is counted, in words that fit "N ..."
  unit       @text@ NOT NULL,                     -- offences, persons, cases
  period     @text@ NOT NULL CHECK (period IN ('day', 'week', 'month', 'quarter', 'year')),
  kind       @text@ NOT NULL CHECK (kind IN ('count', 'rate')),
  per        @real@ NOT NULL DEFAULT 1 CHECK (per > 0), -- a rate is per * numerator / denominator
  direction  @text@ NOT NULL CHECK (direction IN ('up', 'down', 'both', 'none')), -- which change is worrying
  visibility @text@ NOT NULL CHECK (visibility IN ('public', 'partners', 'office')),
  source     @text@ NOT NULL,
  licence    @text@ NOT NULL,
  caveat     @text@ NOT NULL,
  mapping    @text@ NOT NULL,                     -- name of the mapping its files use, may be empty
  watch      @int@ NOT NULL CHECK (watch IN (0, 1)),   -- whether detectors look at it
  example    @int@ NOT NULL CHECK (example IN (0, 1))  -- EXAMPLE is printed wherever it shows
)@strict@;

CREATE TABLE series_break (
  series_id @int@ NOT NULL REFERENCES series (id),
  period    @int@ NOT NULL,                       -- first period counted in the new way
  reason    @text@ NOT NULL CHECK (length(reason) > 0),
  PRIMARY KEY (series_id, period)
)@clustered@;

-- One accepted file: the vintage of the cells it added or changed.
CREATE TABLE vintage (
  id            @key@,
  series_id     @int@ NOT NULL REFERENCES series (id),
  published_day @int@ NOT NULL,                   -- when the figures came out, days since 1970
  imported_at   @int@ NOT NULL,                   -- unix seconds
  actor         @int@ NOT NULL,
  file_name     @text@ NOT NULL,
  file_sha256   @text@ NOT NULL,
  mapping       @text@ NOT NULL,
  rows_read     @int@ NOT NULL,
  cells_added   @int@ NOT NULL,
  cells_changed @int@ NOT NULL,
  cells_same    @int@ NOT NULL
)@strict@;
CREATE INDEX vintage_series ON vintage (series_id);

-- large
CREATE TABLE observation (
  series_id   @int@ NOT NULL REFERENCES series (id),
  place_id    @int@ NOT NULL REFERENCES place (id),
  period      @int@ NOT NULL,                     -- base/date.h: counted in the series' own unit
  vintage_id  @int@ NOT NULL REFERENCES vintage (id),
  status      @int@ NOT NULL CHECK (status BETWEEN 0 AND 4), -- 0 value 1 zero 2 missing 3 suppressed 4 provisional
  value       @real@,                             -- NULL when missing or suppressed
  denominator @real@,                             -- of a rate, when the source gives it
  PRIMARY KEY (series_id, place_id, period, vintage_id),
  CHECK ((value IS NULL) = (status IN (2, 3)))
)@clustered@;
