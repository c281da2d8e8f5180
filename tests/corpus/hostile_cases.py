"""Files that are not what they claim to be, and files made to harm whoever opens them."""

import struct
from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

from intake.base.finding_codes import FindingCode as F
from tests.builders.report_files import HEADER, csv_bytes, xlsx_bytes
from tests.builders.spreadsheets import (
    CONTENT_TYPES,
    compound_file,
    ods,
    rows_xml,
    text_cell,
    with_entry,
    xls,
    xlsx,
    xlsx_entries,
    zipped,
)
from tests.corpus.case import Case
from tests.corpus.sheet_cases import blocked
from tests.corpus.text_cases import ERRORS, RESULT, ROW
from tests.corpus.text_cases import text as text_case

SHORT = ("ma_nhiem_vu", "tien_do", "ket_qua")
GOOD = ("NV-01", "40", RESULT)
SST = '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"{}>{}</sst>'
LAUGHS = '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"


def report() -> bytes:
    return xlsx(rows_xml(SHORT, GOOD))


def in_sheet(prolog: str, body: str) -> Callable[[], bytes]:
    def make() -> bytes:
        entries = xlsx_entries(rows_xml(SHORT, GOOD))
        entries["xl/worksheets/sheet1.xml"] = prolog + str(entries["xl/worksheets/sheet1.xml"]).replace(
            '<?xml version="1.0"?>', ""
        ).replace(RESULT, body)
        return zipped(entries)

    return make


def lying_size() -> bytes:
    """The central directory says that the sheet is ten bytes long."""
    content = bytearray(report())
    at = content.rindex(b"PK\x01\x02", 0, content.rindex(b"xl/worksheets/sheet1.xml"))
    content[at + 24 : at + 28] = struct.pack("<I", 10)
    return bytes(content)


def encrypted_entry() -> bytes:
    content = bytearray(report())
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


def bomb() -> bytes:
    return with_entry(report(), "xl/worksheets/sheet1.xml", b"<worksheet>" + b" " * 60_000_000)


def stray(reference: str) -> Callable[[], bytes]:
    row = "".join(char for char in reference if char.isdigit())
    cell = text_cell(reference, "x")
    return lambda: xlsx(rows_xml(SHORT, GOOD).replace("</sheetData>", f'<row r="{row}">{cell}</row></sheetData>'))


def error_in_row(number: int, *, reference: str = "") -> Callable[[], bytes]:
    row = f'<row r="{number}"><c {reference} t="e"><v>#REF!</v></c></row>'
    return lambda: xlsx(rows_xml(SHORT, GOOD).replace("</sheetData>", f"{row}</sheetData>"))


def ods_without_end() -> bytes:
    content = ods([HEADER, ROW])
    with ZipFile(BytesIO(content)) as archive:
        xml = archive.read("content.xml").decode()
    return with_entry(content, "content.xml", xml.replace("</table:table>", "</table:</row>table>"))


def pictures() -> list[Case]:
    return [
        blocked(f"PNG named {extension[1:]}", lambda: PNG, F.FILE_KIND_REFUSED, extension=extension)
        for extension in (".csv", ".tsv", ".xls", ".xlsx", ".ods")
    ]


