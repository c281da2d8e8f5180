"""Indicators of plans, and the values that agencies sent."""
