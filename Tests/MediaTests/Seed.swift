// Holds the place of the room until its first file is there.
