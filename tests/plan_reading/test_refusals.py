"""What can't be read is refused, by its content and never by its name, with what to do."""

import io
import subprocess
import zipfile
from pathlib import Path

import openpyxl
import pypdfium2
import pytest

from plan_reading.base.refusals import Refusal, UnreadablePlan
from plan_reading.opening import office_convert, open_plan
from plan_reading.read_plan import read_plan, read_plan_file
from tests.plan_reading.examples import builders
from tests.plan_reading.examples.documents import word_numbers
from wording.plan_refusals import refusal

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


def spreadsheet() -> bytes:
    buffer = io.BytesIO()
    openpyxl.Workbook().save(buffer)
    return buffer.getvalue()


def with_document_xml(xml: bytes) -> bytes:
    """The good document with another main part."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word_numbers())) as good, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as bad:
        for name in good.namelist():
            bad.writestr(name, xml if name == "word/document.xml" else good.read(name))
    return buffer.getvalue()


def blank_pdf() -> bytes:
    pdf = pypdfium2.PdfDocument.new()
    pdf.new_page(595, 842)
    buffer = io.BytesIO()
    pdf.save(buffer)
    return buffer.getvalue()


ENTITIES = b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><d>&b;</d>'
CASES = {
    "nothing": (b"", Refusal.EMPTY),
    "blanks": (b"\xef\xbb\xbf \r\n\t ", Refusal.EMPTY),
    "a spreadsheet posing as .docx": (spreadsheet(), Refusal.SPREADSHEET),
    "an encrypted .docx": (OLE + "EncryptedPackage".encode("utf-16-le"), Refusal.ENCRYPTED),
    "an old spreadsheet": (OLE + "Workbook\0".encode("utf-16-le"), Refusal.SPREADSHEET),
    "a picture": (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, Refusal.SCAN),
    "a program": (b"MZ" + b"\0" * 100, Refusal.OTHER_KIND),
    "a zip of something": (b"", Refusal.EMPTY),
    "a cut .docx": (word_numbers()[:3000], Refusal.DAMAGED),
    "entities in XML": (with_document_xml(ENTITIES), Refusal.HOSTILE),
    "a zip bomb": (with_document_xml(b"<w>" + b" " * 60_000_000), Refusal.HOSTILE),
    "XML that is none": (with_document_xml(b"<w:document>"), Refusal.DAMAGED),
    "a scan": (blank_pdf(), Refusal.SCAN),
    "a PDF with only a signature": (
        builders.pdf("Ký bởi: Ủy ban nhân dân tỉnh\n\nThời gian ký: 02.01.2026"),
        Refusal.ONLY_A_SIGNATURE,
    ),
    "a PDF with a garbled text layer": (
        builders.pdf(
            "Uý bän nhãnn dânh tïnh Än Bìnhh cöng hôà xă hộii chũũ nghïa quyët dịnhh kë hoạchh nhiëmm vụụ " * 30
        ),
        Refusal.GARBLED,
    ),
    "a broken PDF": (b"%PDF-1.7\nnothing", Refusal.DAMAGED),
    "TCVN3 bytes": ("Uû ban nh©n d©n tØnh".encode("cp1252") * 30, Refusal.ENCODING),
    "a web page's source": (b"<!DOCTYPE html><html><body>KE HOACH</body></html>", Refusal.OTHER_KIND),
}


@pytest.mark.parametrize(("content", "code"), CASES.values(), ids=CASES)
def test_a_file_that_is_no_plan_is_refused_with_what_to_do(content, code):
    with pytest.raises(UnreadablePlan) as refused:
        read_plan(content)

    assert refused.value.code is code
    sentence = refusal(refused.value)
    assert sentence.startswith(("Tệp", "Chữ", "Đọc"))
    assert any(word in sentence for word in ("Chọn", "Tải", "Mở", "lưu", "Đề nghị", "Bỏ"))


def test_a_file_of_500_mb_is_refused_before_it_is_read(tmp_path, monkeypatch):
    path = tmp_path / "big.docx"
    with path.open("wb") as file:
        file.truncate(500 * 1024 * 1024)
    monkeypatch.setattr(Path, "read_bytes", lambda _self: pytest.fail("was read"))

    with pytest.raises(UnreadablePlan) as refused:
        read_plan_file(path)

    assert refused.value.code is Refusal.TOO_BIG
    assert "500 MB" in refusal(refused.value)


def test_an_old_word_file_is_told_how_to_be_saved_where_nothing_converts_it(monkeypatch):
    monkeypatch.setattr(office_convert, "converter", lambda: None)

    with pytest.raises(UnreadablePlan) as refused:
        open_plan.open_plan(OLE + "WordDocument".encode("utf-16-le"))

    assert refused.value.code is Refusal.OLD_WORD
    assert "Lưu thành (Save As)" in refusal(refused.value)


@pytest.mark.slow
@pytest.mark.skipif(office_convert.converter() is None, reason="LibreOffice (soffice) is not installed here")
def test_an_old_word_file_is_read_as_its_docx_where_libreoffice_is_installed(tmp_path):
    """LibreOffice also makes the .doc, so that the file is a real one."""
    (tmp_path / "plan.docx").write_bytes(word_numbers())
    command = [
        office_convert.converter(), f"-env:UserInstallation=file://{tmp_path}/profile", "--headless",
        "--convert-to", "doc:MS Word 97", "--outdir", str(tmp_path), str(tmp_path / "plan.docx"),
    ]  # fmt: skip
    subprocess.run(command, capture_output=True, timeout=office_convert.SECONDS, check=True)
    old = (tmp_path / "plan.doc").read_bytes()

    draft, expected = read_plan(old), read_plan(word_numbers())

    assert old.startswith(OLE[:8])
    assert [task.quote for task in draft.tasks] == [task.quote for task in expected.tasks]
    assert draft.tasks
