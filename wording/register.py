"""The register of tasks (sổ theo dõi nhiệm vụ) in words: its columns, its cells, and what a filter leaves."""

from dataclasses import dataclass
from datetime import date

from data_model.rules.consolidated.register_texts import LastResult, OverdueCause, RegisterTexts
from data_model.rules.figures.register import Chosen, RegisteredTask
from data_model.rules.plans.facts import Facts
from data_model.rules.plans.sections import section_number
from data_model.values import AssignmentRole, TaskState, TaskType
from wording import formats
from wording.groups import agency_name, plan_name
from wording.labels import TASK_SET, TASK_STATE, TASK_TYPE, label
from wording.official_phrases import bare
from wording.periods import period_name
from wording.tasks import UnderWay, flag_words, state_words
from wording.translation import _, mark

MOST_NAMES = 3
"""Of more leads than these, the group is named by which the plan gives them the task."""


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """One task as the register writes it; `leads` is empty where nobody leads it on the day, `before` who led it last."""

    task: RegisteredTask
    plan: str
    section: str
    leads: str
    before: str
    coordinators: tuple[str, ...]
    state: str
    remark: str
    result: str
    result_period: str
    cause: str
    """Of an overdue task: why, and who answers for it."""

    @property
    def code(self) -> str:
        return self.task.status.task.code

    @property
    def title(self) -> str:
        return self.task.status.task.title

    @property
    def section_path(self) -> str:
        return self.task.status.task.section

    @property
    def supervising(self) -> str:
        """Who watches over it, as the plan names them."""
        return "; ".join(self.task.status.task.supervising)

    @property
    def due_on(self) -> date | None:
        return self.task.status.due_on

    @property
    def due(self) -> str:
        """The day, that it is continuing, or that no day is set."""
        status = self.task.status
        if status.due_on is not None and status.task.type is not TaskType.CONTINUING:
            return formats.day(status.due_on)
        return label(TASK_TYPE, TaskType.CONTINUING) if status.task.type is TaskType.CONTINUING else formats.NO_VALUE

    @property
    def due_remark(self) -> str:
        """How often it was extended, that it comes every year, or that no day is set."""
        status = self.task.status
        if status.task.type is TaskType.CONTINUING:
            return ""
        remarks = [label(TASK_TYPE, TaskType.YEARLY).lower()] if status.task.type is TaskType.YEARLY else []
        if status.due_on is None:
            remarks.append(_("not set"))
        if status.extended_count:
            remarks.append(_("extended {count} times").format(count=formats.number(status.extended_count)))
        return ", ".join(remarks)

    @property
    def progress(self) -> str:
        """The percentage; "—" where none counts."""
        status = self.task.status
        return formats.percent(status.progress.percent) if status.is_measured else formats.NO_VALUE


def register_line(task: RegisteredTask, texts: RegisterTexts, facts: Facts, under_way: UnderWay) -> RegisterLine:
    status = task.status
    result = texts.last_result(task)
    names = _lead_names(task, texts, facts)
    return RegisterLine(
        task=task,
        plan=plan_name(facts.plans[status.task.plan]),
        section=section_number(status.task.section),
        leads="" if status.unassigned else names,
        before=names if status.unassigned else "",
        coordinators=_coordinator_names(task, texts, facts),
        state=state_in_days(task, under_way),
        remark=_remark(task, under_way),
        result=result.text if result else "",
        result_period=_reported_by(task, result, facts) if result else "",
        cause=_cause(texts.cause(task)) if status.state is TaskState.OVERDUE else "",
    )


def _cause(said: OverdueCause | None) -> str:
    cause, responsibility = (bare(said.cause), bare(said.responsibility)) if said else ("", "")
    parts = (
        _("Cause of the delay: {cause}").format(cause=cause) if cause else "",
        _("Responsibility: {responsibility}").format(responsibility=responsibility) if responsibility else "",
    )
    return ". ".join(filter(None, parts))


def state_in_days(task: RegisteredTask, under_way: UnderWay) -> str:
    """The state, of an overdue task with its days."""
    if task.status.state is TaskState.OVERDUE:
        return _("Overdue by {days} days").format(days=formats.number(task.status.days_overdue))
    return state_words(task.status, under_way)


def _remark(task: RegisteredTask, under_way: UnderWay) -> str:
    """The days that are left, and the flag."""
    left = task.days_left
    remarks = (
        [] if left is None else [_("{days} days left").format(days=formats.number(left)) if left else _("due today")]
    )
    flag = flag_words(task.status, under_way)
    return "; ".join([*remarks, flag.lower()] if flag else remarks)


def _lead_names(task: RegisteredTask, texts: RegisterTexts, facts: Facts) -> str:
    status = task.status
    is_group = len(status.leads) > MOST_NAMES and not status.unassigned and not task.by_organisation
    named = texts.names(task, AssignmentRole.LEAD) if is_group else []
    return "; ".join(named or [agency_name(code, facts) for code in status.leads])


def _coordinator_names(task: RegisteredTask, texts: RegisterTexts, facts: Facts) -> tuple[str, ...]:
    """As the plan names them, groups by their names; by an organisation its bodies."""
    if task.by_organisation:
        return tuple(agency_name(code, facts) for code in task.coordinators)
    return tuple(texts.names(task, AssignmentRole.COORDINATE))


def _reported_by(task: RegisteredTask, result: LastResult, facts: Facts) -> str:
    """The period; of several leads, or one that took over, who said it too."""
    period = period_name(result.report.period)
    if task.status.leads == (result.report.agency,) or result.report.agency not in facts.agencies:
        return period
    return f"{agency_name(result.report.agency, facts)}, {period}"


_CHIP = {
    TaskState.OVERDUE: mark("Overdue"),
    TaskState.IN_PROGRESS: mark("In progress"),
    TaskState.NO_DEADLINE: mark("Without a due date"),
}
"""Shorter, where the number of tasks stands beside it and the list below says the whole."""


def chip_words(chosen: Chosen, *, soon_days: int) -> str:
    short = _CHIP.get(chosen) if isinstance(chosen, TaskState) else None
    return _(short) if short else chosen_words(chosen, soon_days=soon_days)


def chosen_words(chosen: Chosen, *, soon_days: int) -> str:
    """The name of a state or a set of tasks."""
    if isinstance(chosen, TaskState):
        return label(TASK_STATE, chosen)
    return label(TASK_SET, chosen).format(days=formats.number(soon_days))
