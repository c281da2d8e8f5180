"""The way through: bytes → file → table → rows, with everything that is wrong said at once."""

import hashlib
import re
from collections.abc import Iterator

from intake.cells import read_percent, read_word
from intake.cross_checks import findings_across
from intake.file_kind import FileKind, kind_of
from intake.headings import Column
from intake.layout import Layout, find_layout
from intake.letters import with_letters_right
from intake.percent_column import judge_column
from intake.report import Finding, FindingCode, ReportContext, ReportFile, ReportRow, Severity
from intake.rows import RowReader, RowReading
from intake.secrecy import has_marking
from intake.signature_block import without_signature_block
from intake.spreadsheet import open_spreadsheet
from intake.stray_cells import findings_on_headers, findings_on_strays, missing_columns
from intake.table import Cell, Limits, OpenedFile, UnreadableFile, cell_text
from intake.text_table import open_text

DEFAULT_LIMITS = Limits()
_COLUMN_NUMBER = re.compile(r"\(?([0-9]{1,2})\)?")
_LEAST_NUMBERED = 3

DataRows = list[tuple[int, list[Cell]]]


def read_report_file(
    content: bytes, *, file_name: str, context: ReportContext, limits: Limits = DEFAULT_LIMITS
) -> ReportFile:
    """Read a report whole, whatever the bytes are; nothing is written and nothing is raised.

    Rows that can be stored come back in `rows`, all that is wrong in `findings`. When the file as a whole
    can't be taken, blockers alone say why, and there are no rows.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    try:
        file = with_letters_right(_open(content, file_name, limits))
        _refuse_secrets(file, file_name)
        layout = find_layout(file)
        data = _data_rows(layout, limits)
    except UnreadableFile as refusal:
        return ReportFile(sha256, findings=(_blocker(refusal),))
    return _report_of(sha256, file, layout, data, context)


def _open(content: bytes, file_name: str, limits: Limits) -> OpenedFile:
    if len(content) > limits.bytes:
        raise UnreadableFile(FindingCode.FILE_TOO_BIG, value=f"{len(content)}", expected=f"{limits.bytes}")
    kind = kind_of(content, file_name)
    return open_text(content, limits) if kind is FileKind.TEXT else open_spreadsheet(content, kind, limits)


def _blocker(refusal: UnreadableFile) -> Finding:
    return Finding(Severity.BLOCKER, refusal.code, refusal.row, refusal.column, refusal.value, refusal.expected)


def _refuse_secrets(file: OpenedFile, file_name: str) -> None:
    """A secrecy marking anywhere ends the reading; what it stood beside is not passed on."""
    cells = (cell for table in file.tables for row in table.rows.values() for cell in row if isinstance(cell, str))
    if has_marking(file_name) or any(map(has_marking, file.loose_texts)) or any(map(has_marking, cells)):
        raise UnreadableFile(FindingCode.SECRECY_MARKING)


def _data_rows(layout: Layout, limits: Limits) -> DataRows:
    """The rows below the header that say something in a column of the report, by their number."""
    if layout.table.unclosed_quote_row is not None:
        raise UnreadableFile(FindingCode.UNCLOSED_QUOTE, row=layout.table.unclosed_quote_row)
    used = sorted(layout.columns.values())
    below = [(number, cells) for number, cells in layout.table.rows.items() if number > layout.header_row]
    if below and _numbers_columns(below[0][1]):
        del below[0]
    rows = [
        (number, cells) for number, cells in below if _says_something(cells, used) and not _is_header(layout, cells)
    ]
    if not rows:
        raise UnreadableFile(FindingCode.NO_ROWS, row=layout.header_row)
    if len(rows) > limits.rows:
        raise UnreadableFile(FindingCode.TOO_MANY_ROWS, value=f"{len(rows)}", expected=f"{limits.rows}")
    return rows


def _says_something(cells: list[Cell], used: list[int]) -> bool:
    return any(
        not isinstance(cell, str) or (cell and bool(read_word(cell)))
        for cell in (cells[index] for index in used if index < len(cells))
    )


def _is_header(layout: Layout, cells: list[Cell]) -> bool:
    """The header once more, as printed lists repeat it on each page."""
    header = layout.table.rows[layout.header_row]
    return all(
        index < min(len(cells), len(header)) and cells[index] == header[index] for index in layout.columns.values()
    )


def _numbers_columns(cells: list[Cell]) -> bool:
    """The line (1), (2), (3) … that official tables have below their header."""
    matches = [_COLUMN_NUMBER.fullmatch(cell_text(cell).strip()) for cell in cells if cell != ""]
    numbers = [int(match[1]) for match in matches if match]
    return len(numbers) == len(matches) >= _LEAST_NUMBERED and numbers == list(
        range(numbers[0], numbers[0] + len(numbers))
    )


def _report_of(sha256: str, file: OpenedFile, layout: Layout, data: DataRows, context: ReportContext) -> ReportFile:
    reader = RowReader(context, from_csv=layout.table.delimiter is not None)
    data, below = without_signature_block(layout, data, is_task=reader.targets.knows)
    readings = _readings(reader, layout, data)
    findings = [*below, *(finding for reading in readings for finding in reading.findings)]
    findings += findings_across(readings)
    findings += findings_on_strays(layout, data, is_task=reader.targets.knows)
    findings += findings_on_headers(layout)
    findings += _on_conversion(file)
    findings = missing_columns(layout, findings) or findings
    return ReportFile(
        sha256,
        rows=_rows_without_errors(readings, findings),
        findings=tuple(sorted(findings, key=_place)),
        rows_read=len(data),
        header_row=layout.header_row,
        encoding=file.encoding,
        delimiter=layout.table.delimiter,
        cells=_texts(layout),
    )


def _readings(reader: RowReader, layout: Layout, data: DataRows) -> list[RowReading]:
    cells = [_by_column(layout, row) for _, row in data]
    percents = judge_column(read_percent(row.get(Column.PERCENT, "")) for row in cells)
    return [reader.read(number, row, percent) for (number, _), row, percent in zip(data, cells, percents, strict=True)]


def _rows_without_errors(readings: list[RowReading], findings: list[Finding]) -> tuple[ReportRow, ...]:
    if any(finding.severity is Severity.BLOCKER for finding in findings):
        return ()
    wrong = {finding.row for finding in findings if finding.severity is Severity.ERROR}
    return tuple(reading.row for reading in readings if reading.row is not None and reading.number not in wrong)


def _by_column(layout: Layout, row: list[Cell]) -> dict[Column, Cell]:
    return {column: row[index] for column, index in layout.columns.items() if index < len(row)}


def _on_conversion(file: OpenedFile) -> Iterator[Finding]:
    if file.converted_from is not None:
        yield Finding(Severity.WARNING, FindingCode.LEGACY_CONVERTED, value=file.converted_from)


_ORDER: dict[str | None, int] = {None: -1} | {column: order for order, column in enumerate(Column)}


def _place(finding: Finding) -> tuple[int, int]:
    """Findings go down the file: what is about the whole of it first, then row by row and column by column."""
    return finding.row or 0, _ORDER[finding.column]


def _texts(layout: Layout) -> tuple[tuple[str, ...], ...]:
    rows = layout.table.rows
    return tuple(tuple(map(cell_text, rows.get(number, ()))) for number in range(1, max(rows) + 1))
