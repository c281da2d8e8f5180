"""Reads a long CSV file block by block, never in memory as a whole: checks its texts and reads it by columns."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import BinaryIO

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data_model.prefetch import prefetch
from intake.base.checked_file import Finding, ReportContext
from intake.base.finding_codes import FindingCode
from intake.base.headings import Column
from intake.base.opened_file import Cell, Limits, OpenedFile, UnreadableFile
from intake.base.row_columns import RowColumns
from intake.bulk.column_reading import BlockPart, ColumnReading
from intake.bulk.plain_rows import TEXTS, Whole
from intake.bulk.text_blocks import Block, NotPlain, Records, blocks, last_record_end
from intake.bulk.text_signs import has_line_break, is_filled, is_plain, odd_texts
from intake.checking.secrecy import has_marking
from intake.layout.data_rows import DataRows, column_numbering, is_data_row, refuse_count
from intake.layout.foreign_rows import refuse_foreign_row
from intake.layout.header_row import Layout, find_layout
from intake.opening.text_table import open_text, without_empty_end
from intake.repair.legacy_fonts import looks_repaired

_HEAD = 1 << 20


@dataclass(frozen=True)
class LongReading:
    """The rows without errors, the findings on rows, and the number of rows."""

    file: OpenedFile
    layout: Layout
    rows: RowColumns
    findings: list[Finding]
    rows_read: int


def read_long_text(stream: BinaryIO, *, file_name: str, context: ReportContext, limits: Limits) -> LongReading:
    """Raises NotPlain where the file has to be read row by row, and UnreadableFile where it is refused."""
    file, layout, places = _head(stream.read(_HEAD), context, limits)
    numbering = column_numbering(layout)
    texts = _Texts(file_name, file)
    reading = ColumnReading(context, layout)
    strays: DataRows = []
    stream.seek(places.bytes_of(layout.header_row))
    width = places.usual_width(after=layout.header_row)
    file_blocks = blocks(stream, delimiter=places.delimiter, width=width, first_number=layout.header_row + 1)
    for scan in prefetch(_BlockScan.of(block, layout) for block in file_blocks):
        texts.note(scan.odd_texts)
        reading.add(
            scan.part, is_data=lambda number, cells: number != numbering and _is_data_row(layout, number, cells)
        )
        strays += scan.strays
    texts.refuse()
    refuse_count(reading.rows_read, layout, limits)
    rows, findings = reading.result(strays)
    return LongReading(file, layout, rows, findings, reading.rows_read)


def _is_data_row(layout: Layout, number: int, cells: list[Cell]) -> bool:
    """Raises NotPlain for a row with which another table begins: the row reader refuses such a file."""
    if not is_data_row(layout, cells):
        return False
    try:
        refuse_foreign_row(layout, number, cells)
    except UnreadableFile as refusal:
        raise NotPlain from refusal
    return True


def _head(content: bytes, context: ReportContext, limits: Limits) -> tuple[OpenedFile, Layout, Records]:
    """From the first rows: the header's layout, and the places of the records."""
    try:
        if len(content) < _HEAD and not content.endswith(b"\n"):
            content += b"\n"
        content = content[: last_record_end(content)]
        file = open_text(content, limits)
        layout = find_layout(file, context.headings)
    except UnreadableFile as refusal:
        raise NotPlain from refusal
    delimiter = layout.table.delimiter
    if delimiter is None or file.encoding not in ("utf-8", "utf-8-sig") or layout.table.unclosed_quote_row:
        raise NotPlain
    return file, layout, Records(content, delimiter)


@dataclass(frozen=True)
class _BlockScan:
    """One block after checking its texts: its rows, those with cells outside the header, and texts that are not plain."""

    part: BlockPart
    strays: DataRows
    odd_texts: list[str]

    @classmethod
    def of(cls, block: Block, layout: Layout) -> "_BlockScan":
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
        part = BlockPart(block.numbers, columns, plain_texts, partial(_rows_at, block), block.ragged)
        return cls(part, _stray_rows(block, layout), odd)


class _Texts:
    """Collects texts that are not plain, and whether one of them has a secrecy marking."""

    def __init__(self, file_name: str, file: OpenedFile) -> None:
        """Begins with the file's name, title, header and first rows."""
        self._is_marked = has_marking(file_name)
        self._odd: set[str] = set()
        for table in file.tables:
            for cells in table.rows.values():
                self.note(cell for cell in cells if isinstance(cell, str))

    def note(self, texts: Iterable[str]) -> None:
        for text in texts:
            self._odd.add(text)
            self._is_marked = self._is_marked or has_marking(text)

    def refuse(self) -> None:
        """Raises NotPlain for old fonts, UnreadableFile for a secrecy marking or double encoding."""
        if not looks_repaired([text for text in self._odd if not text.isascii()]):
            raise NotPlain
        if self._is_marked:
            raise UnreadableFile(FindingCode.SECRECY_MARKING)


def _rows_at(block: Block, at: Whole) -> DataRows:
    columns = [column.take(pa.array(at)).to_pylist() for column in block.columns]
    rows = zip(block.numbers[at].tolist(), *columns, strict=True)
    return [(number, without_empty_end(cells)) for number, *cells in rows]


def _stray_rows(block: Block, layout: Layout) -> DataRows:
    """The rows with a cell outside the header, or with a line break in a cell."""
    stray = np.zeros(len(block.numbers), np.bool_)
    for index, texts in enumerate(block.columns):
        if index >= layout.header_width or index in layout.nameless:
            stray |= is_filled(texts)
        if block.breaks_inside:
            stray |= has_line_break(texts)
    return sorted([*_rows_at(block, np.flatnonzero(stray)), *block.ragged], key=lambda row: row[0])
