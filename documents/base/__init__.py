"""Word templates, letterhead and framing lines, shared by reports and letters."""
