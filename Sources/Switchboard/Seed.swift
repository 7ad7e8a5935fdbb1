enum SwitchboardSeed {}
