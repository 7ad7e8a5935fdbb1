enum SwitchboardTestsSeed {}
