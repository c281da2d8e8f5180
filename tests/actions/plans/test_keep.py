"""Plans, tasks, agencies and regimes are kept on screen with the checks of a load, all of a change or nothing."""

import json
from datetime import date

import pytest
from sqlmodel import select

from actions.load_folder import dump
from actions.plans.keep import keep
from data_model.rules.people.access import CurrentUser, NotAllowed
from data_model.rules.plans.keeping import KeepProblem, KeepRefused, Resting, RowChange
from data_model.rules.plans.periods import Period
from data_model.store import open_session
from data_model.store.folder.kept_rows import rows
from data_model.store.folder.load import FolderRefused
from data_model.store.plans.managed import plan_fact
from data_model.tables import AuditEntry
from data_model.values import Role
from tests.builders.stores import contents, load_files, local

pytestmark = pytest.mark.usefixtures("database")

NOW = local("2026-06-25 09:00")
ADMIN = CurrentUser("an", "An", Role.ADMIN)
OFFICE = CurrentUser("cuong", "Cường", Role.COORDINATOR, agency="SNV")
OTHER_OFFICE = CurrentUser("dung", "Dũng", Role.COORDINATOR, agency="KT")
REPORTER = CurrentUser("binh", "Bình", Role.REPORTER, agency="A")
FOLDER = {
    "directives": "code,number\n04-CT-TW,04-CT/TW",
    "plans": """code,number,province,issued_on,main_directive,directives
                P1,1/KH-UBND,Hà Nội,2025-12-20,04-CT-TW,04-CT-TW""",
    "agencies": """code,name,kind,province
                   A,Sở A,department,Hà Nội
                   B,Sở B,department,Hà Nội
                   SNV,Sở Ngoại vụ,department,Hà Nội
                   KT,Sở Ngoại vụ Kon Tum,department,Kon Tum
                   CAC-SO,Các sở,group,Hà Nội""",
    "regimes": """plan,valid_from,kinds,window,agency_due_days,consolidator,first_period
                  P1,2025-12-15,quarter,nd09,3,SNV,2026-Q1""",
    "tasks": """code,plan,title,type,due_on
                T1,P1,Tổ chức hội nghị,one_off,2026-05-30
                T2,P1,Thông tin đối ngoại,continuing,""",
    "assignments": "task,agency,role\nT1,A,lead\nT2,B,lead",
    "submissions": """number,agency,plan,period,submitted_at,submitted_by,status
                      S1,A,P1,2026-Q2,2026-06-16T09:00:00+07:00,binh,submitted""",
    "report_lines": "submission,task,percent\nS1,T1,50",
}


@pytest.fixture
def filled(tmp_path, database):
    load_files(tmp_path / "folder", **FOLDER)


def stored(sheet, **cells):
    """The one row of a sheet with these cells."""
    with open_session() as session:
        [row] = [row for row in rows(session, sheet) if cells.items() <= row.items()]
    return row


def add(sheet, **cells):
    return RowChange(sheet, row=cells)


def correct(sheet, row, **cells):
    return RowChange(sheet, read=row, row={**row, **cells})


def change(*changes, user=OFFICE, **more):
    keep(user=user, changes=changes, at=NOW, **more)


def dumped(folder):
    dump(folder)
    return contents(folder)


NEW_PLAN = (
    add("agencies.csv", code="C", name="Sở C", kind="department", province="Hà Nội"),
    add("plans.csv", code="P2", number="9/KH-UBND", province="Hà Nội", issued_on="2026-06-20", text_file="p2.txt"),
    add(
        "regimes.csv",
        plan="P2",
        valid_from="2026-06-20",
        kinds="quarter",
        window="nd09",
        agency_due_days="3",
        consolidator="SNV",
    ),
    add(
        "tasks.csv",
        code="P2-01",
        plan="P2",
        title="Chủ trì hội nghị",
        quote="Sở C chủ trì",
        quote_start="3",
        quote_end="15",
        type="one_off",
    ),
    add("assignments.csv", task="P2-01", agency="C", role="lead"),
)


@pytest.mark.usefixtures("filled")
def test_a_whole_plan_comes_in_at_once_and_owes_nothing_of_before():
    change(*NEW_PLAN, texts={"p2.txt": "1. Sở C chủ trì tổ chức hội nghị."})

    assert stored("assignments.csv", task="P2-01")["agency"] == "C"
    assert stored("regimes.csv", plan="P2")["first_period"] == "2026-Q3"
    assert stored("tasks.csv", code="P2-01")["entered_at"] == "2026-06-25T09:00:00+07:00"


