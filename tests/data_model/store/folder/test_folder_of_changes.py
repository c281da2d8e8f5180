"""Changes of tasks, rounds with days of their own, paper reports and acceptances taken back: from a folder into the
store, from there into the facts of the figures, and back into the same folder, on both databases.
"""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from actions.load_folder import dump
from data_model.rules.figures.grouping import submissions_between
from data_model.rules.people.access import EVERYTHING, Scope
from data_model.rules.plans.facts import SuccessionFact, TaskChangeFact
from data_model.rules.plans.periods import Period
from data_model.rules.plans.regime_facts import RoundFact
from data_model.store import open_session
from data_model.store.figures.facts import read_facts
from data_model.tables import Submission
from data_model.values import SubmissionStatus, SuccessionKind, TaskField, TaskType
from tests.builders.store_fixtures import using
from tests.builders.stores import TABLES, data_files, load, load_files, local, rows, write_folder

pytestmark = pytest.mark.slow  # loads and dumps a folder for each case

FILES = {
    "directives": "code,number,kind,issuer,issued_on,title,aliases\n04-CT-TW,04-CT/TW,,,,,\n35-KH-TU,35-KH/TU,,,,,",
    "directive_links": "directive,carries_out,valid_from\n35-KH-TU,04-CT-TW,2026-01-15",
    "plans": """
        code,number,issuer,province,issued_on,signer,title,main_directive,directives,replaces,text_file,notes,ends_on
        P1,1/KH-UBND,UBND tỉnh,Tỉnh mẫu,2025-12-20,,Kế hoạch 1,04-CT-TW,04-CT-TW,,,,2026-12-31
        P2,2/KH-UBND,UBND tỉnh,Tỉnh mẫu,2025-12-20,,Kế hoạch 2,,,,,,
    """,
    "agencies": """
        code,name,kind,province,aliases,valid_from,valid_to
        A,Sở A,department,Tỉnh mẫu,,,
        B,Sở B,department,Tỉnh mẫu,,,2026-06-30
        C,Sở C,department,Tỉnh mẫu,,2026-07-01,
    """,
    "regimes": """
        plan,valid_from,kinds,window,agency_due_days,lock_after_days,consolidator,basis,first_period,to_working_day,office_due_day,paper_time
        P1,2025-12-15,quarter; half,nd09,3,30,A,giả định,2026-H1,yes,25,date
        P2,2025-12-15,quarter,nd09,3,30,A,giả định,,no,,receipt
    """,
    "rounds": """
        plan,period,title,opens_on,due_on,by,at
        P1,2026-H1,,2026-06-01,2026-06-25,cuong,2026-05-01T09:00:00+07:00
        P1,2026-Q2,,,2026-06-26,cuong,2026-05-02T09:00:00+07:00
        P1,R20260701-20260820,Báo cáo chuyên đề,,2026-08-25,cuong,2026-06-30T09:00:00+07:00
        P1,R20260701-20260820-2,Báo cáo đột xuất,2026-07-05,,cuong,2026-06-30T10:00:00+07:00
    """,
    "successions": """
        on,kind,from_agency,to_agency,basis
        2026-07-01,merged,B,C,Nghị quyết 12
        2026-12-31,dissolved,A,,
    """,
    "tasks": """
        code,plan,section,title,quote,quote_start,quote_end,type,type_basis,due_on,weight,notes,product,first_on,entered_at,supervising
        T1,P1,,Nhiệm vụ 1,,,,one_off,,2026-06-30,1,,Đề án,2026-02-01,2026-03-01T09:00:00+07:00,Văn phòng UBND tỉnh; Thanh tra tỉnh
        T2,P1,,Nhiệm vụ 2,,,,continuing,,,1,,,,,
        T3,P2,,Nhiệm vụ 3,,,,one_off,,,1,,,,,
    """,
    "task_changes": """
        task,valid_from,field,value,reason,document,by,at
        T1,2026-06-20,due_on,2026-12-31,Chờ hướng dẫn,120/UBND-NC,cuong,2026-06-20T09:00:00+07:00
        T1,2026-06-20,due_on,2026-11-30,Sửa lại,,cuong,2026-06-21T09:00:00+07:00
        T1,2026-05-01,due_on,,Chưa xác định,,cuong,2026-06-22T09:00:00+07:00
        T1,2026-07-01,weight,1.5,Việc lớn hơn,,cuong,2026-07-01T09:00:00+07:00
        T1,2026-07-02,title,"Nhiệm vụ 1, mở rộng",Văn bản mới,,cuong,2026-07-02T09:00:00+07:00
        T2,2026-07-01,type,yearly,Làm mỗi năm,,cuong,2026-07-01T09:00:00+07:00
        T2,2026-08-01,stopped,yes,Không còn phù hợp,,cuong,2026-08-01T09:00:00+07:00
        T2,2026-09-01,stopped,no,Tiếp tục,,cuong,2026-09-01T09:00:00+07:00
    """,
    "assignments": """
        task,agency,role,mode,valid_from,valid_to
        T1,A,lead,assigned,,
        T2,B,lead,assigned,,
        T3,A,lead,assigned,,
    """,
    "submissions": """
        number,agency,plan,period,submitted_at,submitted_by,status,file_name,sha256,entered_at,paper_number,paper_dated_on,paper_signer,paper_received_on
        S1,A,P1,2026-H1,2026-06-15T00:00:00+07:00,cuong,submitted,,,2026-06-22T09:00:00+07:00,12/BC-SA,2026-06-15,Nguyễn Văn A,2026-06-16
        S2,B,P1,2026-H1,2026-06-16T09:00:00+07:00,em,superseded,,,,,,,
        S3,B,P1,2026-H1,2026-06-17T09:00:00+07:00,em,submitted,,,,,,,
        S4,A,P1,R20260701-20260820,2026-08-20T09:00:00+07:00,binh,withdrawn,,,,,,,
    """,
    "report_lines": """
        submission,task,agency,period,percent,status,done_on,result,difficulties,cause,responsibility,proposals,evidence,taken_over
        S1,T1,A,2026-H1,50,,,Đang làm,,Đối tác hoãn,Sở A,,,no
        S4,T1,A,R20260701-20260820,60,,,Đang làm,,,,,,yes
    """,
    "reviews": """
        submission,decision,reason,by,at
        S1,accepted,,lan,2026-06-23T09:00:00+07:00
        S1,submitted,Xác nhận nhầm,lan,2026-06-24T09:00:00+07:00
        S2,superseded,,em,2026-06-17T09:00:00+07:00
    """,
    "extensions": """
        agency,plan,period,due,reason,by,at
        A,P1,R20260701-20260820,2026-08-31,Chờ số liệu,cuong,2026-08-20T09:00:00+07:00
    """,
    "waivers": """
        agency,plan,period,reason,by,at,lifted_by,lifted_at
        B,P1,R20260701-20260820-2,Đang sắp xếp,cuong,2026-07-10T09:00:00+07:00,,
    """,
    "messages": """
        agency,plan,period,from_office,text,by,at
        A,P1,R20260701-20260820,yes,Đề nghị gửi sớm,cuong,2026-08-01T09:00:00+07:00
    """,
}
"""Every file that has a new column, or a round of its own kind in it, with every column."""


