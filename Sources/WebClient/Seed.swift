enum WebClientSeed {}
