enum FlowsTestsSeed {}
