"""Numbers of agencies that were merged or renamed are counted once, whichever of the bodies reported them."""

from decimal import Decimal

import pytest

from data_model.rules.figures.as_of import AsOf
from data_model.rules.figures.selection import Selection
from data_model.rules.indicators.figures import IndicatorFigures, IndicatorSource
from data_model.rules.people.access import EVERYTHING
from data_model.rules.plans.periods import Period, local_day
from data_model.store import open_session
from data_model.store.figures.facts import read_facts
from data_model.store.indicators.values import read_numbers
from data_model.values import IndicatorsBy
from tests.builders.stores import load_files, local

AT = local("2026-12-31 23:59")
FOLDER = {
    "plans": "code,number,province,issued_on\nP1,1/KH-UBND,Hà Nội,2025-12-10",
    "agencies": """code,name,kind,valid_from,valid_to
                   A,Sở A,department,,2026-05-31
                   B,Sở B,department,,
                   X,Sở X,department,2026-06-01,""",
    "successions": "on,kind,from_agency,to_agency,basis\n2026-06-01,renamed,A,X,Quyết định",
    "regimes": """plan,valid_from,kinds,window,agency_due_days,basis,first_period
                  P1,2025-12-15,quarter; half; year,nd09,3,giả định,2026-Q1""",
    "tasks": "code,plan,title,type\nT1,P1,Một,one_off",
    "assignments": """task,agency,role,valid_from,valid_to
                      T1,A,lead,,2026-05-31
                      T1,X,lead,2026-06-01,
                      T1,B,coordinate,,""",
    "indicators": "code,plan,position,name,unit,adds_up,decimals\nS,P1,1,Đoàn ra,đoàn,sum,0\nL,P1,2,Hội viên,người,last,0",
    "submissions": """number,agency,plan,period,submitted_at,submitted_by,status
                      A1,A,P1,2026-Q1,2026-03-16T09:00:00+07:00,a,accepted
                      B1,B,P1,2026-Q1,2026-03-16T09:00:00+07:00,b,accepted
                      X1,X,P1,2026-H1,2026-06-16T09:00:00+07:00,x,accepted""",
    "indicator_values": """submission,indicator,value
                           A1,S,10
                           A1,L,100
                           B1,S,1
                           B1,L,7
                           X1,S,25
                           X1,L,90""",
}


@pytest.fixture
def figures(tmp_path, database):
    load_files(tmp_path / "folder", **FOLDER)

    def at(period, **more):
        organisation, selection = more.pop("organisation", None), Selection(**more)
        with open_session() as session:
            facts = read_facts(session, EVERYTHING, today=local_day(AT))
            numbers = read_numbers(session, facts, today=local_day(AT))
        cutoff = AsOf(AT, Period.from_code(period), organisation=organisation)
        return IndicatorFigures(IndicatorSource.at(facts, numbers, cutoff), cutoff, selection)

    return at


def running(found):
    return [figure.running for figure in found.all()]


def test_what_the_new_body_reports_of_half_a_year_holds_the_quarter_of_the_old_one(figures):
    assert running(figures("2026-Q1")) == [Decimal(11), Decimal(107)]
    assert running(figures("2026-H1")) == [Decimal(26), Decimal(97)]


def test_by_agency_each_has_what_it_reported_and_by_the_organisation_of_today_the_new_body_has_both(figures):
    by_agency = figures("2026-H1")
    today = figures("2026-H1", organisation=local_day(AT))
    key = by_agency.keys[0]

    assert [(code, figure.running) for code, figure in by_agency.split(key, IndicatorsBy.AGENCY)] == [
        ("A", Decimal(10)),
        ("B", Decimal(1)),
        ("X", Decimal(25)),
    ]
    assert [(code, figure.running) for code, figure in today.split(key, IndicatorsBy.AGENCY)] == [
        ("B", Decimal(1)),
        ("X", Decimal(25)),
    ]
    assert running(figures("2026-Q1", organisation=local_day(AT), agency="X")) == [Decimal(10), Decimal(100)]
