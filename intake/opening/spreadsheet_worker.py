"""The process that opens one spreadsheet: file in, JSON out.

    python -m intake.opening.spreadsheet_worker KIND SECONDS MOST_ROWS MOST_COLUMNS

A hostile file of a few kilobytes can make python-calamine abort its process, so it never runs in the server's. This
process limits its own memory, time and files before it reads anything.
"""

import gc
import resource
import sys
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from math import isfinite
from typing import Any

import orjson
from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from intake.base.finding_codes import FindingCode
from intake.base.opened_file import UnreadableFile
from intake.opening.archive import Archive, kind_of_archive
from intake.opening.drawings import pictures_over
from intake.opening.number_formats import shown_day, shown_number, shown_span
from intake.opening.ods_formats import marks_of_ods
from intake.opening.rich_values import RichPictures
from intake.opening.sheet_formats import (
    Mark,
    Marks,
    check_is_xml,
    loose_texts,
    marked_styles,
    marks_of_sheet,
    sheet_paths,
)
from intake.opening.spreadsheet_signs import (
    DAY,
    ERROR,
    INNER,
    PERCENT,
    PICTURE,
    SHOWN,
    SIGN,
    TEXT,
    UNKNOWN_FORMAT,
    Encoded,
)
from intake.opening.xls_formats import marks_of_xls

MEMORY_LIMIT = 1_400 * 1024 * 1024
MOST_CHARACTERS = 60_000_000
MOST_MERGES = 5_000
_ODS_SPAN = "PT"
"""How calamine gives a time of an ODS: PT75H00M00S."""
LAST_ROW = 1_048_576
"""The last row of any spreadsheet; a file with a row below it was not written by a spreadsheet program."""


def main() -> None:
    kind, seconds, most_rows, most_columns = sys.argv[1], *map(int, sys.argv[2:5])
    _limit_self(seconds)
    gc.disable()
    try:
        answer = _Reader(sys.stdin.buffer.read(), kind, most_rows, most_columns).answer()
    except UnreadableFile as refusal:
        answer = {"refused": refusal.code, "value": refusal.value, "expected": refusal.expected}
    except MemoryError:
        answer = {"refused": FindingCode.UNPACKS_TOO_BIG, "value": "", "expected": ""}
    sys.stdout.buffer.write(orjson.dumps(answer))


