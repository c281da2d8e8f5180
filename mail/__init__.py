"""Writes reminder e-mails and sends them through the mail server."""
