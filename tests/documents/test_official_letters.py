"""Reminders: to whom, about exactly what, in which words."""

import io
import zipfile
from dataclasses import replace
from time import process_time

import pytest
from docx import Document

from data_model.rules.consolidated.quotations import Citation, Quotations
from data_model.rules.figures.as_of import AsOf
from data_model.rules.figures.selection import Selection
from data_model.rules.plans.facts import AssignmentFact
from data_model.rules.plans.periods import Period
from data_model.rules.round.arrears import agencies_in_arrears
from data_model.rules.round.letters import RegisteredLetter
from data_model.values import AgencyKind, AssignmentRole, Mode
from documents.base.letterhead import Letterhead
from documents.letters.official_letters import LettersRequest, letters, letters_zip
from tests.builders.decree30 import Checked
from tests.builders.facts import day, extended, facts, lead, line, sent, task
from tests.builders.stores import local

pytestmark = pytest.mark.slow  # makes whole letters

CUTOFF = AsOf(local("2026-06-30 23:59"), Period.from_code("2026-Q2"))
OFFICE = Letterhead(issuer="Sở Ngoại vụ", superior="UBND tỉnh Mẫu", symbol="SNgV", unit="VP", place="Mẫu")
COMMITTEE = Letterhead(issuer="Ủy ban nhân dân tỉnh Mẫu", symbol="UBND", unit="NC", place="Mẫu", commands=True)
BACKGROUND = Quotations(
    plans={"P1": Citation("kế hoạch", "1/KH-UBND", "Ủy ban nhân dân tỉnh Mẫu", day("2025-12-20"), "Về đối ngoại")}
)


def requested(agency):
    return AssignmentFact(agency, AssignmentRole.LEAD, Mode.REQUESTED)


def write(known, **more):
    """The text of each letter, by agency."""
    asked = LettersRequest(known, BACKGROUND, Selection(), CUTOFF, **({"letterhead": OFFICE} | more))
    return {letter.agency: "\n".join(text_of(letter.file.content)) for letter in letters(asked)}


def text_of(content):
    checked = Checked(content)
    return [paragraph.text for paragraph in checked.elements()]


def test_it_lists_the_reports_and_tasks_that_are_owed_and_no_others(worked):
    known, quotations = worked
    [letter] = letters(LettersRequest(known, quotations, Selection(), CUTOFF, OFFICE))
    document = Document(io.BytesIO(letter.file.content))
    text = [paragraph.text for paragraph in document.paragraphs]

    assert letter.agency == "B"
    assert [paragraph for paragraph in text if paragraph.startswith("- ")] == [
        "- Báo cáo quý II năm 2026 về kết quả thực hiện Kế hoạch số 1/KH-UBND: hạn gửi ngày 17/6/2026, chậm 13 ngày."
    ]
    rows = [[cell.text for cell in row.cells] for row in document.tables[1].rows]
    assert rows[1:] == [["1", "Nhiệm vụ 3", "31/3/2026", "91", "60% (theo báo cáo kỳ trước)"]]


def test_a_report_under_an_extension_is_owed_only_when_that_is_over():
    known = facts(task(lead("A")), extensions=[extended("2026-07-05", at="2026-06-16 09:00")])

    assert write(known) == {}
    later = replace(CUTOFF, as_of=local("2026-07-06 09:00"))
    [arrears] = agencies_in_arrears(known, cutoff=later, selection=Selection(), kinds={})
    assert [(report.extended_due_on, report.days_late) for report in arrears.reports] == [(day("2026-07-05"), 19)]


def test_who_sent_a_report_and_has_no_overdue_task_gets_no_letter():
    known = facts(task(lead("A")), submissions=[sent("2026-06-29 09:00", line(30))])

    assert write(known) == {}


def test_an_agency_is_reminded_of_tasks_by_its_own_lines():
    """Two lead a task that is overdue; the one that is done is not reminded of it."""
    done = sent("2026-06-16 09:00", line(100, "2026-05-01"), agency="A", accepted="2026-06-17 09:00")
    going = sent("2026-06-16 09:00", line(40), agency="B", accepted="2026-06-17 09:00")
    known = facts(task(lead("A"), lead("B"), due_on="2026-06-01"), submissions=[done, going])

    assert list(write(known)) == ["B"]


