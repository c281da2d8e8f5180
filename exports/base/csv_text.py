"""CSV as Vietnamese spreadsheets open it: UTF-8 with BOM, CRLF; no cell can become a formula (OWASP, ASVS 1.2.10)."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal

from data_model.values import TIME_ZONE

DELIMITER = ";"
_FORMULA_SIGNS = tuple("=+-@＝＋－＠")
_ALSO_GUARDED = tuple("\t\r\n'")
"""A spreadsheet may drop a leading tab or line end; a leading apostrophe would be taken for our guard."""

CsvValue = str | int | Decimal | date | datetime | None


def csv_bytes(rows: Iterable[Sequence[str]], *, delimiter: str = DELIMITER) -> bytes:
    """The bytes of a file of texts that are already safe (`guarded`, `csv_cell`)."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode("utf-8-sig", errors="replace")


def guarded(text: str) -> str:
    """The text, with a leading apostrophe if a spreadsheet could read it as a formula; intake removes it."""
    text = text.replace("\x00", "")
    bare = text.lstrip()
    if bare.startswith(_FORMULA_SIGNS):
        return f"'{bare}"
    return f"'{text}" if text.startswith(_ALSO_GUARDED) else text


def csv_cell(value: CsvValue) -> str:
    """A value as a Vietnamese spreadsheet reads it: decimal comma, dd/mm/yyyy, no thousands sign."""
    if value is None:
        return ""
    if isinstance(value, str):
        return guarded(value)
    if isinstance(value, datetime):
        return f"{value.astimezone(TIME_ZONE):%d/%m/%Y %H:%M}"
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else decimal_comma(value)


def decimal_comma(value: int | Decimal) -> str:
    """Digits without exponent; 75.50 is 75,5 and 60.0 is 60."""
    text = format(value, "f")
    return re.sub(r"0+$", "", text).rstrip(".").replace(".", ",") if "." in text else text
