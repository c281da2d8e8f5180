"""A file for download: name, media type, bytes."""

import re
import unicodedata
from dataclasses import dataclass

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV_TYPE = "text/csv; charset=utf-8"
PARQUET_TYPE = "application/vnd.apache.parquet"
HTML_TYPE = "text/html; charset=utf-8"
DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF_TYPE = "application/pdf"
ZIP_TYPE = "application/zip"

MEDIA_TYPE = {
    ".csv": CSV_TYPE,
    ".docx": DOCX_TYPE,
    ".html": HTML_TYPE,
    ".parquet": PARQUET_TYPE,
    ".pdf": PDF_TYPE,
    ".xlsx": XLSX_TYPE,
    ".zip": ZIP_TYPE,
}
"""By the ending of a file's name."""

_LONGEST_NAME = 80
_D_WITH_STROKE = str.maketrans("đĐ", "dD")


@dataclass(frozen=True)
class Download:
    file_name: str
    media_type: str
    content: bytes


def ascii_name(text: str) -> str:
    """The text as part of a file name that every system takes (letters, digits, `-`, `_`); may be empty."""
    bare = unicodedata.normalize("NFD", text.translate(_D_WITH_STROKE)).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9_]+", "-", bare).strip("-_")[:_LONGEST_NAME].rstrip("-_")
