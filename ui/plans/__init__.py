"""The parts of the pages on which plans, tasks, agencies and regimes are kept."""
