-- The buyer's page: links that open one case, one-time codes for recordings, and files that were announced before they came.

CREATE TABLE swiftproof.buyer_links (
  id text PRIMARY KEY,
  platform_id text NOT NULL,
  case_id text NOT NULL,
  token_hash text NOT NULL UNIQUE,
  embed_origin text,
  language text NOT NULL CHECK (language IN ('zh', 'en')),
  created_by text NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  revoked_at timestamptz,
  FOREIGN KEY (platform_id, case_id) REFERENCES swiftproof.cases (platform_id, id)
);
CREATE INDEX buyer_links_case ON swiftproof.buyer_links (platform_id, case_id, id);

CREATE TABLE swiftproof.challenges (
  id text PRIMARY KEY,
  platform_id text NOT NULL,
  case_id text NOT NULL,
  code text NOT NULL,
  issued_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  FOREIGN KEY (platform_id, case_id) REFERENCES swiftproof.cases (platform_id, id)
);
CREATE INDEX challenges_case ON swiftproof.challenges (platform_id, case_id, id);

-- When a file was first named by its SHA-256, which a slow upload does not move, and the upload it comes by.
CREATE TABLE swiftproof.announced_uploads (
  platform_id text NOT NULL,
  case_id text NOT NULL,
  sha256 text NOT NULL,
  upload_id text NOT NULL,
  announced_at timestamptz NOT NULL,
  PRIMARY KEY (platform_id, case_id, sha256),
  FOREIGN KEY (platform_id, case_id) REFERENCES swiftproof.cases (platform_id, id)
);

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['buyer_links', 'challenges', 'announced_uploads'] LOOP
    EXECUTE format('ALTER TABLE swiftproof.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE swiftproof.%I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format(
      'CREATE POLICY own_platform ON swiftproof.%I USING (platform_id = current_setting(''app.platform'', true) OR current_setting(''app.system'', true) = ''on'')',
      name);
    EXECUTE format('CREATE POLICY not_for_merchants ON swiftproof.%I AS RESTRICTIVE USING (swiftproof.asks_for_all())', name);
  END LOOP;
END $$;

GRANT SELECT, INSERT ON swiftproof.buyer_links, swiftproof.challenges TO swiftproof_app;
GRANT UPDATE (revoked_at) ON swiftproof.buyer_links TO swiftproof_app;
GRANT SELECT, INSERT, UPDATE ON swiftproof.announced_uploads TO swiftproof_app;

-- The fourth wall: the transaction of a buyer's link (app.case) sees its one case with its order (app.order), and nothing
-- of people, keys and the memory of other cases. Unset, or empty, the wall is not there.
CREATE FUNCTION swiftproof.asks_for_all_cases() RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT coalesce(current_setting('app.case', true), '') = ''
$$;

-- Asked once for a statement, not for each row.
CREATE POLICY own_case ON swiftproof.cases AS RESTRICTIVE
  USING ((SELECT swiftproof.asks_for_all_cases()) OR id = (SELECT current_setting('app.case', true)));
CREATE POLICY own_case ON swiftproof.orders AS RESTRICTIVE
  USING ((SELECT swiftproof.asks_for_all_cases()) OR number = (SELECT current_setting('app.order', true)));
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['evidence', 'readings', 'verdicts', 'case_moves', 'case_facts', 'notices', 'events', 'webhook_deliveries',
    'buyer_links', 'challenges', 'announced_uploads', 'desk_cases', 'pending_decisions', 'second_looks', 'case_notes'] LOOP
    EXECUTE format(
      'CREATE POLICY own_case ON swiftproof.%I AS RESTRICTIVE USING ((SELECT swiftproof.asks_for_all_cases()) OR case_id = (SELECT current_setting(''app.case'', true)))',
      name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['people', 'sessions', 'api_keys', 'memory_cases', 'memory_marks', 'memory_shots', 'policy_drafts',
    'policy_replays', 'replay_flips', 'policy_shadows', 'shadow_verdicts', 'deletions', 'saved_views'] LOOP
    EXECUTE format('CREATE POLICY not_for_buyers ON swiftproof.%I AS RESTRICTIVE USING ((SELECT swiftproof.asks_for_all_cases()))', name);
  END LOOP;
END $$;
