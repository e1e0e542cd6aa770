-- Rotation of secrets: documents are sealed anew in place, and the settings say under which keys something may be sealed.
GRANT UPDATE (document) ON swiftproof.readings, swiftproof.verdicts TO swiftproof_app;
-- What was said on the way may be sealed anew, and goes with the words of its case; that a move was made stays for ever.
DROP TRIGGER case_moves_append_only ON swiftproof.case_moves;
CREATE TRIGGER case_moves_append_only BEFORE UPDATE OF platform_id, case_id, number, at, actor, name, from_state, to_state OR DELETE
  ON swiftproof.case_moves FOR EACH ROW EXECUTE FUNCTION swiftproof.refuse_change();
GRANT UPDATE (said) ON swiftproof.case_moves TO swiftproof_app;
GRANT SELECT, UPDATE, DELETE ON swiftproof.settings TO swiftproof_app;

-- Deletion: files, readings, words and keys go after their time; what went is noted.
ALTER TABLE swiftproof.evidence DROP CONSTRAINT evidence_state_check;
ALTER TABLE swiftproof.evidence ADD CONSTRAINT evidence_state_check CHECK (state IN ('waiting', 'read', 'faulty', 'deleted'));
GRANT DELETE ON swiftproof.readings TO swiftproof_app;
GRANT UPDATE (data) ON swiftproof.events TO swiftproof_app;

CREATE TABLE swiftproof.deletions (
  id text PRIMARY KEY,
  platform_id text NOT NULL REFERENCES swiftproof.platforms (id),
  -- A case, or an order without one.
  subject text NOT NULL,
  what text NOT NULL CHECK (what IN ('evidence', 'readings', 'keys', 'record')),
  count integer NOT NULL,
  because text NOT NULL CHECK (because IN ('retention', 'request')),
  created_at timestamptz NOT NULL,
  UNIQUE (platform_id, subject, what)
);
CREATE INDEX deletions_list ON swiftproof.deletions (platform_id, id);
CREATE INDEX cases_closed ON swiftproof.cases (platform_id, id) WHERE state = 'closed';
ALTER TABLE swiftproof.deletions ENABLE ROW LEVEL SECURITY;
ALTER TABLE swiftproof.deletions FORCE ROW LEVEL SECURITY;
CREATE POLICY own_platform ON swiftproof.deletions
  USING (platform_id = current_setting('app.platform', true) OR current_setting('app.system', true) = 'on');
GRANT SELECT, INSERT ON swiftproof.deletions TO swiftproof_app;

-- Notices: one for an event, a recipient and a way. Addresses stay sealed in the order.
CREATE TABLE swiftproof.notices (
  id text PRIMARY KEY,
  platform_id text NOT NULL,
  case_id text NOT NULL,
  event_id text NOT NULL,
  event_type text NOT NULL,
  recipient text NOT NULL CHECK (recipient IN ('buyer', 'merchant')),
  way text NOT NULL CHECK (way IN ('mail', 'sms')),
  state text NOT NULL CHECK (state IN ('waiting', 'sending', 'sent', 'failed', 'unknown', 'skipped')),
  attempts integer NOT NULL DEFAULT 0,
  next_at timestamptz,
  because text,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  UNIQUE (platform_id, event_id, recipient, way),
  FOREIGN KEY (platform_id, event_id) REFERENCES swiftproof.events (platform_id, id)
);
CREATE INDEX notices_case ON swiftproof.notices (platform_id, case_id, id);
CREATE INDEX notices_due ON swiftproof.notices (next_at) WHERE state IN ('waiting', 'sending');
ALTER TABLE swiftproof.notices ENABLE ROW LEVEL SECURITY;
ALTER TABLE swiftproof.notices FORCE ROW LEVEL SECURITY;
CREATE POLICY own_platform ON swiftproof.notices
  USING (platform_id = current_setting('app.platform', true) OR current_setting('app.system', true) = 'on');
GRANT SELECT, INSERT, UPDATE ON swiftproof.notices TO swiftproof_app;
