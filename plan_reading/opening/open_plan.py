"""A file as lines and grids, by its content and never by its name; a clear refusal where it holds no plan to read."""

from pathlib import Path

from intake.base.opened_file import UnreadableFile
from intake.opening.archive import Archive
from plan_reading.base.refusals import Refusal, UnreadablePlan
from plan_reading.base.source import Line, SourceDocument
from plan_reading.opening.docx_file import read_docx
from plan_reading.opening.letters import check_letters
from plan_reading.opening.office_convert import converted_to_docx
from plan_reading.opening.pdf_file import read_pdf
from plan_reading.opening.text_file import read_text

MOST_BYTES = 50 * 1024 * 1024
MOST_WORD_XML = 80 * 1024 * 1024
"""A plan of 200 pages has 3 MB of XML."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHER_KINDS = (
    (b"\x89PNG\r\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"Rar!\x1a", "RAR"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b", "gzip"),
    (b"MZ", "EXE"),
    (b"\x7fELF", "ELF"),
    (b"SQLite format 3\x00", "SQLite"),
)


def open_plan_file(path: Path) -> SourceDocument:
    """The document at `path`. Raises UnreadablePlan; a file that is too large is refused before it is read."""
    size = path.stat().st_size
    if size > MOST_BYTES:
        raise UnreadablePlan(Refusal.TOO_BIG, value=f"{size // (1024 * 1024)} MB")
    return open_plan(path.read_bytes())


def open_plan(content: bytes) -> SourceDocument:
    """The document in `content`. Raises UnreadablePlan where it holds no text that a plan can be read from."""
    if len(content) > MOST_BYTES:
        raise UnreadablePlan(Refusal.TOO_BIG, value=f"{len(content) // (1024 * 1024)} MB")
    if not content.strip(b"\x00\t\n\r \xef\xbb\xbf\xff\xfe"):
        raise UnreadablePlan(Refusal.EMPTY)
    document = _opened(content)
    if not any(not isinstance(block, Line) or block.text.strip() for block in document.blocks):
        raise UnreadablePlan(Refusal.EMPTY)
    return check_letters(document)


def _opened(content: bytes) -> SourceDocument:
    if b"%PDF-" in content[:1024]:
        return read_pdf(content)
    if content.startswith(b"PK\x03\x04"):
        return _from_archive(content)
    if content.startswith(_OLE):
        return _from_compound(content)
    if content.startswith(b"{\\rtf"):
        return _converted(content, "rtf")
    for magic, kind in _OTHER_KINDS:
        if content.startswith(magic):
            raise UnreadablePlan(Refusal.SCAN if kind in ("PNG", "JPEG", "TIFF") else Refusal.OTHER_KIND, value=kind)
    if content[:4] == b"PK\x05\x06":
        raise UnreadablePlan(Refusal.EMPTY)
    return read_text(content)


def _from_archive(content: bytes) -> SourceDocument:
    try:
        archive = Archive(content)
    except UnreadableFile as error:
        refusals = {"encrypted": Refusal.ENCRYPTED, "damaged_file": Refusal.DAMAGED}
        raise UnreadablePlan(refusals.get(error.code, Refusal.HOSTILE)) from error
    names = archive.names
    if "word/document.xml" in names:
        if sum(len(archive.read(name)) for name in names if name.startswith("word/") and name.endswith(".xml")) > (
            MOST_WORD_XML
        ):
            raise UnreadablePlan(Refusal.HOSTILE)
        return read_docx(content)
    mimetype = archive.read("mimetype")
    if mimetype.startswith(b"application/vnd.oasis.opendocument.text"):
        return _converted(content, "odt")
    if any(name.startswith("xl/") for name in names) or b"opendocument.spreadsheet" in mimetype:
        raise UnreadablePlan(Refusal.SPREADSHEET)
    if any(name.startswith("ppt/") for name in names):
        raise UnreadablePlan(Refusal.OTHER_KIND, value="PowerPoint")
    raise UnreadablePlan(Refusal.OTHER_KIND, value="ZIP")


def _from_compound(content: bytes) -> SourceDocument:
    """An OLE container: a .doc, an encrypted .docx, or something else, told by the names of its streams."""
    if _stream("EncryptedPackage") in content:
        raise UnreadablePlan(Refusal.ENCRYPTED)
    if _stream("WordDocument") in content:
        return _converted(content, "doc")
    if _stream("Workbook\0") in content or _stream("Book\0") in content:
        raise UnreadablePlan(Refusal.SPREADSHEET)
    raise UnreadablePlan(Refusal.OTHER_KIND, value="OLE")


def _stream(name: str) -> bytes:
    return name.encode("utf-16-le")


def _converted(content: bytes, extension: str) -> SourceDocument:
    return _from_archive(converted_to_docx(content, extension))
