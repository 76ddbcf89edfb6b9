-- owner: signals

--: tally_between(first_day int, last_day int) -> place_id int, theme text, day int, since_day int, n int
SELECT place_id, theme, day, since_day, n FROM signal_tally
 WHERE day BETWEEN $1 AND $2 AND n > 0
 ORDER BY place_id, theme, day, since_day;

--: tally_first() -> day int?
SELECT min(day) FROM signal_tally WHERE n > 0;
