"""Where a task stands on a day, on the smallest examples: each test is one sentence of docs/definitions.md §4.

Plan P1 is issued on 20/12/2025 and asks for quarters: Q1 of 2026 ends on 14/3, Q2 on 14/6, Q3 on 14/9, Q4 on 14/12.
"""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from data_model.rules.figures.as_of import AsOf
from data_model.rules.figures.grouping import task_statuses, tasks_in_force, total
from data_model.rules.figures.measures import Measure
from data_model.rules.plans.periods import Period
from data_model.values import Flag, LineStatus, TaskField, TaskState, TaskType
from tests.builders.facts import change, coordinate, day, end_of_day, facts, lead, line, plan, sent, task

CARRIED_OUT, NOT_CARRIED_OUT, NOTHING = (
    line(status=status) for status in (LineStatus.CARRIED_OUT, LineStatus.NOT_CARRIED_OUT, LineStatus.NOTHING_TO_REPORT)
)


def accepted(*lines, at="2026-06-16", **more):
    """A report that was sent at nine on that day and accepted at ten."""
    return sent(f"{at} 09:00", *lines, accepted=f"{at} 10:00", **more)


def at(day, period=None, *, unreviewed=False):
    return AsOf(end_of_day(day), Period.from_code(period) if period else None, unreviewed)


def task_status(*submissions, of=None, on="2026-06-30", period=None, unreviewed=False, **more):
    """The one task there is, at the end of a day."""
    found = facts(of or task(), submissions=submissions, **more)
    [one] = task_statuses(found, cutoff=at(on, period, unreviewed=unreviewed))
    return one


class TestATaskWithAnEnd:
    @pytest.mark.parametrize(
        "on, expected",
        [
            ("2026-06-29", TaskState.IN_PROGRESS),
            ("2026-06-30", TaskState.IN_PROGRESS),
            ("2026-07-01", TaskState.OVERDUE),
        ],
    )
    def test_is_overdue_from_the_day_after_its_due_date(self, on, expected):
        assert task_status(of=task(due_on="2026-06-30"), on=on).state is expected

    @pytest.mark.parametrize(
        "done, expected",
        [
            ("2026-05-29", TaskState.DONE_ON_TIME),
            ("2026-05-30", TaskState.DONE_ON_TIME),
            ("2026-05-31", TaskState.DONE_LATE),
        ],
    )
    def test_is_late_by_its_done_on_date(self, done, expected):
        assert task_status(accepted(line(100, done)), of=task(due_on="2026-05-30")).state is expected

    def test_that_is_done_without_a_due_date_is_neither_on_time_nor_late(self):
        assert task_status(accepted(line(100, "2026-05-30"))).state is TaskState.DONE_UNDATED

    def test_without_a_due_date_says_so(self):
        assert task_status().state is TaskState.NO_DEADLINE

    def test_is_not_done_before_its_done_on_date_has_come(self):
        told = accepted(line(100, "2026-07-01"))

        assert task_status(told, on="2026-06-30").state is TaskState.NO_DEADLINE
        assert task_status(told, of=task(due_on="2026-06-01"), on="2026-06-30").state is TaskState.OVERDUE
        assert task_status(told, on="2026-07-01").state is TaskState.DONE_UNDATED

    @pytest.mark.parametrize("told", [line(100), line(99, "2026-06-01"), line(None, "2026-06-01")])
    def test_is_done_by_100_percent_and_a_day_together(self, told):
        assert task_status(accepted(told)).progress.done_on is None

    def test_that_was_done_and_is_told_otherwise_later_is_not_done(self):
        first = accepted(line(100, "2026-03-01"), at="2026-03-16", period="2026-Q1")

        assert task_status(first, accepted(line(80))).progress.done_on is None

    @pytest.mark.parametrize("on, days", [("2026-06-30", 0), ("2026-07-01", 1), ("2026-07-10", 10)])
    def test_counts_its_days_overdue_from_the_day_after(self, on, days):
        assert task_status(of=task(due_on="2026-06-30"), on=on).days_overdue == days


