"""Removes the signature block that official tables have below their last row: place, date, signer, “Nơi nhận”."""

import re
from collections.abc import Callable

from intake.base.cells import read_date, read_percent, read_period, read_status
from intake.base.checked_file import Finding, Severity
from intake.base.finding_codes import FindingCode
from intake.base.headings import Column
from intake.base.matching import plain_key
from intake.base.opened_file import Cell, cell_text
from intake.layout.data_rows import DataRows
from intake.layout.header_row import Layout

_MOST_ROWS = 60
"""The longest block, in rows below the last task."""
_LONGEST_LINE = 120
_MOST_TEXTS = 3
"""A row of signatures has at most three cells; one with more is a row of the table."""

_NUMBER = r"[0-9.…_ ]*"
_PLACE_AND_DATE = re.compile(rf"(?:[^,;:]{{1,40}}, *)?ngay {_NUMBER}thang {_NUMBER}nam {_NUMBER}")
_IN_ANY_CASE = re.compile(
    r"noi nhan\b.*|\(?ky(?:,| va\b)? ?(?:ten|ghi ro|dong dau|so)\b.*|"
    r"(?:nguoi|can bo) (?:lap|tong hop)(?: (?:bieu|bang|bao cao|so lieu))?|(?:tm|kt|tl|tuq|q)\. ?[^,;:]*"
)
_IN_CAPITALS = re.compile(
    r"(?:xac nhan cua .*|(?:pho |quyen )?(?:thu truong|giam doc|tong giam doc|chu tich|chanh van phong|truong phong|"
    r"truong ban|chi cuc truong|cuc truong|hieu truong|tong bien tap|bi thu)\b.{0,40})"
)
"""Offices: signatures write them in capitals, sentences do not."""

_CODE = re.compile(r"\w+(?:[ ./_–-]+\w+){0,3}")


def without_signature_block(
    layout: Layout, rows: DataRows, *, is_task: Callable[[str], bool]
) -> tuple[DataRows, list[Finding]]:
    """The rows without the block that ends the file, and one warning that names what was left out.

    A block begins below the last row with a known task code, at a line that is a signature's beyond doubt, and goes
    to the end of the file. As soon as one row from there on might be a report line, because something in it reads
    like a code, a percentage, a status, a day or a period, nothing is left out.
    """
    last = _last_task(layout, rows, is_task)
    if last is None:
        return rows, []
    first = next((place for place in range(last + 1, len(rows)) if _opens_block(rows[place][1])), None)
    if first is None or len(rows) - first > _MOST_ROWS:
        return rows, []
    block = rows[first:]
    if any(_may_be_report_line(layout, cells) for _, cells in block):
        return rows, []
    return rows[:first], [_finding(block)]


def _last_task(layout: Layout, rows: DataRows, is_task: Callable[[str], bool]) -> int | None:
    place = layout.columns.get(Column.TASK)
    if place is None:
        return None
    return next(
        (
            index
            for index in range(len(rows) - 1, -1, -1)
            if place < len(rows[index][1]) and is_task(cell_text(rows[index][1][place]))
        ),
        None,
    )


def _opens_block(cells: list[Cell]) -> bool:
    return any(_is_signature(cell) for cell in cells if isinstance(cell, str))


def _is_signature(text: str) -> bool:
    """Whether the first line of a cell is a line of a signature block beyond doubt."""
    line = next(iter(text.strip().splitlines()), "").strip()
    if not line or len(line) > _LONGEST_LINE:
        return False
    key = plain_key(line)
    if _PLACE_AND_DATE.fullmatch(key) or _IN_ANY_CASE.fullmatch(key):
        return True
    return line == line.upper() and _IN_CAPITALS.fullmatch(key) is not None


def _may_be_report_line(layout: Layout, cells: list[Cell]) -> bool:
    """Anything but a few plain words may be one."""
    texts = {cell for cell in cells if cell != ""}
    if any(not isinstance(cell, str) or _says_a_value(cell) for cell in texts) or len(texts) > _MOST_TEXTS:
        return True
    place = layout.columns[Column.TASK]
    return place < len(cells) and is_like_a_code(cell_text(cells[place]))


def _says_a_value(text: str) -> bool:
    """Whether the text is a number, a day, a status or a period, in any column."""
    readings = (read_percent(text), read_date(text), read_status(text), read_period(text))
    return any(reading.value is not None for reading in readings)


def is_like_a_code(text: str) -> bool:
    """A few words with a digit among them, or one with a hyphen: NV-99, “Nhiệm vụ 3”, NV-OI."""
    text = text.strip()
    if _is_signature(text) or not _CODE.fullmatch(text):
        return False
    return any(character.isdigit() for character in text) or (" " not in text and "-" in text)


def _finding(block: DataRows) -> Finding:
    (first, cells), (last, _) = block[0], block[-1]
    said = next(cell_text(cell).strip() for cell in cells if cell_text(cell).strip())
    rows = f"{first}" if first == last else f"{first}–{last}"
    return Finding(Severity.WARNING, FindingCode.BELOW_THE_TABLE, first, None, said, rows)
