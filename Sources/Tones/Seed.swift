enum TonesSeed {}
