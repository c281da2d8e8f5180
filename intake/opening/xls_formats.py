"""Reads from an XLS what python-calamine leaves out: which cells are errors, and how numbers and days are shown.

An .xls is a row of records, each a kind, a length and data (BIFF5 and BIFF8, Excel 95 to 2003).
"""

import struct
from collections.abc import Iterator

from intake.opening.compound_file import workbook_stream
from intake.opening.number_formats import BUILT_IN, is_plain, shows_percent
from intake.opening.sheet_formats import Mark, Marks

_BEGIN, _SHEET_NAME, _FORMAT, _OLD_FORMAT, _STYLE = 0x809, 0x85, 0x41E, 0x1E, 0xE0
_ERROR_OR_TRUTH, _NUMBER, _SHORT_NUMBER, _SHORT_NUMBERS = 0x205, 0x203, 0x27E, 0xBD
_FORMULAS = (0x06, 0x206, 0x406)
_BIFF8 = 0x600
_ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}

Record = tuple[int, bytes]


def marks_of_xls(content: bytes) -> list[Marks]:
    """The errors, and the cells under a format of their own, of each sheet in the order of the workbook."""
    stream = workbook_stream(content)
    book = _Book()
    for kind, data in _records(stream, 0):
        book.note(kind, data)
    marked = book.marked_styles()
    return [_marks_of_sheet(stream, start, marked) for start in book.sheet_starts]


def _records(stream: bytes, at: int) -> Iterator[Record]:
    """The records from one BEGIN to its END; charts inside a sheet have their own."""
    depth = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + length]
        at += 4 + length
        depth += (kind & 0xFF == 0x09) - (kind == 0x0A)
        if depth <= 0:
            return


class _Book:
    """What the records before the first sheet say."""

    def __init__(self) -> None:
        self.sheet_starts: list[int] = []
        self._is_biff8 = True
        self._formats: dict[int, str] = dict(BUILT_IN)
        self._styles: list[int] = []

    def note(self, kind: int, data: bytes) -> None:
        if kind == _BEGIN and len(data) >= 2:
            self._is_biff8 = data[:2] == _BIFF8.to_bytes(2, "little")
        elif kind == _SHEET_NAME and len(data) >= 4:
            self.sheet_starts.append(struct.unpack_from("<I", data)[0])
        elif kind == _STYLE and len(data) >= 4:
            self._styles.append(struct.unpack_from("<H", data, 2)[0])
        elif kind in (_FORMAT, _OLD_FORMAT) and len(data) >= 5:
            self._formats[struct.unpack_from("<H", data)[0]] = self._text(data)

    def _text(self, data: bytes) -> str:
        if not self._is_biff8:
            return data[3 : 3 + data[2]].decode("cp1252", "replace")
        length, flags = struct.unpack_from("<HB", data, 2)
        return (
            data[5 : 5 + 2 * length].decode("utf-16-le", "replace")
            if flags & 1
            else data[5 : 5 + length].decode("latin-1")
        )

    def marked_styles(self) -> dict[int, str]:
        """The styles whose numbers are shown otherwise than plainly, with their formats."""
        codes = {style: self._formats.get(number, "") for style, number in enumerate(self._styles)}
        return {style: code for style, code in codes.items() if not is_plain(code) and not shows_percent(code)}


def _marks_of_sheet(stream: bytes, start: int, marked: dict[int, str]) -> Marks:
    marks: Marks = {}
    for kind, data in _records(stream, start):
        for row, column, mark in _marked_cells(kind, data, marked):
            marks[row + 1, column] = mark
    return marks


def _marked_cells(kind: int, data: bytes, marked: dict[int, str]) -> Iterator[tuple[int, int, tuple[Mark, str]]]:
    if kind == _SHORT_NUMBERS and len(data) >= 6:
        row, first = struct.unpack_from("<HH", data)
        for place, at in enumerate(range(4, len(data) - 7, 6)):
            style = struct.unpack_from("<H", data, at)[0]
            if style in marked:
                yield row, first + place, ("n", marked[style])
        return
    if kind not in (_ERROR_OR_TRUTH, _NUMBER, _SHORT_NUMBER, *_FORMULAS) or len(data) < 8:
        return
    row, column, style = struct.unpack_from("<HHH", data)
    error = _error(kind, data)
    if error is not None:
        yield row, column, ("e", error)
    elif style in marked and kind != _ERROR_OR_TRUTH:
        yield row, column, ("n", marked[style])


def _error(kind: int, data: bytes) -> str | None:
    """The text of an error value, or of a formula whose result is one."""
    code = None
    if kind == _ERROR_OR_TRUTH and data[7]:
        code = data[6]
    elif kind in _FORMULAS and len(data) >= 14 and data[12:14] == b"\xff\xff" and data[6] == 2:
        code = data[8]
    return None if code is None else _ERRORS.get(code, "#N/A")
