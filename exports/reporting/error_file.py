"""The uploaded table with a column “Lỗi”: the user corrects the marked cells and uploads the file again."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range
from xlsxwriter.worksheet import Worksheet

from exports.base.csv_text import csv_bytes, guarded
from exports.base.download import CSV_TYPE, XLSX_TYPE, Download, ascii_name
from exports.base.workbook import (
    ERROR_FILL,
    HEADER_FILL,
    LINE,
    WARNING_FILL,
    OpenWorkbook,
    height_for,
    set_paper,
    sheet_text,
    workbook,
)
from intake.base.cells import read_text
from intake.base.checked_file import Finding, ReportFile, Severity
from intake.base.headings import ERROR_HEADER
from intake.base.matching import plain_key
from intake.layout.screen_grid import column_places
from wording.findings import sentence
from wording.translation import _

_BETWEEN = " | "
_ERROR_WIDTH = 60
_NARROWEST, _WIDEST = 8, 45
_ROWS_MEASURED = 200
_HIGHEST_ROW = 150.0
"""A longer text would fill the screen."""


def file_with_errors(report: ReportFile, *, file_name: str) -> Download:
    """The table with the column “Lỗi”: a CSV as CSV with its own delimiter, anything else as XLSX.

    Rows keep their numbers when it is read again. Raises ValueError for a file in which no table was found.
    """
    if report.delimiter is None:
        return file_with_errors_xlsx(report, file_name=file_name)
    lines = [[guarded(text) for text in line] for line in _Marked(report).lines()]
    return Download(
        name_with_errors(report, file_name=file_name), CSV_TYPE, csv_bytes(lines, delimiter=report.delimiter)
    )


def file_with_errors_xlsx(report: ReportFile, *, file_name: str) -> Download:
    """The table as XLSX, errors in red and warnings in yellow."""
    marked = _Marked(report)
    with workbook(title=_("Report with errors")) as opened:
        sheet = opened.sheet(_("Report with errors"))
        _write_table(sheet, marked, _Looks.of(opened))
        _set_up(sheet, marked)
        _write_notes(opened, report)
    return Download(f"{_marked_name(file_name)}.xlsx", XLSX_TYPE, opened.content)


def name_with_errors(report: ReportFile, *, file_name: str) -> str:
    """The name of the file of `file_with_errors`, without making it."""
    return f"{_marked_name(file_name)}.{'xlsx' if report.delimiter is None else 'csv'}"


def _marked_name(file_name: str) -> str:
    return f"{ascii_name(PurePath(file_name).stem) or 'bao-cao'}_loi"


class _Marked:
    """The table with the column “Lỗi” first, and the findings by cell.

    An existing column “Lỗi” is replaced.
    """

    def __init__(self, report: ReportFile) -> None:
        if report.header_row is None:
            raise ValueError("no table was found in this file, so nothing can be marked in it")
        self.header_row = report.header_row
        self._from_csv = report.delimiter is not None
        self._cells = report.cells
        self._copied = _copied_columns(report)
        self.row_count = len(report.cells)
        self._place_of = _places(report, self._copied)
        self._findings: dict[int, list[Finding]] = defaultdict(list)
        for finding in sorted(report.findings, key=lambda candidate: candidate.severity is not Severity.ERROR):
            if finding.row is not None and finding.row != report.header_row:
                self._findings[finding.row].append(finding)

    def lines(self) -> Iterator[list[str]]:
        """Every row of the file, all of one width."""
        for number, cells in enumerate(self._cells, start=1):
            first = ERROR_HEADER if number == self.header_row else self._sentences(number)
            yield [first, *(read_text(_at(cells, index), from_csv=self._from_csv) for index in self._copied)]

    def _sentences(self, number: int) -> str:
        return _BETWEEN.join(_said(finding) for finding in self._findings.get(number, ()))

    def severities(self, number: int) -> dict[int, Severity]:
        """By column: the severity of marked cells, and of the row in the column “Lỗi”; an error wins over a warning."""
        marks: dict[int, Severity] = {}
        for finding in self._findings.get(number, ()):
            for place in (0, self._place_of.get(finding.column or "", 0)):
                marks.setdefault(place, finding.severity)
        return marks

    def widths(self) -> list[int]:
        """Widths that fit the texts of the first rows."""
        looked_at = self._cells[self.header_row - 1 : self.header_row - 1 + _ROWS_MEASURED]
        return [
            min(_WIDEST, max(_NARROWEST, *(len(_at(cells, index)) + 2 for cells in looked_at)))
            for index in self._copied
        ]


def _copied_columns(report: ReportFile) -> list[int]:
    """The indexes of all columns but an existing “Lỗi”."""
    header = report.cells[(report.header_row or 1) - 1]
    width = max(map(len, report.cells))
    return [index for index in range(width) if plain_key(_at(header, index)) != plain_key(ERROR_HEADER)]


def _places(report: ReportFile, copied: list[int]) -> dict[str, int]:
    """The index of each column of the report in the new file."""
    return {column: copied.index(index) + 1 for column, index in column_places(report).items()}


def _at(cells: tuple[str, ...], index: int) -> str:
    return cells[index] if index < len(cells) else ""


def _said(finding: Finding) -> str:
    if finding.severity is Severity.WARNING:
        return _("Note: {sentence}").format(sentence=sentence(finding))
    return sentence(finding)


@dataclass(frozen=True)
class _Looks:
    title: Format
    header: Format
    plain: Format
    wrong: Format
    odd: Format
    said: Format

    @classmethod
    def of(cls, opened: OpenWorkbook) -> "_Looks":
        cell = {"border": 1, "border_color": LINE, "text_wrap": True, "num_format": "@"}
        return cls(
            title=opened.look(num_format="@"),
            header=opened.look(**cell, bold=True, bg_color=HEADER_FILL, align="center"),
            plain=opened.look(**cell),
            wrong=opened.look(**cell, bg_color=ERROR_FILL),
            odd=opened.look(**cell, bg_color=WARNING_FILL),
            said=opened.look(**cell, font_color="#9C0006"),
        )


def _write_table(sheet: Worksheet, marked: _Marked, looks: _Looks) -> None:
    widths = [_ERROR_WIDTH, *marked.widths()]
    for row_index, line in enumerate(marked.lines()):
        if not any(line):  # may be a million rows if there is a stray cell in the last row
            continue
        number = row_index + 1
        severities = marked.severities(number)
        if number > marked.header_row:
            sheet.set_row(row_index, min(_HIGHEST_ROW, height_for(zip(line, widths, strict=True))))
        for place, text in enumerate(line):
            look = _look(looks, place, severities.get(place), number - marked.header_row)
            if text:
                sheet.write_string(row_index, place, sheet_text(text), look)
            elif number > marked.header_row:
                sheet.write_blank(row_index, place, None, look)


def _look(looks: _Looks, place: int, severity: Severity | None, below_header: int) -> Format:
    if below_header <= 0:
        return looks.title if below_header else looks.header
    if severity is None:
        return looks.plain
    if place == 0:
        return looks.said
    return looks.wrong if severity is Severity.ERROR else looks.odd


def _set_up(sheet: Worksheet, marked: _Marked) -> None:
    """Frozen headers and column “Lỗi”; no green triangles on numbers that are stored as text."""
    widths = marked.widths()
    sheet.set_column(0, 0, _ERROR_WIDTH)
    for place, width in enumerate(widths, start=1):
        sheet.set_column(place, place, width)
    sheet.freeze_panes(marked.header_row, 1)
    set_paper(sheet)
    sheet.repeat_rows(marked.header_row - 1)
    sheet.ignore_errors({"number_stored_as_text": xl_range(0, 0, marked.row_count - 1, len(widths))})


def _write_notes(opened: OpenWorkbook, report: ReportFile) -> None:
    """Writes the findings on the whole file to a sheet of their own, so that every row keeps its number."""
    said = [_said(finding) for finding in report.findings if finding.row in (None, report.header_row)]
    if not said:
        return
    sheet = opened.sheet(_("Notes on the file"))
    sheet.set_column(0, 0, 110)
    for row_index, text in enumerate(said):
        sheet.write_string(row_index, 0, sheet_text(text), opened.look(text_wrap=True))
