"""Findings on cells outside the header, and on rows inside a cell: signs that columns or rows have shifted."""

from collections.abc import Callable, Iterable, Iterator

from intake.base.checked_file import Finding, Severity
from intake.base.finding_codes import FindingCode
from intake.base.headings import Column
from intake.base.opened_file import Cell, cell_text
from intake.layout.header_row import Layout

_SHOWN = 100

Rows = Iterable[tuple[int, list[Cell]]]


def findings_on_strays(layout: Layout, rows: Rows, *, is_task: Callable[[str], bool]) -> Iterator[Finding]:
    """In a CSV a cell beyond the header is an error, most often a number with an unquoted comma (75,5).

    `is_task` recognises task codes, which distinguish a row inside a cell from a text with many semicolons.
    """
    unnamed: set[int] = set()
    delimiter = layout.table.delimiter
    for number, cells in rows:
        for index in _nameless(layout, cells):
            surplus = delimiter is not None and index >= layout.header_width
            if surplus:
                yield _finding(Severity.ERROR, FindingCode.SURPLUS_CELLS, number, cells[index])
                break
            if index not in unnamed:
                unnamed.add(index)
                yield _finding(Severity.WARNING, FindingCode.UNNAMED_COLUMN, number, cells[index])
        if delimiter is not None:
            yield from _swallowed(layout, number, cells, is_task)


def unless_shifted(findings: Iterable[Finding]) -> list[Finding]:
    """Without what is said of numbers and days in text columns of rows that have shifted: they belong elsewhere."""
    listed = list(findings)
    shifted = {finding.row for finding in listed if finding.code is FindingCode.SURPLUS_CELLS}
    return [finding for finding in listed if finding.row not in shifted or finding.code not in _OF_TEXT_COLUMNS]


_OF_TEXT_COLUMNS = {FindingCode.TEXT_IS_DAY, FindingCode.TEXT_IS_NUMBER, FindingCode.NUMBER_CUT}


def _nameless(layout: Layout, cells: list[Cell]) -> Iterator[int]:
    if len(cells) <= layout.header_width and not layout.nameless:
        return
    for index, cell in enumerate(cells):
        if (index >= layout.header_width or index in layout.nameless) and cell_text(cell).strip():
            yield index


def _swallowed(layout: Layout, number: int, cells: list[Cell], is_task: Callable[[str], bool]) -> Iterator[Finding]:
    """A line inside a cell that is a row itself: a quote was closed too late."""
    for cell in cells:
        if not isinstance(cell, str) or ("\n" not in cell and "\r" not in cell):
            continue
        if any(_is_row(line, layout, is_task) for line in cell.splitlines()[1:]):
            yield _finding(Severity.ERROR, FindingCode.SWALLOWED_ROWS, number, cell)
            return


def _is_row(line: str, layout: Layout, is_task: Callable[[str], bool]) -> bool:
    fields = line.split(layout.table.delimiter)
    place = layout.columns.get(Column.TASK)
    if place is None:
        return False
    return len(fields) > max(place, 1) and is_task(fields[place].strip(" \"'"))


def _finding(severity: Severity, code: FindingCode, number: int, cell: Cell) -> Finding:
    return Finding(severity, code, number, None, cell_text(cell).strip()[:_SHOWN])


def findings_on_pictures(layout: Layout, stored: Iterable[int]) -> Iterator[Finding]:
    """A warning for each picture over an empty cell of the report in a row that is stored; elsewhere it may be a seal."""
    column_at = {place: column for column, place in layout.columns.items()}
    numbers = set(stored)
    for number, place in sorted(layout.table.pictures):
        if number in numbers and place in column_at:
            yield Finding(Severity.WARNING, FindingCode.PICTURE_LEFT_OUT, number, column_at[place])


def findings_on_headers(layout: Layout) -> Iterator[Finding]:
    """A warning for each unknown column, whose content is not stored, and for each sheet that is not read."""
    for name in layout.left_out:
        yield Finding(Severity.WARNING, FindingCode.SHEET_LEFT_OUT, value=name)
    for text, meant in layout.unknown.items():
        yield Finding(Severity.WARNING, FindingCode.UNKNOWN_COLUMN, layout.header_row, None, text, meant or "")


def missing_columns(layout: Layout, findings: Iterable[Finding]) -> list[Finding]:
    """A blocker for each required column that is missing."""
    wanted = {finding.column for finding in findings if finding.code in _MISSING_CELLS}
    return [
        Finding(Severity.BLOCKER, FindingCode.MISSING_COLUMN, layout.header_row, column)
        for column in Column
        if column in wanted and column not in layout.columns
    ]


def beside_missing(missing: list[Finding], findings: Iterable[Finding]) -> list[Finding]:
    """The other findings, without those that a missing column alone brings about."""
    columns = {finding.column for finding in missing}
    return [finding for finding in findings if finding.code not in _MISSING_CELLS or finding.column not in columns]


_MISSING_CELLS = {
    FindingCode.TASK_MISSING,
    FindingCode.PERIOD_MISSING,
    FindingCode.AGENCY_MISSING,
    FindingCode.PERCENT_MISSING,
    FindingCode.DONE_ON_MISSING,
    FindingCode.RESULT_MISSING,
    FindingCode.REASON_MISSING,
}
