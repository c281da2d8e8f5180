"""Compression of stored files: a million rows of text become a few megabytes."""

from pathlib import Path

import pyarrow as pa

_CODEC = "zstd"
_PIECE = 1 << 20


def compress(content: bytes | Path) -> bytes:
    """Compresses bytes or a local file."""
    packed = pa.BufferOutputStream()
    with pa.CompressedOutputStream(packed, _CODEC) as target:
        if isinstance(content, bytes):
            target.write(content)
        else:
            with content.open("rb") as source:
                while piece := source.read(_PIECE):
                    target.write(piece)
    return bytes(packed.getvalue())


def decompress(packed: bytes) -> bytes:
    with pa.input_stream(pa.py_buffer(packed), compression=_CODEC) as source:
        return bytes(source.read())
