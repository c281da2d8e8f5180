"""Copies of the whole store: archives of it, and the way back from one."""
