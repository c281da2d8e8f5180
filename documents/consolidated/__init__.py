"""The consolidated report as Word, spreadsheet and PDF."""
