"""Composing, issuing and showing consolidated reports."""