MODES = {
    "giao": ("được giao thực hiện", "đôn đốc", "khẩn trương gửi báo cáo còn thiếu"),
    "đề nghị": ("được đề nghị phối hợp", "V/v đề nghị", "trân trọng đề nghị"),
}


@pytest.mark.parametrize("kind, words", [(lead, MODES["giao"]), (requested, MODES["đề nghị"])])
def test_a_body_is_told_or_asked_as_its_plan_does(kind, words):
    [text] = write(facts(task(kind("A")))).values()

    assert all(sentence in text for sentence in words)
    assert ("giao thực hiện" in text) == (kind is lead)


@pytest.mark.parametrize("kind", [AgencyKind.PARTY, AgencyKind.FRONT, AgencyKind.MASS_ORGANISATION])
def test_bodies_that_the_committee_does_not_command_are_asked_whatever_the_mode(kind):
    known = facts(task(lead("A")))

    [arrears] = agencies_in_arrears(known, cutoff=CUTOFF, kinds={"A": kind})
    assert arrears.mode is Mode.REQUESTED


@pytest.mark.parametrize("earlier", [0, 1, 2, 3])
def test_each_reminder_says_how_many_came_before(earlier):
    [text] = write(facts(task(lead("A"))), earlier={"A": earlier}).values()

    assert ("(lần" in text) == (earlier > 0)
    assert earlier == 0 or f"(lần {earlier + 1})" in text
    assert ("Qua theo dõi, " in text) == (earlier == 0)
    assert (f"đã có 0{earlier} công văn đôn đốc; tuy nhiên, đến nay" in text) == (earlier >= 1)
    assert ("thủ trưởng cơ quan trực tiếp chỉ đạo" in text) == (earlier >= 1)
    assert ("báo cáo Ủy ban nhân dân tỉnh xem xét, chỉ đạo" in text) == (earlier >= 2)
    assert ("- UBND tỉnh Mẫu (để b/c);" in text) == (earlier >= 2)


def test_letters_are_counted_and_e_mails_are_named_beside_them():
    before = RegisteredLetter("Z", "A", "Sở A", (("P1", CUTOFF.period),), 3, day("2026-06-20"), 1, "cuong")
    other_round = replace(before, rounds=(("P1", Period.from_code("2026-Q1")),), number=1)
    known = facts(task(lead("A")))

    [text] = write(known, register=(before, other_round), mails={"A": 2}).values()
    assert "quý II năm 2026 (lần 2)" in text
    assert "Sở Ngoại vụ đã có 01 công văn đôn đốc, nhắc qua thư điện tử 02 lần; tuy nhiên, đến nay Sở A còn" in text
    [text] = write(known, mails={"A": 2}).values()
    assert "(lần" not in text
    assert "Sở Ngoại vụ đã nhắc qua thư điện tử 02 lần; tuy nhiên, đến nay Sở A còn" in text


def test_a_letter_counts_tasks_to_its_own_day_and_not_to_the_end_of_the_period():
    """Due on 20 June, after the period's window: overdue on the letter's day, the 30th."""
    known = facts(
        task(lead("A"), due_on="2026-06-20"), submissions=[sent("2026-06-16 09:00", accepted="2026-06-17 09:00")]
    )

    [letter] = letters(LettersRequest(known, BACKGROUND, Selection(), CUTOFF, OFFICE))
    [row] = [[cell.text for cell in row.cells] for row in Document(io.BytesIO(letter.file.content)).tables[1].rows[1:]]
    assert row[2:4] == ["20/6/2026", "10"]
    assert "(tính đến ngày 30/6/2026, theo báo cáo đã xác nhận)" in "\n".join(text_of(letter.file.content))


