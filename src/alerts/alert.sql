-- owner: alerts
-- reads: place account proposal signal assessment

--: alert_insert(key text, source text, source_ref int, place int, subject text, nature text, detection text, handling text, level int, trend text, confidence text, summary text, gaps text, asked text, author int, started_at int, at int, review_at int, exercise int?) -> id int
INSERT INTO alert (key, source, source_ref, place_id, subject, nature, detection, handling, visibility, hidden_why,
                   level, trend, confidence, summary, gaps, asked, author, started_at, created_at, changed_at, since,
                   escalate_at, answer_until, review_at, step, revision, exercise_id)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'shown', '', $9, $10, $11, $12, $13, $14, $15, $16, $17, $17, $17, 0, 0, $18, 0, 0, $19)
ON CONFLICT DO NOTHING
RETURNING id;

--: alert_by_key(key text) -> id int
SELECT id FROM alert WHERE key = $1 AND handling NOT IN ('stood_down', 'reviewed', 'cancelled');

--: alert_by_source(source text, source_ref int) -> id int
SELECT id FROM alert WHERE source = $1 AND source_ref = $2 ORDER BY id DESC LIMIT 1;

--: alert_some(from_id int, to_id int, only_open int, only_exercise int) -> id int, key text, source text, source_ref int, place_id int, place text, place_name text, subject text, nature text, detection text, handling text, visibility text, hidden_why text, level int, trend text, confidence text, summary text, gaps text, asked text, author int, started_at int, created_at int, changed_at int, since int, escalate_at int, answer_until int, review_at int, step int, revision int, exercise_id int, exercise_name text
SELECT a.id, a.key, a.source, a.source_ref, a.place_id, p.code, p.name, a.subject, a.nature, a.detection, a.handling,
       a.visibility, a.hidden_why, a.level, a.trend, a.confidence, a.summary, a.gaps, a.asked, a.author, a.started_at,
       a.created_at, a.changed_at, a.since, a.escalate_at, a.answer_until, a.review_at, a.step, a.revision,
       coalesce(a.exercise_id, 0), coalesce(x.name, '')
  FROM alert a JOIN place p ON p.id = a.place_id LEFT JOIN exercise x ON x.id = a.exercise_id
 WHERE a.id BETWEEN $1 AND $2
   AND ($3 = 0 OR a.handling NOT IN ('stood_down', 'reviewed', 'cancelled'))
   AND ($4 = 0 OR a.exercise_id = $4)
 ORDER BY a.id DESC;

--: alert_update(id int, detection text, handling text, visibility text, hidden_why text, level int, at int, since int, escalate_at int, answer_until int, review_at int, step int, revision int)
UPDATE alert
   SET detection = $2, handling = $3, visibility = $4, hidden_why = $5, level = $6, changed_at = $7, since = $8,
       escalate_at = $9, answer_until = $10, review_at = $11, step = $12, revision = $13
 WHERE id = $1;

--: alert_describe(id int, trend text, confidence text, summary text, gaps text, asked text)
UPDATE alert SET trend = $2, confidence = $3, summary = $4, gaps = $5, asked = $6 WHERE id = $1;

--: alert_source_at(name text) -> last_id int
SELECT last_id FROM alert_source WHERE name = $1;

--: alert_source_move(name text, last_id int)
INSERT INTO alert_source (name, last_id) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET last_id = excluded.last_id;

--: alert_event_insert(alert int, at int, actor int, action text, level int, detail text)
INSERT INTO alert_event (alert_id, at, actor, action, level, detail) VALUES ($1, $2, $3, $4, $5, $6);

--: alert_event_all(alert int) -> at int, actor int, actor_name text, action text, level int, detail text
SELECT e.at, e.actor, coalesce(a.name, ''), e.action, e.level, e.detail
  FROM alert_event e LEFT JOIN account a ON a.id = e.actor
 WHERE e.alert_id = $1 ORDER BY e.id;

