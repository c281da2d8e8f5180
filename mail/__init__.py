"""Reminders as letters, and the mail server they go through."""
