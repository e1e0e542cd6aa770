-- The tables of the service. Runs once, on PostgreSQL 15 and newer and on the embedded one.
-- Documents (orders, claims, readings, verdicts) are sealed: they hold card keys, which are money. What is asked for stands in columns.

CREATE SCHEMA IF NOT EXISTS swiftproof;

-- Whoever serves requests: owns nothing, and no row-level policy lets it off. Taken on for each transaction (SET LOCAL ROLE).
DO $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'swiftproof_app') THEN
    BEGIN
      CREATE ROLE swiftproof_app NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN
      NULL; -- another database of this server was faster
    END;
  END IF;
  EXECUTE format('GRANT swiftproof_app TO %I', current_user);
END $$;

CREATE TABLE swiftproof.settings (
  name text PRIMARY KEY,
  value text NOT NULL
);

CREATE TABLE swiftproof.platforms (
  id text PRIMARY KEY,
  name text NOT NULL,
  mode text NOT NULL CHECK (mode IN ('live', 'test')),
  live_id text REFERENCES swiftproof.platforms (id),
  created_at timestamptz NOT NULL
);

-- Numbers without gaps: adding to one makes the others of its platform wait for the end of the transaction.
CREATE TABLE swiftproof.counters (
  platform_id text NOT NULL REFERENCES swiftproof.platforms (id),
  name text NOT NULL,
  value bigint NOT NULL,
  PRIMARY KEY (platform_id, name)
);

CREATE TABLE swiftproof.api_keys (
  id text PRIMARY KEY,
  platform_id text NOT NULL REFERENCES swiftproof.platforms (id),
  mode text NOT NULL CHECK (mode IN ('live', 'test')),
  name text NOT NULL,
  hash text NOT NULL UNIQUE,
  scopes text[] NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz,
  revoked_at timestamptz,
  last_used_at timestamptz
);
CREATE INDEX api_keys_platform ON swiftproof.api_keys (platform_id, id);

CREATE TABLE swiftproof.orders (
  id text PRIMARY KEY,
  platform_id text NOT NULL REFERENCES swiftproof.platforms (id),
  number text NOT NULL,
  status text NOT NULL,
  buyer_id text,
  amount_fen bigint NOT NULL,
  document bytea NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  UNIQUE (platform_id, number)
);
CREATE INDEX orders_list ON swiftproof.orders (platform_id, id);
CREATE INDEX orders_buyer ON swiftproof.orders (platform_id, buyer_id, id);

CREATE TABLE swiftproof.cases (
  id text PRIMARY KEY,
  platform_id text NOT NULL REFERENCES swiftproof.platforms (id),
  state text NOT NULL CHECK (state IN ('open', 'needs-evidence', 'merchant-window', 'in-review', 'on-hold', 'decided', 'closed')),
  revision integer NOT NULL CHECK (revision >= 1),
  order_number text,
  buyer_id text NOT NULL,
  claims bytea NOT NULL,
  outcome text,
  judged_revision integer,
  deadline_at timestamptz,
  reference text,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  UNIQUE (platform_id, id)
);
CREATE UNIQUE INDEX cases_one_open_an_order ON swiftproof.cases (platform_id, order_number) WHERE state <> 'closed';
CREATE INDEX cases_order ON swiftproof.cases (platform_id, order_number, id);
CREATE INDEX cases_buyer ON swiftproof.cases (platform_id, buyer_id, id);
CREATE INDEX cases_state ON swiftproof.cases (platform_id, state, id);
CREATE INDEX cases_unjudged ON swiftproof.cases (updated_at) WHERE judged_revision IS DISTINCT FROM revision AND state <> 'closed';

CREATE TABLE swiftproof.evidence (
  id text PRIMARY KEY,
  platform_id text NOT NULL,
  case_id text NOT NULL,
  file_name text NOT NULL,
  said_kind text,
  blob_key text NOT NULL,
  sha256 text NOT NULL,
  bytes bigint NOT NULL,
  state text NOT NULL CHECK (state IN ('waiting', 'read', 'faulty')),
  fault_code text,
  fault_title text,
  created_at timestamptz NOT NULL,
  UNIQUE (platform_id, id),
  UNIQUE (platform_id, case_id, sha256),
  FOREIGN KEY (platform_id, case_id) REFERENCES swiftproof.cases (platform_id, id)
);
CREATE INDEX evidence_waiting ON swiftproof.evidence (created_at) WHERE state = 'waiting';
CREATE INDEX evidence_blob ON swiftproof.evidence (blob_key);

