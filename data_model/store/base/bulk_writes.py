"""Writes many rows from an Arrow table; through the ORM the objects would take longer than the database."""

from collections.abc import Iterable
from io import BytesIO
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as arrow_csv
from sqlmodel import Session

from data_model.prefetch import prefetch

_BATCH = 20_000
_ROWS_A_STATEMENT = 100
"""SQLite prepares CHECK constraints once per statement, so a hundred rows share one."""


def write_rows(session: Session, table: str, rows: pa.Table) -> None:
    """Inserts rows in the session's transaction; values must be as the database stores them.

    A violated constraint raises the error of the database's driver.
    """
    connection = session.connection()
    raw = connection.connection.driver_connection
    assert raw is not None, "a connection in use has its driver's"
    batches = rows.to_batches(max_chunksize=_BATCH)
    names = ", ".join(rows.column_names)
    if connection.dialect.name == "postgresql":
        _copy(raw, f"{table} ({names})", prefetch(map(_as_csv, batches)))
    else:
        _insert(raw, f"{table} ({names})", rows.num_columns, map(_values, batches))


def _values(batch: pa.RecordBatch) -> list[Any]:
    """The values row by row; a date becomes ISO text, as SQLite stores it."""
    values: list[Any] = [None] * (batch.num_rows * batch.num_columns)
    for place, column in enumerate(batch.columns):
        stored = pc.cast(column, pa.string()) if pa.types.is_date(column.type) else column
        values[place :: batch.num_columns] = _as_list(stored)
    return values


def _as_list(column: pa.Array) -> list[Any]:
    """Like `to_pylist`, several times as fast. Through numpy, whole numbers with nulls would become floats."""
    if column.null_count and not pa.types.is_string(column.type):
        return list(column.to_pylist())
    return list(column.to_numpy(zero_copy_only=False).tolist())


def _insert(raw: Any, target: str, width: int, batches: Iterable[list[Any]]) -> None:
    row = f"({', '.join('?' * width)})"
    step = _ROWS_A_STATEMENT * width
    for values in batches:
        for start in range(0, len(values), step):
            part = values[start : start + step]
            places = ", ".join([row] * (len(part) // width))
            # Names of our own and places for values.
            raw.execute(f"INSERT INTO {target} VALUES {places}", part)  # noqa: S608 # nosec


def _as_csv(batch: pa.RecordBatch) -> bytes:
    text = BytesIO()
    arrow_csv.write_csv(batch, text, arrow_csv.WriteOptions(include_header=False, quoting_style="all_valid"))
    return text.getvalue()


def _copy(raw: Any, target: str, batches: Iterable[bytes]) -> None:
    with raw.cursor() as cursor, cursor.copy(f"COPY {target} FROM STDIN (FORMAT csv)") as copy:
        for text in batches:
            copy.write(text)
