"""A long CSV file read by columns, with the row reader for the rows that are not plainly in order.

What comes out is what reading it row by row gives; only the time and the memory that it takes are others.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, BinaryIO

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data_model.ahead import ahead
from data_model.values import PeriodStanding
from intake.cross_checks import on_duplicates, on_shared_results, on_standings
from intake.data_rows import DataRows, column_numbering, is_data_row, refuse_count
from intake.headings import Column
from intake.layout import Layout, find_layout
from intake.letters import look_right
from intake.plain_rows import TEXTS, Mask, PlainReader, PlainRows, Whole
from intake.report import Finding, FindingCode, ReportContext, ReportRow, Severity
from intake.row_columns import SCHEMA, RowColumns, as_table
from intake.row_rules import LEAST_TELLING
from intake.rows import RowKey, RowReader, RowReading
from intake.secrecy import has_marking
from intake.signature_block import without_signature_block
from intake.stray_cells import findings_on_strays
from intake.table import Cell, Limits, OpenedFile, UnreadableFile
from intake.text_blocks import Block, NotPlain, Records, blocks, last_record_end
from intake.text_signs import has_line_break, is_filled, is_plain, odd_texts, result_key
from intake.text_table import open_text, without_empty_end

_HEAD = 1 << 20
_ODD_ROWS = 20_000
_ODD_SHARE = 5
"""Where more than a fifth of the rows is left to the row reader, it may as well have them all."""

StrayRow = tuple[int, list[Cell]]


@dataclass(frozen=True)
class LongReading:
    """The rows without errors, what is to be said of rows, and how many there were."""

    file: OpenedFile
    layout: Layout
    rows: RowColumns
    findings: list[Finding]
    rows_read: int


def read_long_text(stream: BinaryIO, *, file_name: str, context: ReportContext, limits: Limits) -> LongReading:
    """Raises NotPlain where the file has to be read row by row, and UnreadableFile where it is refused."""
    file, layout, places = _head(stream.read(_HEAD), limits)
    reading = _Reading(context, layout)
    reading.look_at_head(file, file_name)
    stream.seek(places.bytes_of(layout.header_row))
    width = places.usual_width(after=layout.header_row)
    found = blocks(stream, delimiter=places.delimiter, width=width, first_number=layout.header_row + 1)
    for seen in ahead(_Seen.of(block, layout) for block in found):
        reading.add(seen)
    return reading.result(file, limits)


def _head(content: bytes, limits: Limits) -> tuple[OpenedFile, Layout, Records]:
    """What the first rows tell: where the header stands and how the records are made."""
    try:
        if len(content) < _HEAD and not content.endswith(b"\n"):
            content += b"\n"
        content = content[: last_record_end(content)]
        file = open_text(content, limits)
        layout = find_layout(file)
    except UnreadableFile as refusal:
        raise NotPlain from refusal
    delimiter = layout.table.delimiter
    if delimiter is None or file.encoding not in ("utf-8", "utf-8-sig") or layout.table.unclosed_quote_row:
        raise NotPlain
    return file, layout, Records(content, delimiter)


@dataclass(frozen=True)
class _Seen:
    """A block whose texts were searched: which rows have plain ones only, and what is odd anywhere."""

    block: Block
    columns: dict[Column, pa.StringArray]
    plain_texts: Mask
    odd_texts: list[str]

    @classmethod
    def of(cls, block: Block, layout: Layout) -> "_Seen":
        columns = {column: block.columns[at] for column, at in layout.columns.items() if at < len(block.columns)}
        plain_texts = np.ones(len(block.numbers), np.bool_)
        odd = [cell for _, cells in block.ragged for cell in cells if isinstance(cell, str)]
        for column in columns.keys() & TEXTS:
            plain = is_plain(columns[column], may_ask=column is Column.EVIDENCE)
            odd += odd_texts(columns[column], but_for=plain)
            plain_texts &= plain
        texts = {layout.columns[column] for column in columns.keys() & TEXTS}
        for index in set(range(len(block.columns))) - texts:
            odd += odd_texts(pc.unique(block.columns[index]))
        return cls(block, columns, plain_texts, odd)


class _Reading:
    """One file, block after block, and then what shows only when all rows are seen together."""

    def __init__(self, context: ReportContext, layout: Layout) -> None:
        self._layout = layout
        self._row_reader = RowReader(context, from_csv=True)
        self._plain_reader = PlainReader(context, self._row_reader.targets)
        self._numbering = column_numbering(layout)
        self._rows_read = 0
        self._tables: list[pa.Table] = []
        self._result_keys: list[Whole] = []
        self._readings: list[RowReading] = []
        self._firsts: dict[tuple[str, int, PeriodStanding], RowReading] = {}
        self._strays: list[StrayRow] = []
        self._tail: DataRows = []
        """The last plain row, with all that comes below it."""
        self._odd_texts: set[str] = set()
        self._is_marked = False

    def look_at_head(self, file: OpenedFile, file_name: str) -> None:
        """The file's name, title, header and what is seen of the rows."""
        self._is_marked = has_marking(file_name)
        for table in file.tables:
            for cells in table.rows.values():
                self._note_texts(cell for cell in cells if isinstance(cell, str) and not cell.isascii())

    def add(self, seen: _Seen) -> None:
        block = seen.block
        self._note_texts(seen.odd_texts)
        plain = self._plain_reader.read(block.numbers, seen.columns, seen.plain_texts)
        self._keep(plain, self._read_others(block, plain))
        self._strays += _stray_rows(block, self._layout)

    def _note_texts(self, texts: Iterable[str]) -> None:
        for text in texts:
            self._odd_texts.add(text)
            self._is_marked = self._is_marked or has_marking(text)

    def _read_others(self, block: Block, plain: PlainRows) -> list[RowReading]:
        """What the row reader says of the rows that are not plainly in order."""
        others = np.ones(len(block.numbers), np.bool_)
        others[plain.at] = False
        found = sorted([*_rows_at(block, np.flatnonzero(others)), *block.ragged], key=lambda row: row[0])
        rows = [(number, cells) for number, cells in found if self._is_data(number, cells)]
        self._note_tail(block, plain, rows)
        readings = [self._read_row(number, cells) for number, cells in rows]
        self._rows_read += len(plain.at) + len(readings)
        self._readings += readings
        if len(self._readings) > max(_ODD_ROWS, self._rows_read / _ODD_SHARE):
            raise NotPlain
        return readings

    def _note_tail(self, block: Block, plain: PlainRows, rows: DataRows) -> None:
        if len(plain.at):
            self._tail = list(_rows_at(block, plain.at[-1:]))
        last = self._tail[0][0] if self._tail else 0
        self._tail += [row for row in rows if row[0] > last]

    def _is_data(self, number: int, cells: list[Cell]) -> bool:
        return number != self._numbering and is_data_row(self._layout, cells)

    def _read_row(self, number: int, cells: list[Cell]) -> RowReading:
        by_column = self._layout.by_column(cells)
        return self._row_reader.read(number, by_column, self._plain_reader.percent(by_column.get(Column.PERCENT, "")))

    def _keep(self, plain: PlainRows, readings: list[RowReading]) -> None:
        """The rows that can be stored, in their order, beside what cross checks want to know of each."""
        reader, table, keys = self._plain_reader, plain.table, plain.result_keys
        self._note_standings(plain)
        more = [reading.row for reading in readings if reading.row is not None]
        if more:
            others = as_table(more, reader.tasks, reader.agencies, reader.periods)
            table = pa.concat_tables([table, others])
            keys = np.append(keys, [result_key(row.result) for row in more])
            order = pc.sort_indices(table["number"])
            table, keys = table.take(order), keys[order.to_numpy()]
        self._tables.append(table)
        self._result_keys.append(keys)

    def _note_standings(self, plain: PlainRows) -> None:
        """The first row of each report that is not simply open."""
        reader = self._plain_reader
        numbers = plain.table["number"].to_numpy()
        for place, first in zip(*np.unique(plain.reports, return_index=True), strict=True):
            report = reader.reports[place]
            key = (report.plan, report.period, report.standing)
            if report.standing is PeriodStanding.OPEN or key in self._firsts:
                continue
            row = ("", "", reader.periods.values[report.period])
            self._firsts[key] = RowReading(int(numbers[first]), [], None, row, report.plan, report.standing)

    def result(self, file: OpenedFile, limits: Limits) -> LongReading:
        self._plain_reader.refuse_fractions()
        if not look_right([text for text in self._odd_texts if not text.isascii()]):
            raise NotPlain
        if self._is_marked:
            raise UnreadableFile(FindingCode.SECRECY_MARKING)
        refuse_count(self._rows_read, self._layout, limits)
        findings = self._leave_out_signatures()
        rows = self._rows()
        findings += [finding for reading in self._readings for finding in reading.findings]
        findings += on_duplicates(self._repeated(rows))
        findings += on_standings(sorted([*self._readings, *self._firsts.values()], key=lambda one: one.number))
        findings += on_shared_results(self._alike(rows))
        findings += findings_on_strays(self._layout, self._strays, is_task=self._row_reader.targets.knows)
        return LongReading(file, self._layout, without_errors(rows, findings), findings, self._rows_read)

    def _leave_out_signatures(self) -> list[Finding]:
        kept, findings = without_signature_block(self._layout, self._tail, is_task=self._row_reader.targets.knows)
        left_out = {number for number, _ in self._tail[len(kept) :]}
        self._rows_read -= len(left_out)
        self._readings = [reading for reading in self._readings if reading.number not in left_out]
        self._strays = [row for row in self._strays if row[0] not in left_out]
        return findings

    def _rows(self) -> RowColumns:
        reader = self._plain_reader
        table = pa.concat_tables(self._tables) if self._tables else SCHEMA.empty_table()
        return RowColumns(table, reader.tasks.values, reader.agencies.values, reader.periods.values)

    def _repeated(self, rows: RowColumns) -> list[RowReading]:
        """The rows whose assignment and period come more than once."""
        reader, table = self._plain_reader, rows.table
        unstored = [reading for reading in self._readings if reading.row is None and reading.key is not None]
        parts = [table["task"].to_numpy(), table["agency"].to_numpy(), table["period"].to_numpy()]
        more = np.array([self._packed_key(reading.key) for reading in unstored], np.int64)
        keys = np.concatenate([_packed(*parts), more])
        numbers = np.concatenate([table["number"].to_numpy(), [reading.number for reading in unstored]])
        at = np.flatnonzero(_come_again(keys))
        found = zip(numbers[at], *(keys[at] >> shift & _LOW for shift in (2 * _BITS, _BITS, 0)), strict=True)
        readings = [
            RowReading(
                int(number),
                [],
                None,
                (reader.tasks.values[task], reader.agencies.values[agency], reader.periods.values[period]),
            )
            for number, task, agency, period in found
        ]
        return sorted(readings, key=lambda reading: reading.number)

    def _packed_key(self, key: RowKey | None) -> int:
        assert key is not None
        reader = self._plain_reader
        return _packed(reader.tasks.index(key[0]), reader.agencies.index(key[1]), reader.periods.index(key[2]))

    def _alike(self, rows: RowColumns) -> list[ReportRow]:
        """The rows of which some other agency's may say the same for the same period."""
        table = rows.table
        agencies = table["agency"].to_numpy()
        if not len(agencies) or agencies.min() == agencies.max():
            return []
        keys = np.concatenate(self._result_keys) + (table["period"].to_numpy().astype(np.int64) << _HIGH)
        telling = pc.greater_equal(pc.utf8_length(table["result"]), LEAST_TELLING).to_numpy()
        at = np.flatnonzero(telling)
        at = at[_come_again(keys[at])]
        return list(RowColumns(table.take(pa.array(at)), rows.tasks, rows.agencies, rows.periods))