CREATE TABLE swiftproof.readings (
  evidence_id text PRIMARY KEY,
  platform_id text NOT NULL,
  case_id text NOT NULL,
  document bytea NOT NULL,
  created_at timestamptz NOT NULL,
  FOREIGN KEY (platform_id, evidence_id) REFERENCES swiftproof.evidence (platform_id, id)
);
CREATE INDEX readings_case ON swiftproof.readings (platform_id, case_id);

CREATE TABLE swiftproof.verdicts (
  id text PRIMARY KEY,
  platform_id text NOT NULL,
  case_id text NOT NULL,
  revision integer NOT NULL,
  outcome text NOT NULL,
  rule text NOT NULL,
  policy_version text NOT NULL,
  document bytea NOT NULL,
  created_at timestamptz NOT NULL,
  UNIQUE (platform_id, case_id, revision),
  FOREIGN KEY (platform_id, case_id) REFERENCES swiftproof.cases (platform_id, id)
);

CREATE TABLE swiftproof.policies (
  id text PRIMARY KEY,
  platform_id text NOT NULL REFERENCES swiftproof.platforms (id),
  version integer NOT NULL,
  policy json NOT NULL,
  created_at timestamptz NOT NULL,
  UNIQUE (platform_id, version)
);

CREATE TABLE swiftproof.events (
  id text PRIMARY KEY,
  platform_id text NOT NULL REFERENCES swiftproof.platforms (id),
  number bigint NOT NULL,
  type text NOT NULL,
  case_id text NOT NULL,
  key text NOT NULL,
  data json NOT NULL,
  created_at timestamptz NOT NULL,
  UNIQUE (platform_id, id),
  UNIQUE (platform_id, number),
  UNIQUE (platform_id, key),
  FOREIGN KEY (platform_id, case_id) REFERENCES swiftproof.cases (platform_id, id)
);
CREATE INDEX events_case ON swiftproof.events (platform_id, case_id, number);

CREATE TABLE swiftproof.webhook_endpoints (
  id text PRIMARY KEY,
  platform_id text NOT NULL REFERENCES swiftproof.platforms (id),
  url text NOT NULL,
  secret bytea NOT NULL,
  types text[],
  disabled boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  UNIQUE (platform_id, id)
);

CREATE TABLE swiftproof.webhook_deliveries (
  id text PRIMARY KEY,
  platform_id text NOT NULL,
  endpoint_id text NOT NULL,
  event_id text NOT NULL,
  event_number bigint NOT NULL,
  event_type text NOT NULL,
  case_id text NOT NULL,
  state text NOT NULL CHECK (state IN ('waiting', 'delivered', 'given-up')),
  attempts integer NOT NULL DEFAULT 0,
  next_at timestamptz,
  started_at timestamptz NOT NULL,
  last_answer json,
  created_at timestamptz NOT NULL,
  UNIQUE (endpoint_id, event_id),
  FOREIGN KEY (platform_id, endpoint_id) REFERENCES swiftproof.webhook_endpoints (platform_id, id) ON DELETE CASCADE,
  FOREIGN KEY (platform_id, event_id) REFERENCES swiftproof.events (platform_id, id)
);
CREATE INDEX webhook_deliveries_list ON swiftproof.webhook_deliveries (platform_id, id);
CREATE INDEX webhook_deliveries_order ON swiftproof.webhook_deliveries (endpoint_id, case_id, event_number) WHERE state = 'waiting';
CREATE INDEX webhook_deliveries_due ON swiftproof.webhook_deliveries (next_at) WHERE state = 'waiting';

CREATE TABLE swiftproof.outbox (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  platform_id text NOT NULL REFERENCES swiftproof.platforms (id),
  name text NOT NULL,
  job_id text NOT NULL,
  payload json NOT NULL,
  priority integer NOT NULL,
  run_at timestamptz,
  created_at timestamptz NOT NULL,
  sent_at timestamptz
);
CREATE INDEX outbox_waiting ON swiftproof.outbox (id) WHERE sent_at IS NULL;
CREATE INDEX outbox_sent ON swiftproof.outbox (sent_at) WHERE sent_at IS NOT NULL;

