enum SoundCardSeed {}
