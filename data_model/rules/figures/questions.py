"""Rows of tasks and reports for a cutoff and a selection, read from the columns: the source of every figure."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cache, cached_property

import numpy as np

from data_model.rules.figures.as_of import AsOf
from data_model.rules.figures.columns.bodies import Bodies, as_reported, of_organisation
from data_model.rules.figures.columns.change_columns import TYPES
from data_model.rules.figures.columns.counted_lines import CountedLines, waiting_submissions
from data_model.rules.figures.columns.day_numbers import Places, day_number, day_of, instant_number, instant_of
from data_model.rules.figures.columns.expected_reports import ReportRows, report_rows
from data_model.rules.figures.columns.store_columns import Columns
from data_model.rules.figures.columns.submission_columns import LINE_STATUSES, NO_PERCENT, NO_STATUS
from data_model.rules.figures.columns.task_states import STATES, TaskRows, task_rows
from data_model.rules.figures.columns.viewpoints import Standpoints, standpoints
from data_model.rules.figures.rows import Rows
from data_model.rules.figures.selection import Selection, selected_plans
from data_model.rules.figures.statuses import ExpectedReport, LeadExplanation, Progress, SubmissionFact, TaskStatus
from data_model.rules.figures.sums import SumColumns, sum_columns
from data_model.rules.plans.facts import Facts, TaskFact
from data_model.rules.plans.organisations import Organisation
from data_model.rules.plans.periods import Period, local_day
from data_model.rules.plans.report_facts import LineFact
from data_model.values import TIME_ZONE, SubmissionStatus, TaskField


@contextmanager
def open_question(
    facts: Facts, cutoff: AsOf, selection: Selection = Selection(), *, periods: Sequence[Period | None] | None = None
) -> Iterator["Question"]:
    """Opens the columns of the facts for reading. With `periods` each of these is one view, over the plans that ask for
    it; None is one view: the period of the cutoff, over all selected plans."""
    assert facts.source is not None, "figures are asked of facts with what came in"
    until = max(
        [local_day(cutoff.as_of), *(period.window_end for period in (cutoff.period, *(periods or ())) if period)]
    )
    with facts.source.columns(facts, until=until) as columns:
        yield Question(facts, columns, cutoff, selection, periods)


def counted_submissions(facts: Facts, cutoff: AsOf) -> frozenset[int]:
    """The submissions (ids in the store) that count at the cutoff: accepted, with unreviewed ones those that wait too."""
    with open_question(facts, cutoff) as question:
        counts = np.flatnonzero(question.counted_lines.submissions[: question.columns.reports.submission_count])
        return frozenset(question.columns.reports.submissions.ids[counts].tolist())


@dataclass(frozen=True)
class Question:
    """One cutoff and one selection on columns that nobody changes meanwhile."""

    facts: Facts
    columns: Columns
    cutoff: AsOf
    selection: Selection
    periods: Sequence[Period | None] | None

    @cached_property
    def agency(self) -> int | None:
        """Place of the agency of the selection or else of the scope; None is all, -1 an agency that the columns do not know.
        By an organisation it is one of its bodies."""
        code, own = self.selection.agency, self.facts.own_agencies
        if own is not None and code not in own:
            code = self.facts.only_agency
        return None if code is None else self.columns.catalogue.agency_place.get(code, -1)

    @cached_property
    def organisation(self) -> Organisation | None:
        """By which agencies are shown; None is as reported then."""
        day = self.cutoff.organisation
        return None if day is None else Organisation.of(self.facts, day)

    @cached_property
    def bodies(self) -> Bodies:
        if self.organisation is None:
            return as_reported(self.columns.catalogue)
        return of_organisation(self.columns.catalogue, self.organisation)

    @cached_property
    def counted_lines(self) -> CountedLines:
        instant = instant_number(self.cutoff.as_of)
        return CountedLines(self.columns.catalogue, self.columns.reports, instant, self.cutoff.unreviewed)

    @cached_property
    def at(self) -> Standpoints:
        plans = self.columns.catalogue.plans
        chosen = np.zeros(len(plans.codes), np.bool_)
        chosen[[plans.place[code] for code in selected_plans(self.facts, self.selection) if code in plans.place]] = True
        views = (self.cutoff.period,) if self.periods is None else self.periods
        return standpoints(
            plans, as_of=self.cutoff.as_of, periods=views, chosen=chosen, asked_alone=self.periods is not None
        )

    def task_rows(self, *, by_lead: bool = False) -> TaskRows:
        agency = self.agency
        if agency == -1:
            return self.rows_of(np.zeros(0, np.int64), by_lead=True)
        return task_rows(self.counted_lines, self.at, bodies=self.bodies, by_lead=by_lead, agency=agency)

    def rows_of(self, tasks: Places, *, by_lead: bool = False) -> TaskRows:
        """These tasks alone, whichever agency is selected."""
        return task_rows(self.counted_lines, self.at, bodies=self.bodies, by_lead=by_lead, tasks=tasks)

    def report_rows(self) -> ReportRows:
        today = day_number(local_day(self.cutoff.as_of))
        return report_rows(
            self.counted_lines, self.at, self.columns.decided, bodies=self.bodies, today=today, agency=self.agency
        )

    # Rows as objects

    def tasks(self, rows: TaskRows) -> Rows[TaskStatus]:
        """In the order of the plans."""
        sums = cache(lambda: _sums_by_row(tasks=rows))
        starts = np.searchsorted(rows.lines.row, np.arange(len(rows.task) + 1))
        return Rows(len(rows.task), lambda place: self._task(rows, sums(), starts, place))

    def _task(self, rows: TaskRows, sums: SumColumns, starts: Places, at: int) -> TaskStatus:
        catalogue = self.columns.catalogue
        leads = rows.lines.lead[starts[at] : starts[at + 1]]
        count = max(int(rows.lead_count[at]), 1)
        done_on = day_of(rows.done_on[at])
        return TaskStatus(
            task=self._fact(rows, at),
            agency=None if rows.agency[at] < 0 else catalogue.agencies[rows.agency[at]],
            state=STATES[rows.state[at]],
            due_on=day_of(rows.due_on[at]),
            progress=Progress(
                percent=Fraction(int(rows.percent_sum[at]), 10 * count),
                minimum=Fraction(int(rows.minimum[at]), 10),
                done_on=done_on,
                covered=bool(rows.covered[at]),
                ever_reported=bool(rows.ever_reported[at]),
            ),
            days_overdue=rows.days_overdue(at),
            leads=tuple(dict.fromkeys(catalogue.agencies[self.bodies.of_lead[lead]] for lead in leads)),
            unassigned=bool(rows.unassigned[at]),
            extended_count=int(rows.extended_count[at]),
            is_measured=bool(rows.measured[at]),
            is_asked=bool(rows.asked[at]),
            sums=sums[at],
        )

    def _fact(self, rows: TaskRows, at: int) -> TaskFact:
        """The task with the title, weight and type that hold on the day."""
        fact = self.facts.task[self.columns.catalogue.tasks.codes[rows.task[at]]]
        if not fact.changes:
            return fact
        day = day_of(self.at.day[rows.at[at]])
        titles = [
            change.value
            for change in fact.changes
            if change.field is TaskField.TITLE
            and change.at <= self.cutoff.as_of
            and day is not None
            and change.valid_from <= day
        ]
        title = str(titles[-1]) if titles else fact.title
        weight = Decimal(int(rows.weight[at])) / 10
        return replace(fact, title=title, weight=weight, type=TYPES[rows.type[at]])

    def reports(self, rows: ReportRows) -> Rows[ExpectedReport]:
        """By plan, then by the codes of the agencies."""
        sums = cache(lambda: _sums_by_row(reports=rows))
        return Rows(len(rows.reporter), lambda place: self._report(rows, sums(), place))

    def _report(self, rows: ReportRows, sums: SumColumns, at: int) -> ExpectedReport:
        catalogue = self.columns.catalogue
        due_on, extended = day_of(rows.due_on[at]), day_of(rows.extended_due_on[at])
        assert due_on is not None and extended is not None, "what is expected is due on a day"
        return ExpectedReport(
            agency=catalogue.agencies[catalogue.reporters.agency[rows.reporter[at]]],
            body=catalogue.agencies[self.bodies.of_reporter[rows.reporter[at]]],
            plan=catalogue.plans.codes[catalogue.reporters.plan[rows.reporter[at]]],
            period=Period.from_code(catalogue.plans.slots.codes[rows.slot[at]]),
            due_on=due_on,
            extended_due_on=extended,
            first_submitted_at=instant_of(rows.first_at[at]).astimezone(TIME_ZONE) if rows.submitted[at] else None,
            accepted=bool(rows.accepted[at]),
            returned_once=bool(rows.returned[at]),
            days_late=int(rows.days_late[at]),
            waived=bool(rows.waived[at]),
            says_nothing=bool(rows.says_nothing[at]),
            last=self.sent(int(rows.last[at])),
            sums=sums[at],
        )

    def sent(self, place: int) -> SubmissionFact | None:
        """The submission at a place; None for -1."""
        if place < 0:
            return None
        catalogue, own = self.columns.catalogue, self.columns.reports.submissions
        return SubmissionFact(
            number=str(own.numbers[place]),
            agency=catalogue.agencies[catalogue.reporters.agency[own.reporter[place]]],
            plan=catalogue.plans.codes[catalogue.reporters.plan[own.reporter[place]]],
            period=Period.from_code(catalogue.plans.slots.codes[own.slot[place]]),
            submitted_at=instant_of(own.submitted_at[place]).astimezone(TIME_ZONE),
            status=self._status(place),
        )

    def _status(self, place: int) -> SubmissionStatus:
        own, at = self.columns.reports.submissions, self.counted_lines.as_of
        if self.counted_lines.accepted[place]:
            return SubmissionStatus.ACCEPTED
        ended = {
            SubmissionStatus.WITHDRAWN: own.withdrawn_at[place],
            SubmissionStatus.SUPERSEDED: own.superseded_at[place],
            SubmissionStatus.RETURNED: own.returned_at[place],
        }
        return next((status for status, since in ended.items() if since <= at), SubmissionStatus.SUBMITTED)

    def waiting_places(self) -> Places:
        """Places of the submissions that wait for review."""
        places = waiting_submissions(self.columns.reports, self.counted_lines.as_of)
        own, reporters = self.columns.reports.submissions, self.columns.catalogue.reporters
        selected = self.at.looked_at[reporters.plan[own.reporter[places]]]
        if self.agency is not None:
            selected &= self.bodies.of_reporter[own.reporter[places]] == self.agency
        return places[selected]

    def submissions_between(self, first: int, last: int) -> list[SubmissionFact]:
        """Submissions recorded after the instant `first` and up to `last`, oldest first."""
        own, reporters = self.columns.reports.submissions, self.columns.catalogue.reporters
        recorded_at = own.recorded_at[: self.columns.reports.submission_count]
        places = np.flatnonzero((first < recorded_at) & (recorded_at <= last))
        selected = self.at.looked_at[reporters.plan[own.reporter[places]]]
        if self.agency is not None:
            selected &= self.bodies.of_reporter[own.reporter[places]] == self.agency
        return self._in_order(places[selected])

    def _in_order(self, places: Places) -> list[SubmissionFact]:
        order = np.argsort(self.columns.reports.submissions.submitted_at[places], kind="stable")
        return [fact for place in places[order] if (fact := self.sent(int(place))) is not None]

    def counted_this_period(self) -> list[SubmissionFact]:
        """The submissions that count for this period of each plan, in order of sending."""
        own, count = self.columns.reports.submissions, self.columns.reports.submission_count
        plan = self.columns.catalogue.reporters.plan[own.reporter[:count]]
        places = np.flatnonzero((own.slot[:count] == self.at.slot[plan]) & self.at.looked_at[plan])
        return self._in_order(places[self.counted_lines.submissions[places]])

    def explain(self, rows: TaskRows) -> list[list[LeadExplanation]]:
        """By row, for each of its leads: the lines that count, and their submissions."""
        explanations: list[list[LeadExplanation]] = [[] for _ in rows.task]
        catalogue, lines = self.columns.catalogue, rows.lines
        for row, lead, last, this_period in zip(
            lines.row.tolist(), lines.lead, lines.with_percent, lines.this_period, strict=True
        ):
            explanations[row].append(
                LeadExplanation(
                    catalogue.agencies[catalogue.leads.agency[lead]],
                    *self._line(int(last)),
                    *self._line(int(this_period)),
                )
            )
        return explanations

    def last_reports(self, rows: TaskRows) -> list[list[SubmissionFact]]:
        """By row the submissions with its leads' last lines, of any kind and with a percentage, each once, newest first."""
        places: list[set[int]] = [set() for _ in rows.task]
        own, sent = self.columns.reports.lines.submission, cache(self.sent)
        for lines in (rows.lines.any, rows.lines.with_percent):
            for row, line in zip(rows.lines.row.tolist(), lines.tolist(), strict=True):
                if line >= 0:
                    places[row].add(int(own[line]))
        found = [[fact for place in of_row if (fact := sent(place)) is not None] for of_row in places]
        return [sorted(facts, key=lambda fact: (fact.period, fact.submitted_at), reverse=True) for facts in found]

    def _line(self, place: int) -> tuple[LineFact | None, SubmissionFact | None]:
        if place < 0:
            return None, None
        own = self.columns.reports.lines
        percent, status = int(own.percent[place]), int(own.status[place])
        line = LineFact(
            task="",
            percent=None if percent == NO_PERCENT else Decimal(percent) / 10,
            status=None if status == NO_STATUS else LINE_STATUSES[status],
            done_on=day_of(own.done_on[place]),
        )
        return line, self.sent(int(own.submission[place]))


def _sums_by_row(tasks: TaskRows | None = None, reports: ReportRows | None = None) -> SumColumns:
    """The sums of each row alone."""
    rows = tasks.task if tasks is not None else reports.reporter if reports is not None else np.zeros(0, np.int64)
    places = np.arange(len(rows))
    return sum_columns(len(rows), tasks, places, reports, places)
