"""The content of a file: bytes (an upload), or the path of a local file, which may be larger than memory."""

import hashlib
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

Content = bytes | Path
_PIECE = 1 << 20


def stream_of(content: Content) -> BinaryIO:
    return content.open("rb") if isinstance(content, Path) else BytesIO(content)


def bytes_of(content: Content) -> bytes:
    return content.read_bytes() if isinstance(content, Path) else content


def size_of(content: Content) -> int:
    return content.stat().st_size if isinstance(content, Path) else len(content)


def sha256_of(content: Content) -> str:
    with stream_of(content) as stream:
        digest = hashlib.sha256()
        while piece := stream.read(_PIECE):
            digest.update(piece)
        return digest.hexdigest()
