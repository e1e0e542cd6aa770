-- Which process took a refund up last and has not told yet what it heard: where that process has ended, nobody waits for it.
ALTER TABLE swiftproof.refunds ADD COLUMN held_by text;
CREATE INDEX refunds_held ON swiftproof.refunds (held_by) WHERE held_by IS NOT NULL AND settled_at IS NULL;
