"""How the worker that opens spreadsheets writes cells down as JSON: texts and plain numbers as they are.

Anything else is a text that begins with `SIGN` and one letter for what the rest is, so that a sheet of a
million cells stays a list of texts and numbers. A text that happens to begin so is signed as `TEXT`.
"""

SIGN = "\x1a"
TEXT = "s"
DAY = "d"
PERCENT = "%"
UNKNOWN_FORMAT = "?"
ERROR = "e"

Encoded = str | float
