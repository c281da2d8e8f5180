"""Reads and writes submissions with their lines, and drafts."""
