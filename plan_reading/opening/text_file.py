"""A plain text: UTF-8 or UTF-16, one line a paragraph; lines with tabs under one another are a table."""

import re

from plan_reading.base.refusals import Refusal, UnreadablePlan
from plan_reading.base.source import Cell, Grid, Line, SourceDocument

_MARKUP = re.compile(r"\s*<(?:!doctype html|html|head|body|\?xml|table)", re.IGNORECASE)
_LEAST_COLUMNS = 3
_LEAST_ROWS = 2


def read_text(content: bytes) -> SourceDocument:
    """The lines of the text. Raises UnreadablePlan for other encodings, other kinds of file and web pages' source."""
    text = decoded(content)
    if _MARKUP.match(text):
        raise UnreadablePlan(Refusal.OTHER_KIND, value="HTML")
    return SourceDocument(tuple(_blocks(re.split(r"\r\n|\r|\n|\x0b|\x0c|\u2028|\u2029|\x85", text))))


def decoded(content: bytes) -> str:
    """The text of the bytes; raises UnreadablePlan where they are not Unicode."""
    encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadablePlan(Refusal.ENCODING) from error
    if "\0" in text:
        raise UnreadablePlan(Refusal.OTHER_KIND, value="?")
    return text


def _blocks(lines: list[str]) -> list[Line | Grid]:
    blocks: list[Line | Grid] = []
    rows: list[str] = []
    for line in [*lines, ""]:
        if line.strip("\t ").count("\t") >= _LEAST_COLUMNS - 1:
            rows.append(line)
            continue
        if len(rows) >= _LEAST_ROWS:
            blocks.append(_grid(rows))
        else:
            blocks += [Line(row) for row in rows]
        rows = []
        blocks.append(Line(line))
    return blocks


def _grid(rows: list[str]) -> Grid:
    return Grid(
        tuple(tuple(Cell((Line(text.strip()),), column) for column, text in enumerate(row.split("\t"))) for row in rows)
    )
