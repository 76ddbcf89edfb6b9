-- owner: indicators

--: indicator_clear(indicator text)
DELETE FROM indicator_value WHERE indicator = $1;

--: indicator_spread_clear(indicator text)
DELETE FROM indicator_spread WHERE indicator = $1;

--: indicator_put(indicator text, place int, period int, value real, lower real?, upper real?, position real?, estimated int)
INSERT INTO indicator_value (indicator, place_id, period, value, lower, upper, position, estimated)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

--: indicator_spread_put(indicator text, period int, councils int, low real, quarter real, median real, three_quarters real, high real, england real?)
INSERT INTO indicator_spread (indicator, period, councils, low, quarter, median, three_quarters,
                              high, england)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9);

--: indicator_of_place(place int) -> indicator text, period int, value real, lower real?, upper real?, position real?, estimated int
SELECT indicator, period, value, lower, upper, position, estimated
  FROM indicator_value WHERE place_id = $1 ORDER BY indicator, period;

--: indicator_of_period(indicator text, period int) -> place_id int, value real, lower real?, upper real?, position real?, estimated int
SELECT place_id, value, lower, upper, position, estimated
  FROM indicator_value WHERE indicator = $1 AND period = $2 ORDER BY place_id;

--: indicator_spread_all() -> indicator text, period int, councils int, low real, quarter real, median real, three_quarters real, high real, england real?
SELECT indicator, period, councils, low, quarter, median, three_quarters, high, england
  FROM indicator_spread ORDER BY indicator, period;
