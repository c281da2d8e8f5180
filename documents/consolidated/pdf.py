"""The consolidated report as PDF."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from documents.base.typst_page import typst_pdf
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
PAGE = Path(__file__).parent.parent / "templates" / "bao-cao.typ"


def report_pdf(tags: Mapping[str, Any], pictures: Mapping[str, bytes], *, at: datetime) -> bytes:
    """The time in the file is that of the figures."""
    drawn = {tag: f"{tag}.png" if png else "" for tag, png in pictures.items()}
    files = {file_name: pictures[tag] for tag, file_name in drawn.items() if file_name}
    return typst_pdf(PAGE, {**tags, **drawn, **FIXED}, at=at, pictures=files)
