"""Since two agencies were merged, or the office renamed, their accounts act for who goes on with them, from the day on."""

from dataclasses import replace
from datetime import date

import pytest

from actions.consolidated import save_report_texts
from actions.people.accounts import add_sample_user
from actions.plans.successions import make_succession, undo_succession
from actions.reporting.check_report import check_report
from actions.reporting.submit_report import submit_report
from data_model.rules.consolidated.report_texts import OfficeTexts
from data_model.rules.figures.as_of import AsOf
from data_model.rules.figures.selection import Selection
from data_model.rules.people.access import CurrentUser, NotAllowed
from data_model.rules.plans.keeping import RowChange
from data_model.rules.plans.periods import Period, local_day
from data_model.rules.plans.successions import Move
from data_model.rules.reporting.deadlines import ReportKey
from data_model.rules.reporting.report_access import may_see_report
from data_model.rules.round.arrears import agencies_in_arrears
from data_model.rules.round.rounds import due_reports
from data_model.store import open_session, open_transaction
from data_model.store.consolidated.report_texts import ReportTextsKey, saved_texts
from data_model.store.figures.facts import read_facts
from data_model.store.indicators.catalogue import read_indicators
from data_model.store.people.accounts import account, agency_reporters, user_named
from data_model.store.plans.successions import made_on_screen
from data_model.store.plans.task_details import task_detail
from data_model.store.reporting.submissions import accepted_lines, submissions
from data_model.store.round.reminders import recipients
from data_model.values import ReportPart, Role, SuccessionKind
from intake.base.finding_codes import FindingCode
from tests.builders.report_files import csv_bytes
from tests.builders.stores import load_files, local

ADMIN = CurrentUser("an", "An", Role.ADMIN)
Q2 = Period.from_code("2026-Q2")
BEFORE, JULY, NOW = date(2026, 6, 30), date(2026, 7, 1), local("2026-07-10 09:00")
FOLDER = {
    "plans": "code,number,province,issued_on\nP1,1/KH-UBND,Hà Nội,2025-12-20",
    "agencies": """code,name,kind,province
                   A,Sở A,department,Hà Nội
                   B,Sở B,department,Hà Nội
                   C,Sở C,department,Hà Nội
                   O,Sở Ngoại vụ,department,Hà Nội""",
    "regimes": """plan,valid_from,kinds,window,agency_due_days,consolidator,basis,first_period
                  P1,2025-12-15,quarter,nd09,3,O,giả định,2026-Q2""",
    "tasks": "code,plan,title,type,due_on\nT1,P1,Một,one_off,2026-05-30\nT2,P1,Hai,one_off,2026-12-31",
    "assignments": "task,agency,role\nT1,A,lead\nT2,B,lead",
    "indicators": "code,plan,position,name,unit,adds_up,decimals,reporters\nI1,P1,1,Đoàn ra,đoàn,sum,0,A",
    "submissions": """number,agency,plan,period,submitted_at,submitted_by,status
                      S1,A,P1,2026-Q2,2026-06-16T09:00:00+07:00,binh,accepted""",
    "report_lines": "submission,task,percent,done_on\nS1,T1,100,2026-05-20",
}


@pytest.fixture(autouse=True)
def filled(tmp_path, database):
    """A sent its report of the second quarter, B did not."""
    load_files(tmp_path / "folder", **FOLDER)
    with open_transaction() as session:
        for name, agency, role in (
            ("binh", "A", Role.REPORTER),
            ("hoa", "B", Role.REPORTER),
            ("chi", "C", Role.REPORTER),
            ("cuong", "O", Role.COORDINATOR),
        ):
            add_sample_user(
                session, name=name, display_name=name, role=role, agency=agency, password="mật khẩu", at=NOW
            )
            account_row = user_named(session, name)
            account_row.email = f"{name}@hanoi.gov.vn"


def make(kind, before, after, **more):
    row = {"name": f"Sở {after}", "kind": "department", "province": "Hà Nội", "aliases": "", "valid_to": ""}
    new = [RowChange("agencies.csv", row={"code": code, "valid_from": "2026-07-01", **row}) for code in after]
    make_succession(
        user=ADMIN, move=Move(kind, JULY, tuple(before), tuple(after), "Quyết định", **more), new=new, at=NOW
    )


def acting(name, day=local_day(NOW)):
    with open_session() as session:
        return account(session, name, today=day)


def facts_of(user):
    with open_session() as session:
        return read_facts(session, user.scope, today=local_day(NOW))


def merge():
    make(SuccessionKind.MERGED, ["A", "B"], ["AB"])


