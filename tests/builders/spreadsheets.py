"""Spreadsheets written by hand, record by record and tag by tag, as no library would write them."""

import struct
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
CONTENT_TYPES = (
    f'<?xml version="1.0"?><Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
STYLES = (
    f'<styleSheet xmlns="{_MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="0.0%"/>'
    '<numFmt numFmtId="165" formatCode="0&quot;%&quot;"/></numFmts><cellXfs count="5"><xf numFmtId="0"/>'
    '<xf numFmtId="9"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="14"/></cellXfs></styleSheet>'
)
"""Style 1 is 0%, 2 is 0.0%, 3 a percent sign that is only text, 4 a day."""


def zipped(entries: Mapping[str, str | bytes], *, stored: bool = False) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def xlsx_entries(
    sheet: str, *, shared: str = "", styles: str = STYLES, workbook_pr: str = ""
) -> dict[str, str | bytes]:
    """The parts of an XLSX with one sheet; `sheet` is what stands between <worksheet> and </worksheet>."""
    return {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": _relations([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}">{workbook_pr}<sheets>'
        '<sheet name="Báo cáo" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _relations(
            [("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml")]
        ),
        "xl/worksheets/sheet1.xml": f'<?xml version="1.0"?><worksheet xmlns="{_MAIN}">{sheet}</worksheet>',
        "xl/styles.xml": styles,
        "xl/sharedStrings.xml": shared or f'<sst xmlns="{_MAIN}"/>',
    }


def xlsx(sheet: str, **others: str) -> bytes:
    return zipped(xlsx_entries(sheet, **others))


def _relations(targets: Sequence[tuple[str, str]]) -> str:
    lines = (
        f'<Relationship Id="rId{number}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(lines)}</Relationships>'


def rows_xml(*rows: Sequence[str], first: int = 1) -> str:
    """Rows of cells as XML; a cell is either XML already (`<c …`) or an inline text."""
    lines = []
    for number, row in enumerate(rows, start=first):
        cells = "".join(
            cell if cell.startswith("<c") else text_cell(f"{chr(ord('A') + column)}{number}", cell)
            for column, cell in enumerate(row)
        )
        lines.append(f'<row r="{number}">{cells}</row>')
    return f"<sheetData>{''.join(lines)}</sheetData>"


def text_cell(reference: str, text: str) -> str:
    return f'<c r="{reference}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'


def with_entry(content: bytes, name: str, data: str | bytes) -> bytes:
    """The same zip with one more entry, or another in the place of one."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        entries: dict[str, str | bytes] = {entry: archive.read(entry) for entry in archive.namelist()}
    return zipped(entries | {name: data})


# ODS

_ODS_NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"' for short in ("office", "table", "text")
)
ODS_KIND = "application/vnd.oasis.opendocument.spreadsheet"


def ods(rows: Sequence[Sequence[object]], *, percent_columns: Sequence[int] = ()) -> bytes:
    """One table; numbers of `percent_columns` are percentages; a cell is a value or XML already (`<table:…`)."""
    lines = "".join(f"<table:table-row>{_ods_cells(row, percent_columns)}</table:table-row>" for row in rows)
    content = (
        f'<?xml version="1.0"?><office:document-content {_ODS_NAMES} office:version="1.2"><office:body>'
        f'<office:spreadsheet><table:table table:name="Báo cáo">{lines}</table:table></office:spreadsheet>'
        "</office:body></office:document-content>"
    )
    manifest = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    return zipped({"mimetype": ODS_KIND, "META-INF/manifest.xml": manifest, "content.xml": content}, stored=True)


def _ods_cells(row: Sequence[object], percent_columns: Sequence[int]) -> str:
    return "".join(_ods_cell(value, column in percent_columns) for column, value in enumerate(row))


def _ods_cell(value: object, percent: bool) -> str:
    if isinstance(value, str) and value.startswith("<table:"):
        return value
    if value in ("", None):
        return "<table:table-cell/>"
    if isinstance(value, int | float):
        kind = "percentage" if percent else "float"
        return (
            f'<table:table-cell office:value-type="{kind}" office:value="{value}"><text:p>…</text:p></table:table-cell>'
        )
    if hasattr(value, "isoformat"):
        day = quoteattr(value.isoformat())
        return (
            f'<table:table-cell office:value-type="date" office:date-value={day}><text:p>…</text:p></table:table-cell>'
        )
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in str(value).split("\n"))
    return f'<table:table-cell office:value-type="string">{lines}</table:table-cell>'


# XLS: BIFF8 records in a compound file

_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_SECTOR = 512
_LEAST_STREAM = 4096
_DAY_STYLE = 1
_OWN_FORMATS = 164


@dataclass(frozen=True)
class XlsError:
    """The result of a formula that is an error: 0x17 is #REF!, 0x2A is #N/A; `typed` as a value without a formula."""

    code: int
    typed: bool = False


@dataclass(frozen=True)
class XlsFormatted:
    """A number under a format of its own."""

    value: float
    format: str


def xls(rows: Sequence[Sequence[object]], *, stream_name: str = "Workbook") -> bytes:
    """One sheet of texts, numbers, days, errors and formatted numbers in the format of Excel 97."""
    formats = [value.format for row in rows for value in row if isinstance(value, XlsFormatted)]
    globals_size = len(_globals(0, formats))
    stream = _globals(globals_size, formats) + _sheet(rows, formats)
    return compound_file({stream_name: stream})


def _record(kind: int, data: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _globals(sheet_at: int, formats: Sequence[str] = ()) -> bytes:
    name = "Báo cáo"
    bound_sheet = struct.pack("<IBBBB", sheet_at, 0, 0, len(name), 1) + name.encode("utf-16-le")
    numbers = (0, 14, *range(_OWN_FORMATS, _OWN_FORMATS + len(formats)))
    styles = b"".join(_record(0xE0, struct.pack("<HH", 0, number_format) + bytes(16)) for number_format in numbers)
    codes = b"".join(
        _record(0x41E, struct.pack("<HHB", _OWN_FORMATS + place, len(code), 1) + code.encode("utf-16-le"))
        for place, code in enumerate(formats)
    )
    begin = _record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0))
    return begin + codes + styles + _record(0x85, bound_sheet) + _record(0x0A)


