"""Reads a long table by columns, and gives rows that are not plainly in order to the row reader.

The result equals that of reading row by row; only time and memory differ.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data_model.values import DeadlineStatus
from intake.base.checked_file import Finding, ReportContext, ReportRow, Severity
from intake.base.headings import Column
from intake.base.opened_file import Cell, NumberFormat, SheetNumber, bare_value, plain_decimal
from intake.base.row_columns import SCHEMA, RowColumns, as_table
from intake.bulk.plain_rows import TEXTS, Mask, PlainReader, PlainRows, Whole, packed
from intake.bulk.text_blocks import NotPlain
from intake.bulk.text_signs import is_plain, result_key
from intake.checking.cross_checks import on_deadline_statuses, on_duplicates, on_shared_results
from intake.checking.row_rules import LEAST_TELLING
from intake.checking.rows import RowReader, RowReading
from intake.layout.data_rows import DataRows
from intake.layout.header_row import Layout
from intake.layout.signature_block import without_signature_block
from intake.layout.stray_cells import findings_on_strays

_ODD_ROWS = 20_000
_ODD_SHARE = 5
"""If more than a fifth of the rows need the row reader, it gets the whole file."""
_AT_ONCE = 10_000


@dataclass(frozen=True)
class BlockPart:
    """Some rows of a table, in order.

    `plain` says which rows have only plain texts (`text_signs`); `rows_at` gives the cells of rows by place; `others` are
    rows that do not fit the columns.
    """

    numbers: Whole
    columns: dict[Column, pa.StringArray]
    plain: Mask
    rows_at: Callable[[Whole], DataRows]
    others: DataRows


def parts_of(layout: Layout, rows: DataRows) -> Iterator[BlockPart]:
    """The parts of a table in memory, with cells of any kind."""
    for start in range(0, len(rows), _AT_ONCE):
        yield _part(layout, rows[start : start + _AT_ONCE])


def _part(layout: Layout, rows: DataRows) -> BlockPart:
    columns: dict[Column, pa.StringArray] = {}
    plain = np.ones(len(rows), np.bool_)
    for column, index in layout.columns.items():
        texts = pa.array([_as_text(column, row[index] if index < len(row) else "") for _, row in rows], pa.string())
        columns[column] = texts.fill_null("")
        plain &= texts.is_valid().to_numpy(zero_copy_only=False)
        if column in TEXTS:
            plain &= is_plain(columns[column], may_ask=column is Column.EVIDENCE)
    numbers = np.array([number for number, _ in rows], np.int64)
    return BlockPart(numbers, columns, plain, lambda at: [rows[place] for place in at.tolist()], [])


def _as_text(column: Column, cell: Cell) -> str | None:
    """The text with the same meaning as the cell; None for a cell that only the row reader can read."""
    if type(cell) is str:
        return cell
    cell = bare_value(cell)
    if column is Column.PERCENT and isinstance(cell, SheetNumber) and cell.format is not NumberFormat.UNKNOWN:
        is_percent = cell.format is NumberFormat.PERCENT
        return f"{plain_decimal(cell.value * 100)}%" if is_percent else plain_decimal(cell.value)
    if column is Column.DONE_ON and isinstance(cell, date):
        return (cell.date() if isinstance(cell, datetime) else cell).isoformat()
    return None


class ColumnReading:
    """Reads one table part by part (`add`), then checks all rows together (`result`). Raises NotPlain."""

    def __init__(self, context: ReportContext, layout: Layout) -> None:
        self._layout = layout
        self._row_reader = RowReader(context, from_csv=layout.table.delimiter is not None)
        self._plain_reader = PlainReader(context, self._row_reader.targets)
        self.rows_read = 0
        self._tables: list[pa.Table] = []
        self._result_keys: list[Whole] = []
        self._readings: list[RowReading] = []
        self._firsts: dict[tuple[str, int, DeadlineStatus], RowReading] = {}
        self._tail: DataRows = []
        """The last plain row and all rows below it."""

    def add(self, part: BlockPart, *, is_data: Callable[[int, list[Cell]], bool]) -> None:
        """Adds rows in the order of the file; `is_data` takes number and cells and says whether it is a row of the report."""
        plain = self._plain_reader.read(part.numbers, part.columns, part.plain)
        self._append(plain, self._read_others(part, plain, is_data))

    def _read_others(
        self, part: BlockPart, plain: PlainRows, is_data: Callable[[int, list[Cell]], bool]
    ) -> list[RowReading]:
        """Reads the rows that are not plainly in order with the row reader."""
        others = np.ones(len(part.numbers), np.bool_)
        others[plain.at] = False
        candidates = sorted([*part.rows_at(np.flatnonzero(others)), *part.others], key=lambda row: row[0])
        rows = [(number, cells) for number, cells in candidates if is_data(number, cells)]
        self._note_tail(part, plain, rows)
        readings = [self._read_row(number, cells) for number, cells in rows]
        self.rows_read += len(plain.at) + len(readings)
        self._readings += readings
        if len(self._readings) > max(_ODD_ROWS, self.rows_read / _ODD_SHARE):
            raise NotPlain
        return readings

    def _note_tail(self, part: BlockPart, plain: PlainRows, rows: DataRows) -> None:
        if len(plain.at):
            self._tail = part.rows_at(plain.at[-1:])
        last = self._tail[0][0] if self._tail else 0
        self._tail += [row for row in rows if row[0] > last]

    def _read_row(self, number: int, cells: list[Cell]) -> RowReading:
        by_column = self._layout.by_column(cells)
        return self._row_reader.read(number, by_column, self._plain_reader.percent(by_column.get(Column.PERCENT, "")))

    def _append(self, plain: PlainRows, readings: list[RowReading]) -> None:
        """Keeps the rows that can be stored, in order, with the keys of their results for the cross checks."""
        reader, table, keys = self._plain_reader, plain.table, plain.result_keys
        self._note_deadline_statuses(plain)
        more = [reading.row for reading in readings if reading.row is not None]
        if more:
            others = as_table(more, reader.tasks, reader.agencies, reader.periods)
            table = pa.concat_tables([table, others])
            keys = np.append(keys, [result_key(row.result) for row in more])
            order = pc.sort_indices(table["number"])
            table, keys = table.take(order), keys[order.to_numpy()]
        self._tables.append(table)
        self._result_keys.append(keys)

    def _note_deadline_statuses(self, plain: PlainRows) -> None:
        """Notes the first row of each report whose deadline status is not OPEN."""
        reader = self._plain_reader
        numbers = plain.table["number"].to_numpy()
        for place, first in zip(*np.unique(plain.reports, return_index=True), strict=True):
            report = reader.reports[place]
            key = (report.plan, report.period, report.deadline_status)
            if report.deadline_status is DeadlineStatus.OPEN or key in self._firsts:
                continue
            row = ("", "", reader.periods.values[report.period])
            self._firsts[key] = RowReading(int(numbers[first]), [], None, row, report.plan, report.deadline_status)

    def result(self, strays: DataRows) -> tuple[RowColumns, list[Finding]]:
        """The rows without errors, and the findings on rows. `strays` must contain all rows with a cell outside the header."""
        self._plain_reader.refuse_fractions()
        findings, left_out = self._remove_signatures()
        rows = self._rows()
        findings += [finding for reading in self._readings for finding in reading.findings]
        findings += on_duplicates(self._repeated(rows))
        findings += on_deadline_statuses(
            sorted([*self._readings, *self._firsts.values()], key=lambda reading: reading.number)
        )
        findings += on_shared_results(self._with_shared_result(rows))
        in_table = [row for row in strays if row[0] not in left_out]
        findings += findings_on_strays(self._layout, in_table, is_task=self._row_reader.targets.knows)
        return _without_errors(rows, findings), findings

    def _remove_signatures(self) -> tuple[list[Finding], set[int]]:
        body, findings = without_signature_block(self._layout, self._tail, is_task=self._row_reader.targets.knows)
        left_out = {number for number, _ in self._tail[len(body) :]}
        self.rows_read -= len(left_out)
        self._readings = [reading for reading in self._readings if reading.number not in left_out]
        return findings, left_out

    def _rows(self) -> RowColumns:
        reader = self._plain_reader
        table = pa.concat_tables(self._tables) if self._tables else SCHEMA.empty_table()
        return RowColumns(table, reader.tasks.values, reader.agencies.values, reader.periods.values)

    def _repeated(self, rows: RowColumns) -> list[RowReading]:
        """The rows whose task, agency and period occur more than once, also rows that can't be stored."""
        reader, table = self._plain_reader, rows.table
        unstored = [(reading.number, reading.key) for reading in self._readings if reading.row is None and reading.key]
        more = [
            (number, reader.tasks.index(task), reader.agencies.index(agency), reader.periods.index(period))
            for number, (task, agency, period) in unstored
        ]
        stored = (table[name].to_numpy() for name in ("number", "task", "agency", "period"))
        added = np.array(more, np.int64).reshape(-1, 4).T
        columns = [np.concatenate(pair).astype(np.int64) for pair in zip(stored, added, strict=True)]
        at = np.flatnonzero(_occur_twice(packed(*columns[1:])))
        repeated = sorted(zip(*(column[at].tolist() for column in columns), strict=True))
        return [
            RowReading(
                number,
                [],
                key=(reader.tasks.values[task], reader.agencies.values[agency], reader.periods.values[period]),
            )
            for number, task, agency, period in repeated
        ]

    def _with_shared_result(self, rows: RowColumns) -> list[ReportRow]:
        """The rows whose result another agency may have too for the same period."""
        table = rows.table
        agencies = table["agency"].to_numpy()
        if not len(agencies) or agencies.min() == agencies.max():
            return []
        keys = np.concatenate(self._result_keys) + (table["period"].to_numpy().astype(np.int64) << _HIGH)
        telling = pc.greater_equal(pc.utf8_length(table["result"]), LEAST_TELLING).to_numpy()
        at = np.flatnonzero(telling)
        at = at[_occur_twice(keys[at])]
        return list(RowColumns(table.take(pa.array(at)), rows.tasks, rows.agencies, rows.periods))


_HIGH = 50


def _occur_twice(keys: Whole) -> Mask:
    """Which of the keys occur more than once."""
    in_order = np.sort(keys)
    repeated = in_order[1:][in_order[1:] == in_order[:-1]]
    return np.isin(keys, repeated) if len(repeated) else np.zeros(len(keys), np.bool_)


def _without_errors(rows: RowColumns, findings: Iterable[Finding]) -> RowColumns:
    wrong = [finding.row for finding in findings if finding.severity is Severity.ERROR]
    if not wrong:
        return rows
    stays = pc.invert(pc.is_in(rows.table["number"], pa.array(wrong, pa.int32())))
    return replace(rows, table=rows.table.filter(stays))
