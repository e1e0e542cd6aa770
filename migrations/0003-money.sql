-- Money: refunds, the books, what automatic payments have used of their caps, the breaker, and disputes at the channels.

-- One row an order that gives money back: whoever plans, settles or counts refunds of it locks it first.
CREATE TABLE swiftproof.order_books (
  platform_id text NOT NULL REFERENCES swiftproof.platforms (id),
  order_number text NOT NULL,
  PRIMARY KEY (platform_id, order_number)
);

CREATE TABLE swiftproof.refunds (
  id text PRIMARY KEY,
  platform_id text NOT NULL,
  number text NOT NULL UNIQUE,
  case_id text NOT NULL,
  order_number text NOT NULL,
  payment_number text,
  merchant_order_number text,
  channel text NOT NULL,
  paid_by text CHECK (paid_by IN ('channel', 'platform')),
  amount_fen bigint NOT NULL CHECK (amount_fen > 0),
  total_fen bigint NOT NULL,
  paid_in_fen bigint NOT NULL,
  state text NOT NULL CHECK (state IN ('requested', 'accepted', 'unknown', 'succeeded', 'failed')),
  decided_by text NOT NULL,
  attempts integer NOT NULL DEFAULT 0,
  next_at timestamptz,
  sent_at timestamptz,
  told_at timestamptz,
  settled_at timestamptz,
  channel_refund_number text,
  reserved json NOT NULL,
  document bytea NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  UNIQUE (platform_id, id),
  FOREIGN KEY (platform_id, case_id) REFERENCES swiftproof.cases (platform_id, id),
  FOREIGN KEY (platform_id, order_number) REFERENCES swiftproof.order_books (platform_id, order_number),
  CHECK ((state IN ('succeeded', 'failed')) = (settled_at IS NOT NULL))
);
CREATE UNIQUE INDEX refunds_one_live ON swiftproof.refunds (platform_id, case_id, coalesce(payment_number, ''))
  WHERE state NOT IN ('succeeded', 'failed');
CREATE INDEX refunds_list ON swiftproof.refunds (platform_id, id);
CREATE INDEX refunds_case ON swiftproof.refunds (platform_id, case_id, id);
CREATE INDEX refunds_order ON swiftproof.refunds (platform_id, order_number, id);
CREATE INDEX refunds_due ON swiftproof.refunds (next_at) WHERE settled_at IS NULL;

-- Double entry: what is under one posting name adds up to 0. Never changed, never removed.
CREATE TABLE swiftproof.ledger_entries (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  platform_id text NOT NULL,
  posting text NOT NULL,
  refund_id text NOT NULL,
  account text NOT NULL,
  amount_fen bigint NOT NULL,
  at timestamptz NOT NULL,
  UNIQUE (platform_id, posting, account),
  FOREIGN KEY (platform_id, refund_id) REFERENCES swiftproof.refunds (platform_id, id)
);
CREATE INDEX ledger_entries_account ON swiftproof.ledger_entries (platform_id, account);
CREATE INDEX ledger_entries_refund ON swiftproof.ledger_entries (platform_id, refund_id);
CREATE TRIGGER ledger_append_only BEFORE UPDATE OR DELETE ON swiftproof.ledger_entries FOR EACH ROW EXECUTE FUNCTION swiftproof.refuse_change();
CREATE TRIGGER ledger_never_emptied BEFORE TRUNCATE ON swiftproof.ledger_entries FOR EACH STATEMENT EXECUTE FUNCTION swiftproof.refuse_change();

-- What automatic payments have used: of a scope (`buyer:…`, `day`), in a day or an hour of the policy's zone.
CREATE TABLE swiftproof.exposure (
  platform_id text NOT NULL REFERENCES swiftproof.platforms (id),
  scope text NOT NULL,
  period text NOT NULL,
  used_fen bigint NOT NULL CHECK (used_fen >= 0),
  PRIMARY KEY (platform_id, scope, period)
);

CREATE TABLE swiftproof.breakers (
  platform_id text PRIMARY KEY REFERENCES swiftproof.platforms (id),
  tripped boolean NOT NULL,
  cause text CHECK (cause IN ('by-hand', 'day-cap', 'drift', 'channel-contradicts')),
  words text,
  changed_by text,
  changed_at timestamptz,
  drift json NOT NULL
);

-- The numbers an order is known by at the channels, as keyed hashes.
CREATE TABLE swiftproof.payment_marks (
  platform_id text NOT NULL,
  mark text NOT NULL,
  order_number text NOT NULL,
  PRIMARY KEY (platform_id, mark, order_number),
  FOREIGN KEY (platform_id, order_number) REFERENCES swiftproof.orders (platform_id, number)
);

-- Complaints that a channel told us itself.
CREATE TABLE swiftproof.channel_disputes (
  platform_id text NOT NULL,
  channel text NOT NULL,
  number text NOT NULL,
  order_number text NOT NULL,
  state text NOT NULL CHECK (state IN ('open', 'closed')),
  document bytea NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (platform_id, channel, number, order_number),
  FOREIGN KEY (platform_id, order_number) REFERENCES swiftproof.orders (platform_id, number)
);
CREATE INDEX channel_disputes_order ON swiftproof.channel_disputes (platform_id, order_number);

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['order_books', 'refunds', 'ledger_entries', 'exposure', 'breakers', 'payment_marks', 'channel_disputes']
  LOOP
    EXECUTE format('ALTER TABLE swiftproof.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE swiftproof.%I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format(
      'CREATE POLICY own_platform ON swiftproof.%I USING (platform_id = current_setting(''app.platform'', true) OR current_setting(''app.system'', true) = ''on'')',
      name);
  END LOOP;
END $$;

GRANT SELECT, INSERT ON swiftproof.ledger_entries, swiftproof.payment_marks TO swiftproof_app;
GRANT SELECT, INSERT, UPDATE ON swiftproof.order_books, swiftproof.refunds, swiftproof.exposure, swiftproof.breakers,
  swiftproof.channel_disputes TO swiftproof_app;
