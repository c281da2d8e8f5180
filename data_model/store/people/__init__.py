"""Accounts, signed-in sessions and saved filters."""
