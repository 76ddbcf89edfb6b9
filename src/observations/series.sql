-- owner: observations

--: series_all() -> id int, code text, title text, counted text, unit text, period text, kind text, per real, direction text, visibility text, source text, licence text, caveat text, mapping text, watch int, example int, measure int
SELECT id, code, title, counted, unit, period, kind, per, direction, visibility, source, licence,
       caveat, mapping, watch, example, measure
  FROM series ORDER BY code;

--: series_upsert(code text, title text, counted text, unit text, period text, kind text, per real, direction text, visibility text, source text, licence text, caveat text, mapping text, watch int, example int, measure int) -> id int
INSERT INTO series (code, title, counted, unit, period, kind, per, direction, visibility, source,
                    licence, caveat, mapping, watch, example, measure)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
ON CONFLICT (code) DO UPDATE SET
       title = excluded.title, counted = excluded.counted, unit = excluded.unit,
       period = excluded.period, kind = excluded.kind, per = excluded.per,
       direction = excluded.direction, visibility = excluded.visibility, source = excluded.source,
       licence = excluded.licence, caveat = excluded.caveat, mapping = excluded.mapping,
       watch = excluded.watch, example = excluded.example,
       measure = excluded.measure
RETURNING id;

--: series_breaks_all() -> series_id int, period int, reason text
SELECT series_id, period, reason FROM series_break ORDER BY series_id, period;

--: series_breaks_clear(series int)
DELETE FROM series_break WHERE series_id = $1;

--: series_break_add(series int, period int, reason text)
INSERT INTO series_break (series_id, period, reason) VALUES ($1, $2, $3);

--: series_vintage_all(series int) -> id int, published_day int, imported_at int, file_name text, file_sha256 text, mapping text, rows_read int, cells_added int, cells_changed int, cells_same int
SELECT id, published_day, imported_at, file_name, file_sha256, mapping, rows_read, cells_added,
       cells_changed, cells_same
  FROM vintage WHERE series_id = $1 ORDER BY id;

--: series_revision_all(series int) -> place_id int, period int, old_value real?, new_value real?, old_vintage int, new_vintage int
SELECT n.place_id, n.period, o.value, n.value, o.vintage_id, n.vintage_id
  FROM observation n
  JOIN observation o ON o.series_id = n.series_id AND o.place_id = n.place_id
                    AND o.period = n.period AND o.vintage_id < n.vintage_id
 WHERE n.series_id = $1
   AND NOT EXISTS (SELECT 1 FROM observation b
                    WHERE b.series_id = n.series_id AND b.place_id = n.place_id
                      AND b.period = n.period AND b.vintage_id > o.vintage_id
                      AND b.vintage_id < n.vintage_id)
 ORDER BY n.period, n.place_id, n.vintage_id;
