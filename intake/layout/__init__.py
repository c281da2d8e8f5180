"""Third step: where the header, the columns and the data rows are."""
