"""Which reports are expected and how they came in: paper, waivers, first periods, working days and own rounds.

Plan P1 asks for quarters, due three days after the window: Q2 of 2026 ends on Sunday 14/6 and is due on Wednesday 17/6.
"""

from datetime import date

import pytest

from data_model.rules.figures.as_of import AsOf
from data_model.rules.figures.grouping import expected_reports, groups, task_statuses, total
from data_model.rules.figures.measures import Measure
from data_model.rules.plans.holidays import Holidays
from data_model.rules.plans.periods import Period
from data_model.values import Flag, GroupBy, LineStatus, SubmissionStatus, TaskState, TaskType
from tests.builders.facts import calendar, called, end_of_day, extended, facts, lead, line, plan, sent, task, waived

NOTHING = line(status=LineStatus.NOTHING_TO_REPORT)


def at(day, period=None):
    return AsOf(end_of_day(day), Period.from_code(period) if period else None)


def report(*submissions, on="2026-06-30", period="2026-Q2", with_waived=False, **more):
    """The one report that is expected at the end of a day; None where there is none."""
    found = expected_reports(facts(task(), submissions=submissions, **more), cutoff=at(on, period), waived=with_waived)
    return found[0] if found else None


class TestAPaperReport:
    paper = sent("2026-06-16 00:00", line(30), entered="2026-06-25 09:00")

    def test_is_on_time_by_its_own_time_and_known_from_its_entry(self):
        assert not report(self.paper, on="2026-06-24").is_submitted
        assert report(self.paper, on="2026-06-25").is_on_time

    def test_stands_among_what_was_sent_by_its_own_time(self):
        later = sent("2026-06-18 09:00", line(40))

        assert report(self.paper, later).last.number == later.number
        assert report(self.paper, later).first_submitted_at == self.paper.submitted_at


class TestAReportThatIsSentAgain:
    def test_was_sent_when_the_superseded_one_was(self):
        first = sent("2026-06-16 09:00", superseded="2026-06-20 09:00")
        found = report(first, sent("2026-06-20 09:00"))

        assert (found.is_on_time, found.last.number, found.last.status) == (
            True,
            "A 2026-06-20 09:00",
            SubmissionStatus.SUBMITTED,
        )

    def test_is_not_sent_when_nothing_of_it_waits_was_returned_or_accepted(self):
        first = sent("2026-06-16 09:00", superseded="2026-06-20 09:00")
        withdrawn = sent("2026-06-20 09:00", withdrawn="2026-06-21 09:00")

        assert report(first, withdrawn, on="2026-06-20").is_submitted
        assert not report(first, withdrawn, on="2026-06-21").is_submitted

    def test_is_accepted_as_long_as_any_of_it_is(self):
        accepted = sent("2026-06-16 09:00", accepted="2026-06-17 09:00")
        taken_back = sent("2026-06-16 09:00", accepted="2026-06-17 09:00", taken_back="2026-06-19 09:00")
        waiting = sent("2026-06-18 09:00")

        assert report(accepted, waiting).accepted
        assert report(taken_back, waiting, on="2026-06-18").accepted
        assert not report(taken_back, waiting, on="2026-06-19").accepted


class TestAReportThatSaysNothingArose:
    def test_is_submitted_and_counted(self):
        found = facts(task(), submissions=[sent("2026-06-16 09:00", NOTHING)])

        figures = total(found, cutoff=at("2026-06-30", "2026-Q2"))
        assert (figures.sums.submitted, figures.sums.nothing_to_report) == (1, 1)

    def test_says_so_with_each_of_its_lines(self):
        nothing_of_t2, some_of_t2 = (line(status=NOTHING.status, task="T2"), line(30, task="T2"))

        for lines, says_nothing in (((NOTHING, nothing_of_t2), True), ((NOTHING, some_of_t2), False), ((), False)):
            found = facts(task(), task(code="T2"), submissions=[sent("2026-06-16 09:00", *lines)])
            assert expected_reports(found, cutoff=at("2026-06-30", "2026-Q2"))[0].says_nothing is says_nothing


class TestAWaivedReport:
    waiver = waived(at="2026-06-16 09:00", lifted="2026-06-25 09:00")

    def test_is_not_expected_until_it_is_lifted(self):
        days = ("2026-06-15", "2026-06-16", "2026-06-24", "2026-06-25")
        found = facts(task(), waivers=[self.waiver])
        sums = [total(found, cutoff=at(day, "2026-Q2")).sums for day in days]

        assert [(sums_of_agency.expected, sums_of_agency.waived) for sums_of_agency in sums] == [
            (1, 0),
            (0, 1),
            (0, 1),
            (1, 0),
        ]

    def test_is_in_no_rate_though_it_was_sent(self):
        found = facts(task(), submissions=[sent("2026-06-16 10:00")], waivers=[self.waiver])

        assert total(found, cutoff=at("2026-06-20", "2026-Q2"))[Measure.COMPLETENESS].d == 0

    def test_is_among_the_rows_if_asked_for(self):
        assert report(waivers=[self.waiver], on="2026-06-20") is None
        assert report(waivers=[self.waiver], on="2026-06-20", with_waived=True).waived