@pytest.mark.usefixtures("filled")
def test_one_wrong_row_stores_nothing_and_is_named_as_a_load_names_it(tmp_path):
    before = dumped(tmp_path / "before")

    with pytest.raises(FolderRefused) as refused:
        change(*NEW_PLAN, texts={"p2.txt": "Văn bản khác, không có câu trích."})

    assert [(p.file_name, p.row, p.column, p.code) for p in refused.value.problems] == [
        ("tasks.csv", 1, "quote", "quote_not_there")
    ]
    assert dumped(tmp_path / "after") == before


@pytest.mark.usefixtures("filled")
def test_what_was_added_can_be_taken_back_to_the_last_byte(tmp_path):
    before = dumped(tmp_path / "before")
    change(*NEW_PLAN, texts={"p2.txt": "1. Sở C chủ trì tổ chức hội nghị."})

    change(
        RowChange("plans.csv", read=stored("plans.csv", code="P2")),
        RowChange("agencies.csv", read=stored("agencies.csv", code="C")),
    )

    assert dumped(tmp_path / "after") == before


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(
    ("sheet", "code", "resting"),
    [
        ("plans.csv", "P1", (Resting("report_line", 1), Resting("submission", 1))),
        ("tasks.csv", "T1", (Resting("report_line", 1),)),
        ("agencies.csv", "B", (Resting("assignment", 1),)),
        ("directives.csv", "04-CT-TW", (Resting("plan", 1), Resting("plan_directive", 1))),
    ],
)
def test_what_something_rests_on_stays_and_it_is_said_what(tmp_path, sheet, code, resting):
    before = dumped(tmp_path / "before")

    with pytest.raises(KeepRefused) as refused:
        change(RowChange(sheet, read=stored(sheet, code=code)), user=ADMIN)

    assert (refused.value.problem, refused.value.resting) == (KeepProblem.RESTS_ON_IT, resting)
    assert dumped(tmp_path / "after") == before


@pytest.mark.usefixtures("filled")
def test_an_assignment_under_which_something_was_reported_stays():
    with pytest.raises(KeepRefused) as refused:
        change(RowChange("assignments.csv", read=stored("assignments.csv", task="T1")))
    assert refused.value.resting == (Resting("report_line", 1),)

    change(RowChange("assignments.csv", read=stored("assignments.csv", task="T2")))
    with open_session() as session:
        assert [row["task"] for row in rows(session, "assignments.csv")] == ["T1"]


@pytest.mark.usefixtures("filled")
def test_of_two_people_who_edit_one_thing_the_second_is_told_what_stands_there_now():
    read = stored("agencies.csv", code="A")
    change(correct("agencies.csv", read, name="Sở A mới"))

    with pytest.raises(KeepRefused) as refused:
        change(correct("agencies.csv", read, name="Sở A khác"), user=ADMIN)

    assert refused.value.problem is KeepProblem.CHANGED_MEANWHILE
    assert refused.value.now["name"] == "Sở A mới"
    assert stored("agencies.csv", code="A")["name"] == "Sở A mới"


@pytest.mark.usefixtures("filled")
def test_a_new_row_does_not_overwrite_one_of_the_same_code():
    with pytest.raises(KeepRefused) as refused:
        change(add("agencies.csv", code="A", name="Sở khác", province="Hà Nội"))

    assert refused.value.problem is KeepProblem.EXISTS_ALREADY
    assert stored("agencies.csv", code="A")["name"] == "Sở A"


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("user", [OTHER_OFFICE, REPORTER])
@pytest.mark.parametrize(
    ("sheet", "named", "cells"),
    [
        ("plans.csv", {"code": "P1"}, {"title": "Khác"}),
        ("tasks.csv", {"code": "T2"}, {"title": "Khác"}),
        ("assignments.csv", {"task": "T2"}, {"valid_to": "2026-06-24"}),
        ("regimes.csv", {"plan": "P1"}, {"consolidator": "KT"}),
        ("agencies.csv", {"code": "A"}, {"province": "Kon Tum"}),
        ("directives.csv", {"code": "04-CT-TW"}, {"title": "Khác"}),
    ],
)
def test_nobody_keeps_what_another_office_consolidates(tmp_path, user, sheet, named, cells):
    before = dumped(tmp_path / "before")

    with pytest.raises(NotAllowed):
        change(correct(sheet, stored(sheet, **named), **cells), user=user)

    assert dumped(tmp_path / "after") == before


@pytest.mark.usefixtures("filled")
def test_an_office_gives_itself_no_plan_and_gives_none_away():
    with pytest.raises(NotAllowed):
        change(correct("regimes.csv", stored("regimes.csv", plan="P1"), consolidator="KT"))
    with pytest.raises(NotAllowed):
        change(add("plans.csv", code="P3", number="3/KH-UBND", province="Hà Nội"))

    change(add("plans.csv", code="P3", number="3/KH-UBND", province="Hà Nội"), user=ADMIN)
    assert stored("plans.csv", code="P3")["number"] == "3/KH-UBND"


