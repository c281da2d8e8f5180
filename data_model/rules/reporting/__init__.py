"""Deadlines of a report, and who may report on what."""
