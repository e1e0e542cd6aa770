-- People who sign in: reviewers, leads, admins, auditors, merchants. What proves who they are is kept hashed or sealed.

CREATE TABLE swiftproof.people (
  id text PRIMARY KEY,
  platform_id text NOT NULL REFERENCES swiftproof.platforms (id),
  email text NOT NULL CHECK (email = lower(email)),
  name text NOT NULL,
  role text NOT NULL CHECK (role IN ('reviewer', 'lead', 'admin', 'merchant', 'auditor')),
  merchant_id text CHECK (merchant_id <> ''),
  state text NOT NULL CHECK (state IN ('invited', 'active', 'disabled')),
  password_hash text,
  totp_secret bytea,
  totp_confirmed boolean NOT NULL DEFAULT false,
  totp_step bigint,
  recovery_hashes text[] NOT NULL DEFAULT '{}',
  provider_subject text,
  link_hash text UNIQUE,
  link_expires_at timestamptz,
  last_sign_in_at timestamptz,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  UNIQUE (platform_id, id),
  UNIQUE (platform_id, email),
  UNIQUE (platform_id, provider_subject),
  CHECK ((role = 'merchant') = (merchant_id IS NOT NULL))
);
CREATE INDEX people_email ON swiftproof.people (email);
CREATE INDEX people_subject ON swiftproof.people (provider_subject) WHERE provider_subject IS NOT NULL;

-- A session that has ended is not there any more; when it began stands in the audit log.
CREATE TABLE swiftproof.sessions (
  id text PRIMARY KEY,
  platform_id text NOT NULL,
  person_id text NOT NULL,
  token_hash text NOT NULL UNIQUE,
  step text NOT NULL CHECK (step IN ('done', 'totp', 'enrol')),
  address text NOT NULL,
  agent text NOT NULL,
  created_at timestamptz NOT NULL,
  seen_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  FOREIGN KEY (platform_id, person_id) REFERENCES swiftproof.people (platform_id, id)
);
CREATE INDEX sessions_person ON swiftproof.sessions (platform_id, person_id, id);

-- Failed tries of an account or an address, by a hash; of nobody's platform, for there need not be such an account.
CREATE TABLE swiftproof.sign_in_tries (
  key text PRIMARY KEY,
  failures integer NOT NULL,
  last_at timestamptz NOT NULL,
  blocked_until timestamptz
);
CREATE INDEX sign_in_tries_age ON swiftproof.sign_in_tries (last_at);

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['people', 'sessions'] LOOP
    EXECUTE format('ALTER TABLE swiftproof.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE swiftproof.%I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format(
      'CREATE POLICY own_platform ON swiftproof.%I USING (platform_id = current_setting(''app.platform'', true) OR current_setting(''app.system'', true) = ''on'')',
      name);
  END LOOP;
END $$;
ALTER TABLE swiftproof.sign_in_tries ENABLE ROW LEVEL SECURITY;
ALTER TABLE swiftproof.sign_in_tries FORCE ROW LEVEL SECURITY;
CREATE POLICY system_only ON swiftproof.sign_in_tries USING (current_setting('app.system', true) = 'on');

GRANT SELECT, INSERT, UPDATE ON swiftproof.people TO swiftproof_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON swiftproof.sessions, swiftproof.sign_in_tries TO swiftproof_app;

-- The third wall: a merchant's transaction (app.merchant) sees its own orders and what hangs on them, no verdict (it says
-- what is thought of the buyer). Policies and endpoints stay in sight: where they are missing, a default would hold and
-- events would go nowhere, without a word; no scope of a merchant shows them. Unset, or empty, the wall is not there.
ALTER TABLE swiftproof.orders ADD COLUMN merchant_id text;
CREATE INDEX orders_merchant ON swiftproof.orders (platform_id, merchant_id, id);

CREATE FUNCTION swiftproof.asks_for_all() RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT coalesce(current_setting('app.merchant', true), '') = ''
$$;

CREATE POLICY own_merchant ON swiftproof.orders AS RESTRICTIVE
  USING (swiftproof.asks_for_all() OR merchant_id = current_setting('app.merchant', true));
-- What the first table hides is hidden from the question about the second too, and so on down.
CREATE POLICY own_merchant ON swiftproof.cases AS RESTRICTIVE
  USING (swiftproof.asks_for_all() OR EXISTS (
    SELECT FROM swiftproof.orders o WHERE o.platform_id = cases.platform_id AND o.number = cases.order_number));
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['evidence', 'readings', 'events', 'webhook_deliveries'] LOOP
    EXECUTE format(
      'CREATE POLICY own_merchant ON swiftproof.%1$I AS RESTRICTIVE USING (swiftproof.asks_for_all() OR EXISTS (SELECT FROM swiftproof.cases c WHERE c.platform_id = %1$I.platform_id AND c.id = %1$I.case_id))',
      name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['verdicts', 'api_keys', 'people', 'memory_cases', 'memory_marks', 'memory_shots', 'case_moves', 'notices', 'case_facts', 'policy_replays', 'replay_flips',
    'policy_shadows', 'shadow_verdicts', 'policy_drafts', 'refunds', 'ledger_entries', 'complaints', 'channel_disputes', 'deletions'] LOOP
    EXECUTE format('CREATE POLICY not_for_merchants ON swiftproof.%I AS RESTRICTIVE USING (swiftproof.asks_for_all())', name);
  END LOOP;
END $$;
