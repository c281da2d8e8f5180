"""Repairs a Unicode file whose texts are in an old font, and refuses one that was encoded twice."""

from collections.abc import Iterator
from dataclasses import replace

from intake.base.finding_codes import FindingCode
from intake.base.opened_file import Cell, OpenedFile, Table, UnreadableFile
from intake.repair.damage import is_twice_encoded
from intake.repair.legacy_encodings import Legacy, legacy_of, seems_legacy, to_unicode


def repair_letters(file: OpenedFile) -> OpenedFile:
    """The file, converted to Unicode if it clearly is in an old font.

    Raises UnreadableFile if only a part of it is, or if it was encoded twice: nothing is converted by halves.
    """
    if looks_repaired(list(_texts(file))):
        return file
    legacy = legacy_of("\n".join(_texts(file)))
    if legacy is None:
        raise UnreadableFile(FindingCode.LEGACY_IN_DOUBT)
    tables = tuple(_converted(table, legacy) for table in file.tables)
    return replace(file, tables=tables, converted_from=legacy)


def looks_repaired(texts: list[str]) -> bool:
    """False if the texts seem to be in an old font; raises UnreadableFile if they were encoded twice."""
    if is_twice_encoded(texts):
        raise UnreadableFile(FindingCode.DOUBLE_ENCODED)
    return not seems_legacy(texts)


def _texts(file: OpenedFile) -> Iterator[str]:
    return (
        cell
        for table in file.tables
        for row in table.rows.values()
        for cell in row
        if isinstance(cell, str) and not cell.isascii()
    )


def _converted(table: Table, legacy: Legacy) -> Table:
    rows: dict[int, list[Cell]] = {
        number: [to_unicode(cell, legacy) if isinstance(cell, str) else cell for cell in cells]
        for number, cells in table.rows.items()
    }
    return replace(table, rows=rows)
