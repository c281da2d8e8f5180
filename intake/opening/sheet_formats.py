"""Reads from an XLSX what python-calamine leaves out: percentages, errors, pictures, formulas without value, and cells
that are shown in a form of their own (`number_formats`).

Reads the sheets' XML with the standard library's expat, after `archive` has found no DOCTYPE and no entities in it.
"""

import re
from collections.abc import Callable
from html import unescape
from posixpath import join, normpath
from typing import Literal, Protocol
from xml.parsers.expat import ExpatError, ParserCreate, XMLParserType

from intake.base.finding_codes import FindingCode
from intake.base.opened_file import UnreadableFile
from intake.opening.archive import Archive
from intake.opening.number_formats import BUILT_IN, is_plain, shows_percent

Mark = Literal["%", "e", "f", "p", "o", "n", "s", "t"]
"""A percentage, an error, a formula without its value, a picture in the cell, one over it; a number with its format, a value
with what is shown of it, a text as it stands."""

Marks = dict[tuple[int, int], tuple[Mark, str]]
"""By row (from 1) and column (from 0); with the error's text, the format, or the text that is shown."""

Styles = dict[str, tuple[Mark, str]]
"""By index (attribute `s` of a cell) the styles whose numbers are not shown plainly."""


class RichPictures(Protocol):
    """Which rich values of a workbook are pictures."""

    def has(self, rich_value: str) -> bool: ...


Attributes = dict[str, str]
# Each begins at a "<" and ends before the next, so that an element of a megabyte takes no longer than many small ones.
_NO_VALUE = re.compile(
    rb"""f\s*>\s*</(?:\w+:)?c\s*>|<(?:\w+:)?f\b[^<>]*/>\s*</(?:\w+:)?c\s*>|\bv\s*/>|<(?:\w+:)?v\s*>\s*</"""
)
_IRREGULAR_CELL = re.compile(rb"""<(?:\w+:)?c(?:/?>|\s(?![^<>]*\br="[A-Z])|\s[^<>]*(?:'|\s=|=\s))""")
_IRREGULAR = (b"\x00", b"<!--", b"<![CDATA")
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_PAGE_TEXT = re.compile(rb"<(?:\w+:)?(?:odd|even|first)(?:Header|Footer)\b[^>]*>([^<]*)<")
_OUTSIDE = re.compile(r"xl/drawings/[^/]+\.(?:xml|vml)|xl/comments[^/]*\.xml|docProps/[^/]+\.xml|(?:styles|meta)\.xml")


def sheet_paths(archive: Archive) -> dict[str, str]:
    """The entry of each sheet by its name."""
    targets: dict[str, str] = {}
    paths: dict[str, str] = {}

    def relation(name: str, attributes: Attributes) -> None:
        if name == "Relationship":
            targets[attributes.get("Id", "")] = attributes.get("Target", "")

    def sheet(name: str, attributes: Attributes) -> None:
        if name == "sheet":
            identity = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            target = targets.get(identity, "")
            paths[attributes.get("name", "")] = target[1:] if target.startswith("/") else normpath(join("xl", target))

    parse(archive.read("xl/_rels/workbook.xml.rels"), on_start=relation)
    parse(archive.read("xl/workbook.xml"), on_start=sheet)
    return paths


