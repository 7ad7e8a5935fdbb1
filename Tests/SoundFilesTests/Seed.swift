enum SoundFilesTestsSeed {}
