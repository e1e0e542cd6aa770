-- While a receiver takes a new secret into use, the one before it signs too.
ALTER TABLE swiftproof.webhook_endpoints
  ADD COLUMN old_secret bytea,
  ADD COLUMN old_secret_until timestamptz,
  ADD CONSTRAINT webhook_endpoints_old_secret CHECK ((old_secret IS NULL) = (old_secret_until IS NULL));

-- All shots of a platform are looked through: who asks is asked once for the whole table, not for each row.
ALTER POLICY own_platform ON swiftproof.memory_shots
  USING (platform_id = (SELECT current_setting('app.platform', true)) OR (SELECT current_setting('app.system', true)) = 'on');
