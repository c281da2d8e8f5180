"""What `manage.py` can do, one module a command."""
