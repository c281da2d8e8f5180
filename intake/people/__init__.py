"""Lists of people: bytes → rows."""
