"""The content of a consolidated report: figures, tasks by content and by heading of the plan, expected reports, texts."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property

from data_model.rules.consolidated.content_groups import content_group
from data_model.rules.consolidated.corrections import Corrections, corrections
from data_model.rules.consolidated.quotations import LineText, Quotations, counted_texts
from data_model.rules.consolidated.report_texts import NO_TEXTS, OfficeTexts
from data_model.rules.figures.as_of import AsOf
from data_model.rules.figures.comparison import are_comparable, year_before
from data_model.rules.figures.grouping import (
    Group,
    expected_reports,
    groups,
    task_statuses,
    task_statuses_by_lead,
    total,
)
from data_model.rules.figures.measures import Figures, Measure
from data_model.rules.figures.selection import Selection, ended_periods, facts_of_selection
from data_model.rules.figures.statuses import ExpectedReport, TaskStatus
from data_model.rules.figures.sums import Sums
from data_model.rules.indicators.figures import IndicatorFigure, IndicatorFigures, IndicatorSource
from data_model.rules.plans.facts import Facts
from data_model.rules.plans.organisations import Organisation
from data_model.rules.plans.periods import Period
from data_model.rules.round.arrears import mode_of
from data_model.values import AssignmentRole, ContentGroup, GroupBy, Mode, SubmissionStatus, TaskState
from documents.base.default_letterhead import default_letterhead
from documents.base.letterhead import NO_FRAMING, Framing, Issue, Letterhead
from wording import official_phrases as official
from wording.reference_day import reference_day_words, reference_days

_LONGEST_WAIT = timedelta(days=400)
"""Within so many days after a report a plan asks for the next one, if it asks for any."""


@dataclass(frozen=True, slots=True)
class Corrected:
    """The version that this one corrects: its number, day and cutoff."""

    issue: Issue
    as_of: datetime
    unreviewed: bool


@dataclass(frozen=True)
class ConsolidatedReportRequest:
    """The input of a report; the same request gives the same bytes.

    `selection` names a plan or a directive, `cutoff` the period and the instant. `framing` is the office's letterhead
    (what it leaves empty is taken from the store) and the number and day of an issued report; `corrected` is the
    version issued before, whose differences are listed; `texts` is what the office wrote itself.
    """

    facts: Facts
    quotations: Quotations
    selection: Selection
    cutoff: AsOf
    framing: Framing = NO_FRAMING
    corrected: Corrected | None = None
    texts: OfficeTexts = NO_TEXTS


@dataclass(frozen=True)
class TaskGroup:
    """The tasks under one heading of a plan."""

    plan: str
    section: str
    tasks: tuple[TaskStatus, ...]


@dataclass(frozen=True)
class ContentPart:
    """The tasks of one group of content, with their figures."""

    group: ContentGroup
    tasks: tuple[TaskStatus, ...]
    figures: Figures


@dataclass(frozen=True)
class Remark:
    """A difficulty or a proposal, and the agencies that raised it."""

    text: str
    agencies: tuple[str, ...]


class ConsolidatedReportContent:
    """The parts of one report, computed by the same rules as on screens."""

    def __init__(self, request: ConsolidatedReportRequest) -> None:
        self.request = request
        self.cutoff = request.cutoff
        self.facts = facts_of_selection(request.facts, request.selection)
        self.quotations = request.quotations

    @cached_property
    def letterhead(self) -> Letterhead:
        return self.request.framing.letterhead.or_else(
            default_letterhead(self.facts.plans, self.quotations, self.cutoff)
        )

    @cached_property
    def period(self) -> Period | None:
        """The period of the cutoff, or the last that had ended."""
        return self.cutoff.period or max((period for period in self._ended if period.own is None), default=None)

    @cached_property
    def period_before(self) -> Period | None:
        shown = self.period
        return max((period for period in self._ended if shown is not None and period < shown), default=None)

    @cached_property
    def _ended(self) -> list[Period]:
        return ended_periods(self.facts, cutoff=self.cutoff)

    @cached_property
    def reference_day_words(self) -> str:
        """The reference day of the figures in words, with the day of the reports they are based on."""
        return reference_day_words(reference_days(self.facts.plans.values(), self.cutoff), self.cutoff)

    @cached_property
    def now(self) -> Figures:
        return total(self.facts, cutoff=self.cutoff, selection=self.request.selection)

    @cached_property
    def before(self) -> Figures | None:
        if self.period_before is None:
            return None
        return total(
            self.facts, cutoff=replace(self.cutoff, period=self.period_before), selection=self.request.selection
        )

    @cached_property
    def year_before(self) -> Figures | None:
        """The same period of the year before (cùng kỳ), where every plan asked for it."""
        cutoff = year_before(self.cutoff, self.facts.plans.values()) if self.cutoff.period else None
        return None if cutoff is None else total(self.facts, cutoff=cutoff, selection=self.request.selection)

    def is_comparable(self, measure: Measure) -> bool:
        """Whether the measure is comparable between this period and the one before."""
        return are_comparable(measure, self.period, self.period_before, self.facts.plans.values())

    @cached_property
    def corrections(self) -> Corrections:
        """What differs from the version issued before; empty for the first."""
        corrected = self.request.corrected
        if corrected is None or self.cutoff.period is None:
            return Corrections()
        now = replace(self.cutoff, organisation=None)  # lines and reports are those of who sent them
        then = replace(now, as_of=corrected.as_of, unreviewed=corrected.unreviewed)
        return corrections(self.facts, self.quotations.texts, selection=self.request.selection, then=then, now=now)

    @property
    def selected_plans(self) -> Collection[str]:
        """The plans that the report is on (codes)."""
        return self.facts.plans.keys()

    @cached_property
    def key_numbers(self) -> list[IndicatorFigure]:
        """The indicators of which anything was reported or planned by the cutoff, in the order of the plans."""
        source = IndicatorSource.at(self.facts, self.quotations.numbers, self.cutoff)
        figures = IndicatorFigures(source, self.cutoff, self.request.selection).all()
        return [figure for figure in figures if (figure.running, figure.target, figure.year_before) != (None,) * 3]

    @cached_property
    def tasks(self) -> Sequence[TaskStatus]:
        return task_statuses(self.facts, cutoff=self.cutoff, selection=self.request.selection)

    @cached_property
    def overdue(self) -> list[TaskStatus]:
        """The longest overdue first."""
        late = [task for task in self.tasks if task.state is TaskState.OVERDUE]
        return sorted(late, key=lambda task: (-task.days_overdue, task.task.code))

    @cached_property
    def reports(self) -> Sequence[ExpectedReport]:
        return expected_reports(self.facts, cutoff=self.cutoff, selection=self.request.selection)

    @cached_property
    def by_agency(self) -> Sequence[Group]:
        return groups(self.facts, by=GroupBy.AGENCY, cutoff=self.cutoff, selection=self.request.selection)

    @cached_property
    def by_lead(self) -> dict[tuple[str, str], TaskStatus]:
        """By task and lead: the task by that lead's own lines."""
        tasks = task_statuses_by_lead(self.facts, cutoff=self.cutoff)
        return {(task.task.code, task.agency): task for task in tasks if task.agency is not None}

    @cached_property
    def ever_reported(self) -> set[str]:
        """The agencies with a line that counts, in any period up to this one."""
        return {agency for (_, agency), task in self.by_lead.items() if task.progress.ever_reported}

    @cached_property
    def line_texts(self) -> Mapping[tuple[str, str], LineText]:
        """By task and agency: the texts of the line that counts for this period."""
        return counted_texts(self.facts, self.quotations.texts, self.cutoff)

    def text_of_task(self, task: TaskStatus) -> list[tuple[str, LineText]]:
        """The leads, former ones too, that reported on a task this period, with what they wrote."""
        code, former = (
            task.task.code,
            (assignment.agency for assignment in task.task.assignments if assignment.role is AssignmentRole.LEAD),
        )
        leads = dict.fromkeys([*task.leads, *former])
        return [
            (self._body_of_lead(task, lead), self.line_texts[code, lead])
            for lead in leads
            if (code, lead) in self.line_texts
        ]

    @cached_property
    def _organisation(self) -> Organisation | None:
        day = self.cutoff.organisation
        return None if day is None else Organisation.of(self.facts, day)

    def _body_of_lead(self, task: TaskStatus, lead: str) -> str:
        if self._organisation is None:
            return lead
        return self._organisation.of_task(task.task.code, lead, task.task.plan)

    def reporter(self, report: ExpectedReport) -> str:
        """The name under which a report is shown, with the name of then where that is another body."""
        name = self.name(report.body)
        return name if report.body == report.agency else f"{name} (khi đó là {self.name(report.agency)})"

    def name(self, agency: str) -> str:
        """The agency's name in this document: without the province that all share."""
        name = self.facts.agencies[agency].name
        return official.short_name(name, self.committee)

    @cached_property
    def committee(self) -> str:
        """The issuer of the plans, if there is only one; agencies are named without its province."""
        issuers = {source.issuer for code, source in self.quotations.plans.items() if code in self.facts.plans}
        return issuers.pop() if len(issuers) == 1 else ""

    @cached_property
    def task_groups(self) -> list[TaskGroup]:
        """By plan and heading, in the order in which the plans name them."""
        by_heading: dict[tuple[str, str], list[TaskStatus]] = {}
        for task in self.tasks:
            by_heading.setdefault((task.task.plan, task.task.section), []).append(task)
        return [TaskGroup(plan, section, tuple(tasks)) for (plan, section), tasks in by_heading.items()]

    @cached_property
    def content_parts(self) -> list[ContentPart]:
        """The tasks by what they are about; groups without a task are left out."""
        by_group: dict[ContentGroup, list[TaskStatus]] = {group: [] for group in ContentGroup}
        for task in self.tasks:
            by_group[content_group(task.task, self.request.texts.content_groups)].append(task)
        return [
            ContentPart(group, tuple(tasks), Figures(sum((task.sums for task in tasks), Sums())))
            for group, tasks in by_group.items()
            if tasks
        ]

    @cached_property
    def next_days(self) -> tuple[date, date] | None:
        """The days from this report to the next that a plan asks for, both included; None where none is asked for."""
        if self.period is None or self.period.own is not None:
            return None
        ends = []
        for plan in self.facts.plans.values():
            day = self.cutoff.day_in(plan)
            later = [period for period in plan.periods_until(day + _LONGEST_WAIT) if plan.last_day_of(period) > day]
            ends += [(day + timedelta(days=1), plan.last_day_of(later[0]))] if later else []
        return (min(first for first, _ in ends), min(last for _, last in ends)) if ends else None

    @cached_property
    def due_next(self) -> list[TaskStatus]:
        """The open tasks that fall due until the next report, the earliest first."""
        if self.next_days is None:
            return []
        first, last = self.next_days
        due = [
            (task.due_on, task.task.code, task)
            for task in self.tasks
            if task.state is TaskState.IN_PROGRESS and task.due_on is not None and first <= task.due_on <= last
        ]
        return [task for *_, task in sorted(due, key=lambda found: found[:2])]

    def reports_with(self, status: SubmissionStatus) -> list[ExpectedReport]:
        """The expected reports whose last submission had this status at the cutoff."""
        return [report for report in self.reports if report.last is not None and report.last.status is status]

    def waits_for_review(self, task: TaskStatus) -> bool:
        """Whether a submission of one of its leads waits for review."""
        return any((lead, task.task.plan) in self._waiting for lead in task.leads)

    def is_being_mended(self, task: TaskStatus) -> bool:
        """Whether one of its leads was asked to complete its report and has not sent it again."""
        return any((lead, task.task.plan) in self._mended for lead in task.leads)

    @cached_property
    def _waiting(self) -> set[tuple[str, str]]:
        return {(report.body, report.plan) for report in self.reports_with(SubmissionStatus.SUBMITTED)}

    @cached_property
    def _mended(self) -> set[tuple[str, str]]:
        return {(report.body, report.plan) for report in self.reports_with(SubmissionStatus.RETURNED)}

    def agency_waits(self, agency: str) -> bool:
        """Whether a report of the agency waits for review, or is being mended."""
        return any(found == agency for found, _ in self._waiting | self._mended)

    def is_requested(self, agency: str) -> bool:
        """Whether the agency was asked (đề nghị) rather than assigned (giao)."""
        return mode_of(agency, self.facts, self.quotations.agency_kinds) is Mode.REQUESTED

    @cached_property
    def difficulties(self) -> list[Remark]:
        return self._remarks([(key[1], text.difficulties) for key, text in self.line_texts.items()])

    @cached_property
    def proposals(self) -> list[Remark]:
        return self._remarks([(key[1], text.proposals) for key, text in self.line_texts.items()])

    def _remarks(self, said: Sequence[tuple[str, str]]) -> list[Remark]:
        """Equal texts of several agencies once; those of most agencies first."""
        by_text: dict[str, dict[str, None]] = {}
        for agency, text in said:
            plain = " ".join(text.split())
            if plain:
                by_text.setdefault(plain, {})[agency] = None
        remarks = [Remark(text, tuple(agencies)) for text, agencies in by_text.items()]
        return sorted(remarks, key=lambda voice: -len(voice.agencies))
