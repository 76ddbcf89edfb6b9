-- owner: reports
-- reads: indicator_value place observation vintage

--: report_snapshot_put(kind text, year int, at int, actor int) -> id int
INSERT INTO report_snapshot (kind, year, made_at, actor, figures, digest)
VALUES ($1, $2, $3, $4, 0, '')
RETURNING id;

--: report_snapshot_settle(id int, figures int, digest text)
UPDATE report_snapshot SET figures = $2, digest = $3 WHERE id = $1;

--: report_snapshot_by_digest(digest text, except int) -> id int
SELECT id FROM report_snapshot WHERE digest = $1 AND id <> $2;

--: report_snapshot_drop(id int)
DELETE FROM report_snapshot WHERE id = $1;

--: report_figure_drop(id int)
DELETE FROM report_figure WHERE snapshot_id = $1;

--: report_figure_freeze(snapshot int, indicator text, last int)
INSERT INTO report_figure (snapshot_id, indicator, place, place_name, period, value, lower, upper,
                           position, estimated)
SELECT $1, v.indicator, p.code, p.name, v.period, v.value, v.lower, v.upper, v.position, v.estimated
  FROM indicator_value v JOIN place p ON p.id = v.place_id
 WHERE v.indicator = $2 AND v.period <= $3;

--: report_snapshot_all() -> id int, kind text, year int, made_at int, figures int, digest text
SELECT id, kind, year, made_at, figures, digest FROM report_snapshot ORDER BY id;

--* report_figure_all(snapshot int) -> indicator text, place text, place_name text, period int, value real, lower real?, upper real?, position real?, estimated int
SELECT indicator, place, place_name, period, value, lower, upper, position, estimated
  FROM report_figure WHERE snapshot_id = $1 ORDER BY indicator, place, period;

--: report_count_drop(id int)
DELETE FROM report_count WHERE snapshot_id = $1;

--: report_count_put(snapshot int, section text, label text, a int, b int, c int, d int)
INSERT INTO report_count (snapshot_id, section, label, a, b, c, d) VALUES ($1, $2, $3, $4, $5, $6, $7);

--: report_count_all(snapshot int) -> section text, label text, a int, b int, c int, d int
SELECT section, label, a, b, c, d FROM report_count WHERE snapshot_id = $1 ORDER BY section, label;

--: report_count_suppressed(series int) -> n int
SELECT count(*) FROM observation WHERE series_id = $1 AND status = 3;

--: report_count_revised(series int) -> cells int?, vintages int
SELECT sum(cells_changed), count(*) FROM vintage WHERE series_id = $1;

--: report_response_put(year int, place text, kind text, text text, at int, actor int)
INSERT INTO report_response (year, place, kind, text, at, actor) VALUES ($1, $2, $3, $4, $5, $6);

--: report_response_all(year int) -> place text, kind text, text text, at int
SELECT place, kind, text, at FROM report_response WHERE year = $1 ORDER BY place, id;
