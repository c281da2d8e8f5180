"""Reads the letterhead and own templates from the office's folder."""

from pathlib import Path

from documents.base.letterhead import Letterhead

LETTERHEAD = "co-quan.toml"
REPORT_TEMPLATE = "bao-cao.docx"
LETTER_TEMPLATE = "cong-van-don-doc.docx"
REGISTER_TEMPLATE = "so-theo-doi.docx"


def letterhead_in(folder: Path) -> Letterhead:
    """The office's letterhead; an empty one where there is none. Raises LetterheadProblem."""
    path = folder / LETTERHEAD
    return Letterhead.from_toml(path.read_bytes()) if path.is_file() else Letterhead()


def template_in(folder: Path, name: str) -> bytes | None:
    """The office's own template of this name, or None."""
    path = folder / name
    return path.read_bytes() if path.is_file() else None
