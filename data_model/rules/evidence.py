"""The rows behind a figure, down to what each lead reported and in which submission."""

from dataclasses import dataclass
from datetime import date, datetime

from data_model.rules.facts import Facts, SubmissionFact
from data_model.rules.grouping import Choice, chosen
from data_model.rules.standings import LeadEvidence, Lens, ReportStanding, Standings, TaskStanding
from data_model.values import SubmissionStatus


@dataclass(frozen=True, slots=True)
class Acceptance:
    """Who accepted a submission, and when."""

    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class TaskEvidence:
    """One task as it counts, the day its dates are held against, and what each of its leads reported."""

    standing: TaskStanding
    day: date
    leads: tuple[LeadEvidence, ...]


@dataclass(frozen=True, slots=True)
class ReportEvidence:
    """One expected report, and the submission that was accepted for it."""

    standing: ReportStanding
    accepted: SubmissionFact | None


def task_evidence(facts: Facts, *, lens: Lens, choice: Choice = Choice()) -> list[TaskEvidence]:
    standings = Standings(chosen(facts, choice), lens)
    tasks = standings.tasks() if choice.agency is None else standings.tasks_by_lead()
    return [
        TaskEvidence(task, standings.day_in(task.task.plan), tuple(standings.evidence_of(task)))
        for task in tasks
        if choice.agency in (None, task.agency)
    ]


def report_evidence(facts: Facts, *, lens: Lens, choice: Choice = Choice()) -> list[ReportEvidence]:
    standings = Standings(chosen(facts, choice), lens)
    found = []
    for report in standings.reports():
        if choice.agency in (None, report.agency):
            sent = standings.sent_for(report)
            accepted = [one for one in sent if one.status_at(lens.as_of) is SubmissionStatus.ACCEPTED]
            found.append(ReportEvidence(report, accepted[-1] if accepted else None))
    return found
