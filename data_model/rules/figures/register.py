"""The register of tasks (sổ theo dõi nhiệm vụ): each task with its state, who coordinates it, and what was said of it last.

Which tasks a filter of the register leaves is decided here, so that the figures that lead to the register and its lists
are of the same tasks.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np

from data_model.rules.figures.as_of import AsOf
from data_model.rules.figures.columns.task_states import TaskRows
from data_model.rules.figures.measures import Measure, part
from data_model.rules.figures.questions import Question, open_question
from data_model.rules.figures.selection import Selection
from data_model.rules.figures.statuses import SubmissionFact, TaskStatus
from data_model.rules.plans.facts import Facts
from data_model.rules.plans.organisations import Organisation
from data_model.values import AssignmentRole, Flag, TaskState, TaskType

SOON_DAYS = 30
"""How far ahead a task is due soon, unless somebody asks for another number of days."""


class TaskSet(StrEnum):
    """Sets of tasks, beside the single states, that a register is asked for; they overlap."""

    DUE = "due"
    """In the denominator of `due_completion`."""
    DUE_SOON = "due_soon"
    DONE = "done"
    EARLY = "early"
    """Done on time, the due date still ahead."""
    CONTINUING = "continuing"
    UNASSIGNED = "unassigned"
    STALE = "stale"
    UNREPORTED = "unreported"
    """Never reported, though a period has ended (the flag `not_reported`)."""


Chosen = TaskState | TaskSet
"""One state or one set of tasks."""
_DONE = frozenset({TaskState.DONE_ON_TIME, TaskState.DONE_LATE, TaskState.DONE_UNDATED})


def chosen_from(text: str) -> Chosen:
    """The state or the set of this name. Raises ValueError where there is none."""
    return TaskState(text) if text in set(TaskState) else TaskSet(text)


@dataclass(frozen=True, slots=True)
class RegisteredTask:
    """One line of the register.

    `day` is the day its dates are held against, `coordinators` the codes of those who coordinate it then (members of groups
    one by one), `reports` the submissions with its leads' last lines, the newest first: the last of all, and the last one
    with a percentage.
    """

    status: TaskStatus
    day: date
    coordinators: tuple[str, ...] = ()
    reports: tuple[SubmissionFact, ...] = ()
    by_organisation: bool = False
    """Its agencies are the bodies of an organisation, not as the plan names them."""

    @property
    def days_left(self) -> int | None:
        """Until it is due, 0 on the day itself; None unless it is in progress and due on a day."""
        if self.status.state is not TaskState.IN_PROGRESS or self.status.due_on is None:
            return None
        return (self.status.due_on - self.day).days

    def is_in(self, chosen: Chosen, *, soon_days: int = SOON_DAYS) -> bool:
        """Whether it is in this state or set; `soon_days` is how far ahead `DUE_SOON` looks."""
        status = self.status
        if isinstance(chosen, TaskState):
            return status.state is chosen
        match chosen:
            case TaskSet.DUE:
                return part(status.sums, Measure.DUE_COMPLETION)[1] != 0
            case TaskSet.DUE_SOON:
                return self.days_left is not None and self.days_left <= soon_days
            case TaskSet.DONE:
                return status.state in _DONE
            case TaskSet.EARLY:
                return bool(status.sums.early)
            case TaskSet.CONTINUING:
                return status.task.type is TaskType.CONTINUING and status.state is not TaskState.VOID
            case TaskSet.UNASSIGNED:
                return bool(status.sums.unassigned)
            case TaskSet.STALE:
                return status.flag is Flag.STALE
            case TaskSet.UNREPORTED:
                return status.flag is Flag.NOT_REPORTED


def register(
    facts: Facts, *, cutoff: AsOf, selection: Selection = Selection(), by_lead: bool = False
) -> list[RegisteredTask]:
    """The tasks of the selection in the order of their plans; with an agency selected, those that it leads, by its own lines.

    With `by_lead` a task stands once for each of its leads, by the lead's own lines, and once where it is unassigned.
    """
    with open_question(facts, cutoff, selection) as question:
        whole = _registered(question, question.task_rows())
        if not by_lead or question.agency is not None:
            return whole
        own = [task for task in _registered(question, question.task_rows(by_lead=True)) if not task.status.unassigned]
        return own + [task for task in whole if task.status.unassigned or not task.status.leads]


def registered(facts: Facts, codes: Collection[str], *, cutoff: AsOf) -> list[RegisteredTask]:
    """These tasks alone, of all their leads together, in the order of their plans."""
    with open_question(facts, cutoff) as question:
        place = question.columns.catalogue.task_place
        own = np.array(sorted(place[code] for code in codes), np.int64)
        return _registered(question, question.rows_of(own))


def coordinated(facts: Facts, *, agency: str, cutoff: AsOf, selection: Selection = Selection()) -> list[RegisteredTask]:
    """The tasks of the selected plans that the agency coordinates on the day, each with all its leads together. They are
    not in its figures. Only for who may see the tasks of other agencies: it shows what those reported."""
    everybody = Selection(selection.province, selection.directive, selection.plan)
    found = register(facts, cutoff=cutoff, selection=everybody)
    return [task for task in found if agency in task.coordinators and agency not in task.status.leads]


def _registered(question: Question, rows: TaskRows) -> list[RegisteredTask]:
    days = {code: question.cutoff.day_in(plan) for code, plan in question.facts.plans.items()}
    found = []
    for status, reports in zip(question.tasks(rows), question.last_reports(rows), strict=True):
        day = days[status.task.plan]
        coordinators = _coordinators(status, day, question.organisation)
        found.append(
            RegisteredTask(status, day, tuple(coordinators), tuple(reports), question.organisation is not None)
        )
    return found


def _coordinators(status: TaskStatus, day: date, organisation: Organisation | None) -> Iterable[str]:
    task = status.task
    agencies = [
        assignment.agency
        for assignment in task.assignments
        if assignment.role is AssignmentRole.COORDINATE and assignment.is_active_on(day)
    ]
    if organisation is not None:
        agencies = [organisation.of_task(task.code, agency, task.plan) for agency in agencies]
    return dict.fromkeys(agencies)
