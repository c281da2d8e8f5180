"""Ask the columns: the rows of tasks and reports under a lens and a choice. Every figure of the product comes from here."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cache, cached_property

import numpy as np

from data_model.rules.figures.columns.change_columns import TYPES
from data_model.rules.figures.columns.counted_lines import Counted, waits_at
from data_model.rules.figures.columns.day_numbers import Places, day_number, day_of, instant_number, instant_of
from data_model.rules.figures.columns.report_rows import ReportRows, report_rows
from data_model.rules.figures.columns.standpoints import Standpoints, standpoints
from data_model.rules.figures.columns.store_columns import Columns
from data_model.rules.figures.columns.submission_columns import LINE_STATUSES, NO_PERCENT, NO_STATUS
from data_model.rules.figures.columns.task_rows import STATES, TaskRows, task_rows
from data_model.rules.figures.statuses import (
    LeadEvidence,
    Lens,
    Progress,
    ReportStanding,
    Rows,
    SentReport,
    TaskStanding,
)
from data_model.rules.figures.sums import SumColumns, sum_columns
from data_model.rules.plans.facts import Facts, PlanFact, TaskFact
from data_model.rules.plans.periods import Period, local_day
from data_model.rules.plans.report_facts import LineFact
from data_model.values import TIME_ZONE, SubmissionStatus, TaskField


@dataclass(frozen=True, slots=True)
class Choice:
    """Which rows are looked at; None is all of them. `directive` is a plan's main directive."""

    province: str | None = None
    directive: str | None = None
    plan: str | None = None
    agency: str | None = None


def chosen_plans(facts: Facts, choice: Choice) -> dict[str, PlanFact]:
    """By code."""
    return {
        code: plan
        for code, plan in facts.plans.items()
        if (choice.province is None or plan.province == choice.province)
        and (choice.plan is None or code == choice.plan)
        and (choice.directive is None or plan.main_directive == choice.directive)
    }


@contextmanager
def asked(
    facts: Facts, lens: Lens, choice: Choice = Choice(), *, periods: Sequence[Period | None] | None = None
) -> Iterator["Question"]:
    """A question to the columns of the facts. `periods`: looked at in each of these, over the plans that ask for it;
    None looks at the lens's own period, over all chosen plans."""
    assert facts.source is not None, "figures are asked of facts with what came in"
    until = max([local_day(lens.as_of), *(one.window_end for one in (lens.period, *(periods or ())) if one)])
    with facts.source.columns(facts, until=until) as columns:
        yield Question(facts, columns, lens, choice, periods)


