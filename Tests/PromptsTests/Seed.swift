enum PromptsTestsSeed {}
