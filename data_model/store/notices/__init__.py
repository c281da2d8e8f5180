"""Notices: what a user is told of, in the app and by e-mail."""