class TestProgress:
    def test_of_what_was_never_accepted_is_zero_and_not_reported(self):
        found = task_status()

        assert (found.progress.percent, found.progress.done_on, found.flag) == (0, None, Flag.NOT_REPORTED)

    def test_is_carried_forward_and_then_old(self):
        found = task_status(accepted(line(60), at="2026-03-16", period="2026-Q1"))

        assert (found.progress.percent, found.flag) == (60, Flag.STALE)

    def test_may_fall(self):
        first = accepted(line(60), at="2026-03-16", period="2026-Q1")

        assert task_status(first, accepted(line(40))).progress.percent == 40

    @pytest.mark.parametrize("says", [line(), NOTHING])
    def test_stays_where_a_line_gives_no_percentage_and_the_task_is_reported(self, says):
        found = task_status(accepted(line(60), at="2026-03-16", period="2026-Q1"), accepted(says))

        assert (found.progress.percent, found.flag) == (60, None)

    def test_of_what_is_done_is_never_flagged(self):
        done = accepted(line(100, "2026-03-01"), at="2026-03-16", period="2026-Q1")

        assert task_status(done).flag is None

    def test_has_no_flag_before_a_period_of_the_plan_has_ended(self):
        begins = plan(regime_from="2025-12-20")

        assert task_status(plans=[begins], on="2026-03-13").flag is None
        assert task_status(plans=[begins], on="2026-03-15").flag is Flag.NOT_REPORTED

    @pytest.mark.parametrize("period, flag", [("2026-H1", None), ("2026-M06", None), ("2026-M05", Flag.STALE)])
    def test_is_of_this_period_by_whatever_name_ends_on_the_same_day(self, period, flag):
        assert task_status(accepted(line(30), period=period)).flag is flag


class TestSeveralLeads:
    of_three = task(lead("A"), lead("B"), lead("C"), due_on="2026-06-10")

    def told(self, *lines):
        return [accepted(told_line, agency=agency) for agency, told_line in zip("ABC", lines, strict=False)]

    def test_are_at_their_mean_with_the_least_beside_it(self):
        found = task_status(*self.told(line(100, "2026-05-20"), line(50)), of=self.of_three)

        assert (found.progress.percent, found.progress.minimum, found.progress.done_on) == (50, 0, None)

    def test_have_an_exact_mean(self):
        assert task_status(*self.told(line(10), line(20), line(20)), of=self.of_three).progress.percent == Fraction(
            50, 3
        )

    def test_are_done_when_all_are_on_the_last_ones_day(self):
        done = [line(100, on) for on in ("2026-05-20", "2026-06-01", "2026-04-01")]
        found = task_status(*self.told(*done), of=self.of_three)

        assert (found.state, found.progress.done_on) == (TaskState.DONE_ON_TIME, date(2026, 6, 1))

    def test_are_covered_when_each_has_a_line_of_this_period(self):
        assert task_status(*self.told(line(10), line(20)), of=self.of_three).flag is Flag.STALE
        assert task_status(*self.told(line(10), line(20), line(0)), of=self.of_three).flag is None


class TestNobodyLeading:
    def test_a_task_that_never_had_a_lead_is_there_and_unassigned(self):
        nobody = task(lead("A", "2026-09-01"), due_on="2026-06-01")
        found = task_status(of=nobody)

        assert (found.state, found.progress.percent, found.unassigned) == (TaskState.OVERDUE, 0, True)
        assert total(facts(nobody), cutoff=at("2026-06-30")).unassigned == 1

    def test_the_last_leads_lines_stand_where_nobody_leads_any_more(self):
        left = task(lead("A", None, "2026-05-31"))
        found = task_status(accepted(line(60), at="2026-03-16", period="2026-Q1"), of=left)

        assert (found.progress.percent, found.leads, found.unassigned) == (60, ("A",), True)

    def test_what_was_stopped_is_void_and_not_unassigned(self):
        stopped = change(TaskField.STOPPED, True, holds_from="2026-06-01")
        found = task_status(of=task(lead("A", None, "2026-05-31"), changes=[stopped]))

        assert (found.state, found.unassigned) == (TaskState.VOID, False)

    def test_a_continuing_one_counts_everywhere_but_in_its_rate(self):
        nobody = facts(task(lead("A", "2026-09-01"), type=TaskType.CONTINUING))
        figures = total(nobody, cutoff=at("2026-06-30"))

        assert figures.states[TaskState.NOT_REPORTED] == 1
        assert figures[Measure.CONTINUING_RATE].d == 0