def marked_styles(archive: Archive) -> Styles:
    formats = {str(number): code for number, code in BUILT_IN.items()}
    styles: list[str] = []
    inside: list[str] = []

    def start(name: str, attributes: Attributes) -> None:
        inside.append(name)
        if name == "numFmt":
            formats[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        if name == "xf" and "cellXfs" in inside:
            styles.append(attributes.get("numFmtId", "0"))

    def end(name: str) -> None:
        inside.pop()

    parse(archive.read("xl/styles.xml"), on_start=start, on_end=end)
    marks = ((str(index), _mark_of_format(formats.get(number, ""))) for index, number in enumerate(styles))
    return {index: mark for index, mark in marks if mark is not None}


def _mark_of_format(code: str) -> tuple[Mark, str] | None:
    if shows_percent(code):
        return "%", ""
    return None if is_plain(code) else ("n", code)


def marks_of_sheet(xml: bytes, styles: Styles, pictures: RichPictures) -> Marks:
    """The cells of a sheet that are not what their bare value says. Raises UnreadableFile for invalid XML."""
    if not xml:
        raise UnreadableFile(FindingCode.DAMAGED_FILE)
    if _has_odd_cells(xml) or not _is_regular(xml):
        return _MarkedCells(styles, pictures).read(xml)
    return _styled_cells(xml, styles) if styles else {}


def _has_odd_cells(xml: bytes) -> bool:
    """Errors, and formulas that may have no value."""
    return b't="e"' in xml or ((b"<f" in xml or b":f" in xml) and _NO_VALUE.search(xml) is not None)


def _is_regular(xml: bytes) -> bool:
    """Whether it is written as by spreadsheet programs: UTF-8, no comments, each cell with a reference in double quotes."""
    return not any(sign in xml for sign in _IRREGULAR) and _IRREGULAR_CELL.search(xml) is None


def _styled_cells(xml: bytes, styles: Styles) -> Marks:
    """The marked numbers of a sheet written as nearly all are (`<c r="C5" s="3">`), several times faster than by expat."""
    wanted = "|".join(sorted(styles)).encode()
    cells = re.compile(
        rb"<(?:\w+:)?c\s(?=[^<>]*>)(?=[^<>]*\bs=\"(%s)\")([^<>]*\br=\"([A-Z]{1,3})([0-9]{1,7})\"[^<>]*)>" % wanted
    )
    columns: dict[bytes, int] = {}
    marks: Marks = {}
    by_style = {style.encode(): mark for style, mark in styles.items()}
    for style, attributes, letters, row in cells.findall(xml):
        if attributes.endswith(b"/") or (b' t="' in attributes and b' t="n"' not in attributes):
            continue
        column = columns.get(letters)
        if column is None:
            column = columns[letters] = column_number(letters.decode())
        marks[int(row), column] = by_style[style]
    return marks


class _MarkedCells:
    """One pass over a sheet's XML."""

    def __init__(self, styles: Styles, pictures: RichPictures) -> None:
        self._styles = styles
        self._pictures = pictures
        self._marks: Marks = {}
        self._row = 0
        self._column = -1
        self._type = ""
        self._style = ""
        self._rich_value = ""
        self._has_formula = False
        self._in_value = False
        self._value = ""

    def read(self, xml: bytes) -> Marks:
        parse(xml, on_start=self._start, on_end=self._end, on_text=self._text)
        return self._marks

    def _start(self, name: str, attributes: Attributes) -> None:
        if name == "c":
            self._open_cell(attributes)
        elif name == "row":
            self._row = int(attributes["r"]) if attributes.get("r", "").isdecimal() else self._row + 1
            self._column = -1
        elif name == "v" or name == "is":
            self._in_value = True
        elif name == "f":
            self._has_formula = True

    def _open_cell(self, attributes: Attributes) -> None:
        reference = _REFERENCE.fullmatch(attributes.get("r", ""))
        self._column = column_number(reference[1]) if reference else self._column + 1
        self._row = int(reference[2]) if reference else self._row
        self._type = attributes.get("t", "n")
        self._style = attributes.get("s", "0")
        self._rich_value = attributes.get("vm", "")
        self._has_formula = False
        self._value = ""

    def _text(self, text: str) -> None:
        if self._in_value and len(self._value) < 40:
            self._value += text

    def _end(self, name: str) -> None:
        if name == "v" or name == "is":
            self._in_value = False
        elif name == "c":
            self._close_cell()

    def _close_cell(self) -> None:
        here = (self._row, self._column)
        if self._type == "e" and self._rich_value and self._pictures.has(self._rich_value):
            self._marks[here] = ("p", "")
        elif self._type == "e":
            self._marks[here] = ("e", self._value or "#N/A")
        elif self._has_formula and not self._value and self._type != "str":
            self._marks[here] = ("f", "")
        elif self._style in self._styles and self._type == "n":
            self._marks[here] = self._styles[self._style]


def column_number(letters: str) -> int:
    """A is 0, Z is 25, AA is 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def loose_texts(archive: Archive) -> list[str]:
    """The texts outside cells: page headers and footers, text boxes, comments, the file's properties.

    Of an ODS its styles and properties, and all of its content if it has comments.
    """
    texts: list[str] = []
    for name in sorted(archive.names):
        if name.startswith("xl/worksheets/"):
            texts += (
                unescape(text_bytes.decode("utf-8", "replace")) for text_bytes in _PAGE_TEXT.findall(archive.read(name))
            )
        elif _OUTSIDE.fullmatch(name) or (name == "content.xml" and b"annotation" in archive.read(name)):
            texts += _paragraphs(archive.read(name))
    return texts


def _paragraphs(xml: bytes) -> list[str]:
    """The text of each paragraph or property; a paragraph's runs belong together."""
    texts: list[str] = [""]

    def end(name: str) -> None:
        if name not in ("t", "r", "span"):
            texts.append("")

    def text(piece: str) -> None:
        texts[-1] += piece

    parse(xml, on_start=lambda _name, _attributes: None, on_end=end, on_text=text)
    return [found for found in texts if found.strip()]


def parse(
    xml: bytes,
    *,
    on_start: Callable[[str, Attributes], None],
    on_end: Callable[[str], None] | None = None,
    on_text: Callable[[str], None] | None = None,
) -> None:
    """Feed the XML to expat with names free of their prefixes; UnreadableFile when it is not XML."""
    if not xml:
        return
    parser = ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, attributes: on_start(name.rpartition(":")[2], attributes)
    if on_end is not None:
        parser.EndElementHandler = lambda name: on_end(name.rpartition(":")[2])
    if on_text is not None:
        parser.CharacterDataHandler = on_text
    _feed(parser, xml)


def check_is_xml(xml: bytes) -> None:
    """Raises UnreadableFile for XML that is not well-formed or in an unknown encoding."""
    _feed(ParserCreate(), xml)


def _feed(parser: XMLParserType, xml: bytes) -> None:
    try:
        parser.Parse(xml, True)
    except (ExpatError, LookupError, ValueError) as error:  # the latter two over the encoding that it names
        raise UnreadableFile(FindingCode.DAMAGED_FILE) from error
