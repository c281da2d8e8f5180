"""Issued reports, on the case of docs/definitions.md §5, on both databases.

A consolidates plan P1. On 20 June 2026 the second quarter of A and C waits for review, B sent nothing; on the 21st A is
accepted, on the 25th C.
"""

from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO

import pytest
from docx import Document
from sqlmodel import select

from actions.consolidated import save_report_texts
from actions.plans.successions import make_succession
from actions.round.decisions import waive_reports
from data_model.rules.consolidated.corrections import corrections
from data_model.rules.consolidated.issue import ConsolidatedReport, IssueProblem, IssueRefused
from data_model.rules.consolidated.report_texts import OfficeTexts
from data_model.rules.figures.as_of import AsOf
from data_model.rules.figures.measures import Measure
from data_model.rules.figures.selection import Selection
from data_model.rules.people.access import CurrentUser, NotAllowed, Scope
from data_model.rules.plans.keeping import RowChange
from data_model.rules.plans.periods import Period
from data_model.rules.plans.successions import Move
from data_model.rules.reporting.deadlines import ReportKey
from data_model.store import open_session
from data_model.store.consolidated.issued_reports import issued_file, issued_reports
from data_model.store.consolidated.report_texts import ReportTextsKey
from data_model.tables import AuditEntry, IssuedFile
from data_model.values import ReportPart, ReportState, Role, SuccessionKind, TaskState
from documents.base.docx_file import TemplateProblem
from documents.base.office_folder import OfficeTemplate
from documents.issuing.issue import issue, read_facts_and_quotations, report_template_in
from documents.issuing.reproduce import TemplateChanged, reproduce
from tests.builders.stores import local

pytestmark = [pytest.mark.usefixtures("worked_case"), pytest.mark.slow]  # makes reports in three formats

Q2 = Period.from_code("2026-Q2")
CUONG = CurrentUser("cuong", "Cơ quan tổng hợp", Role.COORDINATOR, agency="A")
ELSEWHERE = CurrentUser("em", "Đầu mối nơi khác", Role.COORDINATOR, agency="C")
LEADER = CurrentUser("lan", "Lãnh đạo", Role.LEADER)
JUNE_21, JUNE_30 = local("2026-06-21 23:59"), local("2026-06-30 09:00")
PLAN = Selection(plan="P1")
WANTED = ConsolidatedReport(PLAN, AsOf(JUNE_21, Q2), number=5, issued_on=date(2026, 6, 30))


def issue_now(wanted=WANTED, *, at=JUNE_30, user=CUONG, papers=OfficeTemplate()):
    return issue(wanted, papers, user=user, at=at)


def kept(scope=Scope(consolidator="A")):
    with open_session() as session:
        return issued_reports(session, scope)


def equal_again(row):
    with open_session() as session:
        return {reproduction.format: reproduction.is_equal for reproduction in reproduce(session, row)}


def test_issuing_keeps_the_report_with_what_makes_it_again():
    assert issue_now() == 1

    [row] = kept()
    assert (row.selection, row.period, row.version, row.number) == (PLAN, Q2, 1, 5)
    assert (row.as_of, row.issued_on, row.issued_by, row.issued_at) == (JUNE_21, date(2026, 6, 30), "cuong", JUNE_30)
    assert [file.name for file in row.files] == [
        f"bao-cao-05_P1_2026-Q2.{ending}" for ending in ("docx", "xlsx", "pdf")
    ]
    assert {len(file.sha256) for file in row.files} == {64}
    with open_session() as session:
        assert issued_file(session, row, "pdf").startswith(b"%PDF")
        entries = [
            (entry.user_name, entry.what, entry.subject, entry.note) for entry in session.exec(select(AuditEntry))
        ]
    assert entries == [("cuong", "issue_report", "P1 2026-Q2", "5/2026-06-30")]


def test_what_the_office_wrote_stands_in_the_frozen_files_and_they_are_made_again_with_it():
    """Even after the texts of the draft were changed."""
    key, typed = ReportTextsKey("A", PLAN, Q2), OfficeTexts({ReportPart.CAUSES: "Kinh phí giao chậm."})
    save_report_texts(user=CUONG, key=key, texts=typed, version=0, at=JUNE_21)
    issue_now()
    save_report_texts(user=CUONG, key=key, texts=OfficeTexts(), version=1, at=JUNE_30)

    [row] = kept()
    with open_session() as session:
        words = [paragraph.text for paragraph in Document(BytesIO(issued_file(session, row, "docx"))).paragraphs]
    assert words[words.index("3. Nguyên nhân") + 1] == "Kinh phí giao chậm."
    assert equal_again(row) == {"docx": True, "xlsx": True, "pdf": True}


