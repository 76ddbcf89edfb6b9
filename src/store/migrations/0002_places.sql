-- Where: every place of the register with its dates.
-- owner: places

CREATE TABLE place (
  id        @key@,
  code      @text@ NOT NULL UNIQUE CHECK (length(code) = 9),   -- GSS code
  name      @text@ NOT NULL CHECK (length(name) > 0),
  kind      @text@ NOT NULL,                      -- a name in src/places/kind.def
  start_day @int@,                                -- first day, days since 1970; NULL = before 2009-04-01
  end_day   @int@,                                -- first day it no longer exists; NULL = still alive
  county    @text@,                               -- code of the upper-tier county, if it lies in one
  region    @text@,                               -- code of the region
  force     @text@,                               -- code of the police force
  latitude  @real@ CHECK (latitude BETWEEN 49 AND 61),
  longitude @real@ CHECK (longitude BETWEEN -9 AND 3),
  easting   @real@,                               -- metres, British National Grid
  northing  @real@,
  area_km2  @real@ CHECK (area_km2 > 0),
  CHECK (end_day IS NULL OR start_day IS NULL OR end_day > start_day)
)@strict@;

CREATE TABLE place_alias (
  alias    @text@ NOT NULL CHECK (length(alias) > 0), -- lower case, as places/name.c folds it
  place_id @int@ NOT NULL REFERENCES place (id),
  PRIMARY KEY (alias, place_id)
)@clustered@;

CREATE TABLE place_succession (
  old_id @int@ NOT NULL REFERENCES place (id),
  new_id @int@ NOT NULL REFERENCES place (id),    -- takes over on its own start_day
  PRIMARY KEY (old_id, new_id),
  CHECK (old_id <> new_id)
)@clustered@;

CREATE TABLE place_neighbour (
  a_id @int@ NOT NULL REFERENCES place (id),
  b_id @int@ NOT NULL REFERENCES place (id),
  PRIMARY KEY (a_id, b_id),
  CHECK (a_id < b_id)
)@clustered@;

CREATE TABLE place_population (
  place_id   @int@ NOT NULL REFERENCES place (id),
  year       @int@ NOT NULL CHECK (year BETWEEN 1800 AND 2199),
  source     @text@ NOT NULL,                     -- such as mye_2021, census_2021
  population @int@ NOT NULL CHECK (population >= 0), -- persons
  PRIMARY KEY (place_id, year, source)
)@clustered@;
