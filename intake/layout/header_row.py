"""Finds the report in a file: its sheet, its header row, and which column is what."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from types import MappingProxyType

from intake.base.finding_codes import FindingCode
from intake.base.headings import DISPLAY, LONGEST_HEADER, Column, column_of, header_key, is_column_header
from intake.base.matching import strip_invisible
from intake.base.opened_file import Cell, Merge, OpenedFile, Table, UnreadableFile, cell_text
from intake.base.separators import columns_in_one_cell
from intake.repair.damage import is_damaged
from intake.repair.look_alikes import in_latin

_ROWS_LOOKED_AT = 60
_SHOWN = 100
_LEAST_COLUMNS, _LEAST_RECOGNISED = 2, 3
"""A header names so many columns of the report, or of it and of the tables that offices keep."""
_MOST_COVERED = 2_000_000


@dataclass(frozen=True)
class Layout:
    """The table with its merged cells filled in.

    `left_out` has the names of sheets that name tasks and report nothing; `unknown` has the unknown headers, each with a suggested column; `nameless` the columns without a header among the
    first `header_width`.
    """

    table: Table
    header_row: int
    columns: dict[Column, int]
    unknown: dict[str, Column | None]
    nameless: frozenset[int]
    header_width: int
    left_out: tuple[str, ...] = ()

    def by_column(self, cells: list[Cell]) -> dict[Column, Cell]:
        return {column: cells[index] for column, index in self.columns.items() if index < len(cells)}


@dataclass(frozen=True)
class _Header:
    row: int
    texts: tuple[str, ...]

    @property
    def known(self) -> list[Column]:
        return [column for text in self.texts if (column := column_of(text))]

    @property
    def score(self) -> int:
        return len(set(self.known))

    @property
    def recognised(self) -> int:
        """How many headers are known, those that are only for reading included."""
        return sum(is_column_header(text) for text in set(self.texts))

    @property
    def is_one(self) -> bool:
        return self.score >= _LEAST_COLUMNS or self.recognised >= _LEAST_RECOGNISED

    @property
    def reports(self) -> bool:
        """Whether it has a column for what was done; a list of codes to choose from has none."""
        return bool({Column.PERCENT, Column.RESULT} & set(self.known))


def find_layout(file: OpenedFile, headings: Mapping[str, str] = MappingProxyType({})) -> Layout:
    """The table of the file with a report's header. Raises UnreadableFile if there is none, or more than one.

    `headings` are an agency's own, by `header_key`. A header without the column of codes is taken where there is no other, so that all that is wrong can be said.
    """
    tables = [(table, header) for table in _prepared(file, headings) if (header := _header_of(table))]
    complete = [pair for pair in tables if Column.TASK in pair[1].known]
    if not complete and not tables:
        raise _why_not_found(file)
    left_out: tuple[str, ...] = ()
    if complete:
        complete, left_out = _those_that_report(complete)
    table, header = _the_one(complete) if complete else max(tables, key=_likeness)
    _refuse_duplicates(header)
    return _layout(table, header, left_out)


def _prepared(file: OpenedFile, headings: Mapping[str, str]) -> Iterator[Table]:
    for table in file.tables:
        yield _with_own_headings(_with_merges_filled(table), headings) if headings else _with_merges_filled(table)


def _with_own_headings(table: Table, headings: Mapping[str, str]) -> Table:
    """Near the top an agency's own headings, where at least two headings stand side by side, as those that they mean."""
    rows = dict(table.rows)
    for number in list(rows)[:_ROWS_LOOKED_AT]:
        texts = [cell_text(cell) for cell in rows[number]]
        known = {column_of(text) for text in texts} - {None}
        own = {
            place: Column(meant)
            for place, text in enumerate(texts)
            if len(text) <= LONGEST_HEADER and (meant := headings.get(header_key(text))) and meant not in known
        }
        if own and len(own) + sum(map(is_column_header, texts)) >= _LEAST_COLUMNS:
            rows[number] = [DISPLAY[own[place]] if place in own else cell for place, cell in enumerate(rows[number])]
    return replace(table, rows=rows)


_Candidates = list[tuple[Table, _Header]]


def _those_that_report(candidates: _Candidates) -> tuple[_Candidates, tuple[str, ...]]:
    """The sheets that say what was done, and the names of the others; all of them where none does."""
    those = [pair for pair in candidates if pair[1].reports]
    if not those:
        return candidates, ()
    return those, tuple(table.name for table, header in candidates if not header.reports and table.visible)


def _likeness(pair: tuple[Table, _Header]) -> tuple[bool, int, int]:
    table, header = pair
    return table.visible, header.score, header.recognised


def _the_one(candidates: _Candidates) -> tuple[Table, _Header]:
    """Visible sheets come before hidden ones, sheets with rows before empty ones; raises UnreadableFile if two remain."""
    candidates = [pair for pair in candidates if pair[0].visible] or candidates
    candidates = [pair for pair in candidates if max(pair[0].rows) > pair[1].row] or candidates
    if len(candidates) > 1:
        raise UnreadableFile(FindingCode.SEVERAL_TABLES, value=", ".join(table.name for table, _ in candidates)[:300])
    return candidates[0]


