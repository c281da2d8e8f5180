"""An opened file of any kind: sheets of rows of cells; limits, and the error for files that can't be opened."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import Enum

from intake.base.finding_codes import FindingCode

_LEAST_NUMBER = 1e-12


class NumberFormat(Enum):
    """How a spreadsheet shows a number; `UNKNOWN` where the file kind does not let us see it (.xls)."""

    PLAIN = "plain"
    PERCENT = "percent"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class SheetNumber:
    """A number of a spreadsheet, in the 15 significant digits that spreadsheets keep."""

    value: Decimal
    format: NumberFormat = NumberFormat.PLAIN

    @classmethod
    def from_float(cls, value: float, number_format: NumberFormat = NumberFormat.PLAIN) -> "SheetNumber":
        is_noise = abs(value) < _LEAST_NUMBER  # what is left of 0,3 − 3 × 0,1
        return cls(Decimal(0) if is_noise else Decimal(format(value, ".15g")), number_format)


@dataclass(frozen=True, slots=True)
class SheetError:
    """A cell that shows an error (`#REF!`), or a formula that was stored without its value (`text` empty)."""

    text: str


@dataclass(frozen=True, slots=True)
class SheetPicture:
    """A cell that shows a picture, which a report can't take."""


@dataclass(frozen=True, slots=True)
class FormattedCell:
    """A cell that the sheet shows in another form than `cell_text` would: 45 as 45/KH-UBND, 1/12/2026 as Dec-26.

    `value` is None for a time or a span of time.
    """

    value: SheetNumber | date | datetime | None
    shown: str


Cell = str | SheetNumber | SheetError | SheetPicture | FormattedCell | date | datetime


@dataclass(frozen=True)
class Merge:
    """A merged range: rows from 1, columns from 0, both ends included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True)
class Table:
    """One sheet. `rows` has the rows that are not empty, by number from 1, in order.

    `pictures` are the empty cells, by row and column, that a picture lies over.
    """

    rows: dict[int, list[Cell]]
    name: str = ""
    visible: bool = True
    merges: tuple[Merge, ...] = ()
    delimiter: str | None = None
    unclosed_quote_row: int | None = None
    pictures: frozenset[tuple[int, int]] = frozenset()


@dataclass(frozen=True)
class OpenedFile:
    """Every table of a file. `loose_texts` are those outside cells: page headers, text boxes, properties."""

    tables: tuple[Table, ...]
    encoding: str | None = None
    converted_from: str | None = None
    loose_texts: tuple[str, ...] = field(default=())


@dataclass(frozen=True)
class Limits:
    """Largest file that is read, and from which size on it is read column by column (`bulk/`)."""

    bytes: int = 20 * 1024 * 1024
    rows: int = 200_000
    columns: int = 1_000
    seconds: int = 15
    long_from: int = 1024 * 1024
    """From so many bytes on a text file is read by columns and never in memory as a whole."""
    many_rows: int = 2_000
    """From so many rows on any table is read by columns."""


BULK = Limits(bytes=4 << 30, rows=20_000_000)
"""For the command line: years of a province's reports in one file."""


class UnreadableFile(Exception):
    """The file is refused as a whole; the attributes become the one finding."""

    def __init__(
        self,
        code: FindingCode,
        *,
        row: int | None = None,
        column: str | None = None,
        value: str = "",
        expected: str = "",
    ) -> None:
        super().__init__(code)
        self.code = code
        self.value = value
        self.expected = expected
        self.row = row
        self.column = column


def bare_value(cell: Cell) -> Cell:
    """The number or day behind a format."""
    return cell.value if isinstance(cell, FormattedCell) and cell.value is not None else cell


def cell_text(cell: Cell, *, decimal_sign: str = ",") -> str:
    """The cell as its reader sees it in a Vietnamese spreadsheet."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, SheetError):
        return cell.text
    if isinstance(cell, SheetPicture):
        return ""
    if isinstance(cell, FormattedCell):
        return cell.shown
    if isinstance(cell, SheetNumber):
        return _number_text(cell, decimal_sign)
    if isinstance(cell, datetime) and (cell.hour or cell.minute or cell.second):
        return f"{cell:%d/%m/%Y %H:%M}"
    return f"{cell:%d/%m/%Y}"


def _number_text(number: SheetNumber, decimal_sign: str) -> str:
    if number.format is NumberFormat.PERCENT:
        return f"{plain_decimal(number.value * 100)}%".replace(".", decimal_sign)
    return plain_decimal(number.value).replace(".", decimal_sign)


def plain_decimal(value: Decimal) -> str:
    """Digits without exponent and trailing decimal zeros."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def shown_decimal(value: Decimal) -> str:
    """As it is written into a Vietnamese sheet: 75,5."""
    return plain_decimal(value).replace(".", ",")
