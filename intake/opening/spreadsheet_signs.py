"""How the worker that opens spreadsheets encodes cells in JSON: texts and plain numbers as they are.

Other values are texts that begin with `SIGN` and a letter for their kind. A text that happens to begin with `SIGN` is
encoded as `TEXT`.
"""

SIGN = "\x1a"
TEXT = "s"
DAY = "d"
PERCENT = "%"
UNKNOWN_FORMAT = "?"
ERROR = "e"
PICTURE = "p"
SHOWN = "w"
"""What the cell shows, `INNER`, and the number or day behind it; nothing behind a time."""
INNER = "\x1f"

Encoded = str | float
