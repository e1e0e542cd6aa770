-- The review desk: what waits for a person, who holds it, decisions that are not carried out yet, second looks, notes, views.

-- The tables' owner is held by row-level security as well.
SET LOCAL app.system = 'on';

-- One row a case that ever came to a person; whoever takes, holds or decides the case locks it.
CREATE TABLE swiftproof.desk_cases (
  platform_id text NOT NULL,
  case_id text NOT NULL,
  stage text NOT NULL CHECK (stage IN ('waiting', 'deciding', 'signing', 'away')),
  turn bigint NOT NULL,
  since timestamptz NOT NULL,
  missed integer NOT NULL DEFAULT 0,
  -- As of the case's last move, so that a question reads this table alone; who bought what goes when the case goes away.
  state text NOT NULL,
  outcome text,
  deadline_at timestamptz,
  order_number text,
  buyer_id text,
  merchant_id text,
  amount_fen bigint,
  barred text,
  reason text,
  confidence double precision,
  rule text,
  assignee text,
  lease_holder text,
  lease_until timestamptz,
  signer text,
  PRIMARY KEY (platform_id, case_id),
  FOREIGN KEY (platform_id, case_id) REFERENCES swiftproof.cases (platform_id, id),
  FOREIGN KEY (platform_id, assignee) REFERENCES swiftproof.people (platform_id, id),
  FOREIGN KEY (platform_id, lease_holder) REFERENCES swiftproof.people (platform_id, id),
  CHECK ((lease_holder IS NULL) = (lease_until IS NULL)),
  CHECK ((signer IS NULL) = (stage <> 'signing'))
);
CREATE INDEX desk_cases_turn ON swiftproof.desk_cases (platform_id, turn, case_id) WHERE stage IN ('waiting', 'signing');
-- What waited before there was a desk. The reason is sealed: until the next move such a case stands under every reason.
INSERT INTO swiftproof.desk_cases (platform_id, case_id, stage, turn, since, state, outcome, deadline_at, order_number, buyer_id, merchant_id, amount_fen, barred)
  SELECT c.platform_id, c.id, 'waiting', floor(extract(epoch FROM c.updated_at) / 60)::bigint, c.updated_at, c.state, c.outcome, c.deadline_at,
    c.order_number, c.buyer_id, o.merchant_id, o.amount_fen, CASE WHEN c.appeal_used THEN c.first_decider END
  FROM swiftproof.cases c LEFT JOIN swiftproof.orders o ON o.platform_id = c.platform_id AND o.number = c.order_number
  WHERE c.state IN ('in-review', 'appeal-review');

-- What a person decided; amount, words and reason code are sealed. One of a case is open at a time.
CREATE TABLE swiftproof.pending_decisions (
  id text PRIMARY KEY,
  platform_id text NOT NULL,
  case_id text NOT NULL,
  state text NOT NULL CHECK (state IN ('pending', 'signing', 'done', 'undone', 'dropped', 'disagreed')),
  person text NOT NULL,
  signer text,
  revision integer NOT NULL,
  effective_at timestamptz,
  document bytea NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  UNIQUE (platform_id, id),
  FOREIGN KEY (platform_id, case_id) REFERENCES swiftproof.cases (platform_id, id),
  FOREIGN KEY (platform_id, person) REFERENCES swiftproof.people (platform_id, id),
  FOREIGN KEY (platform_id, signer) REFERENCES swiftproof.people (platform_id, id),
  CHECK (state <> 'pending' OR effective_at IS NOT NULL)
);
CREATE UNIQUE INDEX pending_decisions_one_open_a_case ON swiftproof.pending_decisions (platform_id, case_id) WHERE state IN ('pending', 'signing');
CREATE INDEX pending_decisions_due ON swiftproof.pending_decisions (effective_at) WHERE state = 'pending';
CREATE INDEX pending_decisions_case ON swiftproof.pending_decisions (platform_id, case_id, id);

-- Cases that a second person looks at without knowing the first decision.
CREATE TABLE swiftproof.second_looks (
  platform_id text NOT NULL,
  case_id text NOT NULL,
  decider text NOT NULL,
  signer text,
  decision text NOT NULL CHECK (decision IN ('pay', 'refuse', 'ask')),
  reason_code text,
  amount_fen bigint,
  moves_before integer NOT NULL,
  looker text,
  held_until timestamptz,
  look text CHECK (look IN ('pay', 'refuse', 'ask')),
  look_reason_code text,
  created_at timestamptz NOT NULL,
  looked_at timestamptz,
  PRIMARY KEY (platform_id, case_id),
  FOREIGN KEY (platform_id, case_id) REFERENCES swiftproof.cases (platform_id, id),
  FOREIGN KEY (platform_id, decider) REFERENCES swiftproof.people (platform_id, id),
  FOREIGN KEY (platform_id, looker) REFERENCES swiftproof.people (platform_id, id),
  CHECK ((look IS NULL) = (looked_at IS NULL)),
  CHECK (look IS NULL OR looker <> decider)
);
CREATE INDEX second_looks_open ON swiftproof.second_looks (platform_id, created_at, case_id) WHERE look IS NULL;
CREATE INDEX second_looks_done ON swiftproof.second_looks (platform_id, looked_at) WHERE look IS NOT NULL;

CREATE TABLE swiftproof.case_notes (
  id text PRIMARY KEY,
  platform_id text NOT NULL,
  case_id text NOT NULL,
  author text NOT NULL,
  words bytea NOT NULL,
  created_at timestamptz NOT NULL,
  UNIQUE (platform_id, id),
  FOREIGN KEY (platform_id, case_id) REFERENCES swiftproof.cases (platform_id, id)
);
CREATE INDEX case_notes_case ON swiftproof.case_notes (platform_id, case_id, id);
CREATE TABLE swiftproof.note_mentions (
  platform_id text NOT NULL,
  note_id text NOT NULL,
  person_id text NOT NULL,
  read_at timestamptz,
  PRIMARY KEY (platform_id, person_id, note_id),
  FOREIGN KEY (platform_id, note_id) REFERENCES swiftproof.case_notes (platform_id, id) ON DELETE CASCADE,
  FOREIGN KEY (platform_id, person_id) REFERENCES swiftproof.people (platform_id, id)
);
CREATE INDEX note_mentions_note ON swiftproof.note_mentions (platform_id, note_id);

CREATE TABLE swiftproof.saved_views (
  platform_id text NOT NULL,
  person_id text NOT NULL,
  name text NOT NULL,
  filter json NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (platform_id, person_id, name),
  FOREIGN KEY (platform_id, person_id) REFERENCES swiftproof.people (platform_id, id)
);

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['desk_cases', 'pending_decisions', 'second_looks', 'case_notes', 'note_mentions', 'saved_views'] LOOP
    EXECUTE format('ALTER TABLE swiftproof.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE swiftproof.%I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format(
      'CREATE POLICY own_platform ON swiftproof.%I USING (platform_id = current_setting(''app.platform'', true) OR current_setting(''app.system'', true) = ''on'')',
      name);
    EXECUTE format('CREATE POLICY not_for_merchants ON swiftproof.%I AS RESTRICTIVE USING (swiftproof.asks_for_all())', name);
  END LOOP;
END $$;
GRANT SELECT, INSERT, UPDATE ON swiftproof.desk_cases, swiftproof.pending_decisions, swiftproof.second_looks TO swiftproof_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON swiftproof.case_notes, swiftproof.note_mentions, swiftproof.saved_views TO swiftproof_app;
