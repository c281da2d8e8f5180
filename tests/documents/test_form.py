"""Every Word file that is made has the form of Decree 30/2020/NĐ-CP."""

import io
import re

import pytest
from docx import Document
from docx.shared import Mm, Pt

from data_model.rules.figures.selection import Selection
from documents.base.letterhead import Framing, Letterhead
from documents.consolidated.report import ReportFormat, report
from documents.letters.official_letters import LettersRequest, letters
from tests.builders.decree30 import Checked, faults_of_letter, faults_of_report
from tests.builders.documents import OFFICE, issued

pytestmark = pytest.mark.slow  # makes whole reports


def docx(request) -> bytes:
    return report(request, ReportFormat.DOCX).content


@pytest.mark.parametrize("as_of", ["2026-06-14 23:59", "2026-06-21 23:59", "2026-06-30 23:59"])
def test_a_draft_of_the_worked_case_is_in_order(worked_request, as_of):
    assert faults_of_report(docx(worked_request(as_of)), draft=True) == []


def test_an_issued_report_is_in_order_and_no_draft(worked_request):
    content = docx(worked_request(framing=issued(5, "2026-03-05")))

    assert faults_of_report(content, draft=False) == []
    header = [
        paragraph.text for cell in Document(io.BytesIO(content)).tables[0].row_cells(0) for paragraph in cell.paragraphs
    ]
    assert [text for text in header if text.strip()] == [
        "UBND THÀNH PHỐ HÀ NỘI",
        "SỞ NGOẠI VỤ",
        "Số: 05/BC-SNgV",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Hà Nội, ngày 05 tháng 3 năm 2026",
    ]


@pytest.mark.parametrize("plan", ["HN-45-2012", "CT-217-2022", "HCM-CT38", "KT-CT04"])
def test_a_report_on_each_sample_plan_is_in_order(sample_request, plan):
    assert faults_of_report(docx(sample_request(plan=plan)), draft=True) == []


def test_a_report_on_a_directive_is_in_order(sample_request):
    assert faults_of_report(docx(sample_request(directive="04-CT-TW", framing=issued())), draft=False) == []


def test_two_addressees_stand_on_lines_of_their_own(worked_request):
    letterhead = Letterhead(report_to=("Ủy ban nhân dân tỉnh", "Ban Đối ngoại"))
    body = [paragraph.text for paragraph in Checked(docx(worked_request(framing=Framing(letterhead)))).body()]

    assert body[2:5] == ["Kính gửi:", "- Ủy ban nhân dân tỉnh;", "- Ban Đối ngoại."]


@pytest.mark.parametrize("number", [None, 7])
def test_each_letter_is_in_order(sample_request, sample, number):
    asked = sample_request()
    on = issued().issue.on if number else None
    made = letters(LettersRequest(*sample, Selection(), asked.cutoff, OFFICE, first_number=number, issued_on=on))

    assert len(made) >= 5
    assert {letter.agency: faults_of_letter(letter.file.content, draft=number is None) for letter in made} == {
        letter.agency: [] for letter in made
    }


def damaged(content: bytes, change) -> bytes:
    document = Document(io.BytesIO(content))
    change(document)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def body_run(document):
    return next(paragraph for paragraph in document.paragraphs if paragraph.text.startswith("Thực hiện ")).runs[0]


def narrow(document):
    document.sections[0].left_margin = Mm(25)


def upright(document):
    section = document.sections[1]
    section.page_width, section.page_height = section.page_height, section.page_width


def signature_alone(document):
    last = next(paragraph for paragraph in document.paragraphs if paragraph.text.endswith("./."))
    last.paragraph_format.keep_with_next = None


def other_font(document):
    body_run(document).font.name = "Arial"


def smaller(document):
    body_run(document).font.size = Pt(12)


def number_on_first_page(document):
    document.sections[0].different_first_page_header_footer = False


def no_end_mark(document):
    last = next(paragraph for paragraph in document.paragraphs if paragraph.text.endswith("./."))
    last.runs[0].text = last.text.removesuffix("./.")


def zero_before_march(document):
    cell = document.tables[0].cell(0, 1)
    line = cell.paragraphs[-1]
    line.runs[0].text = "Hà Nội, ngày 05 tháng 03 năm 2026"


@pytest.mark.parametrize(
    "change, fault",
    [
        (narrow, "section 1: left margin 1417"),
        (upright, r"section 2: page \(11906, 16838\)"),
        (signature_alone, "the signature may stand alone on a page"),
        (other_font, "Arial"),
        (smaller, r"\{12.0\}"),
        (number_on_first_page, "section 1: first page like the others"),
        (no_end_mark, "the text ends with"),
        (zero_before_march, "place and date “Hà Nội, ngày 05 tháng 03 năm 2026”"),
    ],
)
def test_the_checker_finds_what_is_wrong(worked_request, change, fault):
    found = faults_of_report(damaged(docx(worked_request()), change), draft=True)

    assert any(re.search(fault, wrong_part) for wrong_part in found), found
