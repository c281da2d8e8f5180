"""Writes the rows of a sheet of the data folder, by their keys."""

from typing import Any

from sqlalchemy import insert, update
from sqlmodel import Session, SQLModel, select

from data_model.store.folder.sheets import Sheet
from data_model.tables import Submission

_CHUNK = 20_000


def key_of(sheet: Sheet, values: dict[str, Any]) -> tuple[Any, ...]:
    """By what the store tells this row from others."""
    return tuple(values.get(name) for name in sheet.key)


def upsert(session: Session, sheet: Sheet, rows: list[dict[str, Any]]) -> None:
    """Inserts rows with a new key and changes those of the others in the columns that they have."""
    table = sheet.table
    key_columns = [getattr(table, name) for name in sheet.key]
    ids = {tuple(row[1:]): row[0] for row in session.execute(select(table.id, *key_columns))}  # type: ignore[attr-defined]
    new, existing = [], []
    for row in rows:
        row_id = ids.get(key_of(sheet, row))
        if row_id is None:
            new.append({column.attribute: column.default for column in sheet.columns} | row)
        else:
            existing.append({"id": row_id, **row})
    for statement, values in ((insert(table), new), (update(table), existing)):
        for start in range(0, len(values), _CHUNK):
            session.execute(statement, values[start : start + _CHUNK])


def ids_by_code(session: Session, table: type[SQLModel]) -> dict[str, int]:
    code = Submission.number if table is Submission else table.code  # type: ignore[attr-defined]
    return dict(session.execute(select(code, table.id)).all())  # type: ignore[attr-defined]
