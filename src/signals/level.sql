-- owner: signals
-- reads: place account

--: level_change_head() -> id int
SELECT id FROM level_change ORDER BY id DESC LIMIT 1;

--: level_change_some(from_id int, to_id int, issue int, max_rows int) -> id int, at int, place_id int, place text, place_name text, issue_id int, issue_title text, themes text, version int, kind text, level int, previous int, place_level int, exercise int, assessment_id int, what text, where_text text, since_day int, trend text, confidence text, gaps text, asked text, reason text, next_review_at int, author int, approver int, author_name text, approver_name text
SELECT c.id, c.at, c.place_id, p.code, p.name, c.issue_id, i.title, i.themes, c.version, c.kind, c.level, c.previous,
       c.place_level, i.exercise, c.assessment_id, a.what, a.where_text, i.start_day, a.trend, a.confidence,
       a.gaps, a.asked, c.reason, c.next_review_at, a.author, c.approver, coalesce(w.name, ''), coalesce(r.name, '')
  FROM level_change c
  JOIN issue i ON i.id = c.issue_id
  JOIN assessment a ON a.id = c.assessment_id
  JOIN place p ON p.id = c.place_id
  LEFT JOIN account w ON w.id = a.author
  LEFT JOIN account r ON r.id = c.approver
 WHERE c.id BETWEEN $1 AND $2 AND ($3 = 0 OR c.issue_id = $3)
 ORDER BY c.id LIMIT $4;

--: level_change_open(place int, exercise int) -> id int
SELECT c.id
  FROM level_change c JOIN issue i ON i.id = c.issue_id
 WHERE ($1 = 0 OR c.place_id = $1) AND i.state = 'open' AND i.exercise = $2
   AND c.version = (SELECT max(d.version) FROM level_change d WHERE d.issue_id = c.issue_id)
 ORDER BY c.place_id, c.id;

--: level_change_overdue(now int) -> id int
SELECT c.id
  FROM level_change c JOIN issue i ON i.id = c.issue_id
 WHERE i.state = 'open' AND c.level > 0 AND c.next_review_at < $1
   AND c.version = (SELECT max(d.version) FROM level_change d WHERE d.issue_id = c.issue_id)
 ORDER BY c.id;

--: level_change_of_issue(issue int) -> id int
SELECT id FROM level_change WHERE issue_id = $1 ORDER BY version DESC;

--: level_issue(issue int) -> place_id int, exercise int
SELECT place_id, exercise FROM issue WHERE id = $1;

--: level_change_insert(id int, at int, place int, issue int, version int, kind text, level int, previous int, place_level int, assessment int, approver int, reason text, next_review_at int)
INSERT INTO level_change (id, at, place_id, issue_id, version, kind, level, previous, place_level, assessment_id,
                          approver, reason, next_review_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13);
