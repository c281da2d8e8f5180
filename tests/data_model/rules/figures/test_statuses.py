"""Tasks and reports at an instant: plans in force, extensions, returned and withdrawn reports, groups, figures."""

from datetime import date

import pytest

from data_model.rules.figures.as_of import AsOf
from data_model.rules.figures.grouping import expected_reports, groups, task_statuses, total
from data_model.rules.figures.measures import Measure
from data_model.rules.figures.selection import Selection
from data_model.rules.figures.timeliness import ReportTimeliness, timeliness_counts
from data_model.rules.plans.facts import AgencyFact
from data_model.rules.plans.periods import Period
from data_model.rules.plans.report_facts import ExtensionFact
from data_model.values import (
    GroupBy,
    LineStatus,
    PeriodKind,
    TaskState,
    TaskType,
)
from tests.builders.facts import calendar, coordinate, end_of_day, extended, facts, lead, line, plan, sent, task
from tests.builders.stores import local

Q2 = Period.from_code("2026-Q2")
END_OF_JUNE = AsOf(end_of_day("2026-06-30"), Q2)


def cutoff(day, period=None):
    return AsOf(end_of_day(day), None if period is None else Period.from_code(period))


def state(found, at):
    return [task.state for task in task_statuses(found, cutoff=at)]


def report(*submissions, extensions=(), at=END_OF_JUNE):
    [found] = expected_reports(facts(task(), submissions=submissions, extensions=extensions), cutoff=at)
    return found


class TestAReport:
    def test_on_the_due_day_is_on_time_until_its_last_minute(self):
        assert report(sent("2026-06-17 23:59")).is_on_time
        assert not report(sent("2026-06-18 00:00")).is_on_time

    def test_that_was_returned_keeps_its_first_instant(self):
        first = sent("2026-06-16 09:00", returned="2026-06-18 15:00")
        again = sent("2026-06-20 09:00", accepted="2026-06-21 09:00")

        found = report(first, again)

        assert (found.is_on_time, found.returned_once, found.accepted, found.days_late) == (True, True, True, 0)

    def test_that_was_returned_counts_as_submitted_and_not_as_accepted(self):
        found = report(sent("2026-06-16 09:00", returned="2026-06-18 15:00"))

        assert (found.is_submitted, found.accepted) == (True, False)

    def test_that_was_withdrawn_does_not_count(self):
        withdrawn = sent("2026-06-16 09:00", withdrawn="2026-06-16 10:00")

        assert not report(withdrawn).is_submitted
        assert report(withdrawn).days_late == 13
        assert report(withdrawn, sent("2026-06-19 09:00")).days_late == 2

    def test_that_was_withdrawn_later_still_counted_before(self):
        withdrawn = sent("2026-06-16 09:00", withdrawn="2026-06-25 10:00")

        assert report(withdrawn, at=cutoff("2026-06-24", "2026-Q2")).is_on_time

    def test_is_late_by_the_original_day_and_on_time_by_the_extended_one(self):
        found = report(sent("2026-06-19 09:00"), extensions=[extended("2026-06-19", at="2026-06-16 09:00")])

        assert (found.is_on_time, found.is_on_time_extended, found.days_late) == (False, True, 2)

    def test_is_not_extended_before_the_extension_was_granted(self):
        granted_later = [extended("2026-06-25", at="2026-07-01 09:00")]

        assert not report(sent("2026-06-19 09:00"), extensions=granted_later).is_on_time_extended

    def test_goes_by_the_extension_granted_last(self):
        extensions = [extended("2026-06-25", at="2026-06-16 09:00"), extended("2026-06-18", at="2026-06-17 09:00")]

        assert report(extensions=extensions).extended_due_on == date(2026, 6, 18)

    def test_for_the_half_year_is_extended_by_an_extension_of_the_quarter(self):
        half = plan(regime=calendar(PeriodKind.QUARTER, PeriodKind.HALF))
        granted = extended("2026-06-19", at="2026-06-16 09:00", period="2026-Q2")

        [found] = expected_reports(facts(task(), plans=[half], extensions=[granted]), cutoff=END_OF_JUNE)

        assert (found.period.code, found.extended_due_on) == ("2026-H1", date(2026, 6, 19))

    def test_for_the_quarter_is_the_report_for_the_half_year_that_ends_with_it(self):
        half = plan(regime=calendar(PeriodKind.QUARTER, PeriodKind.HALF))
        submission = sent("2026-06-16 09:00", line(30), period="2026-Q2", accepted="2026-06-17 09:00")
        found = facts(task(), plans=[half], submissions=[submission])

        for period in ("2026-Q2", "2026-H1"):
            at = cutoff("2026-06-30", period)
            [expected] = expected_reports(found, cutoff=at)
            assert (expected.period.code, expected.is_on_time) == ("2026-H1", True)
            assert total(found, cutoff=at)[Measure.COVERAGE].value == 1


