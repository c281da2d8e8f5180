"""The day that figures are counted to, and beside it the day of the reports where that is another."""

from datetime import date

import pytest

from data_model.rules.figures.as_of import AsOf
from data_model.rules.plans.periods import Calendar, Period
from data_model.values import Language, PeriodKind, WindowRule
from tests.builders.facts import plan
from tests.builders.stores import local
from wording.reference_day import reference_day_words, reference_days
from wording.translation import use

CALENDAR_MONTHS = Calendar(frozenset({PeriodKind.QUARTER}), WindowRule.CALENDAR, agency_due_days=3)
ND09_PLAN, CALENDAR_PLAN = plan("P1"), plan("P2", regime=CALENDAR_MONTHS)
Q3, END_OF_SEPTEMBER = Period.from_code("2026-Q3"), local("2026-09-30 23:59")


@pytest.fixture(autouse=True)
def vietnamese():
    use(Language.VI)


@pytest.mark.parametrize(
    "plans, cutoff, words",
    [
        ([ND09_PLAN], AsOf(END_OF_SEPTEMBER), "Tính đến ngày 30/09/2026"),
        ([ND09_PLAN], AsOf(END_OF_SEPTEMBER, unreviewed=True), "Tính đến ngày 30/09/2026 (theo báo cáo đã gửi)"),
        (
            [ND09_PLAN],
            AsOf(END_OF_SEPTEMBER, Q3),
            "Tính đến ngày 14/09/2026 (theo báo cáo đã xác nhận đến hết ngày 30/09/2026)",
        ),
        (
            [ND09_PLAN],
            AsOf(END_OF_SEPTEMBER, Q3, unreviewed=True),
            "Tính đến ngày 14/09/2026 (theo báo cáo đã gửi đến hết ngày 30/09/2026)",
        ),
        (
            [ND09_PLAN, CALENDAR_PLAN],
            AsOf(END_OF_SEPTEMBER, Q3),
            "Tính đến ngày 14/09/2026 và 30/09/2026, theo kỳ của từng kế hoạch (theo báo cáo đã xác nhận đến hết ngày "
            "30/09/2026)",
        ),
        ([], AsOf(END_OF_SEPTEMBER, Q3), "Tính đến ngày 30/09/2026"),
    ],
    ids=["today", "today, unreviewed", "a period", "a period, unreviewed", "plans of different days", "no plan"],
)
def test_a_sentence_that_names_a_date_names_the_day(plans, cutoff, words):
    assert reference_day_words(reference_days(plans, cutoff), cutoff) == words


def test_before_the_end_of_its_window_a_period_is_counted_to_the_day_of_knowledge():
    early = AsOf(local("2026-08-01 12:00"), Q3)

    assert reference_days([ND09_PLAN], early) == [date(2026, 8, 1)]


def test_a_plan_that_is_not_issued_yet_names_no_day():
    late = plan("P3", issued_on="2027-01-01", regime=CALENDAR_MONTHS)

    assert reference_days([ND09_PLAN, late], AsOf(END_OF_SEPTEMBER, Q3)) == [date(2026, 9, 14)]
