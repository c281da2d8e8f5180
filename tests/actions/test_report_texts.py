"""What the office writes itself in a consolidated report, and its signed copy, on the case of docs/definitions.md §5, on
both databases. A consolidates plan P1.
"""

from datetime import date

import pytest
from sqlmodel import select

from actions.consolidated import add_signed_copy, issue_report, save_report_texts
from data_model.rules.consolidated.issue import ConsolidatedReport
from data_model.rules.consolidated.report_texts import LONGEST_TEXT, OfficeTexts, TextTooLong
from data_model.rules.consolidated.signed_copy import SignedCopyProblem, SignedCopyRefused
from data_model.rules.figures.as_of import AsOf
from data_model.rules.figures.selection import Selection
from data_model.rules.people.access import CurrentUser, NotAllowed, Scope
from data_model.rules.plans.periods import Period
from data_model.store import open_session
from data_model.store.consolidated.issued_reports import IssueInputs, NewIssuedFile, issue_inputs, issued_reports
from data_model.store.consolidated.report_texts import ReportTextsKey, SavedTexts, TextsChanged, saved_texts
from data_model.store.consolidated.signed_files import signed_content, signed_files
from data_model.tables import AuditEntry
from data_model.values import ContentGroup, ReportPart, Role
from tests.builders.stores import local

pytestmark = pytest.mark.usefixtures("worked_case")

CUONG = CurrentUser("cuong", "Cơ quan tổng hợp", Role.COORDINATOR, agency="A")
DUNG = CurrentUser("dung", "Cơ quan tổng hợp", Role.COORDINATOR, agency="A")
ELSEWHERE = CurrentUser("em", "Đầu mối nơi khác", Role.COORDINATOR, agency="C")
AN = CurrentUser("an", "Sở A", Role.REPORTER, agency="A")
Q2, PLAN = Period.from_code("2026-Q2"), Selection(plan="P1")
KEY = ReportTextsKey("A", PLAN, Q2)
AT, LATER = local("2026-06-29 09:00"), local("2026-06-29 09:05")
CAUSES = OfficeTexts({ReportPart.CAUSES: "Kinh phí giao chậm.\n\nNhân sự thay đổi."}, {("P1", ""): ContentGroup.AID})
PDF = b"%PDF-1.7 da ky"


def save(texts=CAUSES, *, user=CUONG, key=KEY, version=0, at=AT):
    return save_report_texts(user=user, key=key, texts=texts, version=version, at=at)


def kept(key=KEY) -> SavedTexts:
    with open_session() as session:
        return saved_texts(session, key)


def audit():
    with open_session() as session:
        return [(entry.user_name, entry.what, entry.subject, entry.note) for entry in session.exec(select(AuditEntry))]


def test_what_was_typed_is_kept_with_the_draft_and_audited():
    assert save() == 1

    assert kept() == SavedTexts(CAUSES, 1, "cuong", AT)
    assert kept().texts.paragraphs(ReportPart.CAUSES) == ["Kinh phí giao chậm.", "Nhân sự thay đổi."]
    assert kept(ReportTextsKey("A", Selection(directive="04-CT-TW"), Q2)) == SavedTexts()
    assert audit() == [("cuong", "save_report_texts", "P1 2026-Q2", "causes")]


def test_the_second_of_two_people_is_told_and_nothing_of_the_first_is_lost():
    save()

    with pytest.raises(TextsChanged) as refused:
        save(OfficeTexts({ReportPart.STRENGTHS: "Tốt"}), user=DUNG, at=LATER)
    assert refused.value.now == kept() == SavedTexts(CAUSES, 1, "cuong", AT)

    assert save(OfficeTexts({ReportPart.STRENGTHS: "Tốt"}), user=DUNG, version=1, at=LATER) == 2
    assert kept().saved_by == "dung"


@pytest.mark.parametrize(
    "user, key",
    [
        (AN, KEY),
        (ELSEWHERE, KEY),
        (ELSEWHERE, ReportTextsKey("C", PLAN, Q2)),
        (CUONG, ReportTextsKey("A", Selection(), Q2)),
    ],
)
def test_only_the_office_of_the_plan_writes_its_report(user, key):
    with pytest.raises(NotAllowed):
        save(user=user, key=key)

    assert kept() == SavedTexts()


def test_a_text_that_is_too_long_is_refused_by_its_part():
    with pytest.raises(TextTooLong) as refused:
        save(OfficeTexts({ReportPart.CAUSES: "x" * (LONGEST_TEXT + 1)}))

    assert refused.value.part is ReportPart.CAUSES


@pytest.fixture
def report():
    """An issued report of one file, with the office's texts."""
    wanted = ConsolidatedReport(PLAN, AsOf(AT, Q2), number=5, issued_on=date(2026, 6, 29))
    inputs = IssueInputs("{}", None, "0" * 64, CAUSES)
    files = [NewIssuedFile("pdf", "bao-cao-05.pdf", b"%PDF-1.7 chua ky")]
    issue_report(wanted, user=CUONG, files=files, inputs=inputs, follows=0, at=AT)
    with open_session() as session:
        return issued_reports(session, Scope())[0]


def test_the_texts_are_kept_with_the_issued_report(report):
    with open_session() as session:
        assert issue_inputs(session, report).texts == CAUSES


def test_signed_copies_stand_beside_the_issued_report_the_newest_first(report):
    add_signed_copy(user=CUONG, report_id=report.id, name="05.pdf", content=PDF, at=AT)
    add_signed_copy(user=DUNG, report_id=report.id, name="05-lai.pdf", content=PDF + b"!", at=LATER)

    with open_session() as session:
        newest, first = signed_files(session, report)
        assert (newest.name, newest.added_by, newest.added_at) == ("05-lai.pdf", "dung", LATER)
        assert signed_content(session, first) == PDF
    assert audit()[1:] == [
        ("cuong", "add_signed_copy", "P1 2026-Q2", "5/2026-06-29 05.pdf"),
        ("dung", "add_signed_copy", "P1 2026-Q2", "5/2026-06-29 05-lai.pdf"),
    ]


def test_what_is_no_signed_copy_is_refused(report):
    add_signed_copy(user=CUONG, report_id=report.id, name="05.pdf", content=PDF, at=AT)

    for content, problem in ((b"PK", SignedCopyProblem.NOT_A_PDF), (PDF, SignedCopyProblem.KEPT_ALREADY)):
        with pytest.raises(SignedCopyRefused) as refused:
            add_signed_copy(user=CUONG, report_id=report.id, name="x.pdf", content=content, at=LATER)
        assert refused.value.problem is problem


@pytest.mark.parametrize("user", [AN, ELSEWHERE, CurrentUser("lan", "Lãnh đạo", Role.LEADER)])
def test_only_the_office_that_issued_it_adds_a_signed_copy(report, user):
    with pytest.raises(NotAllowed):
        add_signed_copy(user=user, report_id=report.id, name="05.pdf", content=PDF, at=AT)