def _sheet(rows: Sequence[Sequence[object]], formats: Sequence[str] = ()) -> bytes:
    records = [_record(0x809, struct.pack("<HHHHII", 0x600, 16, 0, 0, 0, 0))]
    for number, row in enumerate(rows):
        records += [
            _xls_cell(number, column, value, formats) for column, value in enumerate(row) if value not in ("", None)
        ]
    return b"".join([*records, _record(0x0A)])


def _xls_cell(row: int, column: int, value: object, formats: Sequence[str]) -> bytes:
    if isinstance(value, XlsError) and value.typed:
        return _record(0x205, struct.pack("<HHHBB", row, column, 0, value.code, 1))
    if isinstance(value, XlsError):
        result = struct.pack("<BxBxxxH", 2, value.code, 0xFFFF)
        return _record(0x06, struct.pack("<HHH", row, column, 0) + result + struct.pack("<HIH", 0, 0, 0))
    if isinstance(value, XlsFormatted):
        style = _DAY_STYLE + 1 + formats.index(value.format)
        return _record(0x203, struct.pack("<HHHd", row, column, style, value.value))
    if isinstance(value, int | float):
        return _record(0x203, struct.pack("<HHHd", row, column, 0, value))
    if hasattr(value, "toordinal"):
        return _record(0x203, struct.pack("<HHHd", row, column, _DAY_STYLE, value.toordinal() - 693594))
    text = str(value)
    return _record(0x204, struct.pack("<HHHHB", row, column, 0, len(text), 1) + text.encode("utf-16-le"))


def compound_file(streams: Mapping[str, bytes]) -> bytes:
    """An OLE compound file with these streams, each large enough for sectors of its own."""
    padded = {name: data.ljust(_LEAST_STREAM, b"\0") for name, data in streams.items()}
    sectors, chain, starts = b"", [_FAT], {}
    for name, data in padded.items():
        count = -(-len(data) // _SECTOR)
        starts[name] = len(chain)
        chain += [len(chain) + 1 + index for index in range(count - 1)] + [_END]
        sectors += data.ljust(count * _SECTOR, b"\0")
    directory_at = len(chain)
    chain.append(_END)
    directory = _directory_entry("Root Entry", 5, 1 if padded else _FREE, _END, 0)
    for index, name in enumerate(padded):
        sibling = index + 2 if index + 1 < len(padded) else _FREE
        directory += _directory_entry(name, 2, _FREE, starts[name], len(padded[name]), sibling)
    fat = struct.pack(f"<{len(chain)}I", *chain).ljust(_SECTOR, b"\xff")
    return _compound_header(directory_at) + fat + sectors + directory.ljust(_SECTOR, b"\0")


def _compound_header(directory_at: int) -> bytes:
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<IIIIIIIII", 0, 1, directory_at, 0, _LEAST_STREAM, _END, 0, _END, 0)
    return head + struct.pack("<I", 0) + struct.pack("<I", _FREE) * 108


def _directory_entry(name: str, kind: int, child: int, start: int, size: int, right: int = _FREE) -> bytes:
    text = (name + "\0").encode("utf-16-le")
    return (
        text.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(text), kind, 1, _FREE, right, child)
        + bytes(36)
        + struct.pack("<III", start, size, 0)
    )
