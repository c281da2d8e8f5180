"""Cells that stand where no header is, and rows that went into a cell: signs that columns or rows have shifted."""

from collections.abc import Iterable, Iterator

from intake.headings import Column
from intake.layout import Layout
from intake.report import Finding, FindingCode, Severity
from intake.table import Cell, cell_text

_SHOWN = 100
_LEAST_DELIMITERS = 2

Rows = Iterable[tuple[int, list[Cell]]]


def findings_on_strays(layout: Layout, rows: Rows) -> Iterator[Finding]:
    """In a CSV a cell beyond the header is an error, most often a number with an unquoted comma (75,5)."""
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
            yield from _swallowed(layout, number, cells, delimiter)


def _nameless(layout: Layout, cells: list[Cell]) -> Iterator[int]:
    if len(cells) <= layout.header_width and not layout.nameless:
        return
    for index, cell in enumerate(cells):
        if (index >= layout.header_width or index in layout.nameless) and cell_text(cell).strip():
            yield index


def _swallowed(layout: Layout, number: int, cells: list[Cell], delimiter: str) -> Iterator[Finding]:
    """A line inside a cell that has as many delimiters as a row: a quote that was closed too late."""
    least = max(_LEAST_DELIMITERS, len(layout.columns) - 1)
    for cell in cells:
        text = cell_text(cell)
        if "\n" not in text and "\r" not in text:
            continue
        if any(line.count(delimiter) >= least for line in text.splitlines()[1:]):
            yield _finding(Severity.ERROR, FindingCode.SWALLOWED_ROWS, number, cell)
            return


def _finding(severity: Severity, code: FindingCode, number: int, cell: Cell) -> Finding:
    return Finding(severity, code, number, None, cell_text(cell).strip()[:_SHOWN])


def findings_on_headers(layout: Layout) -> Iterator[Finding]:
    """A warning for each column that nobody knows: what it holds is not stored."""
    for text, meant in layout.unknown.items():
        yield Finding(Severity.WARNING, FindingCode.UNKNOWN_COLUMN, layout.header_row, None, text, meant or "")


def missing_columns(layout: Layout, findings: Iterable[Finding]) -> list[Finding]:
    """A blocker for each column that is not there though rows can't do without it."""
    wanted = {finding.column for finding in findings if finding.code in _MISSING_CELLS}
    return [
        Finding(Severity.BLOCKER, FindingCode.MISSING_COLUMN, layout.header_row, column)
        for column in Column
        if column in wanted and column not in layout.columns
    ]


_MISSING_CELLS = {
    FindingCode.PERIOD_MISSING,
    FindingCode.AGENCY_MISSING,
    FindingCode.PERCENT_MISSING,
    FindingCode.DONE_ON_MISSING,
    FindingCode.RESULT_MISSING,
    FindingCode.REASON_MISSING,
}
