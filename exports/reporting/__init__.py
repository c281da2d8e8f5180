"""Report template, file with errors, receipt, and JSON of a checked file."""
