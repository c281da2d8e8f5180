"""Issues consolidated reports and makes them again: reads the store, makes the files, calls the action."""
