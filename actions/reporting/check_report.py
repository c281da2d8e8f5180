"""Checks a report file against the store, without writing anything."""

from collections import defaultdict
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from sqlmodel import Session

from actions.reporting.numbers import reports_sent
from data_model.rules.figures.as_of import AsOf
from data_model.rules.figures.grouping import task_statuses
from data_model.rules.figures.statuses import TaskStatus
from data_model.rules.people.access import Scope
from data_model.rules.plans.facts import Facts, TaskFact
from data_model.rules.plans.periods import Period, local_day
from data_model.rules.reporting.assigned_tasks import had_task_in
from data_model.rules.reporting.deadlines import target_reports_on
from data_model.store.figures.facts import read_facts
from data_model.store.indicators.catalogue import read_indicators
from data_model.store.indicators.values import accepted_values
from data_model.store.plans.agencies import agency_spellings
from data_model.store.plans.task_details import task_codes
from data_model.store.reporting.heading_matches import heading_matches
from data_model.store.reporting.submissions import last_accepted
from data_model.values import TaskState
from intake.base.checked_file import EarlierLine, ReportableIndicator, ReportableTask, ReportContext, ReportFile
from intake.base.file_content import Content
from intake.base.matching import matching_key
from intake.base.opened_file import Limits
from intake.report_file import DEFAULT_LIMITS, read_report_file


def check_report(
    session: Session,
    content: Content,
    *,
    file_name: str,
    agency: str | None,
    period: Period | None,
    at: datetime,
    limits: Limits = DEFAULT_LIMITS,
) -> ReportFile:
    """The rows and findings of the file, checked against the store at `at`.

    `agency` is the one that reports; None for a file in which each row names its agency.
    """
    context = report_context(session, agency=agency, period=period, at=at)
    return replace(read_report_file(content, file_name=file_name, context=context, limits=limits), content=content)


def report_context(session: Session, *, agency: str | None, period: Period | None, at: datetime) -> ReportContext:
    """The context to check a file of one agency with, or of many (None)."""
    today = local_day(at)
    facts = read_facts(session, Scope(agency=agency), today=today)
    overdue = {
        task.task.code: task for task in task_statuses(facts, cutoff=AsOf(at)) if task.state is TaskState.OVERDUE
    }
    return ReportContext(
        tasks={task.code: _reportable(facts, task, period, overdue.get(task.code)) for task in facts.tasks},
        agencies=_agency_names(session),
        target=target_reports_on(facts, today=today),
        extended=frozenset((extension.agency, extension.plan) for extension in facts.extensions),
        today=today,
        agency=agency,
        period=period,
        headings={key: match.meant for key, match in heading_matches(session, agency).items()} if agency else {},
        taken_codes=task_codes(session) - {task.code for task in facts.tasks},
        earlier=_earlier_lines(session, facts, agency),
        plans=facts.plans,
        indicators=_indicators(session, facts, today),
        earlier_values=_earlier_values(session, facts),
        reported=reports_sent(session, facts, agency=agency),
    )


def _indicators(session: Session, facts: Facts, today: date) -> dict[str, ReportableIndicator]:
    return {
        fact.code: ReportableIndicator(
            fact.code, fact.plan, fact.name, fact.unit, fact.adds_up, fact.decimals, fact.reporters
        )
        for fact in read_indicators(session, facts.plans, today=today)
    }


def _earlier_values(session: Session, facts: Facts) -> dict[tuple[str, str], dict[Period, Decimal]]:
    values: dict[tuple[str, str], dict[Period, Decimal]] = defaultdict(dict)
    for line in accepted_values(session, facts):
        values[line.indicator, line.agency][line.period] = line.value
    return values


def _earlier_lines(
    session: Session, facts: Facts, agency: str | None
) -> dict[tuple[str, str], tuple[EarlierLine, ...]]:
    """The accepted lines by (task, agency), in order of their reports."""
    plans = {task.code: facts.plans[task.plan] for task in facts.tasks}
    lines: dict[tuple[str, str], list[EarlierLine]] = defaultdict(list)
    for line in last_accepted(session, agency=agency):
        period = Period.from_code(line.period)
        report = plans[line.task].report_for(period) if line.task in plans else None
        earlier = EarlierLine(report or period, line.percent, line.done_on, line.result)
        lines[line.task, line.agency].append(earlier)
    return {key: tuple(sorted(found, key=lambda line: line.period)) for key, found in lines.items()}


def _reportable(facts: Facts, task: TaskFact, period: Period | None, overdue: TaskStatus | None) -> ReportableTask:
    """`overdue` is how the task stands today, if it is overdue."""
    reportable = ReportableTask(task.code, task.plan, task.type, _who_may_report(facts, task, period))
    if overdue is None:
        return reportable
    return replace(reportable, missed_due_on=overdue.due_on, overdue_of=frozenset(overdue.leads))


def _who_may_report(facts: Facts, task: TaskFact, period: Period | None) -> frozenset[str]:
    """The agencies that were assigned the task in the period; without a period, at any time."""
    if period is None:
        return frozenset(assignment.agency for assignment in task.assignments)
    return frozenset(
        assignment.agency for assignment in task.assignments if had_task_in(facts, task, assignment.agency, period)
    )


def _agency_names(session: Session) -> dict[str, str]:
    """Agency code by `matching_key` of a code, name or alias; without keys that two agencies share."""
    names: dict[str, str] = {}
    shared = set()
    for code, spellings in agency_spellings(session).items():
        for key in {matching_key(text) for text in spellings}:
            if names.setdefault(key, code) != code:
                shared.add(key)
    return {key: code for key, code in names.items() if key not in shared}
