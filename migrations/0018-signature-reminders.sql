-- A case that waits for a second signature says in the queue until when, and those who may sign are told before.
SET LOCAL app.system = 'on';
ALTER TABLE swiftproof.pending_decisions ADD COLUMN remind_at timestamptz;
-- Of what waits already half of the time that is left is the first half.
UPDATE swiftproof.pending_decisions SET remind_at = now() + (sign_until - now()) / 2 WHERE state = 'signing' AND sign_until > now();
CREATE INDEX pending_decisions_unannounced ON swiftproof.pending_decisions (remind_at) WHERE state = 'signing' AND remind_at IS NOT NULL;

ALTER TABLE swiftproof.desk_cases ADD COLUMN sign_until timestamptz;
-- Its place is counted from 48 hours before the nearer end, as of one that comes to wait from now on.
UPDATE swiftproof.desk_cases d
  SET sign_until = p.sign_until, turn = LEAST(d.turn, floor(extract(epoch FROM p.sign_until) / 60)::bigint - 48 * 60)
  FROM swiftproof.pending_decisions p
  WHERE d.stage = 'signing' AND p.state = 'signing' AND p.platform_id = d.platform_id AND p.case_id = d.case_id;
ALTER TABLE swiftproof.desk_cases ADD CONSTRAINT desk_cases_signing_ends CHECK ((sign_until IS NULL) = (stage <> 'signing'));
