"""The whole store as a folder of CSV files: what `manage.py load` and `dump` read and write."""
