-- owner: alerts

--: group_ensure(key text, route text) -> id int, flush_at int, told_at int
INSERT INTO alert_group (key, route, flush_at, told_at, told_at_first, repeats) VALUES ($1, $2, 0, 0, 0, 0)
ON CONFLICT (key) DO UPDATE SET route = excluded.route
RETURNING id, flush_at, told_at;

--: group_wait(id int, flush_at int)
UPDATE alert_group SET flush_at = CASE WHEN flush_at = 0 OR flush_at > $2 THEN $2 ELSE flush_at END WHERE id = $1;

--: group_member_wait(group_id int, alert int)
INSERT INTO alert_group_member (group_id, alert_id, waits) VALUES ($1, $2, 1)
ON CONFLICT (group_id, alert_id) DO UPDATE SET waits = 1;

--: group_due(now int) -> id int, key text, route text
SELECT id, key, route FROM alert_group WHERE flush_at > 0 AND flush_at <= $1 ORDER BY id;

--: group_told(now int) -> id int, key text, route text, told_at_first int, repeats int
SELECT g.id, g.key, g.route, g.told_at_first, g.repeats FROM alert_group g
 WHERE g.told_at_first > 0 AND g.told_at_first <= $1
   AND EXISTS (SELECT 1 FROM alert_group_member m JOIN alert a ON a.id = m.alert_id
                WHERE m.group_id = g.id AND a.handling = 'issued' AND a.visibility = 'shown')
 ORDER BY g.id;

--: group_members(group_id int, only_waiting int) -> alert_id int
SELECT m.alert_id FROM alert_group_member m JOIN alert a ON a.id = m.alert_id
 WHERE m.group_id = $1 AND ((m.waits = 1 AND a.visibility = 'shown')
        OR ($2 = 0 AND a.handling = 'issued' AND a.visibility = 'shown'))
 ORDER BY m.alert_id;

--: group_flushed(id int, at int)
UPDATE alert_group SET flush_at = 0, told_at = $2, told_at_first = $2, repeats = 0 WHERE id = $1;

--: group_members_told(id int)
UPDATE alert_group_member SET waits = 0 WHERE group_id = $1
   AND EXISTS (SELECT 1 FROM alert a WHERE a.id = alert_id AND a.visibility = 'shown');

--: group_repeated(id int, repeats int)
UPDATE alert_group SET repeats = $2 WHERE id = $1;

--: notice_newest(alert int) -> id int, revision int, kind text, level int
SELECT i.id, i.revision, i.kind, i.level FROM alert_issue i JOIN alert a ON a.id = i.alert_id
 WHERE a.id = $1 AND i.revision = a.revision;

--: outbox_told(alert int) -> contact_id int, medium text, desk text, digest int
SELECT o.contact_id, o.medium, min(o.desk), min(CASE WHEN o.kind = 'digest' THEN 1 ELSE 0 END)
  FROM outbox o JOIN outbox_issue x ON x.outbox_id = o.id JOIN alert_issue i ON i.id = x.issue_id
 WHERE i.alert_id = $1 AND o.state = 'delivered'
 GROUP BY o.contact_id, o.medium ORDER BY o.contact_id, o.medium;

--: outbox_insert(key text, kind text, contact int, medium text, desk text, why text, at int, due_at int, exercise int?) -> id int
INSERT INTO outbox (key, kind, contact_id, medium, desk, why, state, created_at, due_at, attempts, lease_until, worker,
                    done_at, outcome, exercise_id, link_used_at)
VALUES ($1, $2, $3, $4, $5, $6, 'waiting', $7, $8, 0, 0, '', 0, '', $9, 0)
ON CONFLICT (key) DO UPDATE
   SET due_at = CASE WHEN outbox.state = 'waiting' AND outbox.attempts = 0 AND outbox.due_at > excluded.due_at
                     THEN excluded.due_at ELSE outbox.due_at END
RETURNING id;

--: outbox_issue_insert(outbox int, issue int)
INSERT INTO outbox_issue (outbox_id, issue_id) VALUES ($1, $2) ON CONFLICT DO NOTHING;

--: outbox_issue_clear(outbox int)
DELETE FROM outbox_issue WHERE outbox_id = $1;

