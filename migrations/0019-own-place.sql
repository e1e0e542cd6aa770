-- A case that comes up in the queue by the end of its time to sign falls back to its own place when that is over.
SET LOCAL app.system = 'on';
ALTER TABLE swiftproof.desk_cases ADD COLUMN own_turn bigint;
-- Where one waits for a signature now, its own place is not known any more: since when it waits is the nearest to it.
UPDATE swiftproof.desk_cases
  SET own_turn = CASE stage WHEN 'signing' THEN GREATEST(turn, floor(extract(epoch FROM since) / 60)::bigint) ELSE turn END;
ALTER TABLE swiftproof.desk_cases ALTER COLUMN own_turn SET NOT NULL;
