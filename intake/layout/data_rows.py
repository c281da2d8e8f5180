"""Finds the rows below the header that are rows of the report."""

import re

from intake.base.cells import read_word
from intake.base.finding_codes import FindingCode
from intake.base.headings import Column, column_of
from intake.base.opened_file import Cell, Limits, UnreadableFile, cell_text
from intake.layout.foreign_rows import refuse_foreign_row
from intake.layout.header_row import Layout

_COLUMN_NUMBER = re.compile(r"\(?([0-9]{1,2})\)?")
_LEAST_NUMBERED = 3

DataRows = list[tuple[int, list[Cell]]]


def data_rows(layout: Layout, limits: Limits) -> DataRows:
    """(number, cells) of the rows below the header with a value in a column of the report."""
    if layout.table.unclosed_quote_row is not None:
        raise UnreadableFile(FindingCode.UNCLOSED_QUOTE, row=layout.table.unclosed_quote_row)
    numbering = column_numbering(layout)
    rows = [
        (number, cells)
        for number, cells in layout.table.rows.items()
        if number > layout.header_row and number != numbering and is_data_row(layout, cells)
    ]
    for number, cells in rows:
        refuse_foreign_row(layout, number, cells)
    refuse_count(len(rows), layout, limits)
    return rows


def refuse_count(count: int, layout: Layout, limits: Limits) -> None:
    """Raises UnreadableFile for no rows, or too many."""
    if not count and Column.TASK not in layout.columns:
        raise UnreadableFile(FindingCode.MISSING_COLUMN, row=layout.header_row, column=Column.TASK)
    if not count:
        raise UnreadableFile(FindingCode.NO_ROWS, row=layout.header_row)
    if count > limits.rows:
        raise UnreadableFile(FindingCode.TOO_MANY_ROWS, value=f"{count}", expected=f"{limits.rows}")


def is_data_row(layout: Layout, cells: list[Cell]) -> bool:
    return _says_something(layout, cells) and not _is_header(layout, cells)


def _says_something(layout: Layout, cells: list[Cell]) -> bool:
    return any(
        not isinstance(cell, str) or (cell and bool(read_word(cell)))
        for cell in (cells[index] for index in layout.columns.values() if index < len(cells))
    )


def _is_header(layout: Layout, cells: list[Cell]) -> bool:
    """The header once more, as printed lists repeat it on each page."""
    header = layout.table.rows[layout.header_row]
    return all(
        index < len(cells)
        and (cells[index] == header[index] or (isinstance(text := cells[index], str) and column_of(text) is column))
        for column, index in layout.columns.items()
    )


def column_numbering(layout: Layout) -> int | None:
    """The line (1), (2), (3) … that official tables have right below their header."""
    first = next((number for number in layout.table.rows if number > layout.header_row), None)
    return first if first is not None and _numbers_columns(layout.table.rows[first]) else None


def _numbers_columns(cells: list[Cell]) -> bool:
    matches = [_COLUMN_NUMBER.fullmatch(cell_text(cell).strip()) for cell in cells if cell != ""]
    numbers = [int(match[1]) for match in matches if match]
    return len(numbers) == len(matches) >= _LEAST_NUMBERED and numbers == list(
        range(numbers[0], numbers[0] + len(numbers))
    )
