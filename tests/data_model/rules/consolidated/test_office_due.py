"""The office's own day for its report to the People's Committee, and whether it was kept."""

from dataclasses import replace
from datetime import date

import pytest

from data_model.rules.consolidated.office_due import FrozenReport, office_reports
from data_model.rules.figures.selection import Selection
from data_model.rules.plans.periods import Period
from data_model.values import PeriodKind, WindowRule
from tests.builders.facts import calendar, plan
from tests.builders.stores import local
from ui.base.plain_text import plain
from ui.consolidated.office_due import office_due_lines
from wording.groups import plan_name

Q2, Q1 = Period.from_code("2026-Q2"), Period.from_code("2026-Q1")
AT = local("2026-06-20 09:00")


def with_day(day, **more):
    made = plan(**more)
    return replace(made, regimes=tuple(replace(regime, office_due_day=day) for regime in made.regimes))


@pytest.mark.parametrize(
    "made, expected",
    [
        (plan(), "2026-06-25"),
        (with_day(20), "2026-06-20"),
        (with_day(31), "2026-06-30"),
        (plan(regime=replace(calendar(), window=WindowRule.CALENDAR)), None),
        (with_day(10, regime=replace(calendar(), window=WindowRule.CALENDAR)), "2026-06-10"),
    ],
    ids=[
        "the 25th by the decree",
        "the regime's own",
        "a month of 30 days",
        "calendar windows",
        "and a day of their own",
    ],
)
def test_the_day_is_one_of_the_windows_last_month(made, expected):
    assert made.office_due_on(Q2) == (expected and date.fromisoformat(expected))


def test_february_ends_earlier():
    monthly = with_day(31, regime=calendar(PeriodKind.MONTH))

    assert monthly.office_due_on(Period.from_code("2026-M02")) == date(2026, 2, 28)


def frozen(period, day, **about):
    return FrozenReport(Selection(**about), period, date.fromisoformat(day))


@pytest.mark.parametrize(
    "reports, today, issued_on, days_late",
    [
        ([], "2026-06-25", None, 0),
        ([], "2026-06-28", None, 3),
        ([frozen(Q1, "2026-03-20", plan="P1")], "2026-06-28", None, 3),
        ([frozen(Q2, "2026-06-27", plan="P1"), frozen(Q2, "2026-06-24", plan="P1")], "2026-06-28", "2026-06-24", 0),
        ([frozen(Q2, "2026-06-27", directive="D")], "2026-06-28", "2026-06-27", 2),
        ([frozen(Q2, "2026-06-24", plan="P2")], "2026-06-28", None, 3),
    ],
    ids=["the day itself", "three days later", "another period's", "the first version counts", "on its directive", "another plan's"],
)  # fmt: skip
def test_it_is_late_from_the_day_after(reports, today, issued_on, days_late):
    of_plan = replace(plan(), main_directive="D")

    [report] = office_reports([of_plan], reports, as_of=AT)

    assert (report.period, report.issued_on) == (Q2, issued_on and date.fromisoformat(issued_on))
    assert report.days_late(date.fromisoformat(today)) == days_late


def test_before_the_first_period_has_ended_nothing_is_due():
    assert office_reports([plan(regime_from="2026-06-16")], [], as_of=AT) == []


def test_each_has_its_sentence_the_late_one_first():
    plans = {code: plan(code) for code in ("P1", "P2")}
    reports = office_reports(plans.values(), [frozen(Q2, "2026-06-24", plan="P1")], as_of=AT)

    assert office_due_lines(reports, plans, today=date(2026, 6, 28)) == [
        f"**Quý II/2026 · {plain(plan_name(plans['P2']))}: báo cáo Ủy ban nhân dân đã quá thời hạn 25/06/2026 3 ngày, chưa chốt.**",
        f"Quý II/2026 · {plain(plan_name(plans['P1']))}: báo cáo Ủy ban nhân dân đã chốt ngày 24/06/2026, thời hạn 25/06/2026.",
    ]
