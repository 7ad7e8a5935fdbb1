enum TonesTestsSeed {}