CASES = [
    *pictures(),
    blocked("PNG named xlsm", lambda: PNG, F.MACROS, extension=".xlsm"),
    blocked("PDF named xlsx", lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", F.FILE_KIND_REFUSED),
    blocked("JPEG", lambda: b"\xff\xd8\xff\xe0\x00\x10JFIF", F.FILE_KIND_REFUSED, extension=".csv"),
    blocked(
        "web page named xls",
        lambda: b"<html><body><table><tr><td>ma_nhiem_vu</td></tr></table>",
        F.FILE_KIND_REFUSED,
        extension=".xls",
    ),
    blocked(
        "XML spreadsheet of 2003", lambda: b'<?xml version="1.0"?><Workbook/>', F.FILE_KIND_REFUSED, extension=".xls"
    ),
    blocked("RTF", lambda: b"{\\rtf1 ma_nhiem_vu}", F.FILE_KIND_REFUSED, extension=".csv"),
    blocked("program", lambda: b"MZ\x90\x00\x03\x00\x00\x00", F.FILE_KIND_REFUSED, extension=".csv"),
    blocked("gzip", lambda: b"\x1f\x8b\x08\x00abc", F.FILE_KIND_REFUSED, extension=".csv"),
    blocked(
        "Word document",
        lambda: zipped({"[Content_Types].xml": CONTENT_TYPES, "word/document.xml": "<w/>"}),
        F.FILE_KIND_REFUSED,
    ),
    blocked(
        "binary workbook",
        lambda: zipped({"[Content_Types].xml": CONTENT_TYPES, "xl/workbook.bin": b"\x00"}),
        F.FILE_KIND_REFUSED,
    ),
    blocked(
        "old Word document", lambda: compound_file({"WordDocument": b"\xec\xa5"}), F.FILE_KIND_REFUSED, extension=".xls"
    ),
    blocked("macros in an xlsx", lambda: with_entry(report(), "xl/vbaProject.bin", b"\xd0\xcf"), F.MACROS),
    blocked(
        "macros in an xls",
        lambda: compound_file({"Workbook": b"", "_VBA_PROJECT_CUR": b""}),
        F.MACROS,
        extension=".xls",
    ),
    blocked(
        "locked by a password",
        lambda: compound_file({"EncryptionInfo": b"\x04", "EncryptedPackage": b"\x00"}),
        F.ENCRYPTED,
    ),
    blocked("encrypted entry in the zip", encrypted_entry, F.ENCRYPTED),
    blocked("xlsx cut in half", lambda: xlsx_bytes([HEADER, ROW])[:3000], F.DAMAGED_FILE),
    blocked("xls cut in half", lambda: xls([HEADER, ROW])[:1000], F.FILE_KIND_REFUSED, extension=".xls"),
    blocked("zip signature and noise", lambda: b"PK\x03\x04" + bytes(range(256)) * 8, F.DAMAGED_FILE),
    blocked("size in the zip is a lie", lying_size, F.DAMAGED_FILE),
    blocked("zip bomb", bomb, F.UNPACKS_TOO_BIG),
    blocked(
        "3000 entries",
        lambda: zipped({f"x/{n}": "" for n in range(3000)} | xlsx_entries(rows_xml(SHORT, GOOD))),
        F.HOSTILE_FILE,
    ),
    blocked(
        "entry of the same name in other letters",
        lambda: with_entry(report(), "XL/Workbook.xml", "<x/>"),
        F.HOSTILE_FILE,
    ),
    blocked("billion laughs", in_sheet(LAUGHS, "&amp;c;"), F.HOSTILE_FILE),
    blocked("external entity", in_sheet('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>', "x"), F.HOSTILE_FILE),
    blocked(
        "DOCTYPE in the relations",
        lambda: with_entry(report(), "_rels/.rels", "<!DOCTYPE x><Relationships/>"),
        F.HOSTILE_FILE,
    ),
    blocked(
        "DOCTYPE in UTF-16",
        lambda: with_entry(report(), "xl/styles.xml", "<!DOCTYPE x><a/>".encode("utf-16")),
        F.HOSTILE_FILE,
    ),
    blocked("cell at the far corner", stray("XFD1048576"), F.UNPACKS_TOO_BIG),
    blocked("cell at the end of a row", stray("XFD3"), F.TOO_MANY_COLUMNS),
    blocked("cell below the last row there is", stray("A1048577"), F.DAMAGED_FILE),
    blocked("error in row nine million", error_in_row(9_999_999, reference='r="C9999999"'), F.DAMAGED_FILE),
    blocked("error in row two million, by the row alone", error_in_row(2_000_000), F.DAMAGED_FILE),
    blocked("error in row nought", error_in_row(0, reference='r="A0"'), F.DAMAGED_FILE),
    blocked(
        "shared strings that claim four thousand million",
        lambda: xlsx(rows_xml(SHORT, GOOD), shared=SST.format(' count="4294967295" uniqueCount="4294967295"', "")),
        F.UNPACKS_TOO_BIG,
    ),
    blocked(
        "sheet that is no XML",
        lambda: with_entry(report(), "xl/worksheets/sheet1.xml", "<worksheet><sheetData><row>"),
        F.DAMAGED_FILE,
    ),
    blocked("styles that are no XML", lambda: with_entry(report(), "xl/styles.xml", "<styleSheet"), F.DAMAGED_FILE),
    blocked(
        "styles in an encoding that nobody knows",
        lambda: with_entry(report(), "xl/styles.xml", '<?xml version="1.0" encoding="x"?><styleSheet/>'),
        F.DAMAGED_FILE,
    ),
    blocked("path that leaves the folder", lambda: zipped({"../../etc/passwd": "x"}), F.FILE_KIND_REFUSED),
    blocked(
        "ODS with macros",
        lambda: with_entry(ods([HEADER, ROW]), "Basic/Standard/script-lb.xml", "<a/>"),
        F.MACROS,
        extension=".ods",
    ),
    blocked(
        "ODS with an entity",
        lambda: with_entry(ods([HEADER, ROW]), "content.xml", LAUGHS + "<a/>"),
        F.HOSTILE_FILE,
        extension=".ods",
    ),
    blocked("ODS whose table never ends", ods_without_end, F.DAMAGED_FILE, extension=".ods"),
    text_case(
        "one cell of 200,000 characters",
        csv_bytes([("NV-01", "", "40", "", "", "a " * 100_000)]),
        ERRORS,
        (2, "ket_qua", F.TEXT_TOO_LONG),
        rows=0,
    ),
]
