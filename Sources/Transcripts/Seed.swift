enum TranscriptsSeed {}
