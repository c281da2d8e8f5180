"""Shared by all spreadsheets: written in memory, texts stay texts, one look."""

import io
import math
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from wording.translation import _

LONGEST_TEXT = 32_767
"""Most characters of a cell; Excel calls a file with more damaged."""
LAST_ROW = 1_048_576
FONT = "Times New Roman"
HEADER_FILL = "#D9E2F0"
READ_ONLY_FILL = "#EDEDED"
INPUT_FILL = "#FFFBE6"
ERROR_FILL = "#F8C9C4"
WARNING_FILL = "#FCE8B2"
LINE = "#8C8C8C"
A4 = 9
_LINE_HEIGHT = 15.0
_LETTERS_PER_WIDTH = 1.1
"""A width counts the digits of the default font; letters of this one are narrower."""
_HIGHEST = 405.0

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LINE_ENDS = re.compile("\r\n?")


class GrowingSheet(Worksheet):  # type: ignore[misc]  # the library says no types
    """A sheet whose row heights are only initial: the spreadsheet fits them to the text again.

    xlsxwriter marks every height as set by hand, and a row would then hide what staff type into it.
    """

    def _xml_start_tag_unencoded(self, tag: str, attributes: Any = ()) -> None:
        remaining = [attribute for attribute in attributes if (tag, attribute[0]) != ("row", "customHeight")]
        super()._xml_start_tag_unencoded(tag, remaining)


@dataclass
class OpenWorkbook:
    """`content` is complete once the `with` of `workbook()` has been left."""

    book: Workbook
    content: bytes = b""

    def sheet(self, name: str) -> Worksheet:
        return self.book.add_worksheet(name, GrowingSheet)

    def look(self, **properties: Any) -> Format:
        """A cell format in the house font; properties as xlsxwriter names them."""
        return self.book.add_format({"font_name": FONT, "font_size": 11, "valign": "top", **properties})


@contextmanager
def workbook(*, title: str) -> Iterator[OpenWorkbook]:
    """A workbook in memory; no text becomes a formula, a link or a number."""
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    opened = OpenWorkbook(Workbook(buffer, options))
    opened.book.set_properties({"title": sheet_text(title)[:255]})
    yield opened
    opened.book.close()
    opened.content = buffer.getvalue()


def height_for(texts: Iterable[tuple[str, float]], *, least_lines: int = 1) -> float:
    """The height of a row for these (text, width of its column in characters), wrapped."""
    lines = (
        sum(max(1, math.ceil(len(part) / (width * _LETTERS_PER_WIDTH))) for part in text.split("\n"))
        for text, width in texts
    )
    return min(_HIGHEST, _LINE_HEIGHT * max([least_lines, *lines]))


def sheet_text(text: str) -> str:
    """The text without characters that XML forbids, cut to the size of a cell; a cut ends in "…"."""
    clean = _NOT_IN_XML.sub("", _LINE_ENDS.sub("\n", text))
    return clean if len(clean) <= LONGEST_TEXT else f"{clean[: LONGEST_TEXT - 1]}…"


def protect(sheet: Worksheet) -> None:
    """Protects against accidental edits, without a password; columns and rows can still be resized."""
    sheet.protect(options={"format_columns": True, "format_rows": True})


def set_paper(sheet: Worksheet) -> None:
    """A4 across, every column on the page, pages numbered."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C" + _("Page {page} of {pages}").format(page="&P", pages="&N"))
