"""Arrears (còn nợ) of each agency: reports past their due day and not sent, and overdue tasks."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace

from data_model.rules.figures.as_of import AsOf
from data_model.rules.figures.grouping import expected_reports, task_statuses_by_lead
from data_model.rules.figures.selection import Selection, facts_of_selection
from data_model.rules.figures.statuses import ExpectedReport, TaskStatus
from data_model.rules.plans.facts import Facts
from data_model.rules.plans.organisations import Organisation
from data_model.rules.plans.periods import local_day
from data_model.rules.reporting.deadlines import rounds_of
from data_model.values import AgencyKind, Mode, SubmissionStatus, TaskState

REQUESTED_KINDS = {AgencyKind.PARTY, AgencyKind.FRONT, AgencyKind.MASS_ORGANISATION}
"""Bodies that the People's Committee does not command: they are asked, whatever the mode of their assignments."""


@dataclass(frozen=True)
class Arrears:
    """`reports` are not sent though their extended due day is over; `tasks` are overdue by the agency's own lines."""

    agency: str
    mode: Mode
    reports: tuple[ExpectedReport, ...]
    tasks: tuple[TaskStatus, ...]

    @property
    def plans(self) -> tuple[str, ...]:
        codes = [*(report.plan for report in self.reports), *(task.task.plan for task in self.tasks)]
        return tuple(dict.fromkeys(codes))


def agencies_in_arrears(
    facts: Facts, *, cutoff: AsOf, selection: Selection = Selection(), kinds: Mapping[str, str]
) -> list[Arrears]:
    """One for each agency with arrears, in order of their codes; of one that was renamed or merged, for who goes on with it
    on the day. `kinds`: agency kind by agency code.

    Reports are those of the cutoff's period; tasks are counted to its day, not to the end of the period (definitions §4),
    and none is urged while a report of the agency on that plan waits for the office itself.
    """
    facts = facts_of_selection(facts, selection)
    today = local_day(cutoff.as_of)
    waiting = under_way_in_any_period(facts, cutoff=cutoff)[SubmissionStatus.SUBMITTED]
    organisation = Organisation.of(facts, today)
    reports: dict[str, list[ExpectedReport]] = defaultdict(list)
    for report in expected_reports(facts, cutoff=cutoff):
        if not report.is_submitted and report.extended_due_on < today:
            reports[organisation.account_of(report.agency)].append(report)
    tasks: dict[str, list[TaskStatus]] = defaultdict(list)
    for task in task_statuses_by_lead(facts, cutoff=replace(cutoff, period=None)):
        if task.state is TaskState.OVERDUE and task.agency and (task.agency, task.task.plan) not in waiting:
            tasks[organisation.account_of(task.agency)].append(task)
    return [
        Arrears(agency, mode_of(agency, facts, kinds), tuple(reports[agency]), tuple(tasks[agency]))
        for agency in sorted({*reports, *tasks})
        if selection.agency in (None, agency)
    ]


def under_way_in_any_period(facts: Facts, *, cutoff: AsOf) -> dict[SubmissionStatus, set[tuple[str, str]]]:
    """(agency, plan) with a report of any period that waits for the office, or that the agency is mending."""
    opened = {period for plan in facts.plans.values() for period in rounds_of(plan, today=local_day(cutoff.as_of))}
    found: dict[SubmissionStatus, set[tuple[str, str]]] = {
        SubmissionStatus.SUBMITTED: set(),
        SubmissionStatus.RETURNED: set(),
    }
    for report in (
        expected_reports(facts, cutoff=replace(cutoff, period=None), periods=sorted(opened)) if opened else ()
    ):
        if report.last is not None and report.last.status in found:
            found[report.last.status].add((report.agency, report.plan))
    return found


def mode_of(agency: str, facts: Facts, kinds: Mapping[str, str]) -> Mode:
    """How letters address an agency: REQUESTED as soon as one of its assignments is, or its kind is not commanded."""
    modes = {assignment.mode for task in facts.tasks for assignment in task.assignments if assignment.agency == agency}
    is_asked = Mode.REQUESTED in modes or kinds.get(agency) in REQUESTED_KINDS
    return Mode.REQUESTED if is_asked else Mode.ASSIGNED
