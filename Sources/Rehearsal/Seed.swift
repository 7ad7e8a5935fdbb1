enum RehearsalSeed {}
