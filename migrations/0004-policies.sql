-- Policies by platform and merchant, drafted by one and published by another; what a policy would have decided (replay, shadow).

ALTER TABLE swiftproof.policies
  ADD COLUMN merchant_id text,
  ADD COLUMN part json,
  ADD COLUMN retires boolean NOT NULL DEFAULT false,
  ADD COLUMN effective_at timestamptz,
  ADD COLUMN draft_id text,
  ADD COLUMN published_by text,
  ADD COLUMN published_person text;
UPDATE swiftproof.policies SET effective_at = created_at;
ALTER TABLE swiftproof.policies ALTER COLUMN effective_at SET NOT NULL;
CREATE INDEX policies_in_force ON swiftproof.policies (platform_id, merchant_id, effective_at, version);

-- Versions never change: that one was taken back before it held is a row beside it.
CREATE TABLE swiftproof.policy_withdrawals (
  platform_id text NOT NULL,
  version integer NOT NULL,
  withdrawn_at timestamptz NOT NULL,
  withdrawn_by text NOT NULL,
  PRIMARY KEY (platform_id, version),
  FOREIGN KEY (platform_id, version) REFERENCES swiftproof.policies (platform_id, version)
);

CREATE TABLE swiftproof.policy_drafts (
  id text PRIMARY KEY,
  platform_id text NOT NULL REFERENCES swiftproof.platforms (id),
  merchant_id text,
  part json NOT NULL,
  retires boolean NOT NULL,
  authors json NOT NULL,
  published_version integer,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);
CREATE INDEX policy_drafts_list ON swiftproof.policy_drafts (platform_id, id);

-- What the latest verdict of a case was made of, examined and small: a replay reads no pixel and searches no text again.
CREATE TABLE swiftproof.case_facts (
  platform_id text NOT NULL,
  case_id text NOT NULL,
  revision integer NOT NULL,
  extraction text NOT NULL,
  document bytea NOT NULL,
  judged_at timestamptz NOT NULL,
  PRIMARY KEY (platform_id, case_id),
  FOREIGN KEY (platform_id, case_id) REFERENCES swiftproof.cases (platform_id, id) ON DELETE CASCADE
);
CREATE INDEX case_facts_judged ON swiftproof.case_facts (platform_id, judged_at);

CREATE TABLE swiftproof.policy_replays (
  id text PRIMARY KEY,
  platform_id text NOT NULL REFERENCES swiftproof.platforms (id),
  merchant_id text,
  part json NOT NULL,
  policy json NOT NULL,
  since timestamptz,
  state text NOT NULL CHECK (state IN ('waiting', 'running', 'done')),
  cases_to_do integer,
  after_case text,
  tally json NOT NULL,
  asked_by text NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  UNIQUE (platform_id, id)
);
CREATE INDEX policy_replays_unfinished ON swiftproof.policy_replays (updated_at) WHERE state <> 'done';

CREATE TABLE swiftproof.replay_flips (
  platform_id text NOT NULL,
  replay_id text NOT NULL,
  case_id text NOT NULL,
  flip json NOT NULL,
  PRIMARY KEY (platform_id, replay_id, case_id),
  FOREIGN KEY (platform_id, replay_id) REFERENCES swiftproof.policy_replays (platform_id, id) ON DELETE CASCADE,
  FOREIGN KEY (platform_id, case_id) REFERENCES swiftproof.cases (platform_id, id) ON DELETE CASCADE
);

CREATE TABLE swiftproof.policy_shadows (
  id text PRIMARY KEY,
  platform_id text NOT NULL REFERENCES swiftproof.platforms (id),
  merchant_id text,
  part json NOT NULL,
  started_by text NOT NULL,
  created_at timestamptz NOT NULL,
  ended_at timestamptz,
  UNIQUE (platform_id, id)
);
CREATE UNIQUE INDEX policy_shadows_one ON swiftproof.policy_shadows (platform_id) WHERE ended_at IS NULL;

-- Of each case the latest revision that the shadow judged.
CREATE TABLE swiftproof.shadow_verdicts (
  platform_id text NOT NULL,
  shadow_id text NOT NULL,
  case_id text NOT NULL,
  revision integer NOT NULL,
  flips boolean NOT NULL,
  verdicts json NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (platform_id, shadow_id, case_id),
  FOREIGN KEY (platform_id, shadow_id) REFERENCES swiftproof.policy_shadows (platform_id, id) ON DELETE CASCADE,
  FOREIGN KEY (platform_id, case_id) REFERENCES swiftproof.cases (platform_id, id) ON DELETE CASCADE
);

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['policy_withdrawals', 'policy_drafts', 'case_facts', 'policy_replays', 'replay_flips', 'policy_shadows', 'shadow_verdicts']
  LOOP
    EXECUTE format('ALTER TABLE swiftproof.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE swiftproof.%I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format(
      'CREATE POLICY own_platform ON swiftproof.%I USING (platform_id = current_setting(''app.platform'', true) OR current_setting(''app.system'', true) = ''on'')',
      name);
  END LOOP;
END $$;

GRANT SELECT, INSERT ON swiftproof.policy_withdrawals TO swiftproof_app;
GRANT SELECT, INSERT, UPDATE ON swiftproof.policy_shadows, swiftproof.policy_replays TO swiftproof_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON swiftproof.policy_drafts, swiftproof.case_facts, swiftproof.replay_flips, swiftproof.shadow_verdicts
  TO swiftproof_app;
