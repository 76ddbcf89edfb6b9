-- Real borders, where the operator brought a file of them: one file at a time.
-- owner: places

CREATE TABLE boundary_set (
  id          @int@ NOT NULL PRIMARY KEY CHECK (id = 1),
  source      @text@ NOT NULL CHECK (length(source) BETWEEN 1 AND 300), -- named beside the map
  day         @int@ NOT NULL,                     -- of which the borders are, days since 1970
  file_sha256 @text@ NOT NULL,
  loaded_at   @int@ NOT NULL,
  actor       @int@ NOT NULL
)@strict@;

CREATE TABLE place_outline (
  place_id   @int@ NOT NULL REFERENCES place (id),
  scale      @int@ NOT NULL CHECK (scale IN (0, 1)), -- an OutlineScale
  west       @int@ NOT NULL,                      -- metres, British National Grid
  south      @int@ NOT NULL,
  east       @int@ NOT NULL,
  north      @int@ NOT NULL,
  mark_east  @int@ NOT NULL,
  mark_north @int@ NOT NULL,
  path       @text@ NOT NULL,                     -- simplified; as places/outline.h says
  PRIMARY KEY (place_id, scale),
  CHECK (west < east AND south < north)
)@clustered@;
