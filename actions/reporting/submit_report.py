"""Stores a checked report file as submissions, one for each agency, plan and period in it."""

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from secrets import token_bytes

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from sqlmodel import Session

from actions import audit
from actions.reporting.numbers import Numbers, numbers_by_report, reports_sent, reports_with_new_numbers, store_numbers
from actions.reporting.superseding import supersede
from data_model.rules.people.access import CurrentUser, NotAllowed, Scope
from data_model.rules.plans.facts import Facts
from data_model.rules.plans.periods import Period, local_day
from data_model.rules.reporting.assigned_tasks import always_had, had_task_in
from data_model.rules.reporting.deadlines import target_reports_on
from data_model.rules.reporting.paper import Paper, PaperEntry, PaperProblem, PaperRefused, counted_from
from data_model.rules.reporting.report_access import entering_for, reporting_agency
from data_model.store import open_transaction
from data_model.store.figures.facts import read_facts
from data_model.store.indicators.catalogue import read_indicators
from data_model.store.plans.managed import plans_kept
from data_model.store.reporting.submission_writes import NewSubmission, add_submissions, store_file
from data_model.store.reporting.submissions import (
    LineValues,
    ReportOf,
    current_lines,
    current_report_keys,
    numbers_starting,
    waiting_versions,
)
from data_model.values import Action, DeadlineStatus, PaperTime
from intake.base.checked_file import ReportFile, Verdict
from intake.base.row_columns import STATUSES, RowColumns, in_columns

_NUMBER_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Letters of submission numbers, without those that are easily confused (0 and O, 1 and I)."""

_LETTER_OF_BYTE = bytes(ord(_NUMBER_LETTERS[byte % len(_NUMBER_LETTERS)]) for byte in range(256))
_MOST_SHORT = 50


@dataclass(frozen=True)
class StoredSubmission:
    """One report of the file; without a number if it was not stored because it equals the current one."""

    agency: str
    plan: str
    period: Period
    number: str = ""


@dataclass(frozen=True)
class Receipt:
    """The result for one file; `stored` and `unchanged` count rows."""

    reports: tuple[StoredSubmission, ...]
    submitted_at: datetime
    stored: int
    unchanged: int
    sha256: str
    superseded: tuple[str, ...] = ()
    """Numbers of the submissions that waited for review until this one came."""
    taken_over: int = 0
    """Lines that those had and the file does not; they stay, as part of the new submission."""
    values: int = 0
    """Values of indicators that were stored."""
    paper: Paper | None = None

    @property
    def numbers(self) -> tuple[str, ...]:
        return tuple(report.number for report in self.reports if report.number)

    @property
    def number(self) -> str:
        return self.numbers[0] if self.numbers else ""


class NothingToSubmit(ValueError):
    """The file has errors and was to be stored as a whole, or has no valid row."""


class OutOfDate(Exception):
    """Between checking and submitting the period was locked, or a task was assigned to another agency."""


Places = NDArray[np.int64]


def _report_of(key: StoredSubmission) -> ReportOf:
    return key.agency, key.plan, key.period


@dataclass(frozen=True)
class _SubmissionsOfFile:
    """The reports in a file, in its order, and by row the report that it belongs to."""

    keys: list[StoredSubmission]
    of_row: Places


def submit_report(
    *,
    user: CurrentUser,
    report: ReportFile,
    file_name: str,
    agency: str | None,
    at: datetime,
    valid_rows_only: bool = False,
    entry: PaperEntry | None = None,
) -> Receipt:
    """Stores the rows, except reports that equal the current lines.

    With `entry` the office stores a report that came on paper: it counts from the day that the regime says and is known
    from `at`. Raises NotAllowed, NothingToSubmit, OutOfDate, PaperRefused; then nothing was stored.
    """
    agency = reporting_agency(user, agency) if entry is None else entering_for(user, entry)
    blocked = report.verdict is Verdict.BLOCKED or (report.verdict is Verdict.ERRORS and not valid_rows_only)
    if blocked or not report.has_rows:
        raise NothingToSubmit
    rows = in_columns(report.rows)
    with open_transaction(catalogue=False) as session:
        facts = read_facts(session, Scope(agency=agency), today=local_day(at))
        sent_at = at if entry is None else _sent_at(session, user, facts, entry, at)
        numbers = _numbers(session, report, facts, today=local_day(at))
        reports = _with_reports_of(numbers, _reports(rows, facts), reports_sent(session, facts, agency=agency))
        if entry is not None:
            _check_of_paper(reports.keys, facts, entry)
        _refuse_changes(rows, reports, facts, today=local_day(sent_at))
        is_new = _are_new(session, rows, reports, agency)
        new_numbers = reports_with_new_numbers(session, numbers, facts)
        is_new |= np.array([_report_of(key) in new_numbers for key in reports.keys], np.bool_)
        reports = _numbered(session, reports, is_new, at)
        stored = int(is_new[reports.of_row].sum())
        receipt = Receipt(
            tuple(reports.keys),
            sent_at,
            stored,
            len(rows) - stored,
            report.sha256,
            paper=entry.paper if entry else None,
        )
        if not is_new.any():
            session.rollback()  # nothing has changed, so the data version stays
        else:
            new = {(key.agency, key.plan, key.period): key.number for key in reports.keys if key.number}
            waiting = waiting_versions(session, new, facts, agency=agency)
            _store(session, rows, reports, receipt, user=user, file_name=file_name, at=at)
            receipt = replace(receipt, values=store_numbers(session, numbers, new))
            taken_over = supersede(session, waiting, new, user=user, at=at)
            receipt = replace(receipt, superseded=tuple(number for number, _ in waiting), taken_over=taken_over)
            store_file(session, sha256=report.sha256, content=report.content)
            _record(session, receipt, user=user, file_name=file_name, at=at)
    return receipt


def _sent_at(session: Session, user: CurrentUser, facts: Facts, entry: PaperEntry, at: datetime) -> datetime:
    """From when the paper counts. Raises NotAllowed where the user's office does not consolidate the plan; PaperRefused."""
    plan = entry.report.plan
    if plan not in plans_kept(session, user.scope, today=local_day(at)):
        raise NotAllowed(f"{plan} is not consolidated by {user.name}")
    regime = facts.plans[plan].regime_of(entry.report.period) if plan in facts.plans else None
    return counted_from(entry.paper, regime.paper_time if regime else PaperTime.RECEIPT, entered_at=at)


