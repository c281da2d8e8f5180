"""What needs somebody's action on a day: late ones first, then what waits for a decision, then what falls due soon."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from data_model.rules.facts import Facts, SubmissionFact
from data_model.rules.grouping import Choice, chosen
from data_model.rules.periods import Period, local_day
from data_model.rules.standings import Lens, ReportStanding, Standings, TaskStanding
from data_model.values import SubmissionStatus, TaskState

SOON_DAYS = 14


class Need(StrEnum):
    TASK_OVERDUE = "task_overdue"
    REPORT_MISSING = "report_missing"
    REPORT_WAITING = "report_waiting"
    TASK_DUE_SOON = "task_due_soon"
    REPORT_DUE_SOON = "report_due_soon"


_RANK = {need: rank for rank, need in enumerate(Need)}


@dataclass(frozen=True, slots=True)
class Attention:
    """One thing to do. `days` is how long it is late or has waited; negative while there is still time."""

    need: Need
    plan: str
    agencies: tuple[str, ...]
    on: date
    days: int
    task: TaskStanding | None = None
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class Missing:
    """A report that has not come: of which agency and plan, for what, and by when it was due."""

    agency: str
    plan: str
    period: Period
    due_on: date


def attention(facts: Facts, *, lens: Lens, choice: Choice = Choice()) -> list[Attention]:
    """The most pressing first: by kind, then the longest late or the next due. Of today, whatever period is chosen."""
    lens = replace(lens, period=None)
    facts = chosen(facts, choice)
    standings = Standings(facts, lens)
    tasks = standings.tasks() if choice.agency is None else standings.tasks_by_lead()
    return in_order(
        (one for one in tasks if choice.agency in (None, one.agency)),
        missing_in(one for one in standings.reports() if choice.agency in (None, one.agency)),
        (one for one in facts.submissions if choice.agency in (None, one.agency)),
        as_of=lens.as_of,
    )


def missing_in(reports: Iterable[ReportStanding]) -> Iterator[Missing]:
    for one in reports:
        if not one.is_submitted:
            yield Missing(one.agency, one.plan, one.period, one.due_on)


def in_order(
    tasks: Iterable[TaskStanding],
    missing: Iterable[Missing],
    submissions: Iterable[SubmissionFact],
    *,
    as_of: datetime,
    others: Iterable[Attention] = (),
) -> list[Attention]:
    """What of these needs action at the instant, among what is known of others."""
    today = local_day(as_of)
    found = [*_of_tasks(tasks, today), *_of_reports(missing, today), *_waiting(submissions, as_of), *others]
    return sorted(found, key=lambda one: (_RANK[one.need], -one.days, one.plan, one.agencies))


def _of_tasks(tasks: Iterable[TaskStanding], today: date) -> Iterator[Attention]:
    for task in tasks:
        if task.due_on is None or task.state not in (TaskState.OVERDUE, TaskState.IN_PROGRESS):
            continue
        days = (today - task.due_on).days
        if task.state is TaskState.OVERDUE:
            yield Attention(Need.TASK_OVERDUE, task.task.plan, task.leads, task.due_on, days, task=task)
        elif days >= -SOON_DAYS:
            yield Attention(Need.TASK_DUE_SOON, task.task.plan, task.leads, task.due_on, days, task=task)


def _of_reports(missing: Iterable[Missing], today: date) -> Iterator[Attention]:
    for report in missing:
        days = (today - report.due_on).days
        need = Need.REPORT_MISSING if days > 0 else Need.REPORT_DUE_SOON
        yield Attention(need, report.plan, (report.agency,), report.due_on, days, period=report.period)


def _waiting(submissions: Iterable[SubmissionFact], as_of: datetime) -> Iterator[Attention]:
    for one in submissions:
        if one.status_at(as_of) is SubmissionStatus.SUBMITTED:
            sent_on = local_day(one.submitted_at)
            days = (local_day(as_of) - sent_on).days
            yield Attention(Need.REPORT_WAITING, one.plan, (one.agency,), sent_on, days, period=one.period)
