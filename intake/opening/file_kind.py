"""The kind of a file by its first bytes, and extensions that are refused anyway."""

import re
from enum import StrEnum
from pathlib import PurePath

from intake.base.finding_codes import FindingCode
from intake.base.opened_file import UnreadableFile


class FileKind(StrEnum):
    TEXT = "text"
    ZIP = "zip"
    OLE = "ole"


READ_EXTENSIONS = (".csv", ".tsv", ".xlsx", ".xls", ".ods")

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BARE_BIFF = tuple(
    bytes((0x09, version)) + size for version in (0, 2, 4, 8) for size in (b"\x04\x00", b"\x06\x00", b"\x08\x00")
)
_OTHER_KINDS = (
    (b"%PDF-", "PDF"),
    (b"\x89PNG\r\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"BM", "BMP"),
    (b"II*\x00", "TIFF"),
    (b"{\\rtf", "RTF"),
    (b"Rar!\x1a", "RAR"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"MZ", "EXE"),
    (b"\x7fELF", "ELF"),
    (b"SQLite format 3\x00", "SQLite"),
    (b"PAR1", "Parquet"),
    (b"PK\x05\x06", "zip"),
)
_MARKUP = re.compile(rb"\s*<(?:!doctype|html|\?xml|table|meta|head|body|script|svg|workbook)", re.IGNORECASE)
_BINARY_TEXT_SIGNS = (b"BM", b"MZ", b"BZh", b"II*\x00", b"PAR1", b"GIF8")


def kind_of(content: bytes, file_name: str) -> FileKind:
    """The kind to open the file as; raises UnreadableFile if it is empty or of a kind that is not read."""
    refuse_by_name(file_name)
    if not content.strip(b"\x00\t\n\r \xef\xbb\xbf\xff\xfe"):
        raise UnreadableFile(FindingCode.EMPTY_FILE)
    if content.startswith(_ZIP):
        return FileKind.ZIP
    if content.startswith(_OLE):
        refuse_other_compounds(content)
        return FileKind.OLE
    if content.startswith(_BARE_BIFF):
        return FileKind.OLE
    refuse_other_kinds(content)
    return FileKind.TEXT


def refuse_by_name(file_name: str) -> None:
    """Refuses `.xlsm` and any other extension not in the list; without an extension only the content counts."""
    extension = PurePath(file_name.strip()).suffix.lower()
    if extension in ("", ".", *READ_EXTENSIONS):
        return
    if extension in (".xlsm", ".xltm", ".xlam"):
        raise UnreadableFile(FindingCode.MACROS, value=extension)
    raise UnreadableFile(FindingCode.FILE_KIND_REFUSED, value=extension[:20])


def refuse_other_compounds(content: bytes) -> None:
    """Refuses OLE compound files other than .xls by their streams: encrypted XLSX, Word documents, macros."""
    if _name("EncryptedPackage") in content:
        raise UnreadableFile(FindingCode.ENCRYPTED)
    if _name("_VBA_PROJECT_CUR") in content:
        raise UnreadableFile(FindingCode.MACROS, value=".xls")
    if _name("Workbook\0") not in content and _name("Book\0") not in content:
        raise UnreadableFile(FindingCode.FILE_KIND_REFUSED, value="OLE (.doc, .ppt, .msg)")


def _name(text: str) -> bytes:
    return text.encode("utf-16-le")


def refuse_other_kinds(content: bytes) -> None:
    """Refuses pictures, documents and archives by their first bytes, and web pages named .xls."""
    for magic, name in _OTHER_KINDS:
        if content.startswith(magic) and (magic not in _BINARY_TEXT_SIGNS or b"\x00" in content[:512]):
            raise UnreadableFile(FindingCode.FILE_KIND_REFUSED, value=name)
    start = content[3:] if content.startswith(b"\xef\xbb\xbf") else content
    if _MARKUP.match(start[:1024]) or _MARKUP.match(start[:1024].replace(b"\x00", b"").lstrip(b"\xff\xfe")):
        raise UnreadableFile(FindingCode.FILE_KIND_REFUSED, value="HTML/XML")
