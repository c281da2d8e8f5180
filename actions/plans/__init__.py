"""What the office and the administrator keep on screen: plans, tasks, agencies, groups, regimes, successions."""
