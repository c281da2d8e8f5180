"""Texts of the register of tasks: what was reported last, and whom the plans name."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from data_model.rules.consolidated.quotations import NamedAssignee, assignee_names
from data_model.rules.figures.register import RegisteredTask
from data_model.rules.figures.statuses import SubmissionFact
from data_model.values import AssignmentRole


@dataclass(frozen=True, slots=True)
class LastResult:
    """What was reported last, and in which submission."""

    text: str
    report: SubmissionFact


@dataclass(frozen=True, slots=True)
class OverdueCause:
    """Why a task is overdue and who answers for it, as one of its leads said last."""

    cause: str
    responsibility: str


@dataclass(frozen=True)
class RegisterTexts:
    """`results` and `causes` by the task's code and the agency of the line ("" of all its leads); `assignees` by the task's
    code."""

    results: Mapping[tuple[str, str], LastResult] = field(default_factory=dict)
    causes: Mapping[tuple[str, str], OverdueCause] = field(default_factory=dict)
    assignees: Mapping[str, tuple[NamedAssignee, ...]] = field(default_factory=dict)

    def last_result(self, task: RegisteredTask) -> LastResult | None:
        """The newest result of its leads; None where none of the lines that count has one."""
        return self.results.get((task.status.task.code, task.status.agency or ""))

    def cause(self, task: RegisteredTask) -> OverdueCause | None:
        """The newest of its leads; None where none of the lines that count says one."""
        return self.causes.get((task.status.task.code, task.status.agency or ""))

    def names(self, task: RegisteredTask, role: AssignmentRole) -> list[str]:
        """The agencies and groups that have this role in the task on its day, as the plan names them."""
        return assignee_names(self.assignees.get(task.status.task.code, ()), role, task.day)
