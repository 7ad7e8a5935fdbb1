enum CallCentreSeed {}