--: outbox_claim(now int, lease_until int, worker text, most int) -> id int
--sqlite
UPDATE outbox SET lease_until = $2, worker = $3, attempts = attempts + 1
 WHERE id IN (SELECT id FROM outbox WHERE state = 'waiting' AND due_at <= $1 AND lease_until <= $1
               ORDER BY due_at, id LIMIT $4)
RETURNING id;
--postgres
UPDATE outbox SET lease_until = $2, worker = $3, attempts = attempts + 1
 WHERE id IN (SELECT id FROM outbox WHERE state = 'waiting' AND due_at <= $1 AND lease_until <= $1
               ORDER BY due_at, id LIMIT $4 FOR UPDATE SKIP LOCKED)
RETURNING id;

--: outbox_one(id int) -> id int, key text, kind text, contact_id int, medium text, desk text, why text, state text, created_at int, due_at int, attempts int, lease_until int, worker text, exercise_id int, exercise_name text, name text, email text, phone text, webhook text, link_used_at int
SELECT o.id, o.key, o.kind, o.contact_id, o.medium, o.desk, o.why, o.state, o.created_at, o.due_at, o.attempts,
       o.lease_until, o.worker, coalesce(o.exercise_id, 0), coalesce(x.name, ''), c.name, c.email, c.phone, c.webhook, o.link_used_at
  FROM outbox o JOIN contact c ON c.id = o.contact_id LEFT JOIN exercise x ON x.id = o.exercise_id
 WHERE o.id = $1;

--: outbox_issues(outbox int) -> issue_id int, alert_id int, revision int, newest int, kind text, at int, level int, headline text, body text, next_look int, handling text, visibility text
SELECT i.id, i.alert_id, i.revision, a.revision, i.kind, i.at, i.level, i.headline, i.body, i.next_look, a.handling, a.visibility
  FROM outbox_issue x JOIN alert_issue i ON i.id = x.issue_id JOIN alert a ON a.id = i.alert_id
 WHERE x.outbox_id = $1 ORDER BY i.level, i.id;

--: outbox_settle(id int, state text, at int, outcome text, due_at int, worker text) -> id int
UPDATE outbox SET state = $2, done_at = CASE WHEN $2 = 'waiting' THEN 0 ELSE $3 END, outcome = $4, due_at = $5, lease_until = 0
 WHERE id = $1 AND worker = $6 AND state = 'waiting' RETURNING id;

--: outbox_attempt_insert(outbox int, at int, worker text, outcome text, detail text)
INSERT INTO outbox_attempt (outbox_id, at, worker, outcome, detail) VALUES ($1, $2, $3, $4, $5);

--: outbox_retry(id int, at int) -> id int
UPDATE outbox SET state = 'waiting', due_at = $2, lease_until = 0, done_at = 0, attempts = 0
 WHERE id = $1 AND state = 'dead' RETURNING id;

--: outbox_link_use(id int, at int) -> id int
UPDATE outbox SET link_used_at = $2 WHERE id = $1 AND link_used_at = 0 RETURNING id;

--: outbox_counts() -> state text, kind text, medium text, n int, oldest int
SELECT state, kind, medium, count(*), min(due_at) FROM outbox GROUP BY state, kind, medium ORDER BY state, kind, medium;

--: outbox_list(state text, alert int, most int) -> id int, kind text, name text, desk text, medium text, why text, state text, created_at int, due_at int, attempts int, done_at int, outcome text, link_used_at int
SELECT o.id, o.kind, c.name, o.desk, o.medium, o.why, o.state, o.created_at, o.due_at, o.attempts, o.done_at, o.outcome, o.link_used_at
  FROM outbox o JOIN contact c ON c.id = o.contact_id
 WHERE ($1 = '' OR o.state = $1)
   AND ($2 = 0 OR EXISTS (SELECT 1 FROM outbox_issue x JOIN alert_issue i ON i.id = x.issue_id
                           WHERE x.outbox_id = o.id AND i.alert_id = $2))
 ORDER BY o.id DESC LIMIT $3;

--: outbox_attempts(outbox int) -> at int, worker text, outcome text, detail text
SELECT at, worker, outcome, detail FROM outbox_attempt WHERE outbox_id = $1 ORDER BY id;

--: outbox_first_delivery(alert int) -> at int
SELECT coalesce(min(o.done_at), 0) FROM outbox o JOIN outbox_issue x ON x.outbox_id = o.id JOIN alert_issue i ON i.id = x.issue_id
 WHERE i.alert_id = $1 AND o.state = 'delivered';