def _check_of_paper(keys: Iterable[StoredSubmission], facts: Facts, entry: PaperEntry) -> None:
    """A paper is one report. Raises PaperRefused."""
    for key in keys:
        report = facts.plans[key.plan].report_for(key.period) if key.plan in facts.plans else None
        if (key.agency, key.plan, report) != (entry.report.agency, entry.report.plan, entry.report.period):
            raise PaperRefused(PaperProblem.OTHER_REPORT)


def _store(
    session: Session,
    rows: RowColumns,
    reports: _SubmissionsOfFile,
    receipt: Receipt,
    *,
    user: CurrentUser,
    file_name: str,
    at: datetime,
) -> None:
    new = [NewSubmission(key.number, key.agency, key.plan, key.period) for key in reports.keys if key.number]
    place = np.cumsum([bool(key.number) for key in reports.keys]) - 1
    statuses = pa.array([status.value for status in STATUSES])
    table = rows.table.append_column("submission", pa.array(place[reports.of_row]))
    table = table.set_column(table.schema.get_field_index("status"), "status", statuses.take(table["status"]))
    if receipt.unchanged:
        table = table.filter(pa.array(np.array([bool(key.number) for key in reports.keys])[reports.of_row]))
    add_submissions(
        session,
        new,
        table,
        tasks=rows.tasks,
        submitted_at=receipt.submitted_at,
        submitted_by=user.name,
        file_name=file_name,
        sha256=receipt.sha256,
        paper=receipt.paper,
        entered_at=at,
    )


def _record(session: Session, receipt: Receipt, *, user: CurrentUser, file_name: str, at: datetime) -> None:
    paper = receipt.paper
    of_paper = f" {paper.number} {paper.dated_on} {paper.received_on} {paper.signer}" if paper else ""
    audit.record(
        session,
        user_name=user.name,
        what=Action.ENTER_REPORT if paper else Action.SUBMIT_REPORT,
        subject=", ".join(receipt.numbers),
        note=f"{file_name} {receipt.sha256}{of_paper}",
        at=at,
    )


def _reports(rows: RowColumns, facts: Facts) -> _SubmissionsOfFile:
    """Raises OutOfDate for a task that no longer exists."""
    task, agency, period = (rows.table[name].to_numpy().astype(np.int64) for name in ("task", "agency", "period"))
    plans = {fact.code: fact.plan for fact in facts.tasks}
    plan_of = [plans.get(code, "") for code in rows.tasks]
    names = sorted(set(plan_of))
    plan = np.array([names.index(name) for name in plan_of], np.int64)[task]
    combined = (agency * len(names) + plan) * len(rows.periods) + period
    _, first, of_row = np.unique(combined, return_index=True, return_inverse=True)
    in_order = np.argsort(first)
    keys = [
        StoredSubmission(rows.agencies[agency[at]], names[plan[at]], rows.periods[period[at]]) for at in first[in_order]
    ]
    return _SubmissionsOfFile(keys, np.argsort(in_order)[of_row])


