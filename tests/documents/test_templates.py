"""The Word templates that come along, and those that an office has edited."""

import io
import zipfile
from copy import deepcopy

import pytest
from docx import Document

from data_model.settings import PROJECT_DIR
from documents.base.docx_file import TemplateProblem
from documents.base.letterhead import Letterhead, LetterheadProblem
from documents.consolidated.report import KNOWN_TAGS as REPORT_TAGS
from documents.consolidated.report import TEMPLATE as REPORT
from documents.consolidated.report import ReportFormat, check_consolidated_template, report
from documents.letters.official_letters import KNOWN_TAGS as LETTER_TAGS
from documents.letters.official_letters import TEMPLATE as LETTER
from documents.letters.official_letters import check_letter_template
from documents.register.files import KNOWN_TAGS as REGISTER_TAGS
from documents.register.files import TEMPLATE as REGISTER
from documents.templates.make import main
from tests.builders.decree30 import Checked

pytestmark = pytest.mark.slow  # makes whole reports


def test_the_templates_in_the_repository_are_what_the_script_makes(tmp_path):
    main(tmp_path)

    for path in (REPORT, LETTER, REGISTER):
        assert parts(tmp_path / path.name) == parts(path), "run python -m documents.templates.make"


def parts(path) -> dict[str, bytes]:
    """What is in a Word file; how it is packed depends on the machine."""
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_the_guide_names_every_tag():
    guide = (PROJECT_DIR / "docs" / "van-ban.md").read_text(encoding="utf-8")

    assert [name for name in sorted(REPORT_TAGS | LETTER_TAGS | REGISTER_TAGS) if f"`{name}`" not in guide] == []


def edited(change, template=REPORT) -> bytes:
    document = Document(str(template))
    change(document)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def paragraph(document, text):
    return next(paragraph for paragraph in document.paragraphs if text in paragraph.text)


def replace_text(text, by):
    def change(document):
        found = paragraph(document, text)
        found.runs[0].text = found.runs[0].text.replace(text, by)

    return change


def test_words_that_the_office_changes_stand_in_the_report(worked_request):
    template = edited(replace_text("I. CÔNG TÁC CHỈ ĐẠO, TỔ CHỨC THỰC HIỆN", "I. CHỈ ĐẠO, ĐIỀU HÀNH"))
    made = report(worked_request(), ReportFormat.DOCX, template=template).content

    assert "I. CHỈ ĐẠO, ĐIỀU HÀNH" in [paragraph.text for paragraph in Checked(made).body()]


def test_a_sentence_that_the_office_adds_stays(worked_request):
    def change(document):
        closing = paragraph(document, "{{ ket_thuc }}")
        added = deepcopy(closing._p)
        closing._p.addprevious(added)
        paragraph(document, "{{ ket_thuc }}").runs[
            0
        ].text = "Kỳ tới tập trung vào {{ qua_han|length }} nhiệm vụ quá hạn."

    made = report(worked_request(), ReportFormat.DOCX, template=edited(change)).content

    assert "Kỳ tới tập trung vào 1 nhiệm vụ quá hạn." in [paragraph.text for paragraph in Checked(made).body()]


def drop(text):
    def change(document):
        found = paragraph(document, text)
        found._p.getparent().remove(found._p)

    return change


def endless(document):
    paragraph(document, "{{ mo_dau }}").runs[0].text = "{% for a in range(1000000000) %}x{% endfor %}{{ mo_dau }}"


def reaching_out(document):
    paragraph(document, "{{ mo_dau }}").runs[0].text = "{{ mo_dau.__class__.__mro__ }}{{ mo_dau }}"


@pytest.mark.parametrize(
    "change, kind, names",
    [
        (drop("{{ mo_dau }}"), "missing", ["mo_dau"]),
        (replace_text("{{ mo_dau }}", "{{ mo_dau }} {{ ngay_ky }}"), "unknown", ["ngay_ky"]),
        (replace_text("{{ mo_dau }}", "{{ mo_dau }"), "missing", ["mo_dau"]),
        (replace_text("{{ mo_dau }}", "{{ mo_dau }} {{ 1 / 0 }}"), "wrong", []),
        (replace_text("{{ mo_dau }}", "{{ mo_dau }} {% if %}"), "wrong", []),
        (drop("{%p endfor %}"), "wrong", []),
        (endless, "wrong", []),
        (reaching_out, "wrong", []),
    ],
)
def test_a_template_that_is_broken_is_refused(worked_request, change, kind, names):
    with pytest.raises(TemplateProblem) as refused:
        report(worked_request(), ReportFormat.DOCX, template=edited(change))

    assert (refused.value.kind, refused.value.names) == (kind, names)


def packed(**parts: bytes) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        for name, part in parts.items():
            package.writestr(name.replace("__", "/") + ".xml", part)
    return written.getvalue()


ENTITIES = b'<!DOCTYPE a [<!ENTITY b "x">]><a>&b;</a>'


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no Word file",
        packed(xl__workbook=b"<a/>"),
        packed(word__document=b"<a/>"),
        packed(word__document=ENTITIES),
        REPORT.read_bytes()[:5_000],
    ],
    ids=["empty", "text", "spreadsheet", "bare", "entities", "cut"],
)
@pytest.mark.parametrize("check", [check_consolidated_template, check_letter_template])
def test_what_is_no_word_file_is_refused(content, check):
    with pytest.raises(TemplateProblem) as refused:
        check(content)

    assert refused.value.kind == "unreadable"


def test_a_letterhead_is_read_from_a_file_as_it_was_typed():
    read = Letterhead.from_toml(
        """
        issuer = "Sở Ngoại vụ tỉnh Mẫu"
        superior = "UBND tỉnh Mẫu"
        symbol = "SNgV"
        signer_title = ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"]
        recipients = ["Lãnh đạo Sở"]
        """.encode()
    )

    assert read == Letterhead(
        issuer="Sở Ngoại vụ tỉnh Mẫu",
        superior="UBND tỉnh Mẫu",
        symbol="SNgV",
        signer_title=("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"),
        recipients=("Lãnh đạo Sở",),
    )


@pytest.mark.parametrize(
    "text, entry",
    [
        ("issuer = Sở Ngoại vụ", ""),
        ("\xff", ""),
        ('signer = "Ông A"', "signer"),
        ('recipients = "Lãnh đạo Sở"', "recipients"),
        ("commands = 1", "commands"),
        ("issuer = 5", "issuer"),
    ],
)
def test_a_letterhead_with_something_else_in_it_is_refused(text, entry):
    with pytest.raises(LetterheadProblem) as refused:
        Letterhead.from_toml(text.encode("latin-1") if text == "\xff" else text.encode())

    assert refused.value.entry == entry
