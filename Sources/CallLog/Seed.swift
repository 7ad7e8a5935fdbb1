enum CallLogSeed {}