@pytest.fixture
def folder(tmp_path) -> Path:
    return write_folder(tmp_path / "in", FILES)


@pytest.fixture
def loaded(database, folder):
    load(folder)


def facts(scope: Scope = EVERYTHING):
    with open_session() as session:
        return read_facts(session, scope, today=date(2026, 9, 1))


def changes(code: str):
    [task] = [candidate for candidate in facts().tasks if candidate.code == code]
    return [(change.field, str(change.valid_from), change.value) for change in task.changes]


def sendings(at: str):
    """Everything that was known by an instant, in order of sending."""
    return submissions_between(facts(), first=local("2020-01-01 00:00"), last=local(at))


def status(number: str, at: str) -> SubmissionStatus | None:
    """How a submission stood at an instant; None before it was known."""
    return next((submission.status for submission in sendings(at) if submission.number == number), None)


@pytest.mark.usefixtures("postgres")
def test_a_dump_is_the_loaded_folder_byte_for_byte_on_each_database(folder, tmp_path, new_url, monkeypatch):
    came_from = folder
    for number, kind in enumerate(("sqlite", "postgresql", "sqlite")):
        with using(new_url(kind, TABLES), monkeypatch):
            load(came_from)
            came_from = tmp_path / f"dump-{number}"
            dump(came_from)
        assert data_files(came_from) == data_files(folder)


