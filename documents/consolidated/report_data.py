"""The content of a consolidated report: figures, tasks by heading of the plan, expected reports, quoted texts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from data_model.rules.consolidated.corrections import Corrections, corrections
from data_model.rules.consolidated.quotations import LineText, Quotations, counted_texts
from data_model.rules.figures.as_of import AsOf
from data_model.rules.figures.comparison import are_comparable
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
from data_model.rules.plans.facts import Facts
from data_model.rules.plans.periods import Period
from data_model.values import AssignmentRole, GroupBy, SubmissionStatus, TaskState
from documents.base.default_letterhead import default_letterhead
from documents.base.letterhead import NO_FRAMING, Framing, Issue, Letterhead
from wording import official_phrases as official
from wording.reference_day import reference_day_words, reference_days


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
    version issued before, whose differences are listed.
    """

    facts: Facts
    quotations: Quotations
    selection: Selection
    cutoff: AsOf
    framing: Framing = NO_FRAMING
    corrected: Corrected | None = None


@dataclass(frozen=True)
class TaskGroup:
    """The tasks under one heading of a plan, with their figures. `text_count`: number of tasks with a line this period."""

    plan: str
    section: str
    tasks: tuple[TaskStatus, ...]
    figures: Figures
    text_count: int

    @property
    def was_ever_reported(self) -> bool:
        return any(task.progress.ever_reported for task in self.tasks)


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

    def is_comparable(self, measure: Measure) -> bool:
        """Whether the measure is comparable between this period and the one before."""
        return are_comparable(measure, self.period, self.period_before, self.facts.plans.values())

    @cached_property
    def corrections(self) -> Corrections:
        """What differs from the version issued before; empty for the first."""
        corrected = self.request.corrected
        if corrected is None or self.cutoff.period is None:
            return Corrections()
        then = AsOf(corrected.as_of, self.cutoff.period, corrected.unreviewed)
        return corrections(
            self.facts, self.quotations.texts, selection=self.request.selection, then=then, now=self.cutoff
        )

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
        return [(lead, self.line_texts[code, lead]) for lead in leads if (code, lead) in self.line_texts]

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
        return [self._task_group(plan, section, tasks) for (plan, section), tasks in by_heading.items()]

    def _task_group(self, plan: str, section: str, tasks: Sequence[TaskStatus]) -> TaskGroup:
        text_count = sum(bool(self.text_of_task(task)) for task in tasks)
        return TaskGroup(plan, section, tuple(tasks), Figures(sum((task.sums for task in tasks), Sums())), text_count)

    def reports_with(self, status: SubmissionStatus) -> list[ExpectedReport]:
        """The expected reports whose last submission had this status at the cutoff."""
        return [report for report in self.reports if report.last is not None and report.last.status is status]

    def waits_for_review(self, task: TaskStatus) -> bool:
        """Whether a submission of one of its leads waits for review."""
        return any((lead, task.task.plan) in self._waiting for lead in task.leads)

    @cached_property
    def _waiting(self) -> set[tuple[str, str]]:
        return {(report.agency, report.plan) for report in self.reports_with(SubmissionStatus.SUBMITTED)}

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
