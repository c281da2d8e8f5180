"""Reads many rows as an Arrow table: the database joins each column to one text, so no value becomes a Python object."""

from functools import lru_cache
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from sqlalchemy import ColumnElement, Select, String, cast, func, literal
from sqlmodel import Session

from data_model.store.base.typed_select import columns

_SEPARATOR = "\x1f"
"""The unit separator (ASCII 31). If a value contains one, the rows are fetched in the usual way instead."""
_SEPARATOR_BYTE = ord(_SEPARATOR)
_ZONE = "[+-][0-9]{2}(:[0-9]{2})?$"


def text_of(column: Any) -> ColumnElement[str]:
    """The column as text, '' for NULL."""
    return func.coalesce(cast(column, String), literal(""))


def read_texts(session: Session, query: Select[Any], **values: Any) -> pa.Table:
    """All rows of a query, in its order. Its columns must be texts without NULL; `values` are its parameters."""
    *texts, count = session.execute(_joined(query), values).one()
    names = [column.name for column in query.selected_columns]
    arrays = [_split(text, count) for text in texts]
    if any(len(column) != count for column in arrays):
        plain = list(zip(*session.execute(query, values), strict=True))
        arrays = [pa.array(column, pa.string()) for column in plain]
    return pa.table(arrays, names)


@lru_cache(maxsize=16)
def _joined(query: Select[Any]) -> Select[Any]:
    """Cached, because building the statement takes longer than running it on few rows."""
    rows = query.subquery()
    joined = columns(*(func.aggregate_strings(column, _SEPARATOR) for column in rows.columns), func.count())
    return joined.select_from(rows)


def _split(text: str | None, count: int) -> pa.StringArray:
    """The values between the separators; several times as fast as Arrow's `split_pattern`, which makes lists first."""
    if not count:
        return pa.array([], pa.string())
    content = (text or "").encode()
    ends = np.append(np.flatnonzero(np.frombuffer(content, np.uint8) == _SEPARATOR_BYTE), len(content))
    offsets = np.concatenate([[0], ends - np.arange(len(ends))]).astype(np.int32)
    bare = content.replace(_SEPARATOR.encode(), b"")
    return pa.StringArray.from_buffers(len(ends), pa.py_buffer(offsets), pa.py_buffer(bare))


def parse_numbers(texts: pa.ChunkedArray) -> pa.ChunkedArray:
    """Digits as they are, '' as null; the caller casts."""
    return pc.if_else(pc.equal(texts, ""), None, texts)


def parse_instants(texts: pa.ChunkedArray) -> pa.ChunkedArray:
    """Instants in UTC, '' as null. PostgreSQL writes the zone behind the instant; SQLite has UTC without a zone."""
    stated = parse_numbers(texts)
    in_utc = pc.binary_join_element_wise(stated, "Z", "")
    with_zone = pc.if_else(pc.match_substring_regex(stated, _ZONE), stated, in_utc)
    return pc.cast(with_zone, pa.timestamp("us", "UTC"))
