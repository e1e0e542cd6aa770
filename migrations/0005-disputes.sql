-- Complaints as the payment channels told them, whether or not their order is known yet: what one means for an order stands
-- in channel_disputes.

CREATE TABLE swiftproof.complaints (
  id text PRIMARY KEY,
  platform_id text NOT NULL REFERENCES swiftproof.platforms (id),
  channel text NOT NULL,
  number text NOT NULL,
  state text NOT NULL CHECK (state IN ('open', 'closed')),
  document bytea NOT NULL,
  at timestamptz NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  UNIQUE (platform_id, id),
  UNIQUE (platform_id, channel, number)
);
CREATE INDEX complaints_state ON swiftproof.complaints (platform_id, state, id);

-- The numbers of the payments that it is about, as keyed hashes: an order that is pushed later finds it by them.
CREATE TABLE swiftproof.complaint_marks (
  platform_id text NOT NULL,
  mark text NOT NULL,
  complaint_id text NOT NULL,
  PRIMARY KEY (platform_id, mark, complaint_id),
  FOREIGN KEY (platform_id, complaint_id) REFERENCES swiftproof.complaints (platform_id, id)
);

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['complaints', 'complaint_marks']
  LOOP
    EXECUTE format('ALTER TABLE swiftproof.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE swiftproof.%I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format(
      'CREATE POLICY own_platform ON swiftproof.%I USING (platform_id = current_setting(''app.platform'', true) OR current_setting(''app.system'', true) = ''on'')',
      name);
  END LOOP;
END $$;

GRANT SELECT, INSERT, UPDATE ON swiftproof.complaints TO swiftproof_app;
GRANT SELECT, INSERT ON swiftproof.complaint_marks TO swiftproof_app;
