"""Reads the columns that figures are computed from, keeps them up to date, and saves them as a snapshot."""
