"""Splits a long CSV file into blocks of whole records, each read into columns by pyarrow.

pyarrow reads a CSV many times as fast as the row reader. With regular quotes both read the same; with irregular ones,
or a line that ends in a bare CR, NotPlain gives the file to the row reader.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyarrow import csv as arrow_csv

from intake.base.opened_file import Cell
from intake.opening.text_table import without_empty_end

BLOCK = 2 << 20
_LONGEST_RECORD = 1_000_000
_QUOTE, _LF, _CR = b'"\n\r'

Bytes = NDArray[np.uint8]
Places = NDArray[np.int64]


class NotPlain(Exception):
    """The file must be read row by row."""


@dataclass(frozen=True)
class Block:
    """Records by column; `numbers` are their spreadsheet rows. Records of another width are in `ragged`.

    `breaks_inside`: some cell contains a line break.
    """

    numbers: Places
    columns: list[pa.StringArray]
    ragged: list[tuple[int, list[Cell]]]
    breaks_inside: bool


def blocks(stream: BinaryIO, *, delimiter: str, width: int, first_number: int = 1) -> Iterator[Block]:
    """The records of the rest of a UTF-8 file; blank lines are counted and left out. Raises NotPlain."""
    number = first_number
    for content in _pieces(stream):
        records = Records(content, delimiter)
        yield _block(records, width, number)
        number += len(records.ends)


def _pieces(stream: BinaryIO) -> Iterator[bytes]:
    """The stream in pieces that end at the end of a record."""
    carried = b""
    while piece := stream.read(BLOCK):
        content = carried + piece
        end = last_record_end(content)
        if end:
            yield content[:end]
        carried = content[end:]
        if len(carried) > _LONGEST_RECORD:
            raise NotPlain
    if carried:
        yield carried if carried.endswith(b"\n") else carried + b"\n"


def last_record_end(content: bytes) -> int:
    """The place behind the last line end outside quotes."""
    signs: Bytes = np.frombuffer(content, np.uint8)
    ends = _outside(np.flatnonzero(signs == _QUOTE), np.flatnonzero(signs == _LF))
    return int(ends[-1]) + 1 if len(ends) else 0


def _outside(quotes: Places, places: Places) -> Places:
    """The places that are not inside quotes."""
    return places[np.searchsorted(quotes, places) % 2 == 0] if len(quotes) else places


class Records:
    """Start and end of each record of whole lines. Raises NotPlain where that is ambiguous."""

    def __init__(self, content: bytes, delimiter: str) -> None:
        self.content = content
        self._bytes: Bytes = np.frombuffer(content, np.uint8)
        self._quotes = self._places(_QUOTE)
        self.delimiter = delimiter
        self._refuse_odd_signs()
        lines = self._places(_LF)
        self.ends = _outside(self._quotes, lines)
        self.starts = np.concatenate([[0], self.ends[:-1] + 1])
        self.breaks_inside = len(lines) > len(self.ends)
        if len(self.ends) and int((self.ends - self.starts).max()) > _LONGEST_RECORD:
            raise NotPlain

    def _places(self, sign: int) -> Places:
        return np.flatnonzero(self._bytes == sign)

    def _refuse_odd_signs(self) -> None:
        if b"\0" in self.content or len(self._quotes) % 2:
            raise NotPlain
        if b"\r" in self.content and self.content.count(b"\r") != self.content.count(b"\r\n"):
            raise NotPlain
        if len(self._quotes) and not self._quotes_are_regular():
            raise NotPlain

    def _quotes_are_regular(self) -> bool:
        """Whether each pair opens after a delimiter or line end and closes before one, or is a doubled quote."""
        padded = np.concatenate([[_LF], self._bytes, [_LF]])
        before, after = padded[self._quotes[::2]], padded[self._quotes[1::2] + 2]
        opens = np.isin(before, [ord(self.delimiter), _LF, _QUOTE])
        closes = np.isin(after, [ord(self.delimiter), _LF, _CR, _QUOTE])
        return bool(opens.all() and closes.all())

    def widths(self) -> Places:
        """The number of cells of each record."""
        delimiters = _outside(self._quotes, self._places(ord(self.delimiter)))
        before = np.searchsorted(delimiters, np.concatenate([[0], self.ends]))
        return np.diff(before) + 1

    def usual_width(self, *, after: int) -> int:
        """The most frequent number of cells of a record after the first `after` ones."""
        return int(np.bincount(self.widths()[after:]).argmax()) if after < len(self.ends) else 0

    def are_blank(self) -> NDArray[np.bool_]:
        lengths = self.ends - self.starts
        return (lengths == 0) | ((lengths == 1) & (self._bytes[self.starts] == _CR))

    def bytes_of(self, count: int) -> int:
        """The length in bytes of the first `count` records."""
        return int(self.ends[count - 1]) + 1

    def cells(self, index: int) -> list[Cell]:
        text = self.content[self.starts[index] : self.ends[index]].decode()
        row: list[Cell] = list(next(csv.reader([text], delimiter=self.delimiter, skipinitialspace=True)))
        return without_empty_end(row)


def _block(records: Records, width: int, first_number: int) -> Block:
    widths, blank = records.widths(), records.are_blank()
    fits = (widths == width) & ~blank
    try:
        columns = _columns(records, width)
        odd = np.flatnonzero(~fits & ~blank)
        ragged = [(first_number + int(index), records.cells(int(index))) for index in odd]
    except (pa.ArrowInvalid, UnicodeDecodeError) as error:  # not UTF-8
        raise NotPlain from error
    numbers = first_number + np.flatnonzero(fits)
    if columns and len(columns[0]) != len(numbers):
        raise NotPlain
    return Block(numbers, columns, ragged, records.breaks_inside)


def _columns(records: Records, width: int) -> list[pa.StringArray]:
    names = [str(index) for index in range(width)]
    table = arrow_csv.read_csv(
        pa.BufferReader(records.content),
        read_options=arrow_csv.ReadOptions(column_names=names, block_size=len(records.content) + 1),
        parse_options=arrow_csv.ParseOptions(
            delimiter=records.delimiter,
            newlines_in_values=records.breaks_inside,
            invalid_row_handler=lambda _row: "skip",
        ),
        convert_options=arrow_csv.ConvertOptions(
            column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False
        ),
    )
    return [column.combine_chunks() for column in table.columns]
