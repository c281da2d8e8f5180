"""Kept figures of plans whose regime changes its windows, that last “for ever”, and beside a clock that is behind."""

from datetime import date, timedelta

import pytest

from data_model.kept_tables import KeptPlan
from data_model.rules.grouping import Choice
from data_model.rules.periods import Period, end_of
from data_model.rules.standings import Lens
from data_model.store import open_session
from data_model.store.kept.keeping import keep_figures
from data_model.store.kept.past import keep_past
from tests.data_model.test_kept_figures import agree
from tests.stores import load_files, local

pytestmark = pytest.mark.usefixtures("store")

AT = local("2026-09-01 08:00")
TO_CALENDAR = "P1,2025-11-01,quarter,nd09,3\nP1,2026-06-20,quarter,calendar,3"
TO_HALF_YEARS = "P1,2025-11-01,quarter,nd09,3\nP1,2026-06-20,half,calendar,3"
FROM_MONTHS = "P1,2025-11-01,month,nd09,3\nP1,2026-05-20,half; year,calendar,3"


def load_plan(folder, *, regimes=TO_CALENDAR, due_on="2026-12-31", valid_to=""):
    """One task of agency A, whose report on the first quarter was accepted on 10/3."""
    load_files(
        folder,
        agencies="code,name,kind\nA,Sở A,department",
        plans="code,title,issued_on\nP1,Kế hoạch,2025-12-01",
        regimes=f"plan,valid_from,kinds,window,agency_due_days\n{regimes}",
        tasks=f"code,plan,title,type,due_on\nT1,P1,Nhiệm vụ,one_off,{due_on}",
        assignments=f"task,agency,role,valid_to\nT1,A,lead,{valid_to}",
        submissions="number,agency,plan,period,submitted_at,status\nS1,A,P1,2026-Q1,2026-03-10T09:00:00+07:00,accepted",
    )


def agree_each_day(first, last):
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        for period in (None, Period.from_code("2026-Q2")):
            agree(Lens(end_of(day), period), Choice())


@pytest.mark.parametrize("regimes", [TO_CALENDAR, TO_HALF_YEARS, FROM_MONTHS])
def test_the_days_around_a_change_of_windows_are_told(tmp_path, regimes):
    load_plan(tmp_path, regimes=regimes)
    keep_figures(at=AT)
    assert keep_past() == 1

    agree_each_day(date(2026, 5, 10), date(2026, 7, 5))
    agree(Lens(AT), Choice())


def test_a_day_before_the_windows_change_is_told_when_the_figures_are_brought_on(tmp_path):
    load_plan(tmp_path)
    keep_figures(at=local("2026-06-10 08:00"))
    keep_figures(at=local("2026-06-18 08:00"))

    agree_each_day(date(2026, 6, 10), date(2026, 6, 17))
    agree(Lens(local("2026-06-18 08:00")), Choice())


def test_what_lasts_until_the_last_day_that_can_be_written_is_kept(tmp_path):
    load_plan(tmp_path, due_on="9999-12-31", valid_to="9999-12-31")

    assert keep_figures(at=AT) == 1
    assert keep_past() == 1
    agree(Lens(AT), Choice())


def test_a_clock_that_is_a_little_behind_at_midnight_leaves_the_past_told(tmp_path):
    load_plan(tmp_path)
    keep_figures(at=local("2026-09-01 00:00:01"))
    keep_past()

    assert keep_figures(at=local("2026-08-31 23:59:59")) == 0
    with open_session() as session:
        assert session.get(KeptPlan, 1).told_from == date(2026, 3, 10)
    agree(Lens(local("2026-08-31 23:59:59")), Choice())
