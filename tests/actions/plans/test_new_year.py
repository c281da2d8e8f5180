"""A coming year is confirmed in one go: due dates that differ from other years, and regimes nobody has confirmed."""

from datetime import date

import pytest
from sqlmodel import select

from actions.plans.new_year import NewDate, confirm_year
from data_model.rules.people.access import CurrentUser, NotAllowed
from data_model.rules.plans.keeping import KeepProblem, KeepRefused
from data_model.rules.plans.periods import local_day
from data_model.rules.round.new_year import year_ahead
from data_model.store import open_session
from data_model.store.figures.facts import read_facts
from data_model.store.folder.kept_rows import rows
from data_model.tables import AuditEntry
from data_model.values import Role
from tests.builders.stores import load_files, local

NOW = local("2026-12-01 09:00")
OFFICE = CurrentUser("cuong", "Cường", Role.COORDINATOR, agency="SNV")
REPORTER = CurrentUser("binh", "Bình", Role.REPORTER, agency="A")
FOLDER = {
    "plans": """code,number,province,issued_on,ends_on
                P1,1/KH-UBND,Hà Nội,2025-12-20,
                P2,2/KH-UBND,Hà Nội,2025-12-20,2026-12-31""",
    "agencies": "code,name,kind,province\nA,Sở A,department,Hà Nội\nSNV,Sở Ngoại vụ,department,Hà Nội",
    "holidays": "day,kind,name\n2027-06-17,off,Nghỉ bù",
    "regimes": """plan,valid_from,kinds,window,agency_due_days,consolidator,basis,to_working_day
                  P1,2025-12-15,half; year,nd09,3,SNV,giả định,yes
                  P2,2025-12-15,year,nd09,3,SNV,giả định,yes""",
    "tasks": """code,plan,title,type,due_on
                T1,P1,Gặp mặt đầu năm,yearly,2026-02-28
                T2,P1,Báo cáo năm,yearly,2024-02-29
                T3,P1,Hội nghị,one_off,2026-05-30
                T4,P1,Đã dừng,yearly,2026-06-01
                T5,P2,Của kế hoạch đã hết,yearly,2026-06-01""",
    "task_changes": """task,valid_from,field,value,reason,by,at
                       T4,2026-05-01,stopped,yes,Trùng,cuong,2026-05-01T09:00:00+07:00""",
    "assignments": "task,agency,role\nT1,A,lead\nT2,A,lead",
}


@pytest.fixture(autouse=True)
def filled(tmp_path, database):
    load_files(tmp_path / "folder", **FOLDER)


def ahead(year=2027):
    with open_session() as session:
        return year_ahead(read_facts(session, OFFICE.scope, today=local_day(NOW)), year)


def confirm(dates, *, user=OFFICE, year=2027, reason="Thời hạn năm 2027"):
    confirm_year(user=user, year=year, dates=dates, regimes=True, reason=reason, document="5/CV-SNV", at=NOW)


def stored(sheet):
    with open_session() as session:
        return rows(session, sheet)


LATER = {"T1": NewDate(date(2027, 2, 28), date(2027, 3, 15))}


def test_yearly_tasks_in_force_keep_their_day_and_month():
    assert [(row.task, row.due_on, row.is_set) for row in ahead().dates] == [
        ("T1", date(2027, 2, 28), False),
        ("T2", date(2027, 2, 28), False),
    ]


def test_the_rounds_of_the_year_know_its_holidays():
    assert [(row.plan, row.period.code, row.due_on, row.moved) for row in ahead().rounds] == [
        ("P1", "2027-H1", date(2027, 6, 18), True),  # 17/6/2027 is a holiday
        ("P1", "2027", date(2027, 12, 17), False),
    ]


def test_one_press_enters_the_dates_and_confirms_the_regimes_of_plans_still_in_force():
    confirm(LATER)

    [change] = [row for row in stored("task_changes.csv") if row["task"] == "T1"]
    assert (change["valid_from"], change["value"], change["document"]) == ("2027-01-01", "2027-03-15", "5/CV-SNV")
    assert [row["plan"] for row in stored("regime_confirmations.csv")] == ["P1"]
    assert (ahead().dates[0].due_on, ahead().dates[0].is_set) == (date(2027, 3, 15), True)
    assert ahead(2028).dates[0].due_on == date(2028, 2, 28)
    with open_session() as session:
        assert session.exec(select(AuditEntry)).all()[-1].what == "confirm_year"


def test_a_second_press_doubles_nothing():
    confirm(LATER)
    before = stored("task_changes.csv"), stored("regime_confirmations.csv")

    with pytest.raises(KeepRefused) as refused:
        confirm({"T1": NewDate(date(2027, 3, 15), date(2027, 3, 15))})
    assert refused.value.problem is KeepProblem.NOTHING_CHANGED
    assert (stored("task_changes.csv"), stored("regime_confirmations.csv")) == before


@pytest.mark.parametrize(
    "dates, problem",
    [
        ({"T1": NewDate(date(2027, 1, 1), date(2027, 3, 15))}, KeepProblem.CHANGED_MEANWHILE),
        ({"T1": NewDate(date(2027, 2, 28), date(2028, 3, 15))}, KeepProblem.OTHER_YEAR),
    ],
)
def test_what_somebody_else_changed_and_a_day_of_another_year_are_refused_and_nothing_is_stored(dates, problem):
    with pytest.raises(KeepRefused) as refused:
        confirm(dates)

    assert refused.value.problem is problem
    assert stored("regime_confirmations.csv") == []


def test_only_an_office_confirms():
    with pytest.raises(NotAllowed):
        confirm(LATER, user=REPORTER)