def test_by_the_organisation_of_a_day_the_report_names_who_goes_on_and_is_made_again_so():
    """B, which sent nothing, is Sở X since 25 June."""
    row = {"code": "X", "name": "Sở X", "kind": "department", "province": "Hà Nội", "aliases": "", "valid_to": ""}
    make_succession(
        user=CurrentUser("an", "An", Role.ADMIN),
        move=Move(SuccessionKind.RENAMED, date(2026, 6, 25), ("B",), ("X",), "Quyết định"),
        new=[RowChange("agencies.csv", row={**row, "valid_from": "2026-06-25"})],
        at=JUNE_30,
    )
    issue_now()
    issue_now(replace(WANTED, cutoff=replace(WANTED.cutoff, organisation=date(2026, 6, 30)), number=6))

    now_, then = kept()
    assert (then.organisation, now_.organisation) == (None, date(2026, 6, 30))
    with open_session() as session:
        words_then, words_now = (
            "\n".join(paragraph.text for paragraph in Document(BytesIO(issued_file(session, row, "docx"))).paragraphs)
            for row in (then, now_)
        )
    assert "Chưa gửi báo cáo (01): Sở B chậm" in words_then
    assert "Chưa gửi báo cáo (01): Sở X (khi đó là Sở B) chậm" in words_now
    assert "Các cơ quan được thống kê theo tổ chức tại ngày 30/6/2026." in words_now
    assert equal_again(now_) == equal_again(then) == {"docx": True, "xlsx": True, "pdf": True}


def test_what_still_waits_for_review_is_counted():
    issue_now()
    issue_now(replace(WANTED, cutoff=AsOf(JUNE_30, Q2), number=6))

    assert [(row.version, row.waiting_count) for row in kept()] == [(2, 0), (1, 1)]


def test_the_same_bytes_are_made_again_after_the_store_has_changed():
    issue_now()
    waive_reports(user=CUONG, reports=[ReportKey("B", "P1", Q2)], reason="Sắp xếp lại", at=local("2026-07-02 09:00"))

    assert equal_again(kept()[0]) == {"docx": True, "xlsx": True, "pdf": True}


def test_a_kept_file_that_somebody_changed_is_found():
    issue_now()
    with open_session() as session:
        found = session.exec(select(IssuedFile).where(IssuedFile.format == "pdf")).one()
        found.sha256 = "0" * 64
        session.commit()

    assert equal_again(kept()[0]) == {"docx": True, "xlsx": True, "pdf": False}


@pytest.mark.parametrize(
    "changed, problem",
    [
        ({"number": 0}, IssueProblem.NUMBER_WRONG),
        ({"cutoff": AsOf(JUNE_30 + timedelta(seconds=1), Q2)}, IssueProblem.AS_OF_IN_FUTURE),
        ({"issued_on": date(2026, 7, 1)}, IssueProblem.DATE_IN_FUTURE),
        ({"issued_on": date(2026, 6, 20)}, IssueProblem.DATE_BEFORE_FIGURES),
        ({"cutoff": AsOf(JUNE_21, Period.from_code("2026-M05"))}, IssueProblem.NOT_ASKED_FOR),
        ({"cutoff": AsOf(JUNE_21, Period.from_code("2027-Q1"))}, IssueProblem.NOT_ASKED_FOR),
    ],
)
def test_what_can_not_be_issued_is_refused_with_its_reason(changed, problem):
    with pytest.raises(IssueRefused) as refused:
        issue_now(replace(WANTED, **changed))

    assert refused.value.problem is problem
    assert kept() == []


def test_a_number_is_used_once_in_a_year():
    issue_now()
    with pytest.raises(IssueRefused) as refused:
        issue_now(replace(WANTED, cutoff=AsOf(JUNE_30, Q2)))
    assert refused.value.problem is IssueProblem.NUMBER_USED

    next_year = replace(WANTED, cutoff=AsOf(local("2027-01-05 09:00"), Q2), issued_on=date(2027, 1, 5))
    assert issue_now(next_year, at=local("2027-01-05 09:00")) == 2


@pytest.mark.parametrize("user", [ELSEWHERE, LEADER])
def test_only_the_office_of_the_plan_issues(user):
    with pytest.raises(NotAllowed):
        issue_now(user=user)


def test_a_report_is_on_a_plan_or_on_a_directive_of_the_office():
    for selection in (Selection(), Selection(plan="P9"), Selection(plan="P1", directive="04-CT-TW")):
        with pytest.raises(NotAllowed):
            issue_now(replace(WANTED, selection=selection))

    issue_now(replace(WANTED, selection=Selection(directive="04-CT-TW")))
    assert kept()[0].selection == Selection(directive="04-CT-TW")


