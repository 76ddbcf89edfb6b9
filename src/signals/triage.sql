-- owner: signals

--: signal_near(place int, from_at int, to_at int, not_id int) -> id int, at int, themes text, what text, exercise int
SELECT id, at, themes, what, exercise FROM signal
 WHERE place_id = $1 AND at BETWEEN $2 AND $3 AND id <> $4 AND state <> 'discarded'
 ORDER BY at DESC, id DESC LIMIT 500;

--: signal_set_state(id int, state text, issue int?, merged_into int?, discard text, at int)
UPDATE signal SET state = $2, issue_id = $3, merged_into = $4, discard = $5, sorted_at = $6 WHERE id = $1;

--: signal_link_merged(into_id int, issue int)
UPDATE signal SET issue_id = $2 WHERE merged_into = $1;

--: signal_set_grade(id int, source text, information text)
UPDATE signal SET source_grade = $2, information_grade = $3 WHERE id = $1;

--: signal_set_reply(id int, reply text, at int)
UPDATE signal SET reply = $2, replied_at = $3 WHERE id = $1;

--: signal_set_what(id int, what text)
UPDATE signal SET what = $2 WHERE id = $1;

--: signal_since_day(id int) -> since_day int
SELECT r.first_day FROM signal_source s JOIN reporter r ON r.account_id = s.account_id WHERE s.signal_id = $1;

--: signal_tally_less(place int, theme text, day int, since_day int)
UPDATE signal_tally SET n = n - 1 WHERE place_id = $1 AND theme = $2 AND day = $3 AND since_day = $4 AND n > 0;

--: signal_due(unlinked_before int, closed_before int) -> id int, linked int, reference_hash text, what text
SELECT s.id, CASE WHEN s.issue_id IS NULL THEN 0 ELSE 1 END, s.reference_hash, s.what
  FROM signal s LEFT JOIN issue i ON i.id = s.issue_id
 WHERE (s.issue_id IS NULL AND s.at < $1) OR (i.state = 'closed' AND i.closed_at < $2)
 ORDER BY s.id LIMIT 100000;

--: signal_unmerge(id int)
UPDATE signal SET merged_into = NULL WHERE merged_into = $1;

--: signal_source_delete(id int)
DELETE FROM signal_source WHERE signal_id = $1;

--: signal_delete(id int)
DELETE FROM signal WHERE id = $1;
