"""The consolidated report as PDF, set by Typst: no program and no font of the machine is needed."""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typst

from documents.consolidated.headings import (
    AGENCY_COLUMNS,
    AGENCY_NOTE,
    CHANGE,
    HEADS,
    KEY_NUMBER_COLUMNS,
    KEY_NUMBERS,
    KEY_NUMBERS_NOTE,
    NONE,
    PROPOSALS,
)

FIXED = {
    "de_muc": HEADS,
    "kien_nghi_theo_cap": list(PROPOSALS.items()),
    "cot_co_quan": [{"ten": head, "the": tag, "rong": width} for head, tag, width in AGENCY_COLUMNS],
    "khong_co": NONE,
    "ghi_chu_co_quan": AGENCY_NOTE,
    "tang_giam": CHANGE,
    "ten_bieu_so_lieu": KEY_NUMBERS,
    "cot_bieu_so_lieu": [{"ten": head, "the": tag, "rong": width} for head, tag, width in KEY_NUMBER_COLUMNS],
    "ghi_chu_bieu_so_lieu": KEY_NUMBERS_NOTE,
}
"""What a Word template has in it itself."""
FONTS_DIR = Path(__file__).parent.parent / "fonts"
PAGE = Path(__file__).parent.parent / "templates" / "bao-cao.typ"


def report_pdf(tags: Mapping[str, Any], pictures: Mapping[str, bytes], *, at: datetime) -> bytes:
    """Texts are handed over as data and never read as markup; the time in the file is that of the figures."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "page.typ").write_bytes(PAGE.read_bytes())
        drawn = {tag: f"{tag}.png" if png else "" for tag, png in pictures.items()}
        for tag, file_name in drawn.items():
            if file_name:
                (folder / file_name).write_bytes(pictures[tag])
        (folder / "tags.json").write_text(json.dumps({**tags, **drawn, **FIXED}, ensure_ascii=False), encoding="utf-8")
        made = typst.compile(
            str(folder / "page.typ"),
            root=name,
            font_paths=[str(FONTS_DIR)],
            ignore_system_fonts=True,
            format="pdf",
            timestamp=int(at.timestamp()),
        )
    return bytes(made)
