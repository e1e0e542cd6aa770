-- What the lead's board counts: first results, people's decisions, arrivals at people, and the confidence of a verdict.

-- Null on verdicts of before: they are sealed, and no statement can open them.
ALTER TABLE swiftproof.verdicts ADD COLUMN confidence double precision CHECK (confidence BETWEEN 0 AND 1);

CREATE INDEX case_moves_results ON swiftproof.case_moves (platform_id, at)
  WHERE name IN ('judged', 'decided') AND to_state IN ('paying', 'appealable');
CREATE INDEX case_moves_decided ON swiftproof.case_moves (platform_id, at) WHERE name = 'decided';
CREATE INDEX case_moves_taken ON swiftproof.case_moves (platform_id, case_id, number) WHERE name = 'taken';
CREATE INDEX case_moves_asks ON swiftproof.case_moves (platform_id, case_id, number) WHERE to_state = 'needs-evidence';
CREATE INDEX case_moves_arrivals ON swiftproof.case_moves (platform_id, at) WHERE to_state IN ('in-review', 'appeal-review');
CREATE INDEX case_moves_held ON swiftproof.case_moves (platform_id, at) WHERE name = 'refund-held';
CREATE INDEX refunds_settled ON swiftproof.refunds (platform_id, settled_at) WHERE settled_at IS NOT NULL;

-- A merchant's own cases stay in sight of it; what was found at an audit of a payment does not.
CREATE POLICY not_for_merchants ON swiftproof.payment_audits AS RESTRICTIVE USING (swiftproof.asks_for_all());
