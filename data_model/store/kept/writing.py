"""Write what is so from a day on; what was so before stays, closed on that day."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Table, bindparam, delete, insert, select, update
from sqlmodel import Session, SQLModel

from data_model.kept_tables import FOREVER, AgencySums, KeptTask, PlanSums

KeptTable = type[PlanSums] | type[AgencySums] | type[KeptTask]
Key = tuple[int, ...]
"""The columns of the primary key but `until`, in their order."""
Row = Mapping[str, Any]


def table_of(kept: KeptTable) -> Table:
    return SQLModel.metadata.tables[str(kept.__tablename__)]


def key_names(kept: KeptTable) -> list[str]:
    return [column.name for column in table_of(kept).primary_key if column.name != "until"]


def open_rows(session: Session, kept: KeptTable, *conditions: ColumnElement[bool]) -> dict[Key, Row]:
    """What is so now, by key."""
    table, names = table_of(kept), key_names(kept)
    query = select(table).where(table.c.until == FOREVER, *conditions)
    return {tuple(row[name] for name in names): dict(row) for row in session.execute(query).mappings()}


def write_from(
    session: Session, kept: KeptTable, day: date, before: Mapping[Key, Row], after: Mapping[Key, Row]
) -> None:
    """In the place of the open rows `before`: the values `after`, from the end of this day on. What stays the same is
    left alone, and what began on the same day is gone."""
    same = {key for key, row in before.items() if key in after and after[key].items() <= row.items()}
    ended = [(key, row) for key, row in before.items() if key not in same]
    _remove(session, kept, [key for key, row in ended if row["since"] == day])
    _close(session, kept, [key for key, row in ended if row["since"] != day], day)
    begun = [
        dict(zip(key_names(kept), key, strict=True)) | dict(row) | {"since": day, "until": FOREVER}
        for key, row in after.items()
        if key not in same
    ]
    if begun:
        session.execute(insert(table_of(kept)), begun)


def _remove(session: Session, kept: KeptTable, keys: Sequence[Key]) -> None:
    if keys:
        session.connection().execute(delete(table_of(kept)).where(*_is_open(kept)), _named(kept, keys))


def _close(session: Session, kept: KeptTable, keys: Sequence[Key], day: date) -> None:
    if keys:
        query = update(table_of(kept)).where(*_is_open(kept)).values(until=day)
        session.connection().execute(query, _named(kept, keys))


def _is_open(kept: KeptTable) -> list[ColumnElement[bool]]:
    table = table_of(kept)
    return [table.c.until == FOREVER, *(table.c[name] == bindparam(f"of_{name}") for name in key_names(kept))]


def _named(kept: KeptTable, keys: Sequence[Key]) -> list[dict[str, int]]:
    names = [f"of_{name}" for name in key_names(kept)]
    return [dict(zip(names, key, strict=True)) for key in keys]
