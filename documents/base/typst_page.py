"""A PDF set by Typst from one of the product's pages: no program and no font of the machine is needed."""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typst

FONTS_DIR = Path(__file__).parent.parent / "fonts"


def typst_pdf(
    page: Path, tags: Mapping[str, Any], *, at: datetime, pictures: Mapping[str, bytes] | None = None
) -> bytes:
    """Texts are handed over as data and never read as markup; `pictures` by file name; the time in the file is `at`."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "page.typ").write_bytes(page.read_bytes())
        for file_name, content in (pictures or {}).items():
            (folder / file_name).write_bytes(content)
        (folder / "tags.json").write_text(json.dumps(tags, ensure_ascii=False), encoding="utf-8")
        made = typst.compile(
            str(folder / "page.typ"),
            root=name,
            font_paths=[str(FONTS_DIR)],
            ignore_system_fonts=True,
            format="pdf",
            timestamp=int(at.timestamp()),
        )
    return bytes(made)
