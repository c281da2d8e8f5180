"""Issued consolidated reports with their files, and the texts that documents quote."""
