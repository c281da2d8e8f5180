"""Opens spreadsheets in a process of their own with limits on memory and time (`spreadsheet_worker`)."""

import signal
import subprocess
import sys
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import orjson

from intake.base.finding_codes import FindingCode
from intake.base.opened_file import (
    Cell,
    FormattedCell,
    Limits,
    Merge,
    NumberFormat,
    OpenedFile,
    SheetError,
    SheetNumber,
    SheetPicture,
    Table,
    UnreadableFile,
)
from intake.opening.file_kind import FileKind
from intake.opening.spreadsheet_signs import DAY, ERROR, INNER, PERCENT, PICTURE, SHOWN, SIGN, TEXT

_PROJECT_DIR = Path(__file__).resolve().parent.parent.parent
_TITLE_ROWS = 60
_NO_TIME_LEFT = (-signal.SIGXCPU, -signal.SIGKILL)


def open_spreadsheet(content: bytes, kind: FileKind, limits: Limits) -> OpenedFile:
    """Every sheet of an XLSX, XLS or ODS. Raises UnreadableFile if it is refused or the process died."""
    answer = _ask_worker(content, kind, limits)
    if "refused" in answer:
        raise UnreadableFile(FindingCode(answer["refused"]), value=answer["value"], expected=answer["expected"])
    return OpenedFile(tuple(_table(sheet) for sheet in answer["sheets"]), loose_texts=tuple(answer["outside"]))


def _ask_worker(content: bytes, kind: FileKind, limits: Limits) -> dict[str, Any]:
    arguments = (kind, limits.seconds, limits.rows + _TITLE_ROWS, limits.columns)
    command = [sys.executable, "-E", "-s", "-m", "intake.opening.spreadsheet_worker", *map(str, arguments)]
    try:
        worker = subprocess.run(
            command, input=content, capture_output=True, cwd=_PROJECT_DIR, env={}, timeout=limits.seconds, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise UnreadableFile(FindingCode.TAKES_TOO_LONG) from error
    if worker.returncode in _NO_TIME_LEFT:
        raise UnreadableFile(FindingCode.TAKES_TOO_LONG)
    if worker.returncode < 0:
        raise UnreadableFile(FindingCode.UNPACKS_TOO_BIG)
    if worker.returncode > 0:
        raise UnreadableFile(FindingCode.DAMAGED_FILE)
    answer: dict[str, Any] = orjson.loads(worker.stdout)
    return answer


def _table(sheet: dict[str, Any]) -> Table:
    rows: dict[int, list[Cell]] = {
        number: [cell if type(cell) is str and not cell.startswith(SIGN) else _cell(cell) for cell in cells]
        for number, cells in sheet["rows"]
    }
    merges = tuple(Merge(*merge) for merge in sheet["merges"])
    pictures = frozenset((row, column) for row, column in sheet["pictures"])
    return Table(rows, name=sheet["name"], visible=sheet["visible"], merges=merges, pictures=pictures)


@lru_cache(maxsize=10_000)
def _cell(encoded: str | float) -> Cell:
    """Decodes a cell of the worker's JSON (`spreadsheet_signs`)."""
    if not isinstance(encoded, str):
        return SheetNumber.from_float(encoded)
    kind, value = encoded[1], encoded[2:]
    if kind == DAY:
        return datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value)
    if kind == ERROR:
        return SheetError(value)
    if kind == TEXT:
        return value
    if kind == PICTURE:
        return SheetPicture()
    if kind == SHOWN:
        return _formatted(value)
    return SheetNumber.from_float(float(value), NumberFormat.PERCENT if kind == PERCENT else NumberFormat.UNKNOWN)


def _formatted(encoded: str) -> FormattedCell:
    shown, _, inner = encoded.partition(INNER)
    if inner.startswith(DAY):
        day = inner[1:]
        return FormattedCell(datetime.fromisoformat(day) if "T" in day else date.fromisoformat(day), shown)
    return FormattedCell(SheetNumber.from_float(float(inner)) if inner else None, shown)