def test_from_the_day_on_an_account_of_a_merged_agency_acts_for_the_new_one():
    merge()

    assert (acting("binh", BEFORE).agency, acting("binh", BEFORE).predecessors) == ("A", frozenset())
    assert (acting("binh").agency, acting("binh").predecessors) == ("AB", {"A", "B"})
    assert acting("chi").predecessors == frozenset()
    with open_session() as session:
        assert agency_reporters(session, "AB", today=local_day(NOW)) == ["binh", "hoa"]
        undo_succession(user=ADMIN, succession=made_on_screen(session)[0][0], at=NOW)
    assert acting("binh").agency == "A"


def test_it_reads_what_both_reported_and_owes_what_they_did_not_send():
    merge()
    user, facts = acting("hoa"), facts_of(acting("hoa"))

    with open_session() as session:
        assert [row.number for row in submissions(session, user.scope, today=local_day(NOW))] == ["S1"]
        assert [row.number for row in task_detail(session, user.scope, code="T1", today=local_day(NOW)).versions] == [
            "S1"
        ]
        assert submissions(session, acting("chi").scope, today=local_day(NOW)) == []
    assert may_see_report(user, facts, ReportKey("A", "P1", Q2))
    owed = [report.key for code in facts.own_agencies for report in due_reports(facts, agency=code, as_of=NOW)]
    assert ReportKey("B", "P1", Q2) in owed


def test_it_sends_the_report_that_is_still_owed_and_nobody_else_may():
    merge()
    csv = csv_bytes([["T2", "2026-Q2", 40, "Đang thực hiện", "", "Đã trao đổi đoàn", "", "", ""]])
    with open_session() as session:
        file = check_report(session, csv, file_name="b.csv", agency="B", period=Q2, at=NOW)

    for user in (acting("chi"), acting("binh", BEFORE)):
        with pytest.raises(NotAllowed):
            submit_report(user=user, report=file, file_name="b.csv", agency="B", at=NOW)
    receipt = submit_report(user=acting("binh"), report=file, file_name="b.csv", agency="B", at=NOW)

    assert [(report.agency, report.period) for report in receipt.reports] == [("B", Q2)]


def test_its_first_report_goes_on_from_what_both_had_reported():
    merge()

    with open_session() as session:
        assert {task: values.percent for task, (_, values) in accepted_lines(session, agency="AB").items()} == {
            "T1": 100
        }
        file = check_report(
            session,
            csv_bytes([["T1", "2026-Q3", 60, "Đang thực hiện", "", "Làm lại", "", "", ""]]),
            file_name="ab.csv",
            agency="AB",
            period=Period.from_code("2026-Q3"),
            at=local("2026-09-15 09:00"),
        )
    assert FindingCode.PERCENT_WENT_DOWN in {finding.code for finding in file.findings}


def test_reminders_and_letters_about_it_go_to_the_new_body():
    merge()
    office = facts_of(acting("cuong"))

    with open_session() as session:
        found = recipients(session, today=local_day(NOW))
    assert {code: [to.user_name for to in own] for code, own in found.items()} == {
        **{code: ["binh", "hoa"] for code in ("A", "B", "AB")},
        "C": ["chi"],
    }
    [letter] = agencies_in_arrears(office, cutoff=AsOf(NOW, Q2), kinds={})
    assert (letter.agency, [report.agency for report in letter.reports]) == ("AB", ["B"])


def test_an_indicator_that_one_of_them_was_asked_for_is_asked_of_the_new_body():
    merge()

    with open_session() as session:
        [asked] = read_indicators(session, ["P1"], today=local_day(NOW))
    assert [code for code in ("A", "AB", "B", "C") if asked.is_asked_of(code)] == ["A", "AB"]


def test_the_offices_scope_and_its_unfinished_texts_follow_when_it_is_renamed():
    key = ReportTextsKey("O", Selection(plan="P1"), Q2)
    typed = OfficeTexts({ReportPart.CAUSES: "Kinh phí giao chậm."})
    save_report_texts(user=acting("cuong", BEFORE), key=key, texts=typed, version=0, at=local("2026-06-30 09:00"))
    make(SuccessionKind.RENAMED, ["O"], ["N"])

    with open_session() as session:
        saved = saved_texts(session, replace(key, office="N"))
    assert (saved.texts, saved.version) == (typed, 0)

    assert (acting("cuong").agency, acting("cuong").scope.offices) == ("N", {"N", "O"})
    assert facts_of(acting("cuong")).plans.keys() == {"P1"}


def test_an_account_of_a_split_agency_stays_until_somebody_says_for_whom_it_acts():
    make(SuccessionKind.SPLIT, ["A"], ["C1", "C2"], tasks={"T1": "C1"})

    assert acting("binh").agency == "A"
