"""A plan loaded today owes nothing of before; one that comes with its reports, or says where it begins, is left as it is."""

import pytest
from sqlmodel import select

from actions.load_folder import load
from data_model.rules.figures.as_of import AsOf
from data_model.rules.figures.grouping import expected_reports
from data_model.rules.people.access import EVERYTHING
from data_model.rules.plans.periods import local_day
from data_model.store import open_session
from data_model.store.figures.facts import read_facts
from data_model.tables import Regime
from tests.builders.stores import local, write_folder

pytestmark = pytest.mark.usefixtures("database")

TODAY = local("2026-11-30 09:00")
FOLDER = {
    "agencies": "code,name\nA,Sở A",
    "plans": "code,number,province,issued_on\nP1,1/KH-UBND,Tỉnh 1,2012-03-29",
    "regimes": "plan,valid_from,kinds,window,agency_due_days,consolidator\nP1,2025-03-15,quarter; half; year,nd09,3,A",
    "tasks": "code,plan,title,type\nT1,P1,Nhiệm vụ 1,one_off",
    "assignments": "task,agency,role\nT1,A,lead",
}
SENT = {
    "submissions": """number,agency,plan,period,submitted_at,submitted_by,status
                      S1,A,P1,2026-H1,2026-06-16T09:00:00+07:00,an,accepted"""
}


def load_here(folder, *, at=TODAY, **files):
    load(write_folder(folder, FOLDER | files), user_name="an", at=at)


def first_period():
    with open_session() as session:
        return session.exec(select(Regime.first_period)).one()


def owed(period_of):
    with open_session() as session:
        facts = read_facts(session, EVERYTHING, today=local_day(period_of.as_of))
    return [report.period.code for report in expected_reports(facts, cutoff=period_of)]


def test_a_new_plan_begins_with_the_report_that_is_open(tmp_path):
    load_here(tmp_path / "first")

    assert first_period() == "2026"
    assert owed(AsOf(TODAY)) == []
    assert owed(AsOf(local("2026-12-20 09:00"))) == ["2026"]


def test_loading_it_again_later_moves_nothing(tmp_path):
    load_here(tmp_path / "first")
    load_here(tmp_path / "again", at=local("2027-04-01 09:00"))

    assert first_period() == "2026"


def test_what_the_folder_says_stands(tmp_path):
    regime = FOLDER["regimes"].replace("consolidator", "consolidator,first_period") + ",2026-Q1"
    load_here(tmp_path / "said", regimes=regime)

    assert first_period() == "2026-Q1"


def test_a_plan_that_comes_with_reports_keeps_its_past(tmp_path):
    load_here(tmp_path / "with_reports", **SENT)

    assert first_period() == ""
    assert owed(AsOf(TODAY)) == ["2026-Q3"]
