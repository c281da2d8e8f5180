"""Results in numbers: what is counted, and how it adds up."""