def _limit_self(seconds: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


class _Reader:
    def __init__(self, content: bytes, kind: str, most_rows: int, most_columns: int) -> None:
        self._content = content
        self._archive = Archive(content) if kind == "zip" else None
        self._kind = kind_of_archive(self._archive) if self._archive else "xls"
        self._most_rows = most_rows
        self._most_columns = most_columns
        self._characters = 0
        if self._archive and self._kind == "ods":
            check_is_xml(
                self._archive.read("content.xml")
            )  # calamine looks for the end of a table that has none for ever
        try:
            self._book = CalamineWorkbook.from_filelike(BytesIO(content))
        except PasswordError as error:
            raise UnreadableFile(FindingCode.ENCRYPTED) from error
        except CalamineError as error:
            raise UnreadableFile(FindingCode.DAMAGED_FILE) from error

    def answer(self) -> dict[str, Any]:
        marks = self._marks()
        sheets = [
            self._sheet(index, visible=meta.visible == SheetVisibleEnum.Visible, marks=marks.get(meta.name, {}))
            for index, meta in enumerate(self._book.sheets_metadata)
            if meta.typ == SheetTypeEnum.WorkSheet
        ]
        outside = loose_texts(self._archive) if self._archive else []
        return {"sheets": sheets, "outside": outside}

    def _marks(self) -> dict[str, Marks]:
        if self._archive is None:
            names = (meta.name for meta in self._book.sheets_metadata)
            return dict(zip(names, marks_of_xls(self._content), strict=False))
        if self._kind == "ods":
            return marks_of_ods(self._archive.read("content.xml"))
        styles, pictures = marked_styles(self._archive), RichPictures(self._archive)
        paths = sheet_paths(self._archive)
        marks = {name: marks_of_sheet(self._archive.read(path), styles, pictures) for name, path in paths.items()}
        for name, path in paths.items():
            for place in pictures_over(self._archive, path):
                marks[name].setdefault(place, ("o", ""))
        return marks

    def _sheet(self, index: int, *, visible: bool, marks: Marks) -> dict[str, Any]:
        try:
            sheet = self._book.get_sheet_by_index(index)
        except CalamineError as error:
            raise UnreadableFile(FindingCode.DAMAGED_FILE) from error
        if sheet.end is not None and sheet.end[0] >= LAST_ROW:
            raise UnreadableFile(FindingCode.DAMAGED_FILE)
        pictures = [place for place, (mark, _) in marks.items() if mark == "o"]
        marks = {place: mark for place, mark in marks.items() if mark[0] != "o"}
        rows = list(self._rows(sheet, marks)) if sheet.start is not None or marks else []
        return {
            "name": sheet.name,
            "visible": visible,
            "rows": rows,
            "merges": _merges(sheet),
            "pictures": pictures[:MOST_MERGES],
        }

    def _rows(self, sheet: CalamineSheet, marks: Marks) -> Iterator[tuple[int, list[Encoded]]]:
        """(number, cells) of the rows that are not empty; calamine omits empty columns on the left."""
        left = [""] * (sheet.start[1] if sheet.start else 0)
        by_row = _by_row(marks)
        count = 0
        for number, values in enumerate(sheet.iter_rows(), start=1):
            cells = self._cells(left, values, by_row.pop(number, None))
            if cells:
                count += 1
                self._check_size(count, number, cells)
                yield number, cells
        for number in sorted(by_row):  # rows of nothing but errors, which calamine leaves out at the end
            cells = self._cells([], [], by_row[number])
            if cells:
                count += 1
                self._check_size(count, number, cells)
                yield number, cells

    def _cells(self, left: list[str], values: list[Any], marks: dict[int, tuple[Mark, str]] | None) -> list[Encoded]:
        cells: list[Encoded] = [
            *left,
            *[value if type(value) is str and value[:1] != SIGN else self._encoded(value) for value in values],
        ]
        if marks:
            self._mark(cells, [*left, *values], marks)
        while cells and cells[-1] == "":
            cells.pop()
        return cells

    def _check_size(self, count: int, number: int, cells: list[Encoded]) -> None:
        if not 1 <= number <= LAST_ROW:
            raise UnreadableFile(FindingCode.DAMAGED_FILE)
        if count > self._most_rows:
            raise UnreadableFile(FindingCode.TOO_MANY_ROWS, value=f"> {self._most_rows}", expected=f"{self._most_rows}")
        if len(cells) > self._most_columns:
            raise UnreadableFile(FindingCode.TOO_MANY_COLUMNS, value=f"{len(cells)}", expected=f"{self._most_columns}")
        self._characters += sum([len(cell) for cell in cells if type(cell) is str])
        if self._characters > MOST_CHARACTERS:
            raise UnreadableFile(FindingCode.UNPACKS_TOO_BIG)

    def _encoded(self, value: Any) -> Encoded:
        """A calamine value as JSON carries it."""
        if isinstance(value, str):
            return value if not value.startswith(SIGN) else f"{SIGN}{TEXT}{value}"
        if isinstance(value, bool):
            return "TRUE" if value else "FALSE"
        if isinstance(value, (int, float)):
            if not isfinite(value):
                return str(value)
            return f"{SIGN}{UNKNOWN_FORMAT}{value!r}" if self._kind == "xls" else value
        if isinstance(value, (date, datetime)):
            return f"{SIGN}{DAY}{value.isoformat()}"
        if isinstance(value, timedelta):
            return _shown(shown_span(value), "")
        if isinstance(value, time):
            return _shown(f"{value:%H:%M}", "")
        return ""

    def _mark(self, cells: list[Encoded], values: list[Any], marks: dict[int, tuple[Mark, str]]) -> None:
        """Puts what the sheet's XML or records say of a cell into the place of its bare value."""
        for column, (mark, text) in marks.items():
            cells.extend([""] * (column + 1 - len(cells)))
            value = values[column] if column < len(values) else ""
            marked = self._marked(value, mark, text)
            if marked is not None:
                cells[column] = marked

    def _marked(self, value: Any, mark: Mark, text: str) -> Encoded | None:
        is_number = isinstance(value, (int, float)) and not isinstance(value, bool) and isfinite(value)
        if mark == "%":
            return f"{SIGN}{PERCENT}{value!r}" if is_number else None
        if mark == "t":
            return self._encoded(text) if isinstance(value, str) else None
        if mark == "e" and not (isinstance(value, str) and value):
            return f"{SIGN}{ERROR}{text}"
        if mark in ("f", "p"):
            return (f"{SIGN}{ERROR}" if mark == "f" else f"{SIGN}{PICTURE}") if value == "" else None
        shown = text if mark == "s" else _look(value, text)
        is_text = isinstance(value, str) and not (mark == "s" and value.startswith(_ODS_SPAN))
        if mark not in ("s", "n") or not shown or is_text:
            return None
        if is_number:
            return _shown(shown, repr(value))
        return _shown(shown, f"{DAY}{value.isoformat()}" if isinstance(value, (date, datetime)) else "")


def _by_row(marks: Marks) -> dict[int, dict[int, tuple[Mark, str]]]:
    rows: dict[int, dict[int, tuple[Mark, str]]] = {}
    for (row, column), mark in marks.items():
        rows.setdefault(row, {})[column] = mark
    return rows


def _look(value: Any, code: str) -> str | None:
    """What a cell with this number format shows; None for a format whose look is not known."""
    if isinstance(value, datetime):
        return shown_day(value, code)
    if isinstance(value, date):
        return shown_day(datetime.combine(value, time()), code)
    if isinstance(value, time):
        return shown_day(datetime.combine(date.min, value), code)
    if isinstance(value, timedelta):
        return shown_span(value, code)
    if isinstance(value, (int, float)) and not isinstance(value, bool) and isfinite(value):
        return shown_number(Decimal(format(value, ".15g")), code)
    return None


def _shown(text: str, inner: str) -> str:
    return f"{SIGN}{SHOWN}{text.replace(INNER, ' ')}{INNER}{inner}"


def _merges(sheet: CalamineSheet) -> list[tuple[int, int, int, int]]:
    ranges = sheet.merged_cell_ranges or []
    return [(first[0] + 1, first[1], last[0] + 1, last[1]) for first, last in ranges[:MOST_MERGES]]


if __name__ == "__main__":
    main()