def _numbers(session: Session, report: ReportFile, facts: Facts, *, today: date) -> dict[ReportOf, Numbers]:
    """Raises OutOfDate for an indicator that no longer exists."""
    if report.numbers is None:
        return {}
    try:
        plan_of = {fact.code: fact.plan for fact in read_indicators(session, facts.plans, today=today)}
        return numbers_by_report(report.numbers, plan_of)
    except KeyError:
        raise OutOfDate from None


def _with_reports_of(
    numbers: Mapping[ReportOf, Numbers], reports: _SubmissionsOfFile, sent: Container[ReportOf]
) -> _SubmissionsOfFile:
    """Reports of which the file has numbers alone come behind the others, without a row. Raises OutOfDate where no report
    stands any more that they belong to."""
    present = {_report_of(key) for key in reports.keys}
    alone = [StoredSubmission(*report) for report in numbers if report not in present]
    if not all(_report_of(key) in sent for key in alone):
        raise OutOfDate
    return replace(reports, keys=[*reports.keys, *alone])


def _refuse_changes(rows: RowColumns, reports: _SubmissionsOfFile, facts: Facts, *, today: date) -> None:
    """Raises OutOfDate where an agency is no longer assigned a task, or a report is locked."""
    target_of = target_reports_on(facts, today=today)
    for key in reports.keys:
        if key.plan not in facts.plans:
            raise OutOfDate
        if target_of(key.agency, key.plan, key.period).deadline_status in (
            DeadlineStatus.LOCKED,
            DeadlineStatus.NOT_EXPECTED,
        ):
            raise OutOfDate
    tasks = {task.code: task for task in facts.tasks}
    for task, agency, at in _assignments_in(rows):
        if not always_had(tasks[task], agency):
            periods = {rows.periods[place] for place in rows.table["period"].take(pa.array(at)).to_pylist()}
            if not all(had_task_in(facts, tasks[task], agency, period) for period in periods):
                raise OutOfDate


def _assignments_in(rows: RowColumns) -> Iterator[tuple[str, str, Places]]:
    """Each task and agency of the rows, with the places of its rows."""
    if not len(rows):
        return  # numbers alone
    task, agency = (rows.table[name].to_numpy().astype(np.int64) for name in ("task", "agency"))
    combined = task * len(rows.agencies) + agency
    order = np.argsort(combined, kind="stable")
    pairs, starts = np.unique(combined[order], return_index=True)
    for pair, at in zip(pairs.tolist(), np.split(order, starts[1:]), strict=True):
        yield rows.tasks[pair // len(rows.agencies)], rows.agencies[pair % len(rows.agencies)], at


def _are_new(session: Session, rows: RowColumns, reports: _SubmissionsOfFile, agency: str | None) -> NDArray[np.bool_]:
    """By report whether it differs from the current lines."""
    deadline_status = current_report_keys(session, agency=agency)
    lines_of = cache(lambda agency: current_lines(session, agency=agency))
    order = np.argsort(reports.of_row, kind="stable")
    ends = np.searchsorted(reports.of_row[order], np.arange(len(reports.keys)) + 1)
    is_new = np.ones(len(reports.keys), np.bool_)
    for place, key in enumerate(reports.keys):
        if (ends[place] - (ends[place - 1] if place else 0)) == 0:
            is_new[place] = False  # of numbers alone
        elif (key.agency, key.plan, key.period.code) in deadline_status:
            at = order[ends[place - 1] if place else 0 : ends[place]]
            own = replace(rows, table=rows.table.take(pa.array(at)))
            stands = lines_of(key.agency).get(key.period, {})
            is_new[place] = any(stands.get(row.task) != LineValues.of(row) for row in own)
    return is_new


def _numbered(
    session: Session, reports: _SubmissionsOfFile, is_new: NDArray[np.bool_], at: datetime
) -> _SubmissionsOfFile:
    numbers = iter(_new_numbers(session, at, int(is_new.sum())))
    keys = [replace(key, number=next(numbers)) if new else key for key, new in zip(reports.keys, is_new, strict=True)]
    return replace(reports, keys=keys)


def _new_numbers(session: Session, at: datetime, count: int) -> list[str]:
    """Numbers from the day and random letters: short enough to read out, and hard to guess."""
    day, length = f"{local_day(at):%y%m%d}-", 5 if count <= _MOST_SHORT else 8
    taken = numbers_starting(session, day)
    numbers: dict[str, None] = {}
    while len(numbers) < count:
        letters = token_bytes(length * count).translate(_LETTER_OF_BYTE).decode()
        candidates = (day + letters[start : start + length] for start in range(0, len(letters), length))
        numbers |= dict.fromkeys(number for number in candidates if number not in taken)
    return sorted(list(numbers)[:count])  # inserting into an index in order is several times as fast
