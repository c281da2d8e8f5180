"""What a file of the folder is made of: its columns, and how each is read."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlmodel import SQLModel

from data_model import tables as t
from data_model.store.folder.cell_values import DAY, PERIOD, TEXT, CellFormat


@dataclass(frozen=True)
class SheetColumn:
    """One column: its header, the attribute it fills, and how its cells are read.

    `refers_to` is the table whose `code` (or `number`) is in the cell; the attribute gets its id.
    `default` fills an empty cell.
    """

    header: str
    attribute: str
    kind: CellFormat = TEXT
    required: bool = False
    refers_to: type[SQLModel] | None = None
    default: Any = None


@dataclass(frozen=True)
class Sheet:
    """One file: its table, its columns, the attributes that name a row, and its headers as written.

    Headers without a column are stored in another table: `plans.directives` in its link table, the agency and period
    of a report line with its submission.
    """

    file_name: str
    table: type[SQLModel]
    key: tuple[str, ...]
    columns: tuple[SheetColumn, ...]
    headers: tuple[str, ...]


def sheet(
    file_name: str, table: type[SQLModel], key: Iterable[str], columns: Iterable[SheetColumn], headers: str
) -> Sheet:
    return Sheet(file_name, table, tuple(key), tuple(columns), tuple(headers.split(",")))


def text(name: str, *, required: bool = False) -> SheetColumn:
    return SheetColumn(name, name, TEXT, required, default="")


def code(header: str, table: type[SQLModel], *, required: bool = True) -> SheetColumn:
    return SheetColumn(header, f"{header}_id", TEXT, required, refers_to=table)


REPORT = (
    code("agency", t.Agency),
    code("plan", t.Plan),
    SheetColumn("period", "period", PERIOD, required=True),
)
"""The columns that identify a report."""
VALID = (SheetColumn("valid_from", "valid_from", DAY), SheetColumn("valid_to", "valid_to", DAY))
