"""Reminder letters (công văn đôn đốc) to agencies with arrears."""
