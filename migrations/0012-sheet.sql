-- The case sheet and the audit log over HTTP: what they ask is found without reading all of it.

CREATE INDEX audit_log_subject ON swiftproof.audit_log (platform_id, subject, number);
CREATE INDEX audit_log_actor ON swiftproof.audit_log (platform_id, actor, number);
