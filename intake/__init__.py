"""Reads uploaded report files: bytes in, checked rows and findings out. Knows no database and no user sentences."""
