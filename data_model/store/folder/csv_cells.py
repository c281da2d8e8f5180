"""Reads the cells of one CSV file of the folder, and says what is wrong with the file as a whole."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from data_model.store.folder.cell_values import unguarded
from data_model.store.folder.sheets import Sheet

Cells = Mapping[str, str]


@dataclass(frozen=True)
class LoadProblem:
    """One problem in the folder. `row` counts as in a spreadsheet: the header is 1."""

    file_name: str
    code: str
    row: int | None = None
    column: str | None = None
    value: str = ""
    expected: str = ""


def read_cells(path: Path, sheet: Sheet, problems: list[LoadProblem]) -> Iterator[tuple[int, Cells]]:
    """(row number as in a spreadsheet, cells by header); what is wrong with the file goes to `problems`."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
        first_line = text.split("\n", 1)[0]
        delimiter = ";" if ";" in first_line and "," not in first_line else ","
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except UnicodeDecodeError:
        problems.append(LoadProblem(sheet.file_name, "not_utf8"))
        return
    except csv.Error:
        problems.append(LoadProblem(sheet.file_name, "not_csv"))
        return
    header = rows[0] if rows else []
    if not _headers_fit(sheet, header, problems):
        return
    for number, row in enumerate(rows[1:], start=2):
        if len(row) != len(header) and any(row):
            problems.append(LoadProblem(sheet.file_name, "wrong_cell_count", number))
        elif any(row):
            yield number, dict(zip(header, map(unguarded, row), strict=True))


def _headers_fit(sheet: Sheet, headers: Iterable[str], problems: list[LoadProblem]) -> bool:
    present = list(headers)
    required = [column.header for column in sheet.columns if column.required]
    found = [
        LoadProblem(sheet.file_name, "unknown_column", 1, header, expected=", ".join(sheet.headers))
        for header in present
        if header not in sheet.headers
    ]
    twice = [header for header in set(present) if present.count(header) > 1]
    found += [LoadProblem(sheet.file_name, "column_twice", 1, header) for header in twice]
    found += [LoadProblem(sheet.file_name, "missing_column", 1, header) for header in required if header not in present]
    problems += found
    return not found
