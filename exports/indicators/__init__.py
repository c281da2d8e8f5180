"""Results in numbers as rows of tables and as plain data."""