class TestWhoOwesAReport:
    def test_everyone_with_an_assignment_on_the_windows_last_day(self):
        given = task(
            lead("A"), coordinate("B"), lead("C", "2026-06-14"), lead("D", "2026-06-15"), lead("E", None, "2026-06-13")
        )

        found = expected_reports(facts(given), cutoff=END_OF_JUNE)

        assert [report.agency for report in found] == ["A", "B", "C"]

    def test_nobody_that_no_longer_exists(self):
        gone = AgencyFact("B", "Sở B", valid_to=date(2026, 3, 1))

        found = expected_reports(facts(task(lead("A"), lead("B")), agencies=[gone]), cutoff=END_OF_JUNE)

        assert [report.agency for report in found] == ["A"]

    def test_nobody_before_the_plan_is_issued_or_after_it_is_replaced(self):
        assert expected_reports(facts(task(), plans=[plan(issued_on="2026-06-15")]), cutoff=END_OF_JUNE) == []
        assert expected_reports(facts(task(), plans=[plan(replaced_on="2026-06-14")]), cutoff=END_OF_JUNE) == []
        assert len(expected_reports(facts(task(), plans=[plan(replaced_on="2026-06-15")]), cutoff=END_OF_JUNE)) == 1

    def test_and_how_they_came_in_adds_up(self):
        given = facts(
            task(lead("A"), lead("B"), lead("C"), lead("D")),
            submissions=[
                sent("2026-06-16 09:00"),
                sent("2026-06-18 09:00", agency="B"),
                sent("2026-06-18 09:00", agency="D"),
            ],
            extensions=[ExtensionFact("D", "P1", Q2, date(2026, 6, 19), granted_at=local("2026-06-16 09:00"))],
        )

        found = timeliness_counts(total(given, cutoff=END_OF_JUNE).sums)

        assert found == dict.fromkeys(ReportTimeliness, 1), "D kept its extension, and is not named late"


class TestAPlan:
    def test_that_is_not_issued_yet_has_no_tasks(self):
        found = facts(task(), plans=[plan(issued_on="2026-06-15")])

        assert state(found, END_OF_JUNE) == []
        assert state(found, cutoff("2026-06-15")) == [TaskState.NO_DEADLINE]

    def test_without_a_date_is_in_force_from_its_regime(self):
        found = facts(task(), plans=[plan(issued_on=None, regime_from="2026-06-15")])

        assert state(found, cutoff("2026-06-14")) == []
        assert state(found, cutoff("2026-06-15")) == [TaskState.NO_DEADLINE]

    def test_that_is_replaced_leaves_what_was_done_and_voids_the_rest(self):
        done = sent("2026-06-16 09:00", line(100, "2026-05-20"), line(60, task="T2"), accepted="2026-06-17 09:00")
        found = facts(
            task(due_on="2026-05-30"),
            task(code="T2", due_on="2026-05-30"),
            task(code="T3", type=TaskType.CONTINUING),
            plans=[plan(replaced_on="2026-07-01")],
            submissions=[done],
        )

        assert state(found, cutoff("2026-06-30")) == [TaskState.DONE_ON_TIME, TaskState.OVERDUE, TaskState.NOT_REPORTED]
        assert state(found, cutoff("2026-07-01")) == [TaskState.DONE_ON_TIME, TaskState.VOID, TaskState.VOID]
        after = total(found, cutoff=cutoff("2026-07-01"))
        assert (after[Measure.OVERALL_COMPLETION].n, after[Measure.OVERALL_COMPLETION].d) == (1, 1)
        assert after[Measure.CONTINUING_RATE].value is None


