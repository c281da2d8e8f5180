"""Where each task and each expected report stands, seen at one instant: the rows behind every figure."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from functools import cache, cached_property

from data_model.rules.facts import (
    AssignmentFact,
    Facts,
    LineFact,
    PlanFact,
    SubmissionFact,
    TaskFact,
)
from data_model.rules.periods import Period, local_day
from data_model.rules.progress import Progress, Standpoint, exact, progress_of, together
from data_model.rules.task_state import days_overdue, due_date_at, task_state
from data_model.values import AssignmentRole, Flag, SubmissionStatus, TaskState, TaskType


@dataclass(frozen=True, slots=True)
class Lens:
    """What is looked at: as known at `as_of` (an instant), in one `period` or the last that had ended,
    over accepted lines alone or, for a look ahead, over those not yet reviewed as well."""

    as_of: datetime
    period: Period | None = None
    unreviewed: bool = False

    def counts(self, submission: SubmissionFact) -> bool:
        status = submission.status_at(self.as_of)
        return status is SubmissionStatus.ACCEPTED or (self.unreviewed and status is SubmissionStatus.SUBMITTED)

    def standpoint(self, plan: PlanFact) -> Standpoint:
        day = local_day(self.as_of) if self.period is None else plan.last_day_of(self.period)
        calendar = plan.calendar_on(day)
        return Standpoint(
            day=day,
            period=self.period or self.report_period(plan),
            rule=plan.window_rule_on(day),
            separate=calendar is not None and calendar.separate,
        )

    def report_period(self, plan: PlanFact) -> Period | None:
        """The report of the plan that is looked at: the chosen period's, or the last that had ended."""
        if self.period is not None:
            return plan.report_for(self.period)
        ended = plan.periods_ended(self.as_of)
        return ended[-1] if ended else None


@dataclass(frozen=True, slots=True)
class TaskStanding:
    """One task at the lens's day: of one lead (`agency`), or of all its leads together (None)."""

    task: TaskFact
    agency: str | None
    state: TaskState
    due_on: date | None
    progress: Progress
    days_overdue: int
    leads: tuple[str, ...]

    @property
    def weight(self) -> Fraction:
        return exact(self.task.weight)

    @property
    def is_measured(self) -> bool:
        """Whether its percentage counts: not for continuing tasks, nor where the task no longer applies."""
        return self.task.type is not TaskType.CONTINUING and self.state is not TaskState.VOID

    @property
    def is_covered(self) -> bool:
        return self.progress.reported or self.progress.done_on is not None

    @property
    def flag(self) -> Flag | None:
        return None if self.state is TaskState.VOID else self.progress.flag


@dataclass(frozen=True, slots=True)
class LeadEvidence:
    """What a lead's progress in a task rests on: the submission of its last percentage, and that of this period."""

    lead: str
    progress: Progress
    last: SubmissionFact | None
    this_period: SubmissionFact | None


@dataclass(frozen=True, slots=True)
class ReportStanding:
    """One expected report: agency × plan × period, as it had come in by the lens's instant."""

    agency: str
    plan: str
    period: Period
    due_on: date
    extended_due_on: date
    first_submitted_at: datetime | None
    accepted: bool
    returned_once: bool
    days_late: int
    """Days after the original due day that it came, or that it has been missing so far; 0 is on time."""
    waived: bool = False
    """Not expected, by a waiver: counted apart."""

    @property
    def is_submitted(self) -> bool:
        return self.first_submitted_at is not None

    @property
    def is_on_time(self) -> bool:
        return self.first_submitted_at is not None and local_day(self.first_submitted_at) <= self.due_on

    @property
    def is_extended(self) -> bool:
        return self.extended_due_on > self.due_on

    @property
    def is_on_time_extended(self) -> bool:
        return self.first_submitted_at is not None and local_day(self.first_submitted_at) <= self.extended_due_on


CountedLine = tuple[Period, LineFact, SubmissionFact]
LinesByAssignment = Mapping[tuple[str, str], Sequence[CountedLine]]
SentReports = Mapping[tuple[str, str, Period], Sequence[SubmissionFact]]


