-- owner: signals
-- reads: account

--: assessment_insert(issue int, version int, at int, author int, experienced int, evidenced int, potential int, experienced_why text, evidenced_why text, potential_why text, under_way int, horizon_hours int, partner_types int, lawful_only int, suggested int, level int, why text, trend text, likely_72h int, likely_14d int, likely_90d int, impact_safety int, impact_fear int, impact_relations int, impact_trust int, impact_democracy int, what text, where_text text, vulnerable text, protective text, gaps text, alternatives text, confidence text, dissent text, rights text, asked text, next_review_at int) -> id int
INSERT INTO assessment (issue_id, version, at, author, experienced, evidenced, potential, experienced_why, evidenced_why,
                        potential_why, under_way, horizon_hours, partner_types, lawful_only, suggested, level, why, trend,
                        likely_72h, likely_14d, likely_90d, impact_safety, impact_fear, impact_relations, impact_trust,
                        impact_democracy, what, where_text, vulnerable, protective, gaps, alternatives, confidence, dissent,
                        rights, asked, next_review_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22,
        $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37)
RETURNING id;

--: assessment_some(id int, issue int, state text) -> id int, issue_id int, version int, at int, author int, author_name text, experienced int, evidenced int, potential int, experienced_why text, evidenced_why text, potential_why text, under_way int, horizon_hours int, partner_types int, lawful_only int, suggested int, level int, why text, trend text, likely_72h int, likely_14d int, likely_90d int, impact_safety int, impact_fear int, impact_relations int, impact_trust int, impact_democracy int, what text, where_text text, vulnerable text, protective text, gaps text, alternatives text, confidence text, dissent text, rights text, asked text, next_review_at int, state text, state_reason text
SELECT a.id, a.issue_id, a.version, a.at, a.author, coalesce(w.name, ''), a.experienced, a.evidenced,
       a.potential, a.experienced_why, a.evidenced_why, a.potential_why, a.under_way, a.horizon_hours,
       a.partner_types, a.lawful_only, a.suggested, a.level, a.why, a.trend, a.likely_72h, a.likely_14d,
       a.likely_90d, a.impact_safety, a.impact_fear, a.impact_relations, a.impact_trust, a.impact_democracy,
       a.what, a.where_text, a.vulnerable, a.protective, a.gaps, a.alternatives, a.confidence, a.dissent,
       a.rights, a.asked, a.next_review_at, e.action, e.reason
  FROM assessment a
  JOIN assessment_event e ON e.id = (SELECT max(f.id) FROM assessment_event f WHERE f.assessment_id = a.id)
  LEFT JOIN account w ON w.id = a.author
 WHERE ($1 = 0 OR a.id = $1) AND ($2 = 0 OR a.issue_id = $2) AND ($3 = '' OR e.action = $3)
 ORDER BY a.issue_id, a.version DESC;

--: assessment_head(issue int) -> id int, version int
SELECT id, version FROM assessment WHERE issue_id = $1 ORDER BY version DESC LIMIT 1;

--: assessment_event_insert(assessment int, at int, actor int, action text, reason text)
INSERT INTO assessment_event (assessment_id, at, actor, action, reason) VALUES ($1, $2, $3, $4, $5);
