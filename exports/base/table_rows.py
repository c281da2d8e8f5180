"""Rows of a screen's table, and the columns of a file that they become: numbers, percentages and days as such."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from exports.base.table_file import CellKind, TableColumn, TableValue
from wording import formats
from wording.rates import Amount, Change, Rate
from wording.translation import _

RowValue = TableValue | Rate | Change | Amount
TableRows = Sequence[Mapping[str, RowValue]]

_KINDS = ((datetime, CellKind.INSTANT), (date, CellKind.DAY), (int | float | Decimal, CellKind.COUNT))
"""In this order: an instant is a day too."""


def cell_words(value: RowValue) -> str:
    """What a reader sees in the cell."""
    if isinstance(value, Rate | Change | Amount):
        return value.words
    if isinstance(value, datetime):
        return formats.instant(value)
    if isinstance(value, date):
        return formats.day(value)
    return "" if value is None else str(value)


def filled_columns(rows: TableRows) -> list[str]:
    """The columns with a value."""
    return [name for name in rows[0] if any(row.get(name) not in (None, "") for row in rows)]


def file_columns(rows: TableRows) -> tuple[list[TableColumn], list[list[TableValue]]]:
    """The filled columns and their cells. A rate becomes its percentage and, where they are counts, n and N."""
    columns: list[TableColumn] = []
    cells: list[Sequence[TableValue]] = []
    for name in filled_columns(rows):
        for column, values in _columns_of(name, [row.get(name) for row in rows]):
            columns.append(column)
            cells.append(values)
    return columns, [list(row) for row in zip(*cells, strict=True)]


def _columns_of(name: str, values: Sequence[RowValue]) -> list[tuple[TableColumn, Sequence[TableValue]]]:
    rates = [value for value in values if isinstance(value, Rate)]
    if rates:
        return _columns_of_rates(name, [value if isinstance(value, Rate) else None for value in values])
    if any(isinstance(value, Change) for value in values):
        points = [_decimal(value.points) if isinstance(value, Change) else None for value in values]
        return [(TableColumn(name, CellKind.POINTS), points)]
    if any(isinstance(value, Amount) for value in values):
        amounts = [value.value if isinstance(value, Amount) else None for value in values]
        return [(TableColumn(name, CellKind.AMOUNT), amounts)]
    kind = _kind([value for value in values if value not in (None, "")])
    if kind is CellKind.TEXT:
        return [(TableColumn(name), [cell_words(value) for value in values])]
    return [(TableColumn(name, kind), [None if value == "" else value for value in values])]  # type: ignore[misc]


def _columns_of_rates(name: str, rates: Sequence[Rate | None]) -> list[tuple[TableColumn, Sequence[TableValue]]]:
    percents = [None if rate is None else _decimal(rate.percent) for rate in rates]
    found: list[tuple[TableColumn, Sequence[TableValue]]] = [(TableColumn(name, CellKind.PERCENT), percents)]
    if any(rate is not None and rate.counts for rate in rates):
        counts = [rate.counts if rate is not None else None for rate in rates]
        heads = (_("{rate}: numerator"), _("{rate}: denominator"))
        parts = [
            [_decimal(ratio.n) if ratio else None for ratio in counts],
            [_decimal(ratio.d) if ratio else None for ratio in counts],
        ]
        found += [
            (TableColumn(head.format(rate=name), CellKind.COUNT), part) for head, part in zip(heads, parts, strict=True)
        ]
    return found


def _kind(values: Sequence[object]) -> CellKind:
    """Text, unless every value is of one other kind."""
    for kind_of_value, kind in _KINDS:
        if values and all(isinstance(value, kind_of_value) for value in values):
            return kind
    return CellKind.TEXT


def _decimal(value: Fraction | None) -> Decimal | None:
    return None if value is None else Decimal(value.numerator) / value.denominator