def _why_not_found(file: OpenedFile) -> UnreadableFile:
    if not any(table.rows for table in file.tables):
        return UnreadableFile(FindingCode.EMPTY_FILE)
    for table in file.tables:
        for number in list(table.rows)[:_ROWS_LOOKED_AT]:
            for cell in table.rows[number]:
                if isinstance(cell, str) and (sign := columns_in_one_cell(cell)):
                    return UnreadableFile(FindingCode.ALL_IN_ONE_CELL, row=number, value=sign)
    damaged = _damaged_row(file)
    if damaged is not None:
        return UnreadableFile(FindingCode.LETTERS_LOST, row=damaged[0], value=damaged[1])
    return UnreadableFile(FindingCode.NO_HEADER)


def _damaged_row(file: OpenedFile) -> tuple[int, str] | None:
    """The first row whose letters are lost, with its texts."""
    for table in file.tables:
        for number in list(table.rows)[:_ROWS_LOOKED_AT]:
            text = (table.delimiter or " ").join(cell for cell in table.rows[number] if isinstance(cell, str))
            if is_damaged(text):
                return number, text[:_SHOWN]
    return None


def _refuse_duplicates(header: _Header) -> None:
    columns = header.known
    twice = next((column for column in columns if columns.count(column) > 1), None)
    if twice is not None:
        texts = [text for text in header.texts if column_of(text) is twice]
        raise UnreadableFile(FindingCode.DUPLICATE_COLUMN, value=", ".join(texts)[:300], column=twice, row=header.row)


def _header_of(table: Table) -> _Header | None:
    """The row near the top that names most columns; the first of equals."""
    numbers = list(table.rows)[:_ROWS_LOOKED_AT]
    candidates = [_header_row(table, number) for number in numbers]
    candidates += [both for upper, lower in pairwise(candidates) if (both := _two_rows(upper, lower))]
    best = max(candidates, key=lambda header: (header.score, header.recognised), default=None)
    return best if best is not None and best.is_one else None


def _header_row(table: Table, number: int) -> _Header:
    """A row's texts as headers; what a merge carried over from the left is not a second header."""
    covered = {
        column
        for merge in table.merges
        if merge.first_row <= number <= merge.last_row
        for column in range(merge.first_column + 1, merge.last_column + 1)
    }
    texts = (
        "" if column in covered else strip_invisible(cell_text(cell)).strip()
        for column, cell in enumerate(table.rows[number])
    )
    return _Header(number, tuple(texts))


def _two_rows(upper: _Header, lower: _Header) -> _Header | None:
    """A header in two rows, the lower one naming parts of the upper; None unless both have only headers."""
    lower_texts = [text for text in lower.texts if text]
    if lower.row != upper.row + 1 or not lower_texts or upper.score == 0:
        return None
    if not all(is_column_header(text) for text in lower_texts):
        return None
    width = max(len(upper.texts), len(lower.texts))
    above, below = (header.texts + ("",) * (width - len(header.texts)) for header in (upper, lower))
    return _Header(lower.row, tuple(low or high for high, low in zip(above, below, strict=True)))


def _layout(table: Table, header: _Header, left_out: tuple[str, ...]) -> Layout:
    texts = header.texts
    columns = {column: index for index, text in enumerate(texts) if (column := column_of(text))}
    unknown = {
        text[:LONGEST_HEADER]: column_of(in_latin(text)) for text in texts if text and not is_column_header(text)
    }
    nameless = frozenset(index for index, text in enumerate(texts) if not text)
    return Layout(table, header.row, columns, unknown, nameless, header_width=len(texts), left_out=left_out)


def _with_merges_filled(table: Table) -> Table:
    """A merged cell counts for every cell that it covers."""
    if not table.merges:
        return table
    rows = {number: list(cells) for number, cells in table.rows.items()}
    left = _MOST_COVERED
    last_row, width = max(rows, default=0), max(map(len, rows.values()), default=0)
    for merge in table.merges:
        left -= _fill(rows, merge, last_row, width, left)
    return replace(table, rows=dict(sorted(rows.items())))


def _fill(rows: dict[int, list[Cell]], merge: Merge, last_row: int, width: int, most: int) -> int:
    """Fill one range, as far as the table reaches; gives the number of cells filled."""
    source = rows.get(merge.first_row, [])
    value = source[merge.first_column] if merge.first_column < len(source) else ""
    if value == "":
        return 0
    bottom, right = min(merge.last_row, last_row), min(merge.last_column, width - 1)
    area = (bottom - merge.first_row + 1) * (right - merge.first_column + 1)
    if area > most:
        return 0
    for number in range(merge.first_row, bottom + 1):
        cells = rows.setdefault(number, [])
        cells.extend([""] * (right + 1 - len(cells)))
        cells[merge.first_column : right + 1] = [value] * (right + 1 - merge.first_column)
    return area