class TestATask:
    def test_is_done_late_by_the_done_on_date_however_early_the_report(self):
        on_time = sent("2026-06-30 09:00", line(100, "2026-05-30"), accepted="2026-07-01 09:00")
        late = sent("2026-06-02 09:00", line(100, "2026-05-31"), accepted="2026-06-02 09:00")

        assert state(facts(task(due_on="2026-05-30"), submissions=[on_time]), cutoff("2026-07-05")) == [
            TaskState.DONE_ON_TIME
        ]
        assert state(facts(task(due_on="2026-05-30"), submissions=[late]), cutoff("2026-07-05")) == [
            TaskState.DONE_LATE
        ]

    def test_takes_the_line_sent_last_within_a_period_and_of_the_latest_period(self):
        found = facts(
            task(),
            submissions=[
                sent("2026-06-16 09:00", line(30), accepted="2026-06-25 09:00"),
                sent("2026-06-20 09:00", line(40), accepted="2026-06-21 09:00"),
                sent("2026-06-22 09:00", line(90), period="2026-Q1", accepted="2026-06-23 09:00"),
            ],
        )

        assert [task.progress.percent for task in task_statuses(found, cutoff=cutoff("2026-06-30"))] == [40]

    def test_leaves_lines_of_later_periods_out_of_a_chosen_period(self):
        found = facts(
            task(),
            submissions=[
                sent("2026-03-16 09:00", line(30), period="2026-Q1", accepted="2026-03-17 09:00"),
                sent("2026-06-16 09:00", line(80), accepted="2026-06-17 09:00"),
            ],
        )

        assert total(found, cutoff=cutoff("2026-12-01", "2026-Q1"))[Measure.PROGRESS].percent == 30
        assert total(found, cutoff=cutoff("2026-12-01"))[Measure.PROGRESS].percent == 80

    def test_that_was_done_after_the_windows_end_was_not_done_in_that_period(self):
        done = sent("2026-06-20 09:00", line(100, "2026-06-18"), accepted="2026-06-21 09:00")
        found = facts(task(due_on="2026-06-10"), submissions=[done])

        assert state(found, END_OF_JUNE) == [TaskState.OVERDUE]
        assert state(found, cutoff("2026-06-30")) == [TaskState.DONE_LATE]

    def test_of_two_leads_counts_once_in_the_plan_and_once_for_each_agency(self):
        given = sent("2026-06-16 09:00", line(100, "2026-05-20"), accepted="2026-06-17 09:00")
        found = facts(task(lead("A"), lead("B"), due_on="2026-05-30"), submissions=[given])

        [of_plan] = groups(found, by=GroupBy.PLAN, cutoff=END_OF_JUNE)
        assert (of_plan.figures.task_count, of_plan.figures[Measure.PROGRESS].percent) == (1, 50)
        assert of_plan.figures[Measure.DUE_COMPLETION].value == 0
        assert [
            (group.key, group.figures[Measure.DUE_COMPLETION].value)
            for group in groups(found, by=GroupBy.AGENCY, cutoff=END_OF_JUNE)
        ] == [
            ("A", 1),
            ("B", 0),
        ]

    def test_that_an_agency_only_coordinates_is_no_part_of_its_progress(self):
        found = facts(task(lead("A"), coordinate("B")))

        by_agency = {group.key: group.figures for group in groups(found, by=GroupBy.AGENCY, cutoff=END_OF_JUNE)}

        assert (by_agency["A"].task_count, by_agency["B"].task_count) == (1, 0)
        assert by_agency["B"][Measure.COMPLETENESS].d == 1


@pytest.mark.parametrize(
    "given, zero",
    [
        ((), set(Measure)),
        (
            (task(type=TaskType.CONTINUING),),
            set(Measure) - {Measure.CONTINUING_RATE, *list(Measure)[-5:-1]},
        ),
    ],
)
def test_where_there_is_nothing_to_divide_by_there_is_no_value(given, zero):
    found = total(facts(*given), cutoff=END_OF_JUNE)

    assert {measure for measure in Measure if found[measure].value is None} == zero
    assert {measure for measure in Measure if found[measure].percent is None} == zero


def test_unreviewed_lines_count_only_when_asked_for_and_returned_ones_never():
    waiting = sent("2026-06-16 09:00", line(40))
    returned = sent("2026-06-16 10:00", line(90), returned="2026-06-17 09:00")
    found = facts(task(), submissions=[waiting, returned])

    assert total(found, cutoff=END_OF_JUNE)[Measure.PROGRESS].percent == 0
    assert total(found, cutoff=AsOf(END_OF_JUNE.as_of, Q2, unreviewed=True))[Measure.PROGRESS].percent == 40


