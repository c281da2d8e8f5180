"""Figures that are kept: written with each change (upkeep), made again where they are not there (keeping), and read."""
