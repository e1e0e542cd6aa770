/** Empties every table of the queue's schema, where there is one; the record of its migrations stays. */
export const wipeTables = `DO $$
DECLARE each record;
BEGIN
  FOR each IN SELECT tablename FROM pg_tables WHERE schemaname = 'bullmq' AND tablename <> 'migration' LOOP
    EXECUTE format('DELETE FROM bullmq.%I', each.tablename);
  END LOOP;
END $$`
