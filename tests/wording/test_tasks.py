"""A task whose report waits or is being mended is never said to have none."""

import pytest

from data_model.rules.figures.as_of import AsOf
from data_model.rules.figures.grouping import reports_under_way, task_statuses
from data_model.values import SubmissionStatus, TaskType
from tests.builders.facts import end_of_day, facts, lead, line, sent, task
from wording.tasks import flag_words, state_words

END_OF_JUNE = AsOf(end_of_day("2026-06-30"))
WAITS, RETURNED = {("A", "P1"): SubmissionStatus.SUBMITTED}, {("A", "P1"): SubmissionStatus.RETURNED}


def words(under_way, *, type_=TaskType.ONE_OFF, submissions=()):
    found = facts(task(lead("A"), type=type_, due_on="2026-12-31"), submissions=submissions)
    [status] = task_statuses(found, cutoff=END_OF_JUNE)
    return state_words(status, under_way), flag_words(status, under_way)


@pytest.mark.parametrize(
    "under_way, state, note",
    [
        ({}, "Chưa có báo cáo được xác nhận trong kỳ", ""),
        (WAITS, "Báo cáo đang rà soát", ""),
        (RETURNED, "Báo cáo đang bổ sung", ""),
        ({("B", "P1"): SubmissionStatus.SUBMITTED}, "Chưa có báo cáo được xác nhận trong kỳ", ""),
    ],
)
def test_of_a_continuing_task_the_state_says_it(under_way, state, note):
    assert words(under_way, type_=TaskType.CONTINUING) == (state, note)


def test_of_any_other_the_note_says_it_and_the_state_stays():
    assert words({})[1] == "Chưa báo cáo kỳ này"
    assert words(WAITS) == ("Đang thực hiện trong hạn", "Báo cáo đang rà soát")
    assert words(RETURNED) == ("Đang thực hiện trong hạn", "Báo cáo đang bổ sung")


def test_beside_figures_of_an_earlier_period_both_are_said():
    earlier = [sent("2026-03-16 09:00", line(40), period="2026-Q1", accepted="2026-03-20 09:00")]

    assert words(WAITS, submissions=earlier)[1] == "Số liệu kỳ trước; báo cáo đang rà soát"


def test_what_is_under_way_is_what_waits_or_was_returned_and_nothing_that_was_accepted():
    found = facts(
        task(lead("A"), lead("B"), lead("C"), lead("D")),
        submissions=[
            sent("2026-06-16 09:00"),
            sent("2026-06-16 09:00", agency="B", accepted="2026-06-20 09:00"),
            sent("2026-06-16 09:00", agency="C", returned="2026-06-17 09:00"),
        ],
    )

    assert reports_under_way(found, cutoff=END_OF_JUNE) == {
        ("A", "P1"): SubmissionStatus.SUBMITTED,
        ("C", "P1"): SubmissionStatus.RETURNED,
    }