class Known:
    """What had come in and was decided by the lens's instant: the same whichever period is looked at."""

    def __init__(self, facts: Facts, lens: Lens) -> None:
        self._facts = facts
        self._lens = lens

    @cached_property
    def lines(self) -> LinesByAssignment:
        """By task and agency: its lines that count, oldest first."""
        lines: dict[tuple[str, str], list[CountedLine]] = defaultdict(list)
        for submission in sorted(self._facts.submissions, key=_report_order):
            if self._lens.counts(submission):
                for line in submission.lines:
                    lines[line.task, submission.agency].append((submission.period, line, submission))
        return lines

    @cached_property
    def sent(self) -> SentReports:
        """What had been sent and not withdrawn, by the report that it belongs to, oldest first."""
        report_of = cache(lambda plan, period: self._facts.plans[plan].report_for(period) or period)
        sent: dict[tuple[str, str, Period], list[SubmissionFact]] = defaultdict(list)
        for submission in self._facts.submissions:
            if submission.status_at(self._lens.as_of) not in (None, SubmissionStatus.WITHDRAWN):
                report = report_of(submission.plan, submission.period)
                sent[submission.agency, submission.plan, report].append(submission)
        return sent

    @cached_property
    def extended(self) -> Mapping[tuple[str, str, Period], date]:
        return _latest_extensions(self._facts, self._lens.as_of)

    @cached_property
    def waived(self) -> Collection[tuple[str, str, Period]]:
        return self._facts.waivers_at(self._lens.as_of)


