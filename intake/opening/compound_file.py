"""Reads one stream of an OLE compound file, the container of .xls."""

import struct
from collections.abc import Iterator

from intake.base.finding_codes import FindingCode
from intake.base.opened_file import UnreadableFile

_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LAST_SECTOR = 0xFFFFFFF0
"""This number and those above it are no sectors: end of a chain, free, part of the table."""
_IN_HEADER = 109
_ENTRY = 128
_STREAM, _ROOT = 2, 5


def workbook_stream(content: bytes) -> bytes:
    """The stream with the records of a workbook; of a file without a container all of it."""
    if not content.startswith(_MAGIC):
        return content
    try:
        file = _CompoundFile(content)
        return next(file.stream(name) for name in ("Workbook", "Book") if name in file.entries)
    except (struct.error, IndexError, StopIteration, ValueError) as error:
        raise UnreadableFile(FindingCode.DAMAGED_FILE) from error


class _CompoundFile:
    """`entries` has by name the first sector and the length of each stream."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        sector_shift, short_shift = struct.unpack_from("<HH", content, 30)
        if not 7 <= sector_shift <= 16 or not 2 <= short_shift < sector_shift:
            raise ValueError("no sectors")
        self._size, self._short_size = 1 << sector_shift, 1 << short_shift
        directory, self._least, short_table = struct.unpack_from("<I4xII", content, 48)
        self._next = self._numbers(self._table_sectors())
        self._next_short = self._numbers(self._chain(short_table, self._next))
        self._root = (_LAST_SECTOR, 0)
        self.entries: dict[str, tuple[int, int]] = {}
        listed = self._joined(directory)
        for at in range(0, len(listed) - _ENTRY + 1, _ENTRY):
            self._note_entry(listed[at : at + _ENTRY])

    def stream(self, name: str) -> bytes:
        start, length = self.entries[name]
        if length >= self._least:
            return self._joined(start)[:length]
        whole = self._joined(self._root[0])
        sectors = self._chain(start, self._next_short)
        return b"".join(whole[at * self._short_size : (at + 1) * self._short_size] for at in sectors)[:length]

    def _note_entry(self, entry: bytes) -> None:
        name_length, kind = struct.unpack_from("<HB", entry, 64)
        start, length = struct.unpack_from("<II", entry, 116)
        if kind == _STREAM:
            self.entries[entry[: max(name_length - 2, 0)].decode("utf-16-le", "replace")] = (start, length)
        elif kind == _ROOT:
            self._root = (start, length)

    def _table_sectors(self) -> Iterator[int]:
        """The sectors of the allocation table: the first in the header, more in a chain of their own."""
        yield from (
            number for number in struct.unpack_from(f"<{_IN_HEADER}I", self._content, 76) if number < _LAST_SECTOR
        )
        further, count = struct.unpack_from("<II", self._content, 68)
        for _ in range(min(count, len(self._content) // self._size)):
            if further >= _LAST_SECTOR:
                return
            *numbers, further = struct.unpack(f"<{self._size // 4}I", self._sector(further))
            yield from (number for number in numbers if number < _LAST_SECTOR)

    def _numbers(self, sectors: Iterator[int]) -> list[int]:
        data = b"".join(map(self._sector, sectors))
        return list(struct.unpack(f"<{len(data) // 4}I", data))

    def _chain(self, start: int, following: list[int]) -> Iterator[int]:
        """The sectors of a chain; one that runs in a circle is cut."""
        for _ in range(len(following)):
            if start >= _LAST_SECTOR:
                return
            yield start
            start = following[start]

    def _joined(self, start: int) -> bytes:
        return b"".join(map(self._sector, self._chain(start, self._next)))

    def _sector(self, number: int) -> bytes:
        at = (number + 1) * self._size
        return self._content[at : at + self._size].ljust(self._size, b"\0")
