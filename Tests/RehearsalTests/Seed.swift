enum RehearsalTestsSeed {}
