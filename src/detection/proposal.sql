-- owner: detection
-- reads: series place account

--: proposal_insert(series int, place int, period int, window_first int, method text, settings text, as_of_day int, vintage int, observed real, expected real, upperbound real, pvalue real, reason text, at int, run int) -> id int
INSERT INTO proposal (series_id, place_id, period, window_first, method, settings, as_of_day, vintage_id,
                      observed, expected, upperbound, pvalue, state, reason, created_at, run_id)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'proposed', $13, $14, $15)
ON CONFLICT (series_id, place_id, period, method) DO NOTHING
RETURNING id;

--: proposal_event_insert(proposal int, at int, actor int, action text, reason text)
INSERT INTO proposal_event (proposal_id, at, actor, action, reason) VALUES ($1, $2, $3, $4, $5);

--: proposal_all(only_state text, place text, from_id int, to_id int) -> id int, series_id int, place_id int, series text, series_title text, place text, place_name text, unit text, period int, window_first int, method text, settings text, as_of_day int, vintage_id int, observed real, expected real, upperbound real, pvalue real, state text, reason text, created_at int, run_id int
SELECT p.id, p.series_id, p.place_id, s.code, s.title, c.code, c.name, s.period, p.period, p.window_first, p.method,
       p.settings, p.as_of_day, p.vintage_id, p.observed, p.expected, p.upperbound, p.pvalue,
       p.state, p.reason, p.created_at, p.run_id
  FROM proposal p
  JOIN series s ON s.id = p.series_id
  JOIN place c ON c.id = p.place_id
 WHERE ($1 = '' OR p.state = $1)
   AND ($2 = '' OR c.code = $2)
   AND p.id BETWEEN $3 AND $4
 ORDER BY p.as_of_day DESC, p.pvalue, p.id;

--: proposal_set_state(id int, state text) -> id int
UPDATE proposal SET state = $2 WHERE id = $1 AND state = 'proposed'
RETURNING id;

--: proposal_event_all(proposal int) -> at int, actor int, actor_name text, action text, reason text
SELECT e.at, e.actor, coalesce(a.name, ''), e.action, e.reason
  FROM proposal_event e LEFT JOIN account a ON a.id = e.actor
 WHERE e.proposal_id = $1 ORDER BY e.id;
