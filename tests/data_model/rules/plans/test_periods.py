"""Reporting periods of 2012–2035, all of them: windows without gap or overlap, codes, due and lock days."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_model.rules.plans.facts import PlanFact
from data_model.rules.plans.periods import Calendar, Period, end_of
from data_model.rules.plans.regime_facts import RegimeFact
from data_model.values import PeriodKind, WindowRule
from tests.builders.facts import plan
from tests.builders.stores import local

YEARS = range(2012, 2036)
COUNT = {
    PeriodKind.MONTH: 12,
    PeriodKind.QUARTER: 4,
    PeriodKind.HALF: 2,
    PeriodKind.NINE_MONTHS: 1,
    PeriodKind.YEAR: 1,
}
EVERY = [Period(kind, year, index) for kind in COUNT for year in YEARS for index in range(1, COUNT[kind] + 1)]
ONE_DAY = timedelta(days=1)

both_rules = pytest.mark.parametrize("rule", list(WindowRule))
any_period = st.sampled_from(EVERY)
any_day = st.dates(date(2012, 1, 1), date(2035, 12, 31))


def days(code: str, rule: WindowRule) -> set[date]:
    first, last = Period.from_code(code).window(rule)
    return {first + timedelta(days=number) for number in range((last - first).days + 1)}


def calendar(*kinds: PeriodKind, **more) -> Calendar:
    return Calendar(frozenset(kinds), WindowRule.ND09, agency_due_days=3, **more)


def plan_under(*regimes: RegimeFact) -> PlanFact:
    return PlanFact(
        code="P1",
        number="",
        title="",
        province="",
        issued_on=None,
        main_directive=None,
        replaced_on=None,
        regimes=regimes,
    )


def codes(periods) -> list[str]:
    return [period.code for period in periods]


@both_rules
@pytest.mark.parametrize("kind", [kind for kind in COUNT if kind is not PeriodKind.NINE_MONTHS])
def test_periods_of_one_kind_follow_each_other_without_gap_or_overlap(kind, rule):
    windows = [
        period.window(rule)
        for period in sorted(period_of_kind for period_of_kind in EVERY if period_of_kind.kind is kind)
    ]

    assert len(windows) == len(YEARS) * COUNT[kind]
    for (_, last), (first, _) in pairwise(windows):
        assert first == last + ONE_DAY


@both_rules
@pytest.mark.parametrize("year", YEARS)
def test_the_longer_periods_are_made_of_the_shorter_ones(year, rule):
    def together(*parts):
        found = [days(f"{year}{part}", rule) for part in parts]
        assert len(set().union(*found)) == sum(map(len, found)), "no day twice"
        return set().union(*found)

    def months(first, last):
        return together(*(f"-M{month:02d}" for month in range(first, last + 1)))

    for number in (1, 2, 3, 4):
        assert months(3 * number - 2, 3 * number) == days(f"{year}-Q{number}", rule)
    assert together("-Q1", "-Q2") == days(f"{year}-H1", rule)
    assert together("-Q3", "-Q4") == days(f"{year}-H2", rule)
    assert together("-H1", "-H2") == together("-9M", "-Q4") == days(f"{year}", rule)
    assert together("-Q1", "-Q2", "-Q3") == days(f"{year}-9M", rule)


@pytest.mark.parametrize(
    "code, first, last",
    [
        ("2026-M01", date(2025, 12, 15), date(2026, 1, 14)),
        ("2026-M03", date(2026, 2, 15), date(2026, 3, 14)),
        ("2026-Q1", date(2025, 12, 15), date(2026, 3, 14)),
        ("2026-Q2", date(2026, 3, 15), date(2026, 6, 14)),
        ("2026-H1", date(2025, 12, 15), date(2026, 6, 14)),
        ("2026-H2", date(2026, 6, 15), date(2026, 12, 14)),
        ("2026-9M", date(2025, 12, 15), date(2026, 9, 14)),
        ("2026", date(2025, 12, 15), date(2026, 12, 14)),
    ],
)
def test_windows_of_decree_09(code, first, last):
    assert Period.from_code(code).window(WindowRule.ND09) == (first, last)


@pytest.mark.parametrize(
    "code, first, last",
    [
        ("2024-M02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2026-M12", date(2026, 12, 1), date(2026, 12, 31)),
        ("2026-Q2", date(2026, 4, 1), date(2026, 6, 30)),
        ("2026-9M", date(2026, 1, 1), date(2026, 9, 30)),
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_windows_of_calendar_months(code, first, last):
    assert Period.from_code(code).window(WindowRule.CALENDAR) == (first, last)


@given(any_period)
def test_a_code_reads_back_as_its_period(period):
    assert Period.from_code(period.code) == period


@pytest.mark.parametrize(
    "text",
    ["", "26-Q2", "2026-Q0", "2026-Q5", "2026-M13", "2026-M6", "2026-H3", "2026-Q2 ", "2026-q2", "2026-6M", "٢٠٢٦"],
)
def test_what_is_no_code_is_refused(text):
    with pytest.raises(ValueError, match="not a period code"):
        Period.from_code(text)


def test_a_period_that_no_year_has_can_not_be_made():
    with pytest.raises(ValueError, match="no quarter number 5"):
        Period(PeriodKind.QUARTER, 2026, 5)


@given(any_period, any_period)
def test_periods_are_ordered_by_the_day_they_end(earlier, other):
    ends = earlier.window(WindowRule.ND09)[1], other.window(WindowRule.ND09)[1]
    if ends[0] != ends[1]:
        assert (earlier < other) is (ends[0] < ends[1])
    else:
        assert (earlier < other) is (earlier.window(WindowRule.ND09)[0] > other.window(WindowRule.ND09)[0])


@pytest.mark.parametrize(
    "asked, reports",
    [
        ([PeriodKind.QUARTER, PeriodKind.HALF, PeriodKind.YEAR], ["2026-Q1", "2026-H1", "2026-Q3", "2026"]),
        (
            [PeriodKind.QUARTER, PeriodKind.HALF, PeriodKind.NINE_MONTHS, PeriodKind.YEAR],
            ["2026-Q1", "2026-H1", "2026-9M", "2026"],
        ),
        ([PeriodKind.QUARTER], ["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"]),
        ([PeriodKind.HALF, PeriodKind.YEAR], ["2026-H1", "2026"]),
        ([PeriodKind.YEAR], ["2026"]),
    ],
)
def test_reports_that_end_on_the_same_day_are_one_under_the_widest_kind(asked, reports):
    assert codes(calendar(*asked).periods_of_year(2026)) == reports


def test_a_regime_can_keep_them_separate():
    separate = calendar(PeriodKind.QUARTER, PeriodKind.HALF, PeriodKind.YEAR, separate=True)

    assert codes(separate.periods_of_year(2026)) == [
        *("2026-Q1", "2026-Q2", "2026-H1", "2026-Q3"),
        *("2026-Q4", "2026-H2", "2026"),
    ]
    assert separate.report_for(Period.from_code("2026-Q2")) == Period.from_code("2026-Q2")
    assert separate.report_for(Period.from_code("2026-9M")) is None


@pytest.mark.parametrize(
    "sent_as, report",
    [("2026-Q2", "2026-H1"), ("2026-H1", "2026-H1"), ("2026-Q4", "2026"), ("2026-H2", "2026"), ("2026-Q3", "2026-Q3")],
)
def test_a_narrower_report_is_sent_as_the_wider_one(sent_as, report):
    merged = calendar(PeriodKind.QUARTER, PeriodKind.HALF, PeriodKind.YEAR)

    assert merged.report_for(Period.from_code(sent_as)) == Period.from_code(report)


def test_a_period_that_the_regime_does_not_ask_for_has_no_report():
    assert calendar(PeriodKind.HALF).report_for(Period.from_code("2026-Q1")) is None


def test_due_three_days_after_the_window_and_locked_thirty_days_later():
    second_quarter = Period.from_code("2026-Q2")

    assert calendar(PeriodKind.QUARTER).due_on(second_quarter) == date(2026, 6, 17)
    assert plan(regime=calendar(PeriodKind.QUARTER)).locks_on(second_quarter) == date(2026, 7, 17)
    earlier = plan(regime=calendar(PeriodKind.QUARTER, lock_after_days=10))
    assert earlier.locks_on(second_quarter) == date(2026, 6, 27)


def test_a_window_has_ended_with_the_last_instant_of_its_last_day():
    since = date(2026, 1, 1)
    quarters = plan_under(RegimeFact(since, calendar(PeriodKind.QUARTER)))
    first, second = Period.from_code("2026-Q1"), Period.from_code("2026-Q2")

    assert quarters.periods_ended(local("2026-06-14 23:59")) == [first]
    assert quarters.periods_ended(end_of(date(2026, 6, 14))) == [first, second]
    assert quarters.periods_ended(local("2026-06-15 00:00")) == [first, second]


def test_a_new_regime_asks_for_the_periods_that_end_under_it():
    plan = plan_under(
        RegimeFact(date(2025, 12, 15), calendar(PeriodKind.QUARTER)),
        RegimeFact(date(2026, 6, 14), calendar(PeriodKind.HALF)),
    )

    assert codes(plan.periods_ended(local("2027-01-01 00:00"))) == ["2026-Q1", "2026-H1", "2026-H2"]
    assert codes(plan.periods_ended(local("2026-03-14 12:00"))) == []


@pytest.mark.parametrize(
    "before, after", [(WindowRule.ND09, WindowRule.CALENDAR), (WindowRule.CALENDAR, WindowRule.ND09)]
)
def test_a_quarter_in_which_the_windows_change_is_asked_for_once(before, after):
    """From 20/6 on: its window ends on 14/6 by Decree 09 and on 30/6 by the calendar."""
    since = (date(2025, 12, 15), date(2026, 6, 20))
    plan = plan_under(
        *(
            RegimeFact(day, Calendar(frozenset({PeriodKind.QUARTER}), rule, agency_due_days=3))
            for day, rule in zip(since, (before, after), strict=True)
        )
    )

    asked = plan.periods_until(date(2026, 12, 31))
    assert [code for code in codes(asked) if code.startswith("2026")] == ["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"]
    assert plan.last_day_of(Period.from_code("2026-Q2")) == date(2026, 6, 30)
