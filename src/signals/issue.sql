-- owner: signals
-- reads: place

--: issue_insert(title text, place int, themes text, communities text, start_day int, exercise int, at int, actor int) -> id int
INSERT INTO issue (title, place_id, themes, communities, start_day, state, closure, exercise, opened_at, opened_by)
VALUES ($1, $2, $3, $4, $5, 'open', '', $6, $7, $8)
RETURNING id;

--: issue_some(id int, place int, only_open int) -> id int, title text, place_id int, place text, place_name text, themes text, communities text, start_day int, state text, closure text, exercise int, opened_at int
SELECT i.id, i.title, i.place_id, p.code, p.name, i.themes, i.communities, i.start_day, i.state, i.closure, i.exercise,
       i.opened_at
  FROM issue i JOIN place p ON p.id = i.place_id
 WHERE ($1 = 0 OR i.id = $1) AND ($2 = 0 OR i.place_id = $2) AND ($3 = 0 OR i.state = 'open')
 ORDER BY i.state DESC, i.id DESC;

--: issue_end(id int, closure text, at int)
UPDATE issue SET state = 'closed', closure = $2, closed_at = $3 WHERE id = $1;
