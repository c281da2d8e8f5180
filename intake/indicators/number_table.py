"""Finds the table of numbers in a file: a sheet, or a file of its own, with a column of indicators' codes."""

from dataclasses import dataclass, replace

from intake.base.finding_codes import FindingCode
from intake.base.opened_file import Cell, OpenedFile, Table, UnreadableFile, cell_text
from intake.indicators.headings import NUMBER_DISPLAY, NumberColumn, number_column_of

_ROWS_LOOKED_AT = 60
_AMOUNTS = {NumberColumn.IN_PERIOD, NumberColumn.TOTAL}


@dataclass(frozen=True)
class NumberTable:
    """The table, the row of its header and the place of each column."""

    table: Table
    header_row: int
    columns: dict[NumberColumn, int]

    def rows(self) -> list[tuple[int, dict[NumberColumn, Cell]]]:
        """The rows below the header, by number, with their cells by column."""
        return [
            (number, {column: cells[place] for column, place in self.columns.items() if place < len(cells)})
            for number, cells in self.table.rows.items()
            if number > self.header_row
        ]


def find_number_table(file: OpenedFile) -> NumberTable | None:
    """None where the file has none. Raises UnreadableFile where several sheets have one, or two columns mean the same."""
    found = [table for table in map(_number_table, file.tables) if table is not None]
    if len(found) > 1:
        names = ", ".join(f"“{table.table.name}”" for table in found)
        raise UnreadableFile(FindingCode.SEVERAL_TABLES, value=names)
    return found[0] if found else None


def without(file: OpenedFile, numbers: NumberTable) -> OpenedFile:
    """The file without the table of numbers."""
    return replace(file, tables=tuple(table for table in file.tables if table is not numbers.table))


def _number_table(table: Table) -> NumberTable | None:
    for number, cells in list(table.rows.items())[:_ROWS_LOOKED_AT]:
        named = [number_column_of(cell_text(cell)) for cell in cells]
        if NumberColumn.INDICATOR in named and _AMOUNTS & set(named):
            twice = next((column for column in NumberColumn if named.count(column) > 1), None)
            if twice is not None:
                raise UnreadableFile(FindingCode.DUPLICATE_COLUMN, column=twice, value=NUMBER_DISPLAY[twice])
            return NumberTable(
                table, number, {column: named.index(column) for column in NumberColumn if column in named}
            )
    return None
