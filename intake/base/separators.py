"""The signs that separate cells in texts, and tables whose columns all ended up in one cell."""

from intake.base.headings import column_of

IN_WORDS = {";": "“;”", ",": "“,”", "\t": "Tab", "|": "“|”"}
_LEAST_HEADERS = 3


def columns_in_one_cell(text: str) -> str | None:
    """The sign that separates the columns of a whole header inside one cell, in words; None for any other cell."""
    for sign, words in IN_WORDS.items():
        if text.count(sign) < _LEAST_HEADERS - 1:
            continue
        if len({column_of(part.strip(" \"'")) for part in text.split(sign)} - {None}) >= _LEAST_HEADERS:
            return words
    return None
