"""Reads from an ODS what python-calamine leaves out: percentages, errors, pictures, line breaks, and how values are shown.

A cell of an ODS says what it is (`office:value-type`), and its paragraphs are what the person sees in it.
"""

import re
from decimal import Decimal
from html import unescape
from xml.parsers.expat import ParserCreate

from intake.base.cell_signs import is_error_word
from intake.base.finding_codes import FindingCode
from intake.base.opened_file import UnreadableFile, shown_decimal
from intake.opening.sheet_formats import Mark, Marks

_FURTHEST_ROW = 1_048_576
_MOST_MARKS = 2_000_000
_LONGEST_TEXT = 100_000
_NUMBERS = re.compile(r"[0-9]+")
_VALUES = {"float", "currency", "date", "time"}
_ODD = (b'"percentage"', b'"error"', b"line-break", b"text:tab", b"<text:s/", b"<text:s ", b"draw:frame", b":formula=")
_VALUE_TYPES = re.compile(rb"(?<!calcext:)value-type=[\"'](?:float|date|time|currency)")
_VALUE_CELL = re.compile(
    rb'<table:table-cell([^<>]*\boffice:value-type="(?:float|date|time|currency)"[^<>]*)><text:p>([^<]*)</text:p>'
)
_ATTRIBUTE = re.compile(r'([\w:-]+)="([^"]*)"')
_NOT_OF_CELL = ("annotation", "frame", "custom-shape")
"""What stands in a cell and is no text of it: a comment, a picture, a drawn box."""


def marks_of_ods(xml: bytes) -> dict[str, Marks]:
    """The marked cells of each sheet by its name; the content must have been checked to be XML."""
    if _is_plain(xml):
        return {}
    reading = _Content()
    parser = ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = reading.start
    parser.EndElementHandler = reading.end
    parser.CharacterDataHandler = reading.text
    parser.Parse(xml, True)
    return reading.marks


def _is_plain(xml: bytes) -> bool:
    """Whether every cell is what calamine says; nearly all files are, and are read several times as fast as by expat."""
    if any(sign in xml for sign in _ODD):
        return False
    cells = _VALUE_CELL.findall(xml)
    if len(cells) != len(_VALUE_TYPES.findall(xml)):
        return False
    return all(
        _is_plainly_shown(
            unescape(shown.decode("utf-8", "replace")).strip(),
            dict(_ATTRIBUTE.findall(attributes.decode("utf-8", "replace"))),
        )
        for attributes, shown in set(cells)
    )


class _Content:
    """One pass over `content.xml`; rows and cells may be repeated."""

    def __init__(self) -> None:
        self.marks: dict[str, Marks] = {}
        self._sheet: Marks = {}
        self._row = 1
        self._repeats = 1
        self._column = 0
        self._count = 0
        self._cell: dict[str, str] | None = None
        self._pieces: list[str] = []
        self._paragraphs = 0
        self._outside = 0
        self._has_picture = False
        self._is_odd = False
        """Whether the text has breaks or blanks that calamine drops."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if name == "table-row":
            self._repeats = _repeats(attributes, "table:number-rows-repeated")
            self._column = 0
        elif name in ("table-cell", "covered-table-cell"):
            self._open(attributes)
        elif name == "table" and self._cell is None:
            self._sheet = self.marks.setdefault(attributes.get("table:name", ""), {})
            self._row = 1
        elif self._cell is not None:
            self._inside(name, attributes)

    def _open(self, attributes: dict[str, str]) -> None:
        self._cell = attributes
        self._pieces.clear()
        self._paragraphs = self._outside = 0
        self._has_picture = self._is_odd = False

    def _inside(self, name: str, attributes: dict[str, str]) -> None:
        if name in _NOT_OF_CELL:
            self._outside += 1
        elif name == "image":
            self._has_picture = True
        if self._outside:
            return
        if name == "p":
            if self._paragraphs:
                self._pieces.append("\n")
            self._paragraphs += 1
        elif name in ("line-break", "tab", "s"):
            self._is_odd = True
            blanks = " " * min(_repeats(attributes, "text:c"), _LONGEST_TEXT)
            self._pieces.append({"line-break": "\n", "tab": "\t"}.get(name, blanks))

    def text(self, piece: str) -> None:
        if self._paragraphs and not self._outside:
            self._pieces.append(piece)

    def end(self, name: str) -> None:
        name = name.rpartition(":")[2]
        if name == "table-row":
            self._row += self._repeats
        elif name in ("table-cell", "covered-table-cell"):
            self._close()
        elif self._cell is not None and name in _NOT_OF_CELL:
            self._outside -= 1

    def _close(self) -> None:
        attributes, self._cell = self._cell or {}, None
        columns = _repeats(attributes, "table:number-columns-repeated")
        mark = self._mark_of(attributes)
        if mark is not None:
            self._count += columns * self._repeats
            if self._count > _MOST_MARKS:
                raise UnreadableFile(FindingCode.UNPACKS_TOO_BIG)
            for row in range(self._row, self._row + self._repeats):
                self._sheet |= {(row, column): mark for column in range(self._column, self._column + columns)}
        self._column += columns

    def _mark_of(self, attributes: dict[str, str]) -> tuple[Mark, str] | None:
        kind = attributes.get("office:value-type")
        shown = "".join(self._pieces)[:_LONGEST_TEXT]
        if attributes.get("calcext:value-type") == "error":
            return "e", shown.strip() or "#N/A"
        if "table:formula" in attributes and is_error_word(shown):
            return "e", shown.strip()
        if kind == "percentage":
            return "%", ""
        if kind in _VALUES:
            return None if not shown.strip() or _is_plainly_shown(shown.strip(), attributes) else ("s", shown.strip())
        if self._has_picture and not shown.strip():
            return "o", ""
        return ("t", shown) if self._is_odd and kind == "string" else None


def _is_plainly_shown(shown: str, attributes: dict[str, str]) -> bool:
    """Whether a number or day reads as `cell_text` writes it."""
    if "office:date-value" in attributes:
        day = [int(number) for number in _NUMBERS.findall(attributes["office:date-value"])[:3]]
        numbers = [int(number) for number in _NUMBERS.findall(shown)[:3]]
        return numbers in (day, day[::-1])
    value = attributes.get("office:value", "")
    try:
        return shown.replace(".", ",") in (value.replace(".", ","), shown_decimal(Decimal(value)))
    except ArithmeticError:
        return False


def _repeats(attributes: dict[str, str], name: str) -> int:
    text = attributes.get(name, "1")
    return min(int(text), _FURTHEST_ROW) if text.isascii() and text.isdecimal() else 1
