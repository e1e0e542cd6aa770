-- Rotation of secrets: documents are sealed anew in place, and the settings say under which keys something may be sealed.
GRANT UPDATE (document) ON swiftproof.readings, swiftproof.verdicts TO swiftproof_app;
GRANT SELECT, UPDATE, DELETE ON swiftproof.settings TO swiftproof_app;
