enum TelephonyTestsSeed {}
