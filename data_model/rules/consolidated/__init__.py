"""Issuing a consolidated report: checks, quoted texts, corrections since."""