class TestAContinuingTask:
    def state(self, *submissions, **more):
        return task_status(*submissions, of=task(type=TaskType.CONTINUING, due_on="2026-01-31"), **more).state

    def test_is_never_done_or_overdue(self):
        assert self.state(accepted(line(100, "2026-05-20"))) is TaskState.NOT_REPORTED, "it says nothing either way"

    @pytest.mark.parametrize(
        "says, expected",
        [
            (CARRIED_OUT, TaskState.CARRIED_OUT),
            (NOT_CARRIED_OUT, TaskState.NOT_CARRIED_OUT),
            (NOTHING, TaskState.NOTHING_AROSE),
            (line(), TaskState.NOT_REPORTED),
        ],
    )
    def test_is_as_its_line_of_this_period_says(self, says, expected):
        assert self.state(accepted(says)) is expected

    def test_is_judged_by_this_period_alone(self):
        first = accepted(CARRIED_OUT, at="2026-03-16", period="2026-Q1")

        assert self.state(first, on="2026-06-13") is TaskState.CARRIED_OUT, "Q1 is the last that had ended"
        assert self.state(first, on="2026-06-15") is TaskState.NOT_REPORTED

    def test_goes_by_the_last_line_of_the_period(self):
        again = accepted(NOT_CARRIED_OUT, at="2026-06-20")

        assert self.state(accepted(CARRIED_OUT), again) is TaskState.NOT_CARRIED_OUT