def test_a_second_load_of_the_same_folder_adds_nothing(loaded, folder, tmp_path):
    load(folder)
    dump(tmp_path / "out")

    assert data_files(tmp_path / "out") == data_files(folder)


def test_a_value_is_stored_as_a_dump_writes_it_however_it_was_typed(loaded, tmp_path):
    load_files(
        tmp_path / "typed",
        task_changes="""
            task,valid_from,field,value,reason,by,at
            T3,2026-06-20,due_on,31/12/2026,Đề nghị,cuong,2026-06-20T09:00:00+07:00
            T3,2026-06-20,weight,"2,50",Đề nghị,cuong,2026-06-20T09:00:00+07:00
        """,
    )
    dump(tmp_path / "out")

    assert [row["value"] for row in rows(tmp_path / "out" / "task_changes.csv")][-2:] == ["2026-12-31", "2.5"]


def test_a_plan_has_its_last_day_and_what_was_set_for_its_rounds(loaded):
    plans = facts().plans

    assert (plans["P1"].ends_on, plans["P2"].ends_on) == (date(2026, 12, 31), None)
    assert plans["P2"].rounds == ()
    half, special = Period.from_code("2026-H1"), Period.from_code("R20260701-20260820")
    assert plans["P1"].rounds == (
        RoundFact(half, local("2026-05-01 09:00"), "", date(2026, 6, 1), date(2026, 6, 25)),
        RoundFact(half, local("2026-05-02 09:00"), "", None, date(2026, 6, 26)),
        RoundFact(special, local("2026-06-30 09:00"), "Báo cáo chuyên đề", None, date(2026, 8, 25)),
        RoundFact(
            Period.from_code("R20260701-20260820-2"),
            local("2026-06-30 10:00"),
            "Báo cáo đột xuất",
            date(2026, 7, 5),
            None,
        ),
    )


def test_a_day_set_for_a_narrower_period_holds_for_the_report_that_ends_with_it(loaded):
    assert facts().plans["P1"].due_on(Period.from_code("2026-H1")) == date(2026, 6, 26)


def test_a_regime_asks_from_its_first_period_on_and_moves_due_days_where_it_says_so(loaded):
    first, second = facts().plans["P1"].regimes[0].calendar, facts().plans["P2"].regimes[0].calendar

    assert (first.first_period, first.to_working_day) == (Period.from_code("2026-H1"), True)
    assert (second.first_period, second.to_working_day) == (None, False)


def test_a_task_keeps_what_it_began_with_and_has_its_changes_in_the_order_in_which_they_hold(loaded):
    first, second, _third = facts().tasks

    assert (first.title, first.due_on, first.weight) == ("Nhiệm vụ 1", date(2026, 6, 30), Decimal(1))
    assert (first.first_on, first.entered_at) == (date(2026, 2, 1), local("2026-03-01 09:00"))
    assert (second.first_on, second.entered_at) == (None, None)
    assert changes("T1") == [
        (TaskField.DUE_ON, "2026-05-01", None),
        (TaskField.DUE_ON, "2026-06-20", date(2026, 12, 31)),
        (TaskField.DUE_ON, "2026-06-20", date(2026, 11, 30)),
        (TaskField.WEIGHT, "2026-07-01", Decimal("1.5")),
        (TaskField.TITLE, "2026-07-02", "Nhiệm vụ 1, mở rộng"),
    ]
    assert changes("T2") == [
        (TaskField.TYPE, "2026-07-01", TaskType.YEARLY),
        (TaskField.STOPPED, "2026-08-01", True),
        (TaskField.STOPPED, "2026-09-01", False),
    ]
    assert changes("T3") == []


