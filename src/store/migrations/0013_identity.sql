-- Ways to an identity provider and back that were gone: each is good once.
-- owner: access

CREATE TABLE identity_state (
  hash    @text@ PRIMARY KEY,                     -- of the state that came back
  used_at @int@ NOT NULL                          -- unix seconds
)@strict@;
CREATE INDEX identity_state_used ON identity_state (used_at);
