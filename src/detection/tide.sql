-- owner: detection
-- reads: place

--: tide_insert(place int, theme text, span text, as_of_day int, later int, before int, later_all int, before_all int, pvalue real, cutoff real, tests int, at int) -> id int
INSERT INTO tide (place_id, theme, span, as_of_day, later, before, later_all, before_all, pvalue, cutoff, tests, state,
                  reason, decided_by, at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'proposed', '', 0, $12)
RETURNING id;

--: tide_near(place int, theme text, span text, since_day int) -> n int
SELECT count(*) FROM tide
 WHERE place_id = $1 AND theme = $2 AND span = $3 AND (state = 'proposed' OR as_of_day > $4);

--: tide_some(id int, state text) -> id int, place_id int, place text, place_name text, theme text, span text, as_of_day int, later int, before int, later_all int, before_all int, pvalue real, cutoff real, tests int, state text, reason text
SELECT t.id, t.place_id, p.code, p.name, t.theme, t.span, t.as_of_day, t.later, t.before, t.later_all, t.before_all,
       t.pvalue, t.cutoff, t.tests, t.state, t.reason
  FROM tide t JOIN place p ON p.id = t.place_id
 WHERE ($1 = 0 OR t.id = $1) AND ($2 = '' OR t.state = $2)
 ORDER BY t.as_of_day DESC, t.pvalue, t.id;

--: tide_set(id int, state text, reason text, actor int, at int) -> id int
UPDATE tide SET state = $2, reason = $3, decided_by = $4, decided_at = $5 WHERE id = $1 AND state = 'proposed'
RETURNING id;
