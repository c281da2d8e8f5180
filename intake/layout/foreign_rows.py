"""Rows below the header with which another table begins: a second header, cells under another separator."""

import re

from intake.base.finding_codes import FindingCode
from intake.base.headings import Column, column_of, is_column_header
from intake.base.opened_file import Cell, UnreadableFile, cell_text
from intake.base.separators import IN_WORDS
from intake.layout.header_row import Layout

_DIGIT = re.compile("[0-9]")
_LEAST_HEADERS = 3
_LEAST_SEPARATED = 3


def refuse_foreign_row(layout: Layout, number: int, cells: list[Cell]) -> None:
    """Raises UnreadableFile for such a row; what stands below it can't be read by this header."""
    if _is_second_header(layout, cells):
        texts = ", ".join(cell_text(cell) for cell in cells if cell != "")
        raise UnreadableFile(FindingCode.SECOND_TABLE, row=number, value=texts[:300])
    delimiter = layout.table.delimiter
    if delimiter is not None and (other := _other_separator(layout, cells, delimiter)):
        raise UnreadableFile(
            FindingCode.OTHER_SEPARATOR, row=number, value=IN_WORDS[other], expected=IN_WORDS[delimiter]
        )


def _is_second_header(layout: Layout, cells: list[Cell]) -> bool:
    place = layout.columns.get(Column.TASK, 0)
    under_task = cells[place] if place < len(cells) else ""
    if not isinstance(under_task, str) or _DIGIT.search(under_task) or not is_column_header(under_task):
        return False
    columns = {column_of(cell) for cell in cells if isinstance(cell, str)} - {None}
    return len(columns) >= _LEAST_HEADERS


def _other_separator(layout: Layout, cells: list[Cell], delimiter: str) -> str | None:
    """The sign that gives the row its cells, a code among them, where the header's sign leaves most in one."""
    place = layout.columns.get(Column.TASK)
    if place is None or len(cells) > layout.header_width // 2:
        return None
    line = delimiter.join(map(cell_text, cells))
    for sign in IN_WORDS:
        parts = line.split(sign) if sign != delimiter else []
        if len(parts) > max(layout.header_width // 2, _LEAST_SEPARATED, place) and _is_like_a_code(parts[place]):
            return sign
    return None


def _is_like_a_code(text: str) -> bool:
    text = text.strip(" \"'")
    return " " not in text and _DIGIT.search(text) is not None
