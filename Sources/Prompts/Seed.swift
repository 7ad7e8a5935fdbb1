enum PromptsSeed {}
