"""Bytes in, checked rows and what is wrong with each cell out. Knows no database and words no sentence."""
