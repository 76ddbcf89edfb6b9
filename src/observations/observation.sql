-- owner: observations
-- reads: place

--: vintage_insert(series int, published_day int, at int, actor int, file_name text, file_sha256 text, mapping text) -> id int
INSERT INTO vintage (series_id, published_day, imported_at, actor, file_name, file_sha256, mapping,
                     rows_read, cells_added, cells_changed, cells_same)
VALUES ($1, $2, $3, $4, $5, $6, $7, 0, 0, 0, 0)
RETURNING id;

--: vintage_settle(id int, rows int, added int, changed int, same int, sha256 text, mapping text)
UPDATE vintage SET rows_read = $2, cells_added = $3, cells_changed = $4, cells_same = $5,
       file_sha256 = $6, mapping = $7
 WHERE id = $1;

--: vintage_same_file(series int, sha256 text, except int) -> id int
SELECT id FROM vintage WHERE series_id = $1 AND file_sha256 = $2 AND id <> $3 ORDER BY id DESC;

--: observation_differs(series int, vintage int, known int) -> n int
SELECT count(*)
  FROM observation n
 WHERE n.series_id = $1 AND n.vintage_id = $2
   AND NOT EXISTS (SELECT 1 FROM observation o
                    WHERE o.series_id = $1 AND o.place_id = n.place_id AND o.period = n.period
                      AND o.vintage_id = (SELECT max(p.vintage_id) FROM observation p
                                           WHERE p.series_id = $1 AND p.place_id = n.place_id
                                             AND p.period = n.period AND p.vintage_id <= $3)
                      AND o.status = n.status
                      AND o.value IS NOT DISTINCT FROM n.value
                      AND o.denominator IS NOT DISTINCT FROM n.denominator);

--: observation_delete_vintage(series int, vintage int)
DELETE FROM observation WHERE series_id = $1 AND vintage_id = $2;

--: vintage_delete(id int)
DELETE FROM vintage WHERE id = $1;

--: vintage_newest(series int) -> id int, published_day int
SELECT id, published_day FROM vintage WHERE series_id = $1 ORDER BY id DESC LIMIT 1;

--: vintage_as_of(series int, day int, max_id int) -> newest int?, earliest int?
SELECT max(CASE WHEN published_day <= $2 AND id <= $3 THEN id END), min(id)
  FROM vintage WHERE series_id = $1;

--: observation_put(series int, place int, period int, vintage int, status int, value real?, denominator real?) -> place_id int
INSERT INTO observation (series_id, place_id, period, vintage_id, status, value, denominator)
VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT DO NOTHING
RETURNING place_id;

--: observation_sum(series int, place int, period int, vintage int, status int, value real?)
INSERT INTO observation (series_id, place_id, period, vintage_id, status, value)
VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (series_id, place_id, period, vintage_id) DO UPDATE SET
       value = CASE WHEN observation.value IS NULL OR excluded.value IS NULL THEN NULL
                    ELSE observation.value + excluded.value END,
       status = CASE WHEN observation.value IS NULL THEN observation.status
                     WHEN excluded.value IS NULL THEN excluded.status
                     WHEN observation.status = 4 OR excluded.status = 4 THEN 4
                     WHEN observation.value + excluded.value = 0 THEN 1
                     ELSE 0 END;

--: observation_drop_same(series int, vintage int)
DELETE FROM observation
 WHERE series_id = $1 AND vintage_id = $2
   AND EXISTS (SELECT 1 FROM observation o
                WHERE o.series_id = $1 AND o.place_id = observation.place_id
                  AND o.period = observation.period
                  AND o.vintage_id = (SELECT max(p.vintage_id) FROM observation p
                                       WHERE p.series_id = $1 AND p.place_id = observation.place_id
                                         AND p.period = observation.period AND p.vintage_id < $2)
                  AND o.status = observation.status
                  AND o.value IS NOT DISTINCT FROM observation.value
                  AND o.denominator IS NOT DISTINCT FROM observation.denominator);

--: observation_count(series int, vintage int) -> cells int, revised int
SELECT count(*),
       coalesce(sum(CASE WHEN EXISTS (SELECT 1 FROM observation p
                                       WHERE p.series_id = $1 AND p.place_id = n.place_id
                                         AND p.period = n.period AND p.vintage_id < $2)
                         THEN 1 ELSE 0 END), 0)
  FROM observation n WHERE n.series_id = $1 AND n.vintage_id = $2;

--* observation_range(series int, first int, last int, max_vintage int) -> place_id int, period int, status int, value real?, denominator real?
SELECT p.id, o.period, o.status, o.value, o.denominator
  FROM place p CROSS JOIN observation o
 WHERE o.series_id = $1 AND o.place_id = p.id AND o.period BETWEEN $2 AND $3
   AND o.vintage_id <= $4
 ORDER BY p.id, o.period, o.vintage_id;

--* observation_of_place(series int, place int, first int, last int, max_vintage int) -> place_id int, period int, status int, value real?, denominator real?
SELECT place_id, period, status, value, denominator
  FROM observation
 WHERE series_id = $1 AND place_id = $2 AND period BETWEEN $3 AND $4 AND vintage_id <= $5
 ORDER BY period, vintage_id;

--: observation_span(series int, place int, max_vintage int) -> first int?, last int?
SELECT min(period), max(period)
  FROM observation WHERE series_id = $1 AND place_id = $2 AND vintage_id <= $3;

-- Provisional figures (status 4) are not judged, so they are no newest period.
--: observation_newest_period(series int, last int, max_vintage int) -> period int?
SELECT max((SELECT max(o.period) FROM observation o
             WHERE o.series_id = $1 AND o.place_id = p.id AND o.period <= $2
               AND o.vintage_id <= $3 AND o.value IS NOT NULL AND o.status <> 4))
  FROM place p;

--: observation_earliest_period(series int, max_vintage int) -> period int?
SELECT min((SELECT min(o.period) FROM observation o
             WHERE o.series_id = $1 AND o.place_id = p.id AND o.vintage_id <= $2))
  FROM place p;
