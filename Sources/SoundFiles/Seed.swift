enum SoundFilesSeed {}
