"""Checks a zip before a spreadsheet library opens it: real unpacked sizes, entry names, XML declarations."""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from intake.base.finding_codes import FindingCode
from intake.base.opened_file import UnreadableFile

MOST_ENTRIES = 2_000
MOST_UNPACKED = 400 * 1024 * 1024
MOST_RATIO = 150
RATIO_COUNTS_FROM = 20 * 1024 * 1024
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    RuntimeError,
    NotImplementedError,
    struct.error,
)
_CHUNK = 1 << 20
_OVERLAP = 32
_ENCRYPTED = 0x1
_DECLARATION = re.compile(rb"<\x00?!\x00?(?:D\x00?O\x00?C\x00?T|E\x00?N\x00?T\x00?I)")
_MARKUP_ENDINGS = (".xml", ".rels", ".vml")


class Archive:
    """A zip whose entries were all unpacked once and checked; raises UnreadableFile where one is not harmless."""

    def __init__(self, content: bytes) -> None:
        self._size = len(content)
        try:
            self._zip = zipfile.ZipFile(BytesIO(content))
            self.names = self._harmless_names()
        except _DAMAGED as error:
            raise UnreadableFile(FindingCode.DAMAGED_FILE) from error

    def read(self, name: str) -> bytes:
        """The entry's bytes; empty when there is no such entry."""
        return self._zip.read(name) if name in self.names else b""

    def _harmless_names(self) -> frozenset[str]:
        entries = self._zip.infolist()
        if len(entries) > MOST_ENTRIES:
            raise UnreadableFile(FindingCode.HOSTILE_FILE, value=f"{len(entries)}")
        names = frozenset(entry.filename for entry in entries)
        if len({name.casefold() for name in names}) != len(entries):
            raise UnreadableFile(FindingCode.HOSTILE_FILE)
        unpacked = 0
        for entry in entries:
            unpacked = self._check_entry(entry, unpacked)
        return names

    def _check_entry(self, entry: zipfile.ZipInfo, unpacked: int) -> int:
        """Unpacks one entry piece by piece; returns the running total of unpacked bytes."""
        if entry.flag_bits & _ENCRYPTED:
            raise UnreadableFile(FindingCode.ENCRYPTED)
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise UnreadableFile(FindingCode.DAMAGED_FILE)
        is_markup = entry.filename.lower().endswith(_MARKUP_ENDINGS)
        carried = b""
        for piece in self._pieces(entry):
            unpacked += len(piece)
            if unpacked > MOST_UNPACKED or (unpacked > RATIO_COUNTS_FROM and unpacked > MOST_RATIO * self._size):
                raise UnreadableFile(FindingCode.UNPACKS_TOO_BIG)
            if is_markup and _declares(carried + piece):
                raise UnreadableFile(FindingCode.HOSTILE_FILE)
            carried = piece[-_OVERLAP:]
        return unpacked

    def _pieces(self, entry: zipfile.ZipInfo) -> Iterator[bytes]:
        with self._zip.open(entry) as stream:
            while piece := stream.read(_CHUNK):
                yield piece


def _declares(markup: bytes) -> bool:
    """Whether there is a DOCTYPE or an entity declaration."""
    return (b"<!" in markup or b"!\x00" in markup) and _DECLARATION.search(markup) is not None


def kind_of_archive(archive: Archive) -> str:
    """`xlsx` or `ods`; raises UnreadableFile for macros and any other kind of zip."""
    names = archive.names
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise UnreadableFile(FindingCode.MACROS)
    if archive.read("mimetype").startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
        return _ods(archive)
    if "xl/workbook.xml" in names:
        return "xlsx"
    refused = {"xl/workbook.bin": ".xlsb", "word/document.xml": ".docx", "ppt/presentation.xml": ".pptx"}
    kind = next((refused[name] for name in refused if name in names), ".zip")
    if kind == ".zip" and "[Content_Types].xml" in names:
        raise UnreadableFile(FindingCode.DAMAGED_FILE)
    raise UnreadableFile(FindingCode.FILE_KIND_REFUSED, value=kind)


def _ods(archive: Archive) -> str:
    if b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise UnreadableFile(FindingCode.ENCRYPTED)
    if any(name.startswith("Basic/") and name.endswith("script-lb.xml") for name in archive.names):
        raise UnreadableFile(FindingCode.MACROS)
    return "ods"