def test_no_task_is_urged_while_a_report_of_that_agency_waits_for_the_office():
    overdue = task(lead("A"), due_on="2026-03-31")

    assert write(facts(overdue, submissions=[sent("2026-06-29 09:00", line(75))])) == {}
    accepted = sent("2026-06-29 09:00", line(75), accepted="2026-06-30 09:00")
    assert list(write(facts(overdue, submissions=[accepted]))) == ["A"]


def test_a_body_that_was_asked_is_told_no_days():
    [text] = write(facts(task(requested("A"), due_on="2026-03-31"))).values()

    assert "Đến nay, Sở Ngoại vụ chưa nhận được thông tin kết quả quý II năm 2026" in text
    assert "chậm" not in text and "Số ngày quá hạn" not in text


def test_one_list_alone_has_no_heading():
    [text] = write(facts(task(lead("A")))).values()

    assert "Báo cáo quá hạn chưa gửi" not in text


@pytest.mark.parametrize("earlier", [0, 1, 2, 5])
def test_a_requested_body_is_never_urged_or_threatened(earlier):
    [text] = write(facts(task(requested("A"), due_on="2026-03-31")), earlier={"A": earlier}).values()

    assert "trân trọng đề nghị" in text
    for word in ("yêu cầu", "đôn đốc", "khẩn trương", "trách nhiệm", "chậm trễ", "chỉ đạo"):
        assert word not in text.lower(), word


def test_the_committee_itself_requires_of_whom_it_assigned_a_task():
    told, asked = facts(task(lead("A"))), facts(task(requested("A")))

    [text] = write(told, letterhead=COMMITTEE).values()
    assert "yêu cầu Sở A khẩn trương" in text
    [text] = write(asked, letterhead=COMMITTEE).values()
    assert "yêu cầu" not in text.lower()


def test_a_day_to_answer_by_is_named_where_it_is_given():
    [text] = write(facts(task(lead("A"))), reply_by=day("2026-07-10")).values()

    assert "gửi báo cáo còn thiếu trước ngày 10/7/2026 để tổng hợp, báo cáo Ủy ban nhân dân tỉnh." in text


def test_the_office_does_not_write_to_itself(sample, sample_request):
    known, quotations = sample
    cutoff = sample_request().cutoff
    outstanding_in = {
        arrears.agency
        for arrears in agencies_in_arrears(known, cutoff=cutoff, selection=Selection(plan="HN-45-2012"), kinds={})
    }
    written = {
        letter.agency for letter in letters(LettersRequest(known, quotations, Selection(plan="HN-45-2012"), cutoff))
    }

    assert outstanding_in - written == {"HN-SNGV"}


def test_letters_are_numbered_on_in_the_order_of_the_alphabet():
    known = facts(task(lead("Đ")), task(lead("D"), code="T2"), task(lead("E"), code="T3"))
    asked = LettersRequest(known, BACKGROUND, Selection(), CUTOFF, OFFICE, first_number=9, issued_on=day("2026-07-02"))
    made = letters(asked)

    assert [letter.agency for letter in made] == ["D", "Đ", "E"]
    assert [next(text for text in text_of(letter.file.content) if text.startswith("Số: ")) for letter in made] == [
        "Số: 09/SNgV-VP",
        "Số: 10/SNgV-VP",
        "Số: 11/SNgV-VP",
    ]


def many(count):
    return facts(*(task(lead(f"A{n:03}"), code=f"T{n}", due_on="2026-03-31") for n in range(count)))


@pytest.mark.slow  # 250 letters
def test_250_letters_take_less_than_20_seconds():
    asked = LettersRequest(many(250), BACKGROUND, Selection(), CUTOFF, OFFICE)
    began = process_time()
    made = letters_zip(letters(asked), name="don-doc")

    assert process_time() - began < 20
    with zipfile.ZipFile(io.BytesIO(made.content)) as package:
        assert len(package.namelist()) == 250


def test_the_same_request_gives_the_same_bytes():
    asked = LettersRequest(many(3), BACKGROUND, Selection(), CUTOFF, OFFICE)

    assert letters_zip(letters(asked), name="a").content == letters_zip(letters(asked), name="a").content
