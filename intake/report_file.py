"""Reads a report file, in these steps:

1. `opening/`: bytes → sheets of cells (`OpenedFile`), for CSV, TSV, XLSX, XLS, ODS; dangerous files are refused.
2. `repair/`: texts in old fonts become Unicode, or the file is refused.
3. `layout/`: finds the header row, its columns and the data rows (`Layout`, `DataRows`).
4. `checking/`: reads each row and checks it alone, then all rows together → `ReportRow`s and `Finding`s.

A table of numbers, where the file has one, is read by `indicators/` → `IndicatorRow`s. For many rows `bulk/` takes over, column by column: from step 1 on for long text files, at step 4 for other tables. Where
it can't, it raises NotPlain and the file is read row by row as above. `base/` has the types that pass from step to step. All findings are collected; only what
makes the whole file unreadable stops at once (UnreadableFile, which becomes a blocker).
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from intake.base.cells import read_percent
from intake.base.checked_file import (
    Finding,
    ReportContext,
    ReportFile,
    ReportRow,
    Severity,
    Texts,
)
from intake.base.file_content import Content, bytes_of, sha256_of, size_of, stream_of
from intake.base.finding_codes import FindingCode
from intake.base.headings import Column
from intake.base.opened_file import Limits, OpenedFile, UnreadableFile, cell_text
from intake.bulk.column_reading import ColumnReading, parts_of
from intake.bulk.long_text import read_long_text
from intake.bulk.text_blocks import NotPlain
from intake.checking.cross_checks import findings_across
from intake.checking.percent_column import judge_column
from intake.checking.rows import RowReader, RowReading
from intake.checking.secrecy import has_marking
from intake.indicators.number_rows import beside_reports, read_numbers
from intake.indicators.number_table import find_number_table, without
from intake.layout.data_rows import DataRows, data_rows
from intake.layout.header_row import Layout, find_layout
from intake.layout.signature_block import without_signature_block
from intake.layout.stray_cells import (
    beside_missing,
    findings_on_headers,
    findings_on_pictures,
    findings_on_strays,
    missing_columns,
    unless_shifted,
)
from intake.opening.file_kind import FileKind, kind_of
from intake.opening.spreadsheet import open_spreadsheet
from intake.opening.text_table import open_text
from intake.repair.legacy_fonts import repair_letters

DEFAULT_LIMITS = Limits()
_FIRST_BYTES = 1 << 20


def read_report_file(
    content: Content, *, file_name: str, context: ReportContext, limits: Limits = DEFAULT_LIMITS
) -> ReportFile:
    """Reads and checks a whole report file. Writes nothing, and raises nothing whatever the bytes are.

    `rows` of the result can be stored, `findings` are errors and warnings. If the file as a whole is refused, the only
    findings are blockers, and there are no rows.
    """
    with ThreadPoolExecutor(max_workers=1) as hashing:
        sha256 = hashing.submit(sha256_of, content)
        try:
            return _read(content, file_name, context, limits, sha256.result)
        except UnreadableFile as refusal:
            return ReportFile(sha256.result(), findings=(_blocker(refusal),))


def _read(
    content: Content, file_name: str, context: ReportContext, limits: Limits, sha256: Callable[[], str]
) -> ReportFile:
    size = size_of(content)
    if size > limits.bytes:
        raise UnreadableFile(FindingCode.FILE_TOO_BIG, value=f"{size}", expected=f"{limits.bytes}")
    if size >= limits.long_from and _kind(content, file_name) is FileKind.TEXT:
        try:
            return _read_by_columns(content, file_name, context, limits, sha256)
        except NotPlain:
            pass  # the row reader takes longer and reads every file
    return _read_by_rows(content, file_name, context, limits, sha256)


def _kind(content: Content, file_name: str) -> FileKind:
    with stream_of(content) as stream:
        return kind_of(stream.read(_FIRST_BYTES), file_name)


def _read_by_columns(
    content: Content, file_name: str, context: ReportContext, limits: Limits, sha256: Callable[[], str]
) -> ReportFile:
    with stream_of(content) as stream:
        read = read_long_text(stream, file_name=file_name, context=context, limits=limits)
    lay_out = _texts_reader(content, context, limits)
    return _report(sha256(), read.file, read.layout, read.findings, read.rows, read.rows_read, lay_out)


def _texts_reader(content: Content, context: ReportContext, limits: Limits) -> Callable[[], Texts]:
    return lambda: _texts(find_layout(open_text(bytes_of(content), limits), context.headings))


def _read_by_rows(
    content: Content, file_name: str, context: ReportContext, limits: Limits, sha256: Callable[[], str]
) -> ReportFile:
    file = repair_letters(_open(bytes_of(content), file_name, limits))
    _refuse_secrets(file, file_name)
    numbers = find_number_table(file)
    if numbers is None:
        return _read_report_table(file, context, limits, sha256)
    read = read_numbers(numbers, context)
    try:
        report = _read_report_table(without(file, numbers), context, limits, sha256)
    except UnreadableFile as refusal:
        if refusal.code not in _NO_REPORT:
            raise
        report = ReportFile(sha256(), encoding=file.encoding, delimiter=numbers.table.delimiter)
    return replace(report, numbers=beside_reports(read, report.rows, context))


_NO_REPORT = (FindingCode.NO_HEADER, FindingCode.EMPTY_FILE)
"""A file of numbers alone is no report that can't be read."""