def test_a_change_says_why_by_which_document_and_when_it_was_entered(loaded):
    assert facts().tasks[0].changes[1] == TaskChangeFact(
        field=TaskField.DUE_ON,
        valid_from=date(2026, 6, 20),
        value=date(2026, 12, 31),
        at=local("2026-06-20 09:00"),
        reason="Chờ hướng dẫn",
        document="120/UBND-NC",
    )


def test_an_agency_sees_the_changes_of_its_own_tasks(loaded):
    found = facts(Scope(agency="B"))

    assert [(task.code, len(task.changes)) for task in found.tasks] == [("T2", 3)]


def test_a_paper_report_has_its_own_time_and_is_known_from_its_entry(loaded):
    assert status("S1", "2026-06-22 08:59") is None
    assert status("S1", "2026-06-22 09:00") is SubmissionStatus.SUBMITTED

    paper = sendings("2026-06-22 09:00")[0]
    assert (paper.number, paper.submitted_at) == ("S1", local("2026-06-15 00:00"))


def test_a_paper_report_waits_for_review_from_its_entry(loaded):
    def waiting(at: str) -> list[str]:
        return [submission.number for submission in sendings(at) if submission.status is SubmissionStatus.SUBMITTED]

    assert waiting("2026-06-22 08:59") == ["S3"]
    assert waiting("2026-06-22 09:00") == ["S1", "S3"]


def test_an_acceptance_that_was_taken_back_leaves_the_report_waiting(loaded):
    assert status("S1", "2026-06-23 12:00") is SubmissionStatus.ACCEPTED
    assert status("S1", "2026-06-24 09:00") is SubmissionStatus.SUBMITTED


def test_a_report_is_superseded_from_the_next_one_on(loaded):
    assert status("S2", "2026-06-17 08:59") is SubmissionStatus.SUBMITTED
    assert status("S2", "2026-06-17 09:00") is SubmissionStatus.SUPERSEDED


def test_a_status_without_the_move_that_led_to_it_held_from_the_start(loaded):
    assert status("S4", "2026-08-20 09:00") is SubmissionStatus.WITHDRAWN


def test_a_paper_report_that_was_loaded_as_accepted_is_so_from_its_entry(loaded, tmp_path):
    load_files(
        tmp_path / "paper",
        submissions="""
            number,agency,plan,period,submitted_at,status,entered_at
            S9,A,P2,2026-Q2,2026-06-15,accepted,2026-06-22T09:00:00+07:00
        """,
    )

    assert status("S9", "2026-06-22 08:59") is None
    assert status("S9", "2026-06-22 09:00") is SubmissionStatus.ACCEPTED


def test_what_became_of_agencies_is_told_in_order(loaded):
    assert facts().successions == (
        SuccessionFact(date(2026, 7, 1), SuccessionKind.MERGED, "B", "C"),
        SuccessionFact(date(2026, 12, 31), SuccessionKind.DISSOLVED, "A", None),
    )


def test_what_stood_on_the_paper_is_kept(loaded):
    with open_session() as session:
        row = session.get_one(Submission, 1)

    assert (row.paper_number, row.paper_dated_on) == ("12/BC-SA", date(2026, 6, 15))
    assert (row.paper_signer, row.paper_received_on) == ("Nguyễn Văn A", date(2026, 6, 16))