class TestAChange:
    """Entered on the day it holds from, unless said."""

    def test_of_the_due_date_holds_from_its_day_and_as_known_from_its_entry(self):
        moved = change(TaskField.DUE_ON, day("2026-12-31"), holds_from="2026-06-01", entered="2026-07-10 09:00")
        of = task(due_on="2026-05-30", changes=[moved])

        assert task_status(of=of, on="2026-07-09").state is TaskState.OVERDUE
        assert task_status(of=of, on="2026-07-10").state is TaskState.IN_PROGRESS
        assert task_status(of=of, on="2026-07-10", period="2026-Q1").due_on == date(2026, 5, 30), (
            "not yet moved on 14/3"
        )
        assert task_status(of=of, on="2026-07-10", period="2026-Q2").due_on == date(2026, 12, 31)

    def test_that_holds_from_the_latest_day_wins_then_the_one_entered_last(self):
        changes = [
            change(TaskField.DUE_ON, day("2026-10-31"), holds_from="2026-06-01", entered="2026-06-20 09:00"),
            change(TaskField.DUE_ON, day("2026-11-30"), holds_from="2026-06-10", entered="2026-06-10 09:00"),
            change(TaskField.DUE_ON, day("2026-12-31"), holds_from="2026-06-10", entered="2026-06-11 09:00"),
        ]
        of = task(due_on="2026-05-30", changes=changes)

        assert task_status(of=of, on="2026-06-10").due_on == date(2026, 11, 30)
        assert task_status(of=of, on="2026-06-30").due_on == date(2026, 12, 31)

    def test_of_the_due_date_leaves_what_was_done_held_against_the_date_of_then(self):
        moved = change(TaskField.DUE_ON, day("2026-12-31"), holds_from="2026-06-10")
        of = task(due_on="2026-05-30", changes=[moved])

        assert task_status(accepted(line(100, "2026-06-05")), of=of).state is TaskState.DONE_LATE
        assert task_status(accepted(line(100, "2026-06-10")), of=of).state is TaskState.DONE_ON_TIME

    def test_to_a_later_date_is_counted_and_to_an_earlier_one_or_none_is_not(self):
        days = ["2026-07-31", "2026-06-30", None, "2026-08-31", "2026-09-30"]
        changes = [
            change(TaskField.DUE_ON, day(to), holds_from=f"2026-06-{place:02}") for place, to in enumerate(days, 1)
        ]
        of = task(due_on="2026-05-30", changes=changes)
        counted = [task_status(of=of, on=f"2026-06-{place:02}").extended_count for place in range(1, 6)]

        assert counted == [1, 1, 1, 1, 2], "a first date after none is no extension"

    def test_of_the_weight_and_title_hold_from_their_day(self):
        changes = [
            change(TaskField.WEIGHT, Decimal("2.5"), holds_from="2026-06-20"),
            change(TaskField.TITLE, "Nhiệm vụ mở rộng", holds_from="2026-06-20"),
        ]
        of = task(changes=changes)
        before, after = task_status(of=of, on="2026-06-19").task, task_status(of=of, on="2026-06-20").task

        assert (before.weight, before.title) == (1, "Nhiệm vụ")
        assert (after.weight, after.title) == (Decimal("2.5"), "Nhiệm vụ mở rộng")
        figures = total(facts(of, task(code="T2"), submissions=[accepted(line(40))]), cutoff=at("2026-06-20"))
        assert (figures[Measure.PROGRESS].n, figures[Measure.PROGRESS].d) == (100, Fraction(7, 2))

    def test_of_the_type_judges_it_by_its_new_one(self):
        of = task(due_on="2026-05-30", changes=[change(TaskField.TYPE, TaskType.CONTINUING, holds_from="2026-06-20")])

        assert task_status(accepted(CARRIED_OUT), of=of, on="2026-06-19").state is TaskState.OVERDUE
        assert task_status(accepted(CARRIED_OUT), of=of, on="2026-06-20").state is TaskState.CARRIED_OUT

    def test_that_stops_it_leaves_what_was_done_and_can_be_taken_back(self):
        stops = [
            change(TaskField.STOPPED, True, holds_from="2026-06-01"),
            change(TaskField.STOPPED, False, holds_from="2026-08-01"),
        ]
        of = task(due_on="2026-05-30", changes=stops)

        assert task_status(of=of, on="2026-05-31").state is TaskState.OVERDUE
        assert task_status(of=of, on="2026-06-01").state is TaskState.VOID
        assert task_status(of=of, on="2026-08-01").state is TaskState.OVERDUE
        assert task_status(accepted(line(100, "2026-05-31")), of=of).state is TaskState.DONE_LATE
        assert task_status(accepted(line(100, "2026-06-01")), of=of).state is TaskState.VOID


class TestFromItsFirstDay:
    def test_it_is_in_figures(self):
        later = facts(task(first_on="2026-06-10"))

        assert list(task_statuses(later, cutoff=at("2026-06-09"))) == []
        assert len(task_statuses(later, cutoff=at("2026-06-10"))) == 1

    def test_it_is_known_from_its_entry(self):
        added = facts(task(first_on="2026-06-10", entered_at="2026-06-20 09:00"))

        assert list(task_statuses(added, cutoff=at("2026-06-19"))) == []
        assert list(task_statuses(added, cutoff=at("2026-06-20", "2026-Q1"))) == []
        assert len(task_statuses(added, cutoff=at("2026-06-20", "2026-Q2"))) == 1


