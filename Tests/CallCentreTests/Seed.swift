enum CallCentreTestsSeed {}
