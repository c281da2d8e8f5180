"""What needs action on a day, the most pressing first."""

import pytest

from data_model.rules.figures.as_of import AsOf
from data_model.rules.figures.attention import AttentionKind, attention
from data_model.rules.figures.selection import Selection
from tests.builders.facts import coordinate, end_of_day, extended, facts, lead, line, sent, task

OVERDUE = task(lead("A"), code="T1", due_on="2026-05-01")
LONG_OVERDUE = task(lead("B"), code="T2", due_on="2026-03-01")
SOON = task(lead("A"), code="T3", due_on="2026-07-04")
LATER = task(lead("A"), code="T4", due_on="2026-07-05")
DONE = task(lead("A"), code="T5", due_on="2026-05-01")
NO_DATE = task(lead("A"), coordinate("B"), code="T6")
ACCEPTED = sent("2026-06-15 08:00", line(100, "2026-04-30", task="T5"), agency="A", accepted="2026-06-16 08:00")


def seen(*, day: str, selection: Selection = Selection(), submissions=(ACCEPTED,)):
    known = facts(OVERDUE, LONG_OVERDUE, SOON, LATER, DONE, NO_DATE, submissions=submissions)
    found = attention(known, cutoff=AsOf(as_of=end_of_day(day)), selection=selection)
    return [(item.need, item.task.task.code if item.task else item.agencies[0], item.days) for item in found]


def test_late_ones_come_first_and_the_longest_late_before_the_rest():
    assert seen(day="2026-06-20") == [
        (AttentionKind.TASK_OVERDUE, "T2", 111),
        (AttentionKind.TASK_OVERDUE, "T1", 50),
        (AttentionKind.REPORT_MISSING, "B", 3),
        (AttentionKind.TASK_DUE_SOON, "T3", -14),
    ]


def test_a_report_is_due_soon_until_its_due_day_and_missing_after_it():
    assert (AttentionKind.REPORT_DUE_SOON, "B", 0) in seen(day="2026-06-17")
    assert (AttentionKind.REPORT_MISSING, "B", 1) in seen(day="2026-06-18")


def test_a_report_that_waits_is_there_until_it_is_decided():
    waiting = sent("2026-06-15 08:00", line(10, task="T2"), agency="B", accepted="2026-06-19 09:00")

    assert (AttentionKind.REPORT_WAITING, "B", 3) in seen(day="2026-06-18", submissions=(waiting,))
    assert AttentionKind.REPORT_WAITING not in [need for need, *_ in seen(day="2026-06-19", submissions=(waiting,))]


@pytest.mark.parametrize("agency, codes", [("A", ["T1", "T3"]), ("B", ["T2", "B"])])
def test_with_an_agency_chosen_it_is_what_that_agency_has_to_do(agency, codes):
    assert [code for _, code, _ in seen(day="2026-06-20", selection=Selection(agency=agency))] == codes


def test_a_quiet_day_needs_nothing():
    known = facts(
        NO_DATE, submissions=[sent("2026-06-15 08:00", agency=agency, accepted="2026-06-16 08:00") for agency in "AB"]
    )

    assert attention(known, cutoff=AsOf(as_of=end_of_day("2026-06-20"))) == []


def test_a_report_within_its_extension_is_due_soon_and_not_missing():
    known = facts(OVERDUE, extensions=[extended("2026-06-30", at="2026-06-16 09:00")])

    def reports_needed(day):
        found = attention(known, cutoff=AsOf(as_of=end_of_day(day)))
        return [(item.need, str(item.on), item.days) for item in found if item.period is not None]

    assert reports_needed("2026-06-20") == [(AttentionKind.REPORT_DUE_SOON, "2026-06-30", -10)]
    assert reports_needed("2026-07-01") == [(AttentionKind.REPORT_MISSING, "2026-06-30", 1)]