class TestAPlanThatIsOver:
    dated = task(due_on="2026-05-30")

    @pytest.mark.parametrize("over", [{"ends_on": "2026-06-30"}, {"replaced_on": "2026-07-01"}])
    def test_voids_what_is_unfinished_from_the_day_after_its_last(self, over):
        assert task_status(of=self.dated, plans=[plan(**over)], on="2026-06-30").state is TaskState.OVERDUE
        assert task_status(of=self.dated, plans=[plan(**over)], on="2026-07-01").state is TaskState.VOID

    @pytest.mark.parametrize("over", [{"ends_on": "2026-06-30"}, {"replaced_on": "2026-07-01"}])
    def test_keeps_what_was_done_by_then_and_nothing_done_later(self, over):
        by_then, later = (
            accepted(line(100, on), at="2026-07-05", period="2026-Q3") for on in ("2026-06-30", "2026-07-01")
        )

        assert task_status(by_then, of=self.dated, plans=[plan(**over)], on="2026-07-10").state is TaskState.DONE_LATE
        assert task_status(later, of=self.dated, plans=[plan(**over)], on="2026-07-10").state is TaskState.VOID

    def test_expects_nothing_more(self):
        ended = facts(self.dated, plans=[plan(ends_on="2026-06-13")])

        assert total(ended, cutoff=at("2026-06-30", "2026-Q2")).sums.expected == 0
        assert total(ended, cutoff=at("2026-06-30", "2026-Q1")).sums.expected == 1


class TestAYearlyTask:
    """More of it, over the turn of the year, stands in test_worked_vectors.py."""

    def of(self, due_on):
        return task(type=TaskType.YEARLY, due_on=due_on)

    def test_is_due_on_its_day_in_the_calendar_year_of_the_day(self):
        done = accepted(line(100, "2026-10-01"), at="2026-12-10", period="2026-Q4")

        assert task_status(done, of=self.of("2020-11-30"), on="2026-12-31").due_on == date(2026, 11, 30)
        assert task_status(done, of=self.of("2020-11-30"), on="2027-01-01").due_on == date(2027, 11, 30)

    @pytest.mark.parametrize("year, due_on", [(2026, date(2026, 2, 28)), (2028, date(2028, 2, 29))])
    def test_that_is_due_on_29_february_is_due_on_the_last_of_it(self, year, due_on):
        assert task_status(of=self.of("2024-02-29"), on=f"{year}-06-30").due_on == due_on

    def test_starts_again_at_nothing_with_the_year(self):
        done = accepted(line(100, "2026-05-20"))
        last, first = (task_status(done, of=self.of("2026-05-30"), on=on) for on in ("2026-12-31", "2027-01-01"))

        assert (last.state, last.progress.percent) == (TaskState.DONE_ON_TIME, 100)
        assert (first.state, first.progress.percent) == (TaskState.IN_PROGRESS, 0)

    def test_is_not_flagged_until_a_period_of_its_year_has_ended(self):
        done = accepted(line(100, "2026-05-20"))

        assert task_status(done, of=self.of("2026-05-30"), on="2027-03-13").flag is None
        assert task_status(done, of=self.of("2026-05-30"), on="2027-03-15").flag is Flag.NOT_REPORTED

    def test_without_a_due_date_is_always_of_the_day_s_year(self):
        half_done = accepted(line(60))

        assert task_status(half_done, of=self.of(None), on="2026-12-31").progress.percent == 60
        assert task_status(half_done, of=self.of(None), on="2027-01-01").progress.percent == 0

    def test_has_a_changed_date_in_the_year_it_names_alone(self):
        moved = change(TaskField.DUE_ON, day("2026-09-30"), holds_from="2026-04-01")
        of = task(type=TaskType.YEARLY, due_on="2026-05-30", changes=[moved])
        done = accepted(line(100, "2026-09-20"), at="2026-09-20", period="2026-Q3")

        assert task_status(of=of, on="2026-06-30").due_on == date(2026, 9, 30)
        assert task_status(done, of=of, on="2027-01-01").due_on == date(2027, 5, 30)


