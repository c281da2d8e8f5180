"""A report sent again while an earlier version still waits: the new one supersedes it (definitions §1, Submission)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from actions import audit
from data_model.rules.people.access import CurrentUser
from data_model.rules.plans.facts import Facts
from data_model.store.indicators.values import take_over_values
from data_model.store.reporting.submission_writes import move_submission, take_over_lines
from data_model.store.reporting.submissions import ReportOf, tasks_reported, waiting_versions
from data_model.values import SubmissionStatus
from intake.base.checked_file import ReportRow


@dataclass(frozen=True)
class Replaced:
    """A waiting submission that a checked report would supersede, and the tasks it would take over from it."""

    number: str
    left_out: tuple[str, ...]


def would_replace(session: Session, rows: Iterable[ReportRow], facts: Facts, *, agency: str) -> list[Replaced]:
    """What sending these rows would supersede; a task is named once, with the version that its line comes from."""
    plan_of = {task.code: task.plan for task in facts.tasks}
    sent: dict[ReportOf, set[str]] = {}
    for row in rows:
        sent.setdefault((row.agency, plan_of.get(row.task, ""), row.period), set()).add(row.task)
    found = []
    for number, report in waiting_versions(session, sent, facts, agency=agency):
        left_out = [task for task in tasks_reported(session, number) if task not in sent[report]]
        sent[report].update(left_out)
        found.append(Replaced(number, tuple(left_out)))
    return found


def supersede(
    session: Session,
    waiting: Iterable[tuple[str, ReportOf]],
    new: Mapping[ReportOf, str],
    *,
    user: CurrentUser,
    at: datetime,
) -> int:
    """Moves the waiting versions aside, the newest first, and copies what the new ones leave out. Returns how many lines."""
    taken_over = 0
    for number, report in waiting:
        move_submission(
            session,
            number=number,
            current=SubmissionStatus.SUBMITTED,
            to=SubmissionStatus.SUPERSEDED,
            reason="",
            decided_by=user.name,
            decided_at=at,
        )
        taken_over += take_over_lines(session, of=number, into=new[report])
        take_over_values(session, of=number, into=new[report])
        audit.record(
            session, user_name=user.name, what=SubmissionStatus.SUPERSEDED, subject=number, note=new[report], at=at
        )
    return taken_over