CREATE TABLE swiftproof.idempotency_keys (
  platform_id text NOT NULL REFERENCES swiftproof.platforms (id),
  key text NOT NULL,
  method text NOT NULL,
  path text NOT NULL,
  request_hash text NOT NULL,
  begun_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  answer bytea,
  PRIMARY KEY (platform_id, key, method, path)
);
CREATE INDEX idempotency_keys_expiry ON swiftproof.idempotency_keys (expires_at);

CREATE TABLE swiftproof.audit_log (
  platform_id text NOT NULL REFERENCES swiftproof.platforms (id),
  number bigint NOT NULL,
  at timestamptz NOT NULL,
  actor text NOT NULL,
  action text NOT NULL,
  subject text NOT NULL,
  details json NOT NULL,
  hash text NOT NULL,
  PRIMARY KEY (platform_id, number)
);

CREATE FUNCTION swiftproof.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER audit_log_append_only BEFORE UPDATE OR DELETE ON swiftproof.audit_log FOR EACH ROW EXECUTE FUNCTION swiftproof.refuse_change();
CREATE TRIGGER audit_log_never_emptied BEFORE TRUNCATE ON swiftproof.audit_log FOR EACH STATEMENT EXECUTE FUNCTION swiftproof.refuse_change();

-- What earlier cases brought: keyed hashes to find a case by, and its trace sealed.
CREATE TABLE swiftproof.memory_cases (
  id bigint GENERATED ALWAYS AS IDENTITY,
  platform_id text NOT NULL REFERENCES swiftproof.platforms (id),
  case_id text NOT NULL,
  trace bytea NOT NULL,
  PRIMARY KEY (platform_id, case_id)
);
CREATE TABLE swiftproof.memory_marks (
  platform_id text NOT NULL,
  case_id text NOT NULL,
  mark text NOT NULL,
  PRIMARY KEY (platform_id, mark, case_id),
  FOREIGN KEY (platform_id, case_id) REFERENCES swiftproof.memory_cases (platform_id, case_id) ON DELETE CASCADE
);
CREATE INDEX memory_marks_case ON swiftproof.memory_marks (platform_id, case_id);
CREATE TABLE swiftproof.memory_shots (
  platform_id text NOT NULL,
  case_id text NOT NULL,
  phash bit(1024) NOT NULL,
  FOREIGN KEY (platform_id, case_id) REFERENCES swiftproof.memory_cases (platform_id, case_id) ON DELETE CASCADE
);
CREATE INDEX memory_shots_case ON swiftproof.memory_shots (platform_id, case_id);

-- The second wall: whatever a query forgets to say, a transaction sees its own platform only.
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['counters', 'api_keys', 'orders', 'cases', 'evidence', 'readings', 'verdicts', 'policies', 'events',
    'webhook_endpoints', 'webhook_deliveries', 'outbox', 'idempotency_keys', 'audit_log', 'memory_cases', 'memory_marks', 'memory_shots']
  LOOP
    EXECUTE format('ALTER TABLE swiftproof.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE swiftproof.%I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format(
      'CREATE POLICY own_platform ON swiftproof.%I USING (platform_id = current_setting(''app.platform'', true) OR current_setting(''app.system'', true) = ''on'')',
      name);
  END LOOP;
END $$;
ALTER TABLE swiftproof.platforms ENABLE ROW LEVEL SECURITY;
ALTER TABLE swiftproof.platforms FORCE ROW LEVEL SECURITY;
CREATE POLICY own_platform ON swiftproof.platforms
  USING (id = current_setting('app.platform', true) OR current_setting('app.system', true) = 'on');

GRANT USAGE ON SCHEMA swiftproof TO swiftproof_app;
GRANT SELECT, INSERT ON swiftproof.platforms, swiftproof.readings, swiftproof.verdicts, swiftproof.policies, swiftproof.events,
  swiftproof.audit_log TO swiftproof_app;
GRANT SELECT, INSERT, UPDATE ON swiftproof.counters, swiftproof.api_keys, swiftproof.orders, swiftproof.cases, swiftproof.evidence,
  swiftproof.webhook_deliveries TO swiftproof_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON swiftproof.webhook_endpoints, swiftproof.outbox, swiftproof.idempotency_keys,
  swiftproof.memory_cases, swiftproof.memory_marks, swiftproof.memory_shots TO swiftproof_app;