class TestWhatBecameOfAReport:
    def percents(self, *submissions, unreviewed=False, days=("2026-06-16", "2026-06-18", "2026-06-20", "2026-06-22")):
        before = accepted(line(10), at="2026-03-16", period="2026-Q1")
        return [task_status(before, *submissions, on=on, unreviewed=unreviewed).progress.percent for on in days]

    def test_an_accepted_one_counts_from_its_acceptance(self):
        assert self.percents(sent("2026-06-16 09:00", line(50), accepted="2026-06-18 09:00")) == [10, 50, 50, 50]

    def test_an_acceptance_that_is_taken_back_leaves_what_stood_before(self):
        taken_back = sent("2026-06-15 09:00", line(50), accepted="2026-06-16 09:00", taken_back="2026-06-20 09:00")

        assert self.percents(taken_back) == [50, 50, 10, 10]
        assert self.percents(taken_back, unreviewed=True) == [50, 50, 50, 50], "it waits again"

    def test_it_can_be_accepted_again(self):
        again = sent(
            "2026-06-15 09:00",
            line(50),
            accepted="2026-06-16 09:00",
            taken_back="2026-06-18 09:00",
            accepted_again="2026-06-22 09:00",
        )

        assert self.percents(again) == [50, 10, 10, 50]

    def test_a_superseded_one_no_longer_waits(self):
        superseded = sent("2026-06-15 09:00", line(50), superseded="2026-06-18 09:00")
        next_one = sent("2026-06-18 09:00", line(40))

        assert self.percents(superseded, next_one, unreviewed=True) == [50, 40, 40, 40]
        assert self.percents(superseded, next_one) == [10, 10, 10, 10]

    def test_to_withdraw_the_next_one_revives_nothing(self):
        superseded = sent("2026-06-15 09:00", line(50), superseded="2026-06-18 09:00")
        next_one = sent("2026-06-18 09:00", line(40), withdrawn="2026-06-20 09:00")

        assert self.percents(superseded, next_one, unreviewed=True) == [50, 40, 10, 10]

    def test_a_returned_one_never_counts(self):
        returned = sent("2026-06-15 09:00", line(50), returned="2026-06-18 09:00")

        assert self.percents(returned) == [10, 10, 10, 10]
        assert self.percents(returned, unreviewed=True) == [50, 10, 10, 10]

    def test_an_accepted_line_stays_until_a_later_one_of_its_period_is_accepted(self):
        both = accepted(line(50), line(30, task="T2"), at="2026-06-16")
        one = accepted(line(60), at="2026-06-20")
        found = facts(task(), task(code="T2"), submissions=[both, one])

        assert [row.progress.percent for row in task_statuses(found, cutoff=at("2026-06-30"))] == [60, 30]

    def test_a_paper_report_is_known_from_its_entry(self):
        paper = sent("2026-06-10 00:00", line(50), entered="2026-06-18 09:00", accepted="2026-06-18 10:00")

        assert self.percents(paper) == [10, 50, 50, 50]


class TestTheTasksOfAReport:
    """What a template asks about: the agency's tasks as they hold on the period's last day."""

    moved = change(TaskField.DUE_ON, day("2026-12-31"), holds_from="2026-06-10")

    def asked(self, found, period):
        return {
            code: task.due_on
            for code, task in tasks_in_force(found, plan="P1", cutoff=at("2026-07-01", period)).items()
        }

    def test_have_the_due_date_that_holds_whatever_part_the_agency_has(self):
        tasks = task(lead("B"), coordinate("A"), due_on="2026-05-30", changes=[self.moved]), task(code="T2", of="P2")
        found = replace(facts(*tasks, plans=[plan(), plan("P2")]), only_agency="A")

        assert self.asked(found, "2026-Q1") == {"T1": date(2026, 5, 30)}
        assert self.asked(found, "2026-Q2") == {"T1": date(2026, 12, 31)}

    def test_are_those_that_had_begun(self):
        found = facts(task(), task(code="T2", first_on="2026-06-10"))

        assert set(self.asked(found, "2026-Q1")) == {"T1"}
        assert set(self.asked(found, "2026-Q2")) == {"T1", "T2"}

    def test_of_a_yearly_one_the_date_in_its_year(self):
        found = facts(task(type=TaskType.YEARLY, due_on="2020-11-30"))

        assert self.asked(found, "2026-Q2") == {"T1": date(2026, 11, 30)}
