"""What people do leaves the kept figures right, on both databases; what can't be kept is computed."""

from datetime import timedelta

import pytest

from data_model.actions.manage_round import extend_reports, lift_waivers, waive_reports
from data_model.actions.review_submission import accept_submissions, return_submission, withdraw_submission
from data_model.kept_tables import KeptPlan
from data_model.rules.access import EVERYTHING
from data_model.rules.grouping import Choice
from data_model.rules.measures import Measure
from data_model.rules.periods import Period
from data_model.rules.rounds import ReportKey
from data_model.rules.standings import Lens
from data_model.store import open_session, open_transaction
from data_model.store.facts import read_facts
from data_model.store.kept.keeping import forget_figures, keep_figures
from data_model.store.kept.reading import kept_plans
from data_model.values import GroupBy
from tests.data_model.test_kept_figures import agree, both_ways
from tests.data_model.test_submit_and_review import BINH, CUONG, OF_C, SENT, submit
from tests.stores import local

pytestmark = pytest.mark.usefixtures("worked_case")

KEPT_AT = local("2026-06-26 09:00")
OF_B = ReportKey("B", "P1", Period.from_code("2026-Q2"))
LENSES = {
    "now": lambda at: Lens(at),
    "the quarter": lambda at: Lens(at, OF_B.period),
    "unreviewed": lambda at: Lens(at, OF_B.period, unreviewed=True),
    "before": lambda at: Lens(SENT),
}


@pytest.fixture
def after():
    """Instants one after the other, the figures kept before the first."""
    keep_figures(at=KEPT_AT)
    return (KEPT_AT + timedelta(minutes=minute) for minute in range(1, 99))


def kept_now():
    with open_session() as session:
        plans = read_facts(session, EVERYTHING, today=KEPT_AT.date(), with_submissions=False).plans
        return kept_plans(session, plans)


def kept_and_right(at):
    kept = kept_now()["P1"]
    assert kept.changed_at == at, "they were changed with what they are made of"
    assert kept.answers(Lens(at)) and kept.answers(Lens(at, OF_B.period))
    for lens in LENSES.values():
        for choice in (Choice(), Choice(agency="B")):
            agree(lens(at), choice)


def completeness(at):
    read, _said = both_ways(Lens(at, OF_B.period), Choice())
    ratio = read["total"][Measure.COMPLETENESS]
    return ratio.n, ratio.d


def test_a_report_that_is_sent_returned_and_sent_again(after):
    number = submit(at=(at := next(after))).number
    kept_and_right(at)
    assert completeness(at) == (3, 3)

    return_submission(user=CUONG, number=number, reason="Thiếu minh chứng", at=(at := next(after)))
    kept_and_right(at)
    again = submit(at=(at := next(after))).number
    kept_and_right(at)
    accept_submissions(user=CUONG, numbers=[again], at=(at := next(after)))
    kept_and_right(at)


def test_a_report_that_is_withdrawn(after):
    number = submit(at=next(after)).number
    withdraw_submission(user=BINH, number=number, at=(at := next(after)))

    kept_and_right(at)
    assert completeness(at) == (2, 3)


def test_a_report_that_is_extended_waived_and_expected_again(after):
    due_on = (KEPT_AT + timedelta(days=5)).date()
    extend_reports(user=CUONG, reports=[OF_B], due_on=due_on, reason="Đang sáp nhập", at=(at := next(after)))
    kept_and_right(at)

    waive_reports(user=CUONG, reports=[OF_B], reason="Không phát sinh", at=(at := next(after)))
    kept_and_right(at)
    assert completeness(at) == (2, 2)

    lift_waivers(user=CUONG, reports=[OF_B], at=(at := next(after)))
    kept_and_right(at)
    assert completeness(at) == (2, 3)


def test_a_change_on_a_new_day_brings_the_figures_to_that_day(after):
    at = KEPT_AT + timedelta(days=4)
    submit(at=at)

    kept_and_right(at)


def test_a_change_that_waited_for_its_turn_and_is_dated_before_the_one_that_was_first(after):
    earlier, later = next(after), next(after)
    submit(at=later)
    waive_reports(user=CUONG, reports=[OF_B], reason="Không phát sinh", at=earlier)

    kept_and_right(later)


def test_a_refused_change_leaves_them_as_they_were(after):
    with pytest.raises(Exception, match="may not"):
        return_submission(user=OF_C, number="S3", reason="Không được", at=next(after))

    assert kept_now()["P1"].changed_at == local("2026-06-25 09:00"), "the last move of the case"
    agree(Lens(KEPT_AT), Choice())


def test_a_plan_that_is_not_kept_is_computed():
    with open_transaction() as session:
        forget_figures(session)

    agree(Lens(KEPT_AT), Choice())
    keep_figures(at=KEPT_AT)
    with open_session() as session:
        assert session.get(KeptPlan, 1) is not None
    agree(Lens(KEPT_AT), Choice())


def test_what_is_dated_ahead_of_the_clock_is_not_kept():
    keep_figures(at=local("2026-06-20 08:00"))

    assert kept_now() == {}
    agree(Lens(local("2026-06-20 08:00")), Choice())


def test_the_kept_figures_are_those_of_the_definitions(after):
    """docs/definitions.md §5, at the end of June."""
    at = local("2026-06-30 23:59")
    keep_figures(at=at)

    read, _said = both_ways(Lens(at, OF_B.period), Choice())

    figures = read[GroupBy.PLAN][0].figures
    assert (figures[Measure.PROGRESS].n, figures[Measure.PROGRESS].d) == (390, 6)
    assert (figures[Measure.DUE_COMPLETION].n, figures[Measure.DUE_COMPLETION].d) == (2, 3)
    assert (figures.days_late.median, figures.days_late.max) == (7, 13)
