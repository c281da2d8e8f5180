"""Opens text files: finds encoding and delimiter, and reads the rows."""

import csv
import io
import re
from collections.abc import Iterator

from intake.base.finding_codes import FindingCode
from intake.base.headings import column_of
from intake.base.opened_file import Cell, Limits, OpenedFile, Table, UnreadableFile
from intake.repair.legacy_encodings import LEAST_WORDS, Legacy, is_clear, to_unicode
from intake.repair.syllables import share_of_syllables

DELIMITERS = (";", ",", "\t")
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32", "utf-32"),
    (b"\xff\xfe", "utf-16", "utf-16"),
    (b"\xfe\xff", "utf-16", "utf-16"),
)
_SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n?", re.IGNORECASE)
_LINES_LOOKED_AT = 60
_MOST_BLANK = 1_048_576
"""Lines of a spreadsheet; more of them than that hold nothing but line ends."""
_LONGEST_LINE_LOOKED_AT = 20_000
_LONGEST_FIELD = 1_000_000
_CHARACTERS_WEIGHED = 400_000
_LEAST_LIKELY_RATE = 0.5
_END = "\x00end of file\x00"


def open_text(content: bytes, limits: Limits) -> OpenedFile:
    """The table of a CSV or TSV; raises UnreadableFile for an unknown encoding or too many rows."""
    text, encoding = decode(content)
    delimiter = delimiter_of(text)
    old_font = next((font for font in Legacy if font.lower() == encoding), None)
    return OpenedFile((_table(text, delimiter, limits),), encoding=encoding, converted_from=old_font)


def decode(content: bytes) -> tuple[str, str]:
    """The text and its encoding, tried in this order: BOM, UTF-16 by its zero bytes, strict UTF-8, 8-bit encodings."""
    for bom, codec, name in _BOMS:
        if content.startswith(bom):
            return _strictly(content, codec), name
    for codec in _utf16_by_zero_bytes(content):
        return _strictly(content, codec), codec
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _decode_8_bit(content)


def _decode_8_bit(content: bytes) -> tuple[str, str]:
    """Windows-1258, TCVN3 or VNI: the one that clearly gives Vietnamese. Raises UnreadableFile in doubt."""
    latin = content.decode("cp1252", errors="replace")
    texts = {font.lower(): to_unicode(latin, font) for font in Legacy}
    texts["cp1258"] = content.decode("cp1258", errors="replace")
    shares = {name: share_of_syllables(text[:_CHARACTERS_WEIGHED]) for name, text in texts.items()}
    best, second = sorted(shares, key=lambda name: shares[name].rate, reverse=True)[:2]
    is_ordinary = best == "cp1258"  # a code page like any other, while the old fonts take more to believe in
    if (
        is_clear(shares[best], rival=shares[second], least_words=1 if is_ordinary else LEAST_WORDS)
        and "\ufffd" not in texts[best]
    ):
        return texts[best], best
    likely = shares[best].rate >= _LEAST_LIKELY_RATE
    raise UnreadableFile(FindingCode.LEGACY_IN_DOUBT if likely else FindingCode.ENCODING_UNKNOWN)


def _strictly(content: bytes, codec: str) -> str:
    try:
        return content.decode(codec)
    except UnicodeDecodeError as error:
        raise UnreadableFile(FindingCode.ENCODING_UNKNOWN) from error


def _utf16_by_zero_bytes(content: bytes) -> Iterator[str]:
    """The text as UTF-16, if it has zero bytes: most Vietnamese characters have a zero upper byte, other encodings none."""
    head = content[:4096]
    pairs = len(head) // 2
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if pairs and odd > pairs * 0.3 and even < pairs * 0.05:
        yield "utf-16-le"
    if pairs and even > pairs * 0.3 and odd < pairs * 0.05:
        yield "utf-16-be"


def delimiter_of(text: str) -> str:
    """The delimiter that gives the most report headers in a line near the top; else the most frequent one."""
    lines = list(_first_lines(text))
    declared = _SEPARATOR_LINE.fullmatch(lines[0]) if lines else None
    if declared and declared[1] in DELIMITERS:
        return declared[1]
    return max(DELIMITERS, key=lambda sign: (_most_headers(lines, sign), sum(line.count(sign) for line in lines)))


def _first_lines(text: str) -> Iterator[str]:
    source = io.StringIO(text[: _LINES_LOOKED_AT * _LONGEST_LINE_LOOKED_AT], newline="")
    for _, line in zip(range(_LINES_LOOKED_AT), source, strict=False):
        yield line[:_LONGEST_LINE_LOOKED_AT]


def _most_headers(lines: list[str], delimiter: str) -> int:
    try:
        rows = csv.reader(iter(lines), delimiter=delimiter, skipinitialspace=True)
        return max((len({column_of(cell) for cell in row} - {None}) for row in rows), default=0)
    except csv.Error:
        return 0


def _table(text: str, delimiter: str, limits: Limits) -> Table:
    rows: dict[int, list[Cell]] = {}
    unclosed: int | None = None
    count = 0
    for number, row in _records(text, delimiter):
        if row and row[-1].endswith(_END):
            unclosed = None if row == [_END] else number
            break
        if number > limits.rows + _MOST_BLANK:
            raise UnreadableFile(FindingCode.TOO_MANY_ROWS, value=str(number), expected=str(limits.rows))
        if any(cell and not cell.isspace() for cell in row):
            count += 1
            if count <= limits.rows + _LINES_LOOKED_AT:
                rows[number] = _within(list(row), limits)
    if count > limits.rows + _LINES_LOOKED_AT:
        raise UnreadableFile(FindingCode.TOO_MANY_ROWS, value=str(count), expected=str(limits.rows))
    if rows and next(iter(rows)) == 1 and _SEPARATOR_LINE.fullmatch(delimiter.join(map(str, rows[1]))):
        del rows[1]
    return Table(rows, delimiter=delimiter, unclosed_quote_row=unclosed)


def _within(row: list[Cell], limits: Limits) -> list[Cell]:
    row = without_empty_end(row)
    if len(row) > limits.columns:
        raise UnreadableFile(FindingCode.TOO_MANY_COLUMNS, value=str(len(row)), expected=str(limits.columns))
    return row


def without_empty_end(row: list[Cell]) -> list[Cell]:
    while row and row[-1] == "":
        row.pop()
    return row


def _records(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """(number, cells) of the records, with a marker record appended: if that is missing, a quote was never closed."""
    csv.field_size_limit(_LONGEST_FIELD)
    source = io.StringIO(f"{text}{'' if text.endswith((chr(10), chr(13))) else chr(10)}{_END}", newline="")
    number = 0
    try:
        for number, row in enumerate(csv.reader(source, delimiter=delimiter, skipinitialspace=True), start=1):
            yield number, row
    except csv.Error as error:  # a field beyond all measure
        raise UnreadableFile(FindingCode.UNCLOSED_QUOTE, row=number + 1) from error
