"""Damage to report files by chance, and how thousands of spreadsheets are read in minutes: see `test_any_spreadsheet`."""