--: alert_event_find(alert int, action text, detail text) -> id int
SELECT id FROM alert_event WHERE alert_id = $1 AND action = $2 AND detail = $3 ORDER BY id LIMIT 1;

--: notice_insert(alert int, revision int, kind text, at int, sender text, level int, old_level int, headline text, body text, next_look int) -> id int
INSERT INTO alert_issue (alert_id, revision, kind, at, sender, level, old_level, headline, body, next_look)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
RETURNING id;

--: notice_all(alert int) -> id int, revision int, kind text, at int, sender text, level int, old_level int, headline text, body text, next_look int
SELECT id, revision, kind, at, sender, level, old_level, headline, body, next_look
  FROM alert_issue WHERE alert_id = $1 ORDER BY revision;

--: proposal_for_alert() -> id int
SELECT p.id FROM proposal p
 WHERE p.state = 'approved'
   AND NOT EXISTS (SELECT 1 FROM alert a WHERE a.source = 'proposal' AND a.source_ref = p.id)
 ORDER BY p.id;

--: routing_newest() -> id int, body text
SELECT id, body FROM routing_version ORDER BY id DESC LIMIT 1;

--: routing_all() -> id int, at int, actor_name text, reason text
SELECT r.id, r.at, coalesce(a.name, ''), r.reason
  FROM routing_version r LEFT JOIN account a ON a.id = r.actor ORDER BY r.id DESC;

--: routing_insert(at int, actor int, reason text, body text) -> id int
INSERT INTO routing_version (at, actor, reason, body) VALUES ($1, $2, $3, $4) RETURNING id;

--: exercise_insert(name text, at int, actor int) -> id int
INSERT INTO exercise (name, started_at, started_by) VALUES ($1, $2, $3) RETURNING id;

--: exercise_all(id int) -> id int, name text, started_at int, started_by text, ended_at int
SELECT x.id, x.name, x.started_at, coalesce(a.name, ''), coalesce(x.ended_at, 0)
  FROM exercise x LEFT JOIN account a ON a.id = x.started_by
 WHERE $1 = 0 OR x.id = $1 ORDER BY x.id DESC;

--: exercise_end(id int, at int) -> id int
UPDATE exercise SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL RETURNING id;

--: public_notice_insert(alert int, title text, body text, author int, at int) -> id int
INSERT INTO public_notice (alert_id, title, body, author, written_at, approver, published_at, withdrawn_at)
VALUES ($1, $2, $3, $4, $5, 0, 0, 0) RETURNING id;

--: public_notice_all(alert int, only_public int) -> id int, alert_id int, place text, place_name text, title text, body text, author int, author_name text, written_at int, published_at int, withdrawn_at int
SELECT n.id, n.alert_id, p.code, p.name, n.title, n.body, n.author, coalesce(a.name, ''), n.written_at, n.published_at, n.withdrawn_at
  FROM public_notice n JOIN alert l ON l.id = n.alert_id JOIN place p ON p.id = l.place_id
  LEFT JOIN account a ON a.id = n.author
 WHERE ($1 = 0 OR n.alert_id = $1)
   AND ($2 = 0 OR (n.published_at > 0 AND l.exercise_id IS NULL))
 ORDER BY n.id DESC;

--: public_notice_publish(id int, actor int, at int) -> id int
UPDATE public_notice SET approver = $2, published_at = $3 WHERE id = $1 AND published_at = 0 AND withdrawn_at = 0 RETURNING id;

--: public_notice_withdraw(id int, at int) -> id int
UPDATE public_notice SET withdrawn_at = $2 WHERE id = $1 AND withdrawn_at = 0 RETURNING id;

--: first_told(issue int) -> signal_at int, assessment_at int
SELECT (SELECT coalesce(min(at), 0) FROM signal WHERE issue_id = $1),
       (SELECT coalesce(min(at), 0) FROM assessment WHERE issue_id = $1);

--: first_proposed(proposal int) -> at int
SELECT created_at FROM proposal WHERE id = $1;
