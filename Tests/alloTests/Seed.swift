enum alloTestsSeed {}
