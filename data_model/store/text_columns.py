"""Read many rows by columns: the database joins each column to one text, so that no value becomes an object of its own."""

from typing import Any

import numpy as np
import pyarrow as pa
from sqlalchemy import ColumnElement, Select, String, cast, func, literal
from sqlmodel import Session

from data_model.store.columns import columns

_BETWEEN = "\x1f"
"""The unit separator. Where a text holds one, its rows are read one by one."""
_SIGN = ord(_BETWEEN)


def text_of(column: Any) -> ColumnElement[str]:
    """A column as text; empty where there is nothing."""
    return func.coalesce(cast(column, String), literal(""))


def read_texts(session: Session, query: Select[Any]) -> pa.Table:
    """All rows of a query whose columns are texts and never null, in its order."""
    rows = query.subquery()
    joined = columns(*(func.aggregate_strings(column, _BETWEEN) for column in rows.columns), func.count())
    *texts, count = session.execute(joined.select_from(rows)).one()
    names = [column.name for column in rows.columns]
    found = [_split(text, count) for text in texts]
    if any(len(column) != count for column in found):
        plain = list(zip(*session.execute(query), strict=True))
        found = [pa.array(column, pa.string()) for column in plain]
    return pa.table(found, names)


def _split(text: str | None, count: int) -> pa.StringArray:
    """Several times as fast as Arrow's own kernel, which makes a list of them first."""
    if not count:
        return pa.array([], pa.string())
    content = (text or "").encode()
    ends = np.append(np.flatnonzero(np.frombuffer(content, np.uint8) == _SIGN), len(content))
    offsets = np.concatenate([[0], ends - np.arange(len(ends))]).astype(np.int32)
    bare = content.replace(_BETWEEN.encode(), b"")
    return pa.StringArray.from_buffers(len(ends), pa.py_buffer(offsets), pa.py_buffer(bare))
