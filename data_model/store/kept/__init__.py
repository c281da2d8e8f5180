"""Figures that are kept: made where they are not there (keeping), told of past days (past), written with each change
(upkeep), and read."""
