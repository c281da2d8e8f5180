"""Reads the letterhead and own templates from the office's folder."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from documents.base.letterhead import NO_LETTERHEAD, Letterhead

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


@dataclass(frozen=True)
class OfficeTemplate:
    """The office's letterhead, and its own template for one kind of document, or None where the product's is used."""

    letterhead: Letterhead = NO_LETTERHEAD
    template: bytes | None = None


def office_template_in(folder: Path, name: str, check: Callable[[bytes], None]) -> OfficeTemplate:
    """Raises LetterheadProblem, and what `check` raises for a template with which nothing can be made."""
    template = template_in(folder, name)
    if template is not None:
        check(template)
    return OfficeTemplate(letterhead_in(folder), template)
