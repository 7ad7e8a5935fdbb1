enum CallLogTestsSeed {}