@dataclass(frozen=True)
class Question:
    """One lens and one choice on columns that stand still."""

    facts: Facts
    columns: Columns
    lens: Lens
    choice: Choice
    periods: Sequence[Period | None] | None

    @cached_property
    def agency(self) -> int | None:
        """The one agency that is looked at: the chosen one, or that of the scope; -1 is one that has no part."""
        code = self.facts.only_agency or self.choice.agency
        return None if code is None else self.columns.catalogue.agency_place.get(code, -1)

    @cached_property
    def counted(self) -> Counted:
        instant = instant_number(self.lens.as_of)
        return Counted(self.columns.catalogue, self.columns.reports, instant, self.lens.unreviewed)

    @cached_property
    def at(self) -> Standpoints:
        plans = self.columns.catalogue.plans
        chosen = np.zeros(len(plans.codes), np.bool_)
        chosen[[plans.place[code] for code in chosen_plans(self.facts, self.choice) if code in plans.place]] = True
        views = (self.lens.period,) if self.periods is None else self.periods
        return standpoints(
            plans, as_of=self.lens.as_of, periods=views, chosen=chosen, asked_alone=self.periods is not None
        )

    def task_rows(self, *, by_lead: bool = False) -> TaskRows:
        agency = self.agency
        if agency == -1:
            return task_rows(self.counted, self.at, tasks=np.zeros(0, np.int64), by_lead=True)
        return task_rows(self.counted, self.at, by_lead=by_lead, agency=agency)

    def report_rows(self) -> ReportRows:
        today = day_number(local_day(self.lens.as_of))
        return report_rows(self.counted, self.at, self.columns.decided, today=today, agency=self.agency)

    # In objects

    def tasks(self, rows: TaskRows) -> Rows[TaskStanding]:
        """In the order of the plans."""
        sums = cache(lambda: _each(tasks=rows))
        starts = np.searchsorted(rows.lines.row, np.arange(len(rows.task) + 1))
        return Rows(len(rows.task), lambda place: self._task(rows, sums(), starts, place))

    def _task(self, rows: TaskRows, sums: SumColumns, starts: Places, at: int) -> TaskStanding:
        known = self.columns.catalogue
        leads = rows.lines.lead[starts[at] : starts[at + 1]]
        count = max(int(rows.lead_count[at]), 1)
        done_on = day_of(rows.done_on[at])
        return TaskStanding(
            task=self._fact(rows, at),
            agency=None if rows.agency[at] < 0 else known.agencies[rows.agency[at]],
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
            leads=tuple(known.agencies[known.leads.agency[lead]] for lead in leads),
            unassigned=bool(rows.unassigned[at]),
            extended_count=int(rows.extended_count[at]),
            is_measured=bool(rows.measured[at]),
            is_asked=bool(rows.asked[at]),
            sums=sums[at],
        )

    def _fact(self, rows: TaskRows, at: int) -> TaskFact:
        """The task with what holds on the day."""
        fact = self.facts.task[self.columns.catalogue.tasks.codes[rows.task[at]]]
        if not fact.changes:
            return fact
        day = day_of(self.at.day[rows.at[at]])
        titles = [
            one.value
            for one in fact.changes
            if one.field is TaskField.TITLE and one.at <= self.lens.as_of and day is not None and one.valid_from <= day
        ]
        title = str(titles[-1]) if titles else fact.title
        weight = Decimal(int(rows.weight[at])) / 10
        return replace(fact, title=title, weight=weight, type=TYPES[rows.type[at]])

    def reports(self, rows: ReportRows) -> Rows[ReportStanding]:
        """By plan, then by the codes of the agencies."""
        sums = cache(lambda: _each(reports=rows))
        return Rows(len(rows.reporter), lambda place: self._report(rows, sums(), place))

    def _report(self, rows: ReportRows, sums: SumColumns, at: int) -> ReportStanding:
        known = self.columns.catalogue
        due_on, extended = day_of(rows.due_on[at]), day_of(rows.extended_due_on[at])
        assert due_on is not None and extended is not None, "what is expected is due on a day"
        return ReportStanding(
            agency=known.agencies[known.reporters.agency[rows.reporter[at]]],
            plan=known.plans.codes[known.reporters.plan[rows.reporter[at]]],
            period=Period.from_code(known.plans.slots.codes[rows.slot[at]]),
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

    def sent(self, place: int) -> SentReport | None:
        """A submission by its place; None for -1."""
        if place < 0:
            return None
        known, own = self.columns.catalogue, self.columns.reports.submissions
        return SentReport(
            number=str(own.numbers[place]),
            agency=known.agencies[known.reporters.agency[own.reporter[place]]],
            plan=known.plans.codes[known.reporters.plan[own.reporter[place]]],
            period=Period.from_code(known.plans.slots.codes[own.slot[place]]),
            submitted_at=instant_of(own.submitted_at[place]).astimezone(TIME_ZONE),
            status=self._status(place),
        )

    def _status(self, place: int) -> SubmissionStatus:
        own, at = self.columns.reports.submissions, self.counted.as_of
        if self.counted.accepted[place]:
            return SubmissionStatus.ACCEPTED
        ended = {
            SubmissionStatus.WITHDRAWN: own.withdrawn_at[place],
            SubmissionStatus.SUPERSEDED: own.superseded_at[place],
            SubmissionStatus.RETURNED: own.returned_at[place],
        }
        return next((status for status, since in ended.items() if since <= at), SubmissionStatus.SUBMITTED)

    def waiting_places(self) -> Places:
        """What waits for review, by the places of the submissions."""
        places = waits_at(self.columns.reports, self.counted.as_of)
        own, reporters = self.columns.reports.submissions, self.columns.catalogue.reporters
        kept = self.at.looked_at[reporters.plan[own.reporter[places]]]
        if self.agency is not None:
            kept &= reporters.agency[own.reporter[places]] == self.agency
        return places[kept]

    def sent_between(self, first: int, last: int) -> list[SentReport]:
        """What was known after the first instant and by the last one, oldest first."""
        own, reporters = self.columns.reports.submissions, self.columns.catalogue.reporters
        known_at = own.known_at[: self.columns.reports.submission_count]
        places = np.flatnonzero((first < known_at) & (known_at <= last))
        kept = self.at.looked_at[reporters.plan[own.reporter[places]]]
        if self.agency is not None:
            kept &= reporters.agency[own.reporter[places]] == self.agency
        return self._in_order(places[kept])

    def _in_order(self, places: Places) -> list[SentReport]:
        order = np.argsort(self.columns.reports.submissions.submitted_at[places], kind="stable")
        return [sent for place in places[order] if (sent := self.sent(int(place))) is not None]

    def counted_this_period(self) -> list[SentReport]:
        """The submissions that count for this period of each plan, in order of sending."""
        own, count = self.columns.reports.submissions, self.columns.reports.submission_count
        plan = self.columns.catalogue.reporters.plan[own.reporter[:count]]
        places = np.flatnonzero((own.slot[:count] == self.at.slot[plan]) & self.at.looked_at[plan])
        return self._in_order(places[self.counted.submissions[places]])

    def evidence(self, rows: TaskRows) -> list[list[LeadEvidence]]:
        """By row: what each of its leads reported that counts, and in which submissions."""
        found: list[list[LeadEvidence]] = [[] for _ in rows.task]
        known, lines = self.columns.catalogue, rows.lines
        for row, lead, last, this_period in zip(
            lines.row.tolist(), lines.lead, lines.with_percent, lines.this_period, strict=True
        ):
            found[row].append(
                LeadEvidence(
                    known.agencies[known.leads.agency[lead]], *self._line(int(last)), *self._line(int(this_period))
                )
            )
        return found

    def _line(self, place: int) -> tuple[LineFact | None, SentReport | None]:
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


def _each(tasks: TaskRows | None = None, reports: ReportRows | None = None) -> SumColumns:
    """Each row as a group of its own."""
    rows = tasks.task if tasks is not None else reports.reporter if reports is not None else np.zeros(0, np.int64)
    places = np.arange(len(rows))
    return sum_columns(len(rows), tasks, places, reports, places)