def test_issued_reports_are_seen_by_their_office_and_by_leadership_alone():
    issue_now()

    assert len(kept(Scope())) == 1
    assert kept(Scope(consolidator="C")) == kept(Scope(province="Nơi khác")) == kept(Scope(agency="A")) == []


def test_a_broken_template_is_refused_before_anything_is_made(tmp_path):
    (tmp_path / "bao-cao.docx").write_bytes(b"hong")

    with pytest.raises(TemplateProblem):
        report_template_in(tmp_path)


def test_a_report_is_not_made_again_on_another_template(monkeypatch, tmp_path):
    issue_now()
    other = tmp_path / "bao-cao.docx"
    other.write_bytes(b"another version of the program")
    monkeypatch.setattr("documents.issuing.issue.TEMPLATE", other)

    with pytest.raises(TemplateChanged):
        equal_again(kept()[0])


def corrected(then=JUNE_21, now=JUNE_30, **cutoff):
    with open_session() as session:
        facts, quotations = read_facts_and_quotations(session, Scope(consolidator="A"), now)
    return corrections(
        facts, quotations.texts, selection=PLAN, then=AsOf(then, Q2, **cutoff), now=AsOf(now, Q2, **cutoff)
    )


def test_what_was_accepted_after_the_report_is_a_correction():
    found = corrected()

    assert {count.state: (count.before, count.after) for count in found.counts} == {
        TaskState.DONE_LATE: (0, 1),
        TaskState.OVERDUE: (2, 1),
        TaskState.CARRIED_OUT: (0, 1),
        TaskState.NOT_REPORTED: (1, 0),
    }
    rates = {
        rate.measure: (rate.before[rate.measure].n, rate.after[rate.measure].n, rate.after[rate.measure].d)
        for rate in found.rates
    }
    assert rates[Measure.DUE_COMPLETION] == (1, 2, 3)
    assert rates[Measure.PROGRESS] == (290, 390, 6)
    assert [(line.task, line.agency) for line in found.lines] == [("T4", "C"), ("T5", "C")]
    assert [(report.agency, report.before, report.after) for report in found.reports] == [
        ("C", ReportState.WAITING, ReportState.ACCEPTED)
    ]


def test_a_report_that_came_after_the_issue_is_a_correction():
    found = corrected(then=local("2026-06-14 23:59"), now=local("2026-06-18 12:00"))

    assert [(report.agency, report.before, report.after) for report in found.reports] == [
        ("A", None, ReportState.WAITING),
        ("C", None, ReportState.WAITING),
    ]


def test_time_alone_corrects_nothing():
    assert corrected(then=JUNE_30, now=local("2026-11-22 09:00")) == corrected(then=JUNE_30, now=JUNE_30)
    assert len(corrected(then=JUNE_30, now=local("2026-11-22 09:00"))) == 0


def test_the_next_version_says_what_differs_from_the_one_before():
    issue_now()
    assert issue_now(replace(WANTED, cutoff=AsOf(JUNE_30, Q2), number=6)) == 2

    second, first = kept()
    with open_session() as session:
        old, new = (Document(BytesIO(issued_file(session, row, "docx"))) for row in (first, second))
    assert not [paragraph for paragraph in old.paragraphs if "NỘI DUNG THAY ĐỔI" in paragraph.text]
    words = [paragraph.text.replace("\u00a0", " ") for paragraph in new.paragraphs]
    start = words.index("VI. NỘI DUNG THAY ĐỔI SO VỚI BÁO CÁO TRƯỚC")
    assert words[start + 1] == (
        "Báo cáo này thay thế Báo cáo số 05/BC-… ngày 30 tháng 6 năm 2026, số liệu đến hết ngày 21/6/2026. "
        "Các nội dung thay đổi:"
    )
    said = words[start + 2 :]
    assert "- Hoàn thành nhiệm vụ đến hạn: trước là 33,3% (1/3); nay là 66,7% (2/3)." in said
    assert "- Quá hạn chưa hoàn thành: trước là 2; nay là 1 nhiệm vụ." in said
    assert "- Tiến độ (bình quân): trước là 48,3% (bình quân 5 nhiệm vụ); nay là 65% (bình quân 5 nhiệm vụ)." in said
    assert "- Báo cáo của Sở C: trước là chờ xác nhận; nay là đã xác nhận." in said
    assert (
        "- Nhiệm vụ 4 (Sở C): trước là quá hạn chưa hoàn thành, chưa có báo cáo; nay là hoàn thành quá hạn, 100%, "
        "hoàn thành ngày 10/5/2026; kết quả: “Đã xong”."
    ) in said
    assert equal_again(second) == {"docx": True, "xlsx": True, "pdf": True}
