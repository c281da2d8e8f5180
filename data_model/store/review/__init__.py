"""Reads what reviewers compare, acceptances and internal notes."""
