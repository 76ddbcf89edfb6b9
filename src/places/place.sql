-- owner: places

--: place_all() -> id int, code text, name text, kind text, start_day int?, end_day int?, county text?, region text?, force text?, latitude real?, longitude real?, easting real?, northing real?, area_km2 real?
SELECT id, code, name, kind, start_day, end_day, county, region, force,
       latitude, longitude, easting, northing, area_km2
  FROM place
 ORDER BY code;

--: place_insert(code text, name text, kind text, start_day int?, end_day int?, county text?, region text?, force text?, latitude real?, longitude real?, easting real?, northing real?, area_km2 real?) -> id int
INSERT INTO place (code, name, kind, start_day, end_day, county, region, force,
                   latitude, longitude, easting, northing, area_km2)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
RETURNING id;

--: place_update(id int, name text, kind text, start_day int?, end_day int?, county text?, region text?, force text?, latitude real?, longitude real?, easting real?, northing real?, area_km2 real?)
UPDATE place
   SET name = $2, kind = $3, start_day = $4, end_day = $5, county = $6, region = $7, force = $8,
       latitude = $9, longitude = $10, easting = $11, northing = $12, area_km2 = $13
 WHERE id = $1;

--: place_alias_all() -> place_id int, alias text
SELECT place_id, alias FROM place_alias ORDER BY place_id, alias;

--: place_alias_insert(place_id int, alias text)
INSERT INTO place_alias (place_id, alias) VALUES ($1, $2);

--: place_succession_all() -> old_id int, new_id int
SELECT old_id, new_id FROM place_succession ORDER BY old_id, new_id;

--: place_succession_insert(old_id int, new_id int)
INSERT INTO place_succession (old_id, new_id) VALUES ($1, $2);

--: place_neighbour_all() -> a_id int, b_id int
SELECT a_id, b_id FROM place_neighbour ORDER BY a_id, b_id;

--: place_neighbour_insert(a_id int, b_id int)
INSERT INTO place_neighbour (a_id, b_id) VALUES ($1, $2);

--: place_population_all() -> place_id int, year int, source text, population int
SELECT place_id, year, source, population
  FROM place_population
 ORDER BY place_id, year, source;

--: place_population_put(place_id int, year int, source text, population int)
INSERT INTO place_population (place_id, year, source, population) VALUES ($1, $2, $3, $4)
ON CONFLICT (place_id, year, source) DO UPDATE SET population = excluded.population;
