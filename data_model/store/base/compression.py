"""How files are kept: compressed, since a million rows of text are a few megabytes then."""

from pathlib import Path

import pyarrow as pa

_CODEC = "zstd"
_PIECE = 1 << 20


def compress(content: bytes | Path) -> bytes:
    """Bytes, or a file of this machine, as they are kept."""
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
