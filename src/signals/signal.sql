-- owner: signals
-- reads: place

--: signal_insert(reference_hash text, channel text, source_type text, at int, reply_by int, place_id int, where_text text, online int, timing text, day int?, what text, eep text, themes text, communities text, communities_words text, trigger_code text, source_grade text, information_grade text, direction text, worry_self int, worry_others int, basis text, police_ref text, done text, help text, urgent int, marker text, share_police int, share_partners int, names_checked int, exercise int) -> id int
INSERT INTO signal (reference_hash, channel, source_type, at, reply_by, place_id, where_text, online, timing, day, what,
                    eep, themes, communities, communities_words, trigger_code, source_grade, information_grade,
                    direction, worry_self, worry_others, basis, police_ref, done, help, urgent, marker, share_police,
                    share_partners, names_checked, exercise, state, discard, reply)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22,
        $23, $24, $25, $26, $27, $28, $29, $30, $31, 'new', '', '')
ON CONFLICT (reference_hash) DO NOTHING
RETURNING id;

--: signal_some(id int, area text, state text, issue int, max_rows int) -> id int, channel text, source_type text, at int, reply_by int, place_id int, where_text text, online int, timing text, day int?, what text, eep text, themes text, communities text, communities_words text, trigger_code text, source_grade text, information_grade text, direction text, worry_self int, worry_others int, basis text, police_ref text, done text, help text, urgent int, marker text, share_police int, share_partners int, names_checked int, exercise int, place text, place_name text, state text, issue_id int?, merged_into int?, discard text, sorted_at int?, reply text, replied_at int?
SELECT s.id, s.channel, s.source_type, s.at, s.reply_by, s.place_id, s.where_text, s.online, s.timing,
       s.day, s.what, s.eep, s.themes, s.communities, s.communities_words, s.trigger_code, s.source_grade,
       s.information_grade, s.direction, s.worry_self, s.worry_others, s.basis, s.police_ref, s.done,
       s.help, s.urgent, s.marker, s.share_police, s.share_partners, s.names_checked, s.exercise, p.code,
       p.name, s.state, s.issue_id, s.merged_into, s.discard, s.sorted_at, s.reply, s.replied_at
  FROM signal s JOIN place p ON p.id = s.place_id
 WHERE ($1 = 0 OR s.id = $1)
   AND ($2 = '' OR p.code = $2 OR p.county = $2 OR p.region = $2 OR p.force = $2)
   AND ($3 = '' OR s.state = $3)
   AND ($4 = 0 OR s.issue_id = $4)
 ORDER BY s.urgent DESC, s.reply_by, s.id LIMIT $5;

--: signal_id_by_hash(hash text) -> id int
SELECT id FROM signal WHERE reference_hash = $1;

--: signal_ids_of_account(account int) -> id int
SELECT signal_id FROM signal_source WHERE account_id = $1 ORDER BY signal_id DESC LIMIT 100;

--: signal_source_insert(signal int, account int)
INSERT INTO signal_source (signal_id, account_id) VALUES ($1, $2);

--: reporter_first(account int, day int) -> first_day int
INSERT INTO reporter (account_id, first_day) VALUES ($1, $2)
ON CONFLICT (account_id) DO UPDATE SET first_day = reporter.first_day
RETURNING first_day;

--: signal_tally_add(place int, theme text, day int, since_day int, n int)
INSERT INTO signal_tally (place_id, theme, day, since_day, n) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (place_id, theme, day, since_day) DO UPDATE SET n = signal_tally.n + excluded.n;

--: signal_types_since(place int, since int) -> n int
SELECT count(DISTINCT source_type) FROM signal
 WHERE place_id = $1 AND at > $2 AND exercise = 0 AND state <> 'discarded';

--: signal_types_issue(issue int, since int) -> n int
SELECT count(DISTINCT source_type) FROM signal WHERE issue_id = $1 AND at > $2;

--: report_try_add(from_key text, at int)
INSERT INTO report_try (from_key, at) VALUES ($1, $2);

--: report_try_count(from_key text) -> n int
SELECT count(*) FROM report_try WHERE from_key = $1;

--: report_try_prune(before int)
DELETE FROM report_try WHERE at < $1;
