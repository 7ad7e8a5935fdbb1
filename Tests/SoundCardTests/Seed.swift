enum SoundCardTestsSeed {}
