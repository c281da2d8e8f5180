"""Store a checked report file as submissions, one for each agency, plan and period in it."""

import secrets
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from data_model.actions import audit
from data_model.actions.check_report import report_context, reporting_agency
from data_model.rules.access import CurrentUser
from data_model.rules.periods import Period, local_day
from data_model.store import open_transaction
from data_model.store.submission_writes import add_submission, keep_file
from data_model.store.submissions import LineValues, current_lines
from data_model.values import Action, PeriodStanding
from intake.report import ReportContext, ReportFile, ReportRow, Verdict

_NUMBER_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Without the letters that are read for one another (0 and O, 1 and I)."""


@dataclass(frozen=True)
class StoredReport:
    """One report in the file; without a number, because the same stood there already."""

    agency: str
    plan: str
    period: Period
    number: str = ""


@dataclass(frozen=True)
class Receipt:
    """What was stored of one file; `stored` and `unchanged` count rows."""

    reports: tuple[StoredReport, ...]
    submitted_at: datetime
    stored: int
    unchanged: int
    sha256: str

    @property
    def numbers(self) -> tuple[str, ...]:
        return tuple(report.number for report in self.reports if report.number)

    @property
    def number(self) -> str:
        return self.numbers[0] if self.numbers else ""


class NothingToSubmit(ValueError):
    """The file has errors and was to be stored whole, or holds no valid row at all."""


class OutOfDate(Exception):
    """Between checking and submitting the period was locked or a task was given to somebody else."""


@dataclass(frozen=True)
class _Key:
    agency: str
    plan: str
    period: Period


def submit_report(
    *,
    user: CurrentUser,
    report: ReportFile,
    file_name: str,
    agency: str | None,
    at: datetime,
    valid_rows_only: bool = False,
) -> Receipt:
    """Store the rows; a report that says what stands there already is not stored again.

    Raises NotAllowed, NothingToSubmit, OutOfDate; then nothing was stored.
    """
    agency = reporting_agency(user, agency)
    blocked = report.verdict is Verdict.BLOCKED or (report.verdict is Verdict.ERRORS and not valid_rows_only)
    if blocked or not report.rows:
        raise NothingToSubmit
    reports: list[StoredReport] = []
    unchanged = 0
    with open_transaction() as session:
        periods = {row.period for row in report.rows}
        contexts = {period: report_context(session, agency=agency, period=period, at=at) for period in periods}
        for key, lines in _grouped(report.rows, contexts).items():
            if _says_what_stands(session, key, lines):
                unchanged += len(lines)
                reports.append(StoredReport(key.agency, key.plan, key.period))
                continue
            reports.append(StoredReport(key.agency, key.plan, key.period, new_number(at)))
            add_submission(
                session,
                number=reports[-1].number,
                agency=key.agency,
                plan=key.plan,
                period=key.period,
                lines=lines,
                submitted_at=at,
                submitted_by=user.name,
                file_name=file_name,
                sha256=report.sha256,
            )
        receipt = Receipt(tuple(reports), at, len(report.rows) - unchanged, unchanged, report.sha256)
        if receipt.numbers:
            keep_file(session, sha256=report.sha256, content=report.content)
            _record(session, receipt, user=user, file_name=file_name)
    return receipt


def _record(session: Session, receipt: Receipt, *, user: CurrentUser, file_name: str) -> None:
    audit.record(
        session,
        user_name=user.name,
        what=Action.SUBMIT_REPORT,
        subject=", ".join(receipt.numbers),
        note=f"{file_name} {receipt.sha256}",
        at=receipt.submitted_at,
    )


def _grouped(rows: Iterable[ReportRow], contexts: Mapping[Period, ReportContext]) -> dict[_Key, dict[str, LineValues]]:
    """The lines of each report in the file, by task. Raises OutOfDate."""
    groups: dict[_Key, dict[str, LineValues]] = defaultdict(dict)
    for row in rows:
        task = contexts[row.period].tasks.get(row.task)
        if task is None or row.agency not in task.agencies:
            raise OutOfDate
        groups[_Key(row.agency, task.plan, row.period)][row.task] = LineValues.of(row)
    for key in groups:
        _, standing = contexts[key.period].standing(agency=key.agency, plan=key.plan, period=key.period)
        if standing in (PeriodStanding.LOCKED, PeriodStanding.NOT_EXPECTED):
            raise OutOfDate
    return groups


def _says_what_stands(session: Session, key: _Key, lines: Mapping[str, LineValues]) -> bool:
    standing = current_lines(session, agency=key.agency, period=key.period)
    return all(standing.get(task) == values for task, values in lines.items())


def new_number(at: datetime) -> str:
    """The day and five letters by chance: short enough to read out, and not to be guessed."""
    return f"{local_day(at):%y%m%d}-" + "".join(secrets.choice(_NUMBER_LETTERS) for _ in range(5))
