"""Results in numbers on screen."""
