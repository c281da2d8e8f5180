"""What can be taken away: (file name, media type, bytes) for each report and table."""
