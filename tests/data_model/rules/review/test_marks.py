"""What a reviewer is pointed at: claims that differ, falls, changes after acceptance, and texts said before."""

from datetime import date
from decimal import Decimal

import pytest

from data_model.rules.plans.periods import Period
from data_model.rules.review.marks import ReviewLine, has_warning, marks_of_waiting
from data_model.values import AssignmentRole, LineStatus, ReviewMark
from tests.builders.stores import local

Q1, Q2 = Period.from_code("2026-Q1"), Period.from_code("2026-Q2")
LEAD, COORDINATE = AssignmentRole.LEAD, AssignmentRole.COORDINATE
ROLES = {("T1", "A"): LEAD, ("T1", "B"): COORDINATE, ("T1", "C"): COORDINATE, ("T2", "A"): LEAD, ("T2", "D"): LEAD}
TEXT = "Đã tổ chức 02 hội nghị quán triệt."


def line(number, agency, percent, *, task="T1", period=Q2, at="2026-06-16 09:00", accepted=False, result="", **more):
    percent = None if percent is None else Decimal(percent)
    return ReviewLine(number, agency, task, period, local(at), accepted, percent, result=result, **more)


def claimed(number, *, percent, done_on=None, **more):
    return line(number, "A", percent, done_on=None if done_on is None else date.fromisoformat(done_on), **more)


def marks(*lines, of="W"):
    return {mark for line_marks in marks_of_waiting(lines, ROLES, period=Q2)[of].values() for mark in line_marks.marks}


WAITING = line("W", "A", 60, result=TEXT)


@pytest.mark.parametrize(
    "beside, expected",
    [
        ([], set()),
        ([line("X", "B", 60)], set()),
        ([line("X", "B", 40)], {ReviewMark.CONTRADICTS}),
        ([line("X", "B", 60, done_on=date(2026, 6, 1))], {ReviewMark.CONTRADICTS}),
        ([line("X", "B", 40, period=Q1)], set()),
        ([line("X", "B", 40, task="T2")], set()),
        ([line("X", "A", 80, period=Q1, at="2026-03-16 09:00", accepted=True)], {ReviewMark.FELL}),
        ([line("X", "A", 80, period=Q1, at="2026-03-16 09:00")], set()),
        ([line("X", "A", 60, accepted=True, result=TEXT, at="2026-06-15 09:00")], set()),
        ([line("X", "A", 50, accepted=True, at="2026-06-15 09:00")], {ReviewMark.CHANGED_SINCE_ACCEPTED}),
        (
            [line("X", "A", 20, period=Q1, at="2026-03-16 09:00", accepted=True, result=f" {TEXT.upper()} ")],
            {ReviewMark.REPEATS_BEFORE},
        ),
        ([line("X", "D", 10, task="T2", result=TEXT)], {ReviewMark.REPEATS_OTHER}),
        ([line("X", "A", 10, task="T2", result=TEXT)], set()),
    ],
)
def test_each_line_is_marked_for_what_it_is_held_against(beside, expected):
    assert marks(WAITING, *beside) == expected


@pytest.mark.parametrize(
    "waiting, before, expected",
    [
        ({"percent": 100, "done_on": "2026-05-20"}, {"percent": 100, "done_on": "2026-02-20"}, {"done_on_moved"}),
        ({"percent": 100, "done_on": "2026-02-20"}, {"percent": 100, "done_on": "2026-02-20"}, set()),
        ({"percent": 100, "done_on": "2026-05-20"}, {"percent": 60}, set()),
        ({"percent": 100, "status": LineStatus.NOTHING_TO_REPORT}, {"percent": 60}, {"done_beside_nothing"}),
        ({"percent": None, "status": LineStatus.NOTHING_TO_REPORT}, {"percent": 60}, set()),
        ({"percent": 20}, {"percent": 60}, {"fell"}),
        ({"percent": None}, {"percent": 60}, set()),
    ],
)
def test_what_the_person_was_told_when_sending_is_marked_for_the_reviewer(waiting, before, expected):
    found = marks(claimed("W", **waiting), claimed("X", period=Q1, at="2026-03-16 09:00", accepted=True, **before))
    assert {mark.value for mark in found} == expected


@pytest.mark.parametrize(
    "waiting, before, expected",
    [
        ({"percent": 20}, {"percent": 100, "done_on": "2025-12-20"}, set()),
        ({"percent": 20}, {"percent": 60}, {"fell"}),
        ({"percent": 100, "done_on": "2025-12-20"}, {"percent": 60}, {"last_years_day"}),
        ({"percent": 100, "done_on": "2026-05-20"}, {"percent": 60}, set()),
    ],
)
def test_a_yearly_task_is_held_against_its_own_year(waiting, before, expected):
    lines = claimed("W", **waiting), claimed("X", period=Q1, at="2026-03-16 09:00", accepted=True, **before)
    found = marks_of_waiting(lines, ROLES, period=Q2, yearly={"T1"})["W"]["T1"]
    assert {mark.value for mark in found.marks} == expected


def test_a_line_that_was_taken_over_is_a_hint():
    found = marks_of_waiting([line("W", "A", 60, taken_over=True)], ROLES, period=Q2)

    assert (found["W"]["T1"].marks, has_warning(found["W"])) == ({ReviewMark.TAKEN_OVER}, False)


def test_a_short_text_that_everybody_writes_is_no_repetition():
    assert (
        marks(line("W", "A", 60, result="Đã thực hiện."), line("X", "D", 1, task="T2", result="Đã thực hiện.")) == set()
    )


def test_both_sides_of_a_contradiction_see_the_other_sides_claim():
    found = marks_of_waiting([line("L", "A", 100), line("X", "B", 40), line("Y", "C", 100)], ROLES, period=Q2)

    assert [(role, other.agency, other.percent) for role, other in found["L"]["T1"].others] == [(COORDINATE, "B", 40)]
    assert [(role, other.agency) for role, other in found["X"]["T1"].others] == [(LEAD, "A")]
    assert found["Y"]["T1"].others == ()


def test_two_leads_may_report_different_progress():
    assert marks(line("W", "A", 60, task="T2"), line("X", "D", 10, task="T2")) == set()


def test_a_hint_is_no_warning():
    hints = marks_of_waiting([WAITING, line("X", "D", 10, task="T2", result=TEXT)], ROLES, period=Q2)
    warned = marks_of_waiting([WAITING, line("X", "B", 40)], ROLES, period=Q2)

    assert (has_warning(hints["W"]), has_warning(warned["W"])) == (False, True)


def test_continuing_tasks_contradict_by_their_status():
    carried_out = line("W", "A", None, status=LineStatus.CARRIED_OUT)

    assert marks(carried_out, line("X", "B", None, status=LineStatus.NOT_CARRIED_OUT)) == {ReviewMark.CONTRADICTS}
    assert marks(carried_out, line("X", "B", None, status=LineStatus.CARRIED_OUT)) == set()
