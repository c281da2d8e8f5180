"""Checking and submitting reports, and drafts."""