class TestTheRegime:
    def test_expects_nothing_before_its_first_period(self):
        from_q2 = plan(regime=calendar(first_period=Period.from_code("2026-Q2")))
        rows = groups(facts(task(), plans=[from_q2]), by=GroupBy.PERIOD, cutoff=at("2026-09-30"))

        assert [row.key for row in rows] == ["2026-Q2", "2026-Q3"]
        assert report(plans=[from_q2], on="2026-03-30", period="2026-Q1") is None

    def test_flags_no_task_before_its_first_period_has_ended(self):
        found = facts(task(), plans=[plan(regime=calendar(first_period=Period.from_code("2026-Q2")))])

        flags = [task_statuses(found, cutoff=at(day))[0].flag for day in ("2026-03-30", "2026-06-30")]
        assert flags == [None, Flag.NOT_REPORTED]

    @pytest.mark.parametrize(
        "period, due_on, moved_to",
        [
            ("2026-Q2", date(2026, 6, 17), date(2026, 6, 17)),  # a Wednesday
            ("2026-M10", date(2026, 10, 17), date(2026, 10, 19)),  # a Saturday
            ("2026-M01", date(2026, 1, 17), date(2026, 1, 19)),  # a Saturday
        ],
    )
    def test_moves_a_due_day_to_the_next_working_day_where_it_says_so(self, period, due_on, moved_to):
        one = Period.from_code(period)
        kinds = {one.kind}

        assert calendar(*kinds).due_on(one) == due_on
        assert calendar(*kinds, to_working_day=True).due_on(one) == moved_to

    @pytest.mark.parametrize(
        "off, worked, moved_to",
        [
            ((), (), date(2026, 10, 19)),  # from Saturday 17/10 to Monday
            (("2026-10-19", "2026-10-20"), (), date(2026, 10, 21)),
            ((), ("2026-10-17",), date(2026, 10, 17)),  # worked in exchange
            (("2026-10-19",), ("2026-10-18",), date(2026, 10, 18)),
        ],
    )
    def test_follows_the_holidays_and_swapped_days_of_the_year(self, off, worked, moved_to):
        days = Holidays(frozenset(map(date.fromisoformat, off)), frozenset(map(date.fromisoformat, worked)))
        month = Period.from_code("2026-M10")

        assert calendar(month.kind, to_working_day=True, holidays=days).due_on(month) == moved_to
        assert calendar(month.kind, holidays=days).due_on(month) == date(2026, 10, 17)

    def test_is_held_to_the_working_day(self):
        monthly = plan(regime=calendar(Period.from_code("2026-M10").kind, to_working_day=True))
        came = sent("2026-10-19 09:00", period="2026-M10")

        found = report(came, plans=[monthly], on="2026-10-31", period="2026-M10")
        assert (found.due_on, found.is_on_time) == (date(2026, 10, 19), True)


class TestAnExtension:
    def test_is_never_before_the_original_due_day(self):
        assert report(extensions=[extended("2026-06-15", at="2026-06-10 09:00")]).extended_due_on == date(2026, 6, 17)


class TestARoundOfItsOwnKind:
    """From 1 July to 20 August, called in June, due on 25 August."""

    code = "R20260701-20260820"
    called = plan(rounds=[called(code, due_on="2026-08-25", at="2026-06-20 09:00")])

    def test_is_expected_under_its_own_name_and_is_never_this_period(self):
        found = facts(task(), plans=[self.called], submissions=[sent("2026-08-24 09:00", period=self.code)])
        rows = groups(found, by=GroupBy.PERIOD, cutoff=at("2026-09-01"))

        assert [(row.key, row.figures.sums.submitted) for row in rows][-2:] == [("2026-Q2", 0), (self.code, 1)]
        [expected_report] = expected_reports(found, cutoff=at("2026-09-01"))
        assert expected_report.period.code == "2026-Q2"

    def test_carries_p_and_done_by_the_end_of_its_window(self):
        told = sent("2026-08-24 09:00", line(100, "2026-08-19"), period=self.code, accepted="2026-08-25 09:00")
        found = facts(task(due_on="2026-08-19"), plans=[self.called], submissions=[told])

        assert task_statuses(found, cutoff=at("2026-09-01"))[0].state is TaskState.DONE_ON_TIME
        assert task_statuses(found, cutoff=at("2026-09-01", "2026-Q2"))[0].progress.percent == 0
        assert task_statuses(found, cutoff=at("2026-10-01", "2026-Q3"))[0].progress.percent == 100

    def test_judges_no_continuing_task(self):
        carried_out = line(status=LineStatus.CARRIED_OUT)
        told = sent("2026-08-24 09:00", carried_out, period=self.code, accepted="2026-08-25 09:00")
        found = facts(task(type=TaskType.CONTINUING), plans=[self.called], submissions=[told])

        for cutoff in (at("2026-09-01"), at("2026-10-01"), at("2026-10-01", "2026-Q3")):
            assert task_statuses(found, cutoff=cutoff)[0].state is TaskState.NOT_REPORTED


def test_an_agency_that_only_begins_after_the_window_is_not_expected():
    found = facts(task(lead("A"), lead("B", "2026-06-15")))

    assert [report.agency for report in expected_reports(found, cutoff=at("2026-06-30", "2026-Q2"))] == ["A"]
