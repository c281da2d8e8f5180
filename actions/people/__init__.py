"""Accounts, signing in, and saved filters."""
