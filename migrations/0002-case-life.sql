-- The life of a case: its states, what it waits for, and the timeline of its moves.

-- The tables' owner is held by row-level security as well.
SET LOCAL app.system = 'on';

ALTER TABLE swiftproof.cases DROP CONSTRAINT cases_state_check;
-- What was decided to be paid is under way; what the machine found not eligible can be spoken against from now on.
UPDATE swiftproof.cases SET state = 'paying' WHERE state = 'decided';
ALTER TABLE swiftproof.cases ADD CONSTRAINT cases_state_check CHECK (state IN ('open', 'needs-evidence', 'merchant-window',
  'arbitration', 'in-review', 'on-hold', 'paying', 'appealable', 'appeal-review', 'closed'));

ALTER TABLE swiftproof.cases
  ADD COLUMN result text CHECK (result IN ('paid', 'refused', 'not-eligible', 'lapsed', 'withdrawn')),
  ADD COLUMN remind_at timestamptz,
  ADD COLUMN holder text NOT NULL DEFAULT 'machine' CHECK (holder IN ('machine', 'person')),
  ADD COLUMN first_decider text,
  ADD COLUMN appeal_used boolean NOT NULL DEFAULT false,
  ADD COLUMN escalations integer NOT NULL DEFAULT 0,
  ADD COLUMN rested text[] NOT NULL DEFAULT '{}',
  ADD COLUMN dispute_open boolean NOT NULL DEFAULT false,
  ADD COLUMN fresh_pieces integer NOT NULL DEFAULT 0,
  ADD COLUMN paying_fen bigint,
  ADD COLUMN paying_in_full boolean,
  ADD COLUMN paid_fen bigint NOT NULL DEFAULT 0,
  ADD COLUMN merchant_answer bytea,
  ADD COLUMN moves integer NOT NULL DEFAULT 0;

UPDATE swiftproof.cases SET result = 'not-eligible', first_decider = 'machine' WHERE state = 'closed';
-- Cases of before get their time from now on: none is to end by a deadline that nobody was told of.
UPDATE swiftproof.cases SET deadline_at = NULL WHERE state IN ('open', 'closed');
UPDATE swiftproof.cases SET deadline_at = CASE state WHEN 'on-hold' THEN now() + interval '30 days' WHEN 'paying' THEN now() + interval '72 hours' ELSE now() + interval '48 hours' END
  WHERE state IN ('in-review', 'on-hold', 'paying') OR (state IN ('needs-evidence', 'merchant-window') AND deadline_at IS NULL);
UPDATE swiftproof.cases SET first_decider = 'machine', paying_in_full = true,
  paying_fen = COALESCE((SELECT o.amount_fen FROM swiftproof.orders o WHERE o.platform_id = cases.platform_id AND o.number = cases.order_number), 0)
  WHERE state = 'paying';
ALTER TABLE swiftproof.cases
  ADD CONSTRAINT cases_deadline CHECK ((deadline_at IS NULL) = (state IN ('open', 'closed'))),
  ADD CONSTRAINT cases_result CHECK (state <> 'closed' OR result IS NOT NULL);

CREATE INDEX cases_due ON swiftproof.cases (LEAST(remind_at, deadline_at)) WHERE deadline_at IS NOT NULL;

-- The timeline. Words of people are sealed.
CREATE TABLE swiftproof.case_moves (
  platform_id text NOT NULL,
  case_id text NOT NULL,
  number integer NOT NULL CHECK (number >= 1),
  at timestamptz NOT NULL,
  actor text NOT NULL,
  name text NOT NULL,
  from_state text NOT NULL,
  to_state text NOT NULL,
  said bytea NOT NULL,
  PRIMARY KEY (platform_id, case_id, number),
  FOREIGN KEY (platform_id, case_id) REFERENCES swiftproof.cases (platform_id, id)
);
CREATE TRIGGER case_moves_append_only BEFORE UPDATE OR DELETE ON swiftproof.case_moves FOR EACH ROW EXECUTE FUNCTION swiftproof.refuse_change();
CREATE TRIGGER case_moves_never_emptied BEFORE TRUNCATE ON swiftproof.case_moves FOR EACH STATEMENT EXECUTE FUNCTION swiftproof.refuse_change();
ALTER TABLE swiftproof.case_moves ENABLE ROW LEVEL SECURITY;
ALTER TABLE swiftproof.case_moves FORCE ROW LEVEL SECURITY;
CREATE POLICY own_platform ON swiftproof.case_moves
  USING (platform_id = current_setting('app.platform', true) OR current_setting('app.system', true) = 'on');
GRANT SELECT, INSERT ON swiftproof.case_moves TO swiftproof_app;

-- Whose piece of evidence it is.
ALTER TABLE swiftproof.evidence ADD COLUMN side text NOT NULL DEFAULT 'buyer' CHECK (side IN ('buyer', 'merchant'));
