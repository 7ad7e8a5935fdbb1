enum WebClientTestsSeed {}