def test_a_selected_plan_leaves_the_others_out():
    found = facts(task(), task(code="T2", of="P2"), plans=[plan(), plan("P2")])

    assert total(found, cutoff=END_OF_JUNE, selection=Selection(plan="P2")).task_count == 1
    assert total(found, cutoff=END_OF_JUNE, selection=Selection(province="Tỉnh khác")).task_count == 0


def test_carried_out_is_asked_of_this_period():
    said = sent(
        "2026-03-16 09:00",
        line(status=LineStatus.CARRIED_OUT),
        period="2026-Q1",
        accepted="2026-03-17 09:00",
    )
    found = facts(task(type=TaskType.CONTINUING), submissions=[said])

    assert total(found, cutoff=cutoff("2026-06-01"))[Measure.CONTINUING_RATE].value == 1, (
        "Q1 is the last that had ended"
    )
    assert total(found, cutoff=cutoff("2026-06-30"))[Measure.CONTINUING_RATE].value == 0


class TestAnotherLead:
    done = sent("2026-06-16 09:00", line(100, "2026-05-20"), accepted="2026-06-20 09:00")

    def test_takes_over_what_the_one_before_had_done(self):
        handed_over = task(lead("A", None, "2026-06-30"), lead("B", "2026-07-01"), due_on="2026-05-30")

        [found] = task_statuses(facts(handed_over, submissions=[self.done]), cutoff=cutoff("2026-07-15"))

        assert (found.state, found.progress.percent, found.leads) == (TaskState.DONE_ON_TIME, 100, ("B",))

    def test_and_goes_on_from_there(self):
        handed_over = task(lead("A", None, "2026-06-30"), lead("B", "2026-07-01"))
        begun = sent("2026-06-16 09:00", line(40), accepted="2026-06-20 09:00")
        more = sent("2026-09-15 09:00", line(70), agency="B", period="2026-Q3", accepted="2026-09-16 09:00")

        found = facts(handed_over, submissions=[begun, more])

        assert [task.progress.percent for task in task_statuses(found, cutoff=cutoff("2026-08-01"))] == [40]
        assert [task.progress.percent for task in task_statuses(found, cutoff=cutoff("2026-10-01"))] == [70]

    def test_that_led_beside_it_takes_nothing_over(self):
        group = task(lead("A", None, "2026-06-30"), lead("B"))

        [found] = task_statuses(facts(group, submissions=[self.done]), cutoff=cutoff("2026-07-15"))

        assert found.progress.percent == 0

    def test_is_not_needed_for_done_work_to_stay_done(self):
        nobody_after = task(lead("A", None, "2026-06-30"), due_on="2026-05-30")

        assert state(facts(nobody_after, submissions=[self.done]), cutoff("2026-07-15")) == [TaskState.DONE_ON_TIME]

    def test_nor_when_the_agency_itself_has_ended(self):
        ended = AgencyFact("A", "Sở A", valid_to=date(2026, 6, 30))
        found = facts(task(due_on="2026-05-30"), submissions=[self.done], agencies=[ended])

        assert state(found, cutoff("2026-07-15")) == [TaskState.DONE_ON_TIME]


def test_of_two_reports_for_one_day_the_later_sending_counts_whatever_it_is_called():
    half = sent("2026-06-16 09:00", line(30), period="2026-H1", accepted="2026-06-16 10:00")
    quarter = sent("2026-06-20 09:00", line(60), period="2026-Q2", accepted="2026-06-20 10:00")

    [found] = task_statuses(facts(task(), submissions=[half, quarter]), cutoff=END_OF_JUNE)

    assert found.progress.percent == 60


def test_periods_of_several_plans_that_end_on_one_day_are_one_row():
    halves = plan("P2", regime=calendar(PeriodKind.QUARTER, PeriodKind.HALF))
    found = facts(task(), task(code="T2", of="P2"), plans=[plan(), halves])

    rows = groups(found, by=GroupBy.PERIOD, cutoff=cutoff("2026-07-01"))

    assert [row.key for row in rows][-2:] == ["2026-Q1", "2026-H1"]
