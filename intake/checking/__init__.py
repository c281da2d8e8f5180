"""Last step: reads and checks each row, then the rows together."""
