-- Who begins requests, and when each was last heard of: what a process began that has ended can be tried again at once.
CREATE TABLE swiftproof.processes (
  id text PRIMARY KEY,
  seen_at timestamptz NOT NULL
);
-- Nothing of a platform stands in it. Every transaction may look, the service itself may write.
ALTER TABLE swiftproof.processes ENABLE ROW LEVEL SECURITY;
ALTER TABLE swiftproof.processes FORCE ROW LEVEL SECURITY;
CREATE POLICY anyone_looks ON swiftproof.processes FOR SELECT USING (true);
CREATE POLICY service_writes ON swiftproof.processes USING (current_setting('app.system', true) = 'on');
GRANT SELECT, INSERT, UPDATE, DELETE ON swiftproof.processes TO swiftproof_app;

-- `turn` tells one beginning of a request from another: only the last one may end it.
ALTER TABLE swiftproof.idempotency_keys ADD COLUMN begun_by text, ADD COLUMN turn text;
