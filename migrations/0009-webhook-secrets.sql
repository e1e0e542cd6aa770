-- While a receiver takes a new secret into use, the one before it signs too.
ALTER TABLE swiftproof.webhook_endpoints
  ADD COLUMN old_secret bytea,
  ADD COLUMN old_secret_until timestamptz,
  ADD CONSTRAINT webhook_endpoints_old_secret CHECK ((old_secret IS NULL) = (old_secret_until IS NULL));
