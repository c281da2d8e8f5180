"""Reads plans, tasks and agencies, as `Facts` or for one page."""