REGIME_OF_JULY = {"plan": "P1", "valid_from": "2026-07-01", "kinds": "month", "window": "nd09", "agency_due_days": "5"}


@pytest.mark.usefixtures("filled")
def test_a_period_in_which_something_was_sent_keeps_its_regime():
    regime = stored("regimes.csv", plan="P1")
    for cells in ({"agency_due_days": "10"}, {"kinds": "year"}, {"first_period": "2026-Q3"}):
        with pytest.raises(KeepRefused) as refused:
            change(correct("regimes.csv", regime, **cells))
        assert (refused.value.problem, refused.value.name) == (KeepProblem.PERIOD_WAS_SENT, "2026-Q2")
    with pytest.raises(KeepRefused) as refused:
        change(RowChange("regimes.csv", read=regime), user=ADMIN)
    assert refused.value.problem is KeepProblem.PERIOD_WAS_SENT

    change(add("regimes.csv", **REGIME_OF_JULY, consolidator="SNV"))
    july = stored("regimes.csv", valid_from="2026-07-01")
    change(correct("regimes.csv", july, agency_due_days="7"))
    assert stored("regimes.csv", valid_from="2026-07-01")["agency_due_days"] == "7"


@pytest.mark.usefixtures("filled")
def test_each_change_is_in_the_audit_log_with_before_and_after():
    change(correct("agencies.csv", stored("agencies.csv", code="A"), name="Sở A mới"))

    with open_session() as session:
        [entry] = session.exec(select(AuditEntry).where(AuditEntry.what == "correct_row")).all()
    note = json.loads(entry.note)
    assert (entry.user_name, entry.subject, entry.at) == ("cuong", "A", NOW)
    assert (note["before"]["name"], note["after"]["name"]) == ("Sở A", "Sở A mới")


MONTHLY = """plan,valid_from,kinds,window,agency_due_days,consolidator,first_period,to_working_day
             P1,2025-12-15,month,nd09,3,SNV,2026-M04,yes"""
SENT_FOR_MAY = """number,agency,plan,period,submitted_at,submitted_by,status
                  S1,A,P1,2026-M05,2026-05-18T09:00:00+07:00,binh,submitted"""
HOLIDAY = {"kind": "off", "name": "Nghỉ bù", "basis": "giả định"}


@pytest.fixture
def monthly(tmp_path, database):
    """The report of May was due on Monday 18/5, as 17/5 is a Sunday; that of June is due on Wednesday 17/6, of July on 17/7."""
    load_files(tmp_path / "folder", **{**FOLDER, "regimes": MONTHLY, "submissions": SENT_FOR_MAY})


def due_of(period, on="2026-06-25"):
    with open_session() as session:
        return plan_fact(session, "P1", today=date.fromisoformat(on)).due_on(Period.from_code(period)).isoformat()


@pytest.mark.usefixtures("monthly")
class TestHolidays:
    def test_move_the_due_days_still_to_come_and_are_recorded(self):
        assert due_of("2026-M07") == "2026-07-17"

        change(add("holidays.csv", day="2026-07-17", **HOLIDAY), user=ADMIN)

        assert due_of("2026-M07") == "2026-07-20"
        with open_session() as session:
            [entry] = session.exec(select(AuditEntry).where(AuditEntry.subject == "2026-07-17")).all()
        assert (entry.user_name, entry.what) == ("an", "add_row")
        assert json.loads(entry.note)["after"]["name"] == "Nghỉ bù"

    def test_of_a_period_that_was_sent_do_not_move_a_due_day_that_has_passed(self):
        with pytest.raises(KeepRefused) as refused:
            change(add("holidays.csv", day="2026-05-18", **HOLIDAY), user=ADMIN)

        assert (refused.value.problem, refused.value.name) == (KeepProblem.DUE_DAY_PASSED, "2026-M05")
        assert due_of("2026-M05") == "2026-05-18"

    def test_move_a_past_due_day_for_which_nothing_was_sent(self):
        change(add("holidays.csv", day="2026-06-17", **HOLIDAY), user=ADMIN)

        assert due_of("2026-M06") == "2026-06-18"

    def test_a_day_worked_in_exchange_is_of_the_weekend(self):
        with pytest.raises(FolderRefused) as refused:
            change(add("holidays.csv", day="2026-07-17", kind="worked", name="Làm bù"), user=ADMIN)
        assert [(problem.code, problem.column) for problem in refused.value.problems] == [("not_a_weekend_day", "kind")]

        change(add("holidays.csv", day="2026-10-17", kind="worked", name="Làm bù"), user=ADMIN)
        assert due_of("2026-M10") == "2026-10-17"

    def test_are_kept_by_the_administrator_alone(self):
        with pytest.raises(NotAllowed):
            change(add("holidays.csv", day="2026-07-17", **HOLIDAY), user=OFFICE)