_BITS = 21
_LOW = (1 << _BITS) - 1
_HIGH = 50


def _packed(task: Any, agency: Any, period: Any) -> Any:
    return (np.int64(task) << 2 * _BITS) | (np.int64(agency) << _BITS) | np.int64(period)


def _come_again(keys: Whole) -> Mask:
    """Which of the keys are there more than once."""
    in_order = np.sort(keys)
    repeated = in_order[1:][in_order[1:] == in_order[:-1]]
    return np.isin(keys, repeated) if len(repeated) else np.zeros(len(keys), np.bool_)


def _rows_at(block: Block, at: Whole) -> Iterator[StrayRow]:
    columns = [column.take(pa.array(at)).to_pylist() for column in block.columns]
    for number, *cells in zip(block.numbers[at].tolist(), *columns, strict=True):
        yield number, without_empty_end(cells)


def _stray_rows(block: Block, layout: Layout) -> list[StrayRow]:
    """The rows with a cell where no header is, or with a line break in a cell."""
    stray = np.zeros(len(block.numbers), np.bool_)
    for index, texts in enumerate(block.columns):
        if index >= layout.header_width or index in layout.nameless:
            stray |= is_filled(texts)
        if block.breaks_inside:
            stray |= has_line_break(texts)
    return sorted([*_rows_at(block, np.flatnonzero(stray)), *block.ragged], key=lambda row: row[0])


def without_errors(rows: RowColumns, findings: Iterable[Finding]) -> RowColumns:
    wrong = [finding.row for finding in findings if finding.severity is Severity.ERROR]
    if not wrong:
        return rows
    stays = pc.invert(pc.is_in(rows.table["number"], pa.array(wrong, pa.int32())))
    return replace(rows, table=rows.table.filter(stays))
