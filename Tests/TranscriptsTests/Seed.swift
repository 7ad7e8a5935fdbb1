enum TranscriptsTestsSeed {}