class Standings:
    """The tasks and reports of some facts under one lens; `known` may be of more plans, and of a lens on another period."""

    def __init__(self, facts: Facts, lens: Lens, known: Known | None = None) -> None:
        self.facts = facts
        self.lens = lens
        self._standpoints = {code: lens.standpoint(plan) for code, plan in facts.plans.items()}
        self._known = known or Known(facts, lens)

    def tasks(self) -> list[TaskStanding]:
        """Each task in force once, its leads together."""
        return [self._of_leads(task, None, self.leads_of(task)) for task in self._issued_tasks()]

    def tasks_by_lead(self) -> list[TaskStanding]:
        """Each task once per lead, each with its own line."""
        return [
            self._of_leads(task, agency, (agency,)) for task in self._issued_tasks() for agency in self.leads_of(task)
        ]

    def of_each_lead(self, task: TaskStanding) -> Iterator[tuple[str, TaskStanding]]:
        """How a task, of its leads together, stands by the lines of each; alone, a lead stands as all do."""
        for agency in task.leads:
            yield agency, task if len(task.leads) == 1 else self._of_leads(task.task, agency, (agency,))

    def reports(self) -> list[ReportStanding]:
        """Who owes the report of the period looked at, and how it came in."""
        return [report for report in self.reports_and_waived() if not report.waived]

    def reports_and_waived(self, agencies: Collection[str] | None = None) -> list[ReportStanding]:
        """The same, of these agencies alone if given, with the reports that were waived and so are not expected,
        marked so."""
        return [
            self._report(agency, plan, period)
            for plan in self.facts.plans.values()
            if (period := self.lens.report_period(plan)) is not None
            for agency in self._expected_from(plan, period)
            if agencies is None or agency in agencies
        ]

    def _issued_tasks(self) -> Iterator[TaskFact]:
        for task in self.facts.tasks:
            if self.facts.plans[task.plan].is_issued_on(self._standpoints[task.plan].day):
                yield task

    def _active(self, task: TaskFact, day: date) -> Iterator[AssignmentFact]:
        for assignment in task.assignments:
            if assignment.is_active_on(day) and self.facts.agencies[assignment.agency].exists_on(day):
                yield assignment

    def leads_of(self, task: TaskFact) -> tuple[str, ...]:
        """Who leads on the day; where nobody does any more, who led last, so that what was done stays done."""
        day = self._standpoints[task.plan].day
        leads = [one for one in self._active(task, day) if one.role is AssignmentRole.LEAD]
        return tuple(dict.fromkeys(one.agency for one in leads or self._last_leads(task, day)))

    def _last_leads(self, task: TaskFact, day: date) -> list[AssignmentFact]:
        ended = [
            one for one in task.assignments if one.role is AssignmentRole.LEAD and (self._end_of(one) or date.max) < day
        ]
        last_day = max((self._end_of(one) or date.max for one in ended), default=None)
        return [one for one in ended if self._end_of(one) == last_day]

    def _end_of(self, assignment: AssignmentFact) -> date | None:
        """The last day of the assignment or of the agency itself, whichever comes first."""
        ends = (assignment.valid_to, self.facts.agencies[assignment.agency].valid_to)
        return min((end for end in ends if end is not None), default=None)

    def _lines_of(self, task: TaskFact, lead: str) -> Sequence[CountedLine]:
        """What counts for a lead: its own lines, after those of the leads that it took the task over from."""
        begins = [one.valid_from for one in task.assignments if one.agency == lead and one.role is AssignmentRole.LEAD]
        taken_over_on = None if None in begins else min(filter(None, begins), default=None)
        before = [
            one.agency
            for one in task.assignments
            if one.role is AssignmentRole.LEAD
            and taken_over_on is not None
            and (self._end_of(one) or date.max) < taken_over_on
        ]
        agencies = dict.fromkeys([*before, lead])
        return [line for agency in agencies for line in self._lines_until(task.code, agency)]

    def _lines_until(self, task: str, agency: str) -> Iterable[CountedLine]:
        """Those of later periods than the chosen one are left out."""
        lines, chosen = self._known.lines.get((task, agency), ()), self.lens.period
        return lines if chosen is None else (line for line in lines if line[0].end <= chosen.end)

    def _of_leads(self, task: TaskFact, agency: str | None, leads: tuple[str, ...]) -> TaskStanding:
        at = self._standpoints[task.plan]
        parts = [self._progress(task, lead) for lead in leads]
        progress = together(parts)
        due_on = due_date_at(task.due_on, task.type, day=at.day, rule=at.rule)
        void = self.facts.plans[task.plan].is_replaced_on(at.day)
        state = task_state(type=task.type, due_on=due_on, done_on=progress.done_on, void=void, day=at.day)
        late = days_overdue(due_on, at.day) if state is TaskState.OVERDUE else 0
        return TaskStanding(task, agency, state, due_on, progress, late, leads)

    def _progress(self, task: TaskFact, lead: str) -> Progress:
        lines = [(period, line) for period, line, _submission in self._lines_of(task, lead)]
        return progress_of(lines, task.type, self._standpoints[task.plan])

    def evidence_of(self, task: TaskStanding) -> Iterator[LeadEvidence]:
        """What each lead reported that counts, and in which submissions; without a lead there is nothing."""
        for lead in task.leads:
            progress = self._progress(task.task, lead)
            sources = [(line, submission) for _period, line, submission in self._lines_of(task.task, lead)]
            last = next((sent for line, sent in sources if line is progress.last_line), None)
            this_period = next((sent for line, sent in sources if line is progress.period_line), None)
            yield LeadEvidence(lead, progress, last, this_period)

    def day_in(self, plan: str) -> date:
        """The day against which the dates of its tasks are held."""
        return self._standpoints[plan].day

    def sent_for(self, report: ReportStanding) -> Sequence[SubmissionFact]:
        """The submissions of an expected report that were not withdrawn, oldest first."""
        return self._known.sent.get((report.agency, report.plan, report.period), [])

    def _expected_from(self, plan: PlanFact, period: Period) -> list[str]:
        day = plan.last_day_of(period)
        if not plan.is_in_force_on(day):
            return []
        tasks = [task for task in self.facts.tasks if task.plan == plan.code]
        return list(dict.fromkeys(one.agency for task in tasks for one in self._active(task, day)))

    def _report(self, agency: str, plan: PlanFact, period: Period) -> ReportStanding:
        key = (agency, plan.code, period)
        calendar = plan.calendar_of(period)
        assert calendar is not None, "a report is asked for by a regime"
        due_on = calendar.due_on(period)
        submissions = self._known.sent.get(key, [])
        first = submissions[0].submitted_at if submissions else None
        as_of = self.lens.as_of
        return ReportStanding(
            agency=agency,
            plan=plan.code,
            period=period,
            due_on=due_on,
            extended_due_on=max(due_on, self._known.extended.get(key, due_on)),
            first_submitted_at=first,
            accepted=any(one.status_at(as_of) is SubmissionStatus.ACCEPTED for one in submissions),
            returned_once=any(one.was_returned_by(as_of) for one in submissions),
            days_late=days_overdue(due_on, local_day(first or as_of)),
            waived=key in self._known.waived,
        )


def _report_order(submission: SubmissionFact) -> tuple[int, datetime]:
    """By the end of the period, then by sending; periods that end on the same day are one report."""
    return submission.period.end, submission.submitted_at


def _latest_extensions(facts: Facts, as_of: datetime) -> dict[tuple[str, str, Period], date]:
    """By agency, plan and report: the new due day; an extension may name a narrower period of the same end."""
    granted = sorted((one for one in facts.extensions if one.granted_at <= as_of), key=lambda one: one.granted_at)
    return {
        (one.agency, one.plan, facts.plans[one.plan].report_for(one.period) or one.period): one.due_on
        for one in granted
    }
