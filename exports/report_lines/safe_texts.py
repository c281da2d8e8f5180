"""Makes whole columns of texts safe: like `csv_cell` and `sheet_text`, which are called only for texts that need it."""

from collections.abc import Callable

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from exports.base.csv_text import DELIMITER, guarded
from exports.base.workbook import LONGEST_TEXT, sheet_text

Marks = NDArray[np.bool_]


def _table(signs: bytes | list[int]) -> bytes:
    """A table for `bytes.translate`: 1 for these bytes, 0 for all others."""
    return bytes(sign in signs for sign in range(256))


_SIGN = _table(b"=+-@")
_LOOKED_AT = _table([*range(ord(" ") + 1), ord("'"), 0xC2, 0xE1, 0xE2, 0xE3, 0xEF])
"""First bytes of texts that need `guarded`: spaces of any script, full-width signs, an apostrophe."""
_QUOTED = _table(f'{DELIMITER}"\r\n'.encode())
_NUL = _table(b"\0")
_QUOTE = _table(b'"')
_NOT_IN_XML = _table([*(set(range(0x20)) - {ord("\t"), ord("\n")}), 0xEF])
"""Control characters, and the first byte of U+FFFE and U+FFFF."""


def csv_column(texts: pa.StringArray) -> pa.StringArray:
    """Each text guarded, and quoted where the `csv` module would quote it."""
    content = _content(texts)
    if not content:
        return texts
    first = _first_bytes(texts, content)
    odd = _marked(first, _LOOKED_AT) | _holding(texts, content, _NUL)
    signed = _marked(first, _SIGN) & ~odd
    texts = _changed(texts, odd, lambda some: pa.array([guarded(text) for text in some.to_pylist()], pa.string()))
    content = _content(texts) if odd.any() else content
    in_quotes = _holding(texts, content, _QUOTED)
    if in_quotes.any():
        with_quote = _holding(texts, content, _QUOTE)
        texts = _changed(texts, with_quote, lambda some: pc.replace_substring(some, '"', '""'))
    elif not signed.any():
        return texts
    quote = pc.if_else(pa.array(in_quotes), '"', "")
    return pc.binary_join_element_wise(quote, pc.if_else(pa.array(signed), "'", ""), texts, quote, "")


def sheet_column(texts: pa.StringArray) -> pa.StringArray:
    """Each text as `sheet_text` gives it."""
    odd = _holding(texts, _content(texts), _NOT_IN_XML) | (np.diff(_offsets(texts)) > LONGEST_TEXT)
    return _changed(texts, odd, lambda some: pa.array([sheet_text(text) for text in some.to_pylist()], pa.string()))


def _changed(texts: pa.StringArray, which: Marks, change: Callable[[pa.StringArray], pa.StringArray]) -> pa.StringArray:
    if not which.any():
        return texts
    mask = pa.array(which)
    return pc.replace_with_mask(texts, mask, change(texts.filter(mask)))


def _offsets(texts: pa.StringArray) -> NDArray[np.int32]:
    """Where each text begins in the content, and where the last one ends."""
    offsets: NDArray[np.int32] = np.frombuffer(texts.buffers()[1], np.int32)
    own = offsets[texts.offset : texts.offset + len(texts) + 1]
    return own - own[0]


def _content(texts: pa.StringArray) -> bytes:
    """The concatenated texts."""
    _, places, content = texts.buffers()
    offsets = np.frombuffer(places, np.int32)
    return content[offsets[texts.offset] : offsets[texts.offset + len(texts)]].to_pybytes() if content else b""


def _first_bytes(texts: pa.StringArray, content: bytes) -> bytes:
    """The first byte of each text; a letter for an empty one."""
    offsets = _offsets(texts)
    first = np.frombuffer(content + b"x", np.uint8)[offsets[:-1]]
    return np.where(np.diff(offsets) > 0, first, np.uint8(ord("x"))).tobytes()


def _marked(content: bytes, table: bytes) -> Marks:
    return np.frombuffer(content.translate(table), np.bool_)


def _holding(texts: pa.StringArray, content: bytes, table: bytes) -> Marks:
    """Which texts contain a byte of the table."""
    held = np.zeros(len(texts), np.bool_)
    held[np.searchsorted(_offsets(texts), np.flatnonzero(_marked(content, table)), side="right") - 1] = True
    return held