def _read_report_table(
    file: OpenedFile, context: ReportContext, limits: Limits, sha256: Callable[[], str]
) -> ReportFile:
    layout = find_layout(file, context.headings)
    data = data_rows(layout, limits)
    if len(data) >= limits.many_rows:
        try:
            return _report_by_columns(sha256(), file, layout, data, context)
        except NotPlain:
            pass
    return _report_of(sha256(), file, layout, data, context)


def _open(content: bytes, file_name: str, limits: Limits) -> OpenedFile:
    kind = kind_of(content, file_name)
    return open_text(content, limits) if kind is FileKind.TEXT else open_spreadsheet(content, kind, limits)


def _blocker(refusal: UnreadableFile) -> Finding:
    return Finding(Severity.BLOCKER, refusal.code, refusal.row, refusal.column, refusal.value, refusal.expected)


def _refuse_secrets(file: OpenedFile, file_name: str) -> None:
    """Refuses a file with a secrecy marking anywhere; nothing of its content is passed on."""
    cells = (cell for table in file.tables for row in table.rows.values() for cell in row if isinstance(cell, str))
    if has_marking(file_name) or any(map(has_marking, file.loose_texts)) or any(map(has_marking, cells)):
        raise UnreadableFile(FindingCode.SECRECY_MARKING)


def _report_by_columns(
    sha256: str, file: OpenedFile, layout: Layout, data: DataRows, context: ReportContext
) -> ReportFile:
    reading = ColumnReading(context, layout)
    for part in parts_of(layout, data):
        reading.add(part, is_data=lambda _number, _cells: True)
    rows, findings = reading.result(data)
    return _report(sha256, file, layout, findings, rows, reading.rows_read, lambda: _texts(layout))


def _report_of(sha256: str, file: OpenedFile, layout: Layout, data: DataRows, context: ReportContext) -> ReportFile:
    reader = RowReader(context, from_csv=layout.table.delimiter is not None)
    data, below = without_signature_block(layout, data, is_task=reader.targets.knows)
    readings = _readings(reader, layout, data)
    findings = [*below, *(finding for reading in readings for finding in reading.findings)]
    findings += findings_across(readings)
    findings += findings_on_strays(layout, data, is_task=reader.targets.knows)
    rows = _rows_without_errors(readings, findings)
    return _report(sha256, file, layout, findings, rows, len(data), lambda: _texts(layout))


def _readings(reader: RowReader, layout: Layout, data: DataRows) -> list[RowReading]:
    cells = [layout.by_column(row) for _, row in data]
    percents = judge_column(read_percent(row.get(Column.PERCENT, "")) for row in cells)
    return [reader.read(number, row, percent) for (number, _), row, percent in zip(data, cells, percents, strict=True)]


def _rows_without_errors(readings: list[RowReading], findings: list[Finding]) -> tuple[ReportRow, ...]:
    wrong = {finding.row for finding in findings if finding.severity is Severity.ERROR}
    return tuple(reading.row for reading in readings if reading.row is not None and reading.number not in wrong)


def _report(
    sha256: str,
    file: OpenedFile,
    layout: Layout,
    on_rows: list[Finding],
    rows: Sequence[ReportRow],
    rows_read: int,
    lay_out: Callable[[], Texts],
) -> ReportFile:
    """The result: rows without errors, and the findings on rows together with those on the file."""
    findings = [*unless_shifted(on_rows), *findings_on_headers(layout), *_on_conversion(file)]
    if layout.table.pictures:
        findings += findings_on_pictures(layout, (row.number for row in rows))
    missing = missing_columns(layout, findings)
    return ReportFile(
        sha256,
        rows=() if missing else rows,
        findings=tuple(sorted([*missing, *beside_missing(missing, findings)], key=_place)),
        rows_read=rows_read,
        header_row=layout.header_row,
        encoding=file.encoding,
        delimiter=layout.table.delimiter,
        lay_out=lay_out,
    )


def _on_conversion(file: OpenedFile) -> Iterator[Finding]:
    if file.converted_from is not None:
        yield Finding(Severity.WARNING, FindingCode.LEGACY_CONVERTED, value=file.converted_from)


_ORDER: dict[str | None, int] = {None: -1} | {column: order for order, column in enumerate(Column)}


def _place(finding: Finding) -> tuple[int, int]:
    """Sort key of findings: on the whole file first, then by row and column."""
    return finding.row or 0, _ORDER[finding.column]


def _texts(layout: Layout) -> Texts:
    rows = layout.table.rows
    return tuple(tuple(map(cell_text, rows.get(number, ()))) for number in range(1, max(rows) + 1))
