-- owner: detection

--: verdict_history(series int, place int) -> period int, observed real?, expected real?, upperbound real?, pvalue real?, alarm int?, reason text
SELECT period, observed, expected, upperbound, pvalue, alarm, reason
  FROM verdict WHERE series_id = $1 AND place_id = $2 ORDER BY period;

--: verdict_newest(series int) -> period int, place_id int, observed real?, expected real?, upperbound real?, alarm int?
SELECT period, place_id, observed, expected, upperbound, alarm
  FROM verdict
 WHERE series_id = $1 AND period = (SELECT max(period) FROM verdict WHERE series_id = $1)
 ORDER BY place_id;

--: verdict_page(series int, place int, after_period int, after_place int, max_rows int) -> period int, place_id int, observed real?, expected real?, upperbound real?, pvalue real?, alarm int?, reason text
SELECT period, place_id, observed, expected, upperbound, pvalue, alarm, reason
  FROM verdict
 WHERE series_id = $1 AND (period, place_id) > ($3, $4) AND ($2 = 0 OR place_id = $2)
 ORDER BY period, place_id LIMIT $5;

--: verdict_measured(series int) -> method text, judged int, alarms int, first int, last int
SELECT method, count(*), count(CASE WHEN alarm = 1 THEN 1 END), min(period), max(period)
  FROM verdict WHERE series_id = $1 AND alarm IS NOT NULL
 GROUP BY method ORDER BY method;
