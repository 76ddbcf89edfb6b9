-- owner: detection

--: watch_run_insert(as_of_day int, known_day int, at int, actor int, series text, tests int, q real, budget real, cutoff real, expected_false real, proposals int, digest text) -> id int
INSERT INTO watch_run (as_of_day, known_day, at, actor, series, tests, q, budget, cutoff,
                       expected_false, proposals, digest)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
RETURNING id;

--: watch_run_set_proposals(id int, proposals int)
UPDATE watch_run SET proposals = $2 WHERE id = $1;

--: watch_run_same(as_of_day int, known_day int, series text, digest text) -> id int
SELECT id FROM watch_run
 WHERE as_of_day = $1 AND known_day = $2 AND series = $3 AND digest = $4
 ORDER BY id LIMIT 1;

--: verdict_put(series int, place int, period int, method text, run int, vintage int, observed real?, expected real?, upperbound real?, pvalue real?, alarm int?, reason text)
INSERT INTO verdict (series_id, place_id, period, method, run_id, vintage_id, observed, expected,
                     upperbound, pvalue, alarm, reason)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
ON CONFLICT (series_id, period, place_id, method) DO UPDATE SET
       run_id = excluded.run_id, vintage_id = excluded.vintage_id, observed = excluded.observed,
       expected = excluded.expected, upperbound = excluded.upperbound, pvalue = excluded.pvalue,
       alarm = excluded.alarm, reason = excluded.reason;

--: verdict_earlier(series int, period int, vintage int, as_of_day int) -> n int
SELECT count(*)
  FROM (SELECT 1 FROM verdict v JOIN watch_run r ON r.id = v.run_id
         WHERE v.series_id = $1 AND v.period = $2 AND v.vintage_id = $3 AND r.as_of_day < $4
         LIMIT 1) AS found;
