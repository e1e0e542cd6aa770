-- What a look at an automatic payment found: one a case, so that it counts once however often it is told.
CREATE TABLE swiftproof.payment_audits (
  platform_id text NOT NULL,
  case_id text NOT NULL,
  wrong boolean NOT NULL,
  audited_by text NOT NULL,
  audited_at timestamptz NOT NULL,
  PRIMARY KEY (platform_id, case_id),
  FOREIGN KEY (platform_id, case_id) REFERENCES swiftproof.cases (platform_id, id)
);
ALTER TABLE swiftproof.payment_audits ENABLE ROW LEVEL SECURITY;
ALTER TABLE swiftproof.payment_audits FORCE ROW LEVEL SECURITY;
CREATE POLICY own_platform ON swiftproof.payment_audits
  USING (platform_id = current_setting('app.platform', true) OR current_setting('app.system', true) = 'on');
GRANT SELECT, INSERT ON swiftproof.payment_audits TO swiftproof_app;

-- A breaker that a person trips is no case's event.
ALTER TABLE swiftproof.events ALTER COLUMN case_id DROP NOT NULL;
ALTER TABLE swiftproof.webhook_deliveries ALTER COLUMN case_id DROP NOT NULL;
