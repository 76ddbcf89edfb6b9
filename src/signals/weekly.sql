-- owner: signals
-- reads: place account organisation

--: weekly_head(place int, kind text, week int) -> version int
SELECT version FROM weekly_return WHERE place_id = $1 AND kind = $2 AND week = $3 ORDER BY version DESC LIMIT 1;

--: weekly_insert(place int, kind text, week int, version int, at int, author int, nil int, looked_at text, level int, change text, issues text, horizon text, claims text, confidence text, strain int, help text) -> id int
INSERT INTO weekly_return (place_id, kind, week, version, at, author, nil, looked_at, level, change, issues, horizon,
                           claims, confidence, strain, help)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
RETURNING id;

--: weekly_some(place int, kind text, from_week int, to_week int) -> id int, place_id int, place text, place_name text, kind text, week int, version int, at int, author int, author_name text, nil int, looked_at text, level int, change text, issues text, horizon text, claims text, confidence text, strain int, help text, first_at int
SELECT r.id, r.place_id, p.code, p.name, r.kind, r.week, r.version, r.at, r.author, coalesce(a.name, ''), r.nil,
       r.looked_at, r.level, r.change, r.issues, r.horizon, r.claims, r.confidence, r.strain, r.help,
       (SELECT min(f.at) FROM weekly_return f
         WHERE f.place_id = r.place_id AND f.kind = r.kind AND f.week = r.week)
  FROM weekly_return r
  JOIN place p ON p.id = r.place_id
  LEFT JOIN account a ON a.id = r.author
 WHERE ($1 = 0 OR r.place_id = $1) AND r.kind = $2 AND r.week BETWEEN $3 AND $4
   AND r.version = (SELECT max(m.version) FROM weekly_return m
                     WHERE m.place_id = r.place_id AND m.kind = r.kind AND m.week = r.week)
 ORDER BY r.place_id, r.week;

--: weekly_people() -> role text, place text, since int
SELECT a.role, o.place, min(a.created_at)
  FROM account a JOIN organisation o ON o.id = a.organisation_id
 WHERE a.active = 1 AND o.place IS NOT NULL AND o.place <> ''
 GROUP BY a.role, o.place;

--: weekly_told(since int) -> place_id int, at int, source_type text
SELECT place_id, at, source_type FROM signal
 WHERE at >= $1 AND exercise = 0 AND state <> 'discarded' ORDER BY place_id;
