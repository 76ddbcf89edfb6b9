-- Proposals can be acknowledged as well.
-- owner: detection

CREATE TABLE proposal_event_new (
  id          @key@,
  proposal_id @int@ NOT NULL REFERENCES proposal (id),
  at          @int@ NOT NULL,
  actor       @int@ NOT NULL,
  action      @text@ NOT NULL CHECK (action IN ('proposed', 'acknowledged', 'noted', 'approved', 'dismissed')),
  reason      @text@ NOT NULL
)@strict@;
INSERT INTO proposal_event_new (proposal_id, at, actor, action, reason)
SELECT proposal_id, at, actor, action, reason FROM proposal_event ORDER BY id;
DROP TABLE proposal_event;
ALTER TABLE proposal_event_new RENAME TO proposal_event;
CREATE INDEX proposal_event_proposal ON proposal_event (proposal_id);
