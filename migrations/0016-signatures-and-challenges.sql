-- A payment that waits for a second signature waits until a time, and then falls.
SET LOCAL app.system = 'on';
ALTER TABLE swiftproof.pending_decisions ADD COLUMN sign_until timestamptz;
-- What waits already has a day from now.
UPDATE swiftproof.pending_decisions SET sign_until = now() + interval '24 hours' WHERE state = 'signing';
ALTER TABLE swiftproof.pending_decisions ADD CONSTRAINT pending_decisions_signing_ends CHECK (state <> 'signing' OR sign_until IS NOT NULL);
CREATE INDEX pending_decisions_unsigned ON swiftproof.pending_decisions (sign_until) WHERE state = 'signing';

-- What the buyer is asked to do in the recording, chosen with the code; null for a code of before.
ALTER TABLE swiftproof.challenges ADD COLUMN action text;
