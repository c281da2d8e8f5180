"""The table of numbers in a report file: one row for each indicator."""
