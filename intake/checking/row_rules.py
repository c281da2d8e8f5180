"""The rules for one row after its cells were read; see docs/report-file.md. One function per column."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from data_model.rules.plans.periods import Period
from data_model.rules.reporting.line_years import fell, held_against, moves_done_on
from data_model.values import LineStatus, TaskType
from intake.base.cells import STATUS_TEXT
from intake.base.checked_file import EarlierLine, Severity
from intake.base.finding_codes import FindingCode
from intake.base.headings import Column
from intake.base.matching import matching_key
from intake.base.opened_file import shown_decimal

RESULT_LIMIT = 5_000
EARLIEST_DAY = date(2000, 1, 1)
LEAST_TELLING = 20
"""Shorter texts ("Đã hoàn thành") may well be the same twice."""

_WITH_PERCENT = (TaskType.ONE_OFF, TaskType.YEARLY)
STATUSES_OF = {
    TaskType.ONE_OFF: (LineStatus.NOT_STARTED, LineStatus.IN_PROGRESS, LineStatus.DONE, LineStatus.NOTHING_TO_REPORT),
    TaskType.YEARLY: (LineStatus.NOT_STARTED, LineStatus.IN_PROGRESS, LineStatus.DONE, LineStatus.NOTHING_TO_REPORT),
    TaskType.CONTINUING: (LineStatus.CARRIED_OUT, LineStatus.NOT_CARRIED_OUT, LineStatus.NOTHING_TO_REPORT),
}


class RowNote(NamedTuple):
    """A finding about one column of the row."""

    code: FindingCode
    column: Column
    expected: str = ""
    severity: Severity = Severity.ERROR


def warning(code: FindingCode, column: Column, expected: str = "") -> RowNote:
    return RowNote(code, column, expected, Severity.WARNING)


@dataclass(frozen=True, slots=True)
class RowValues:
    """The values of a row without task, agency and period; None or "" for an empty or unreadable cell."""

    percent: Decimal | None = None
    status: LineStatus | None = None
    done_on: date | None = None
    result: str = ""
    difficulties: str = ""
    cause: str = ""
    responsibility: str = ""
    proposals: str = ""
    evidence: str = ""

    @property
    def is_empty(self) -> bool:
        return self == RowValues()


def notes_on(
    values: RowValues,
    task_type: TaskType | None,
    *,
    today: date,
    window_ends: date | None,
    finished: bool = False,
) -> Iterator[RowNote]:
    """All findings on a row alone. `task_type` is None if its code is unknown; `window_ends` if its report is. A finished
    task needs no percentage: without one its line means "as before"."""
    if not (finished and values.percent is None):
        yield from _on_percent(values, task_type)
    yield from _on_status(values, task_type)
    yield from _on_done_on(values, task_type, today=today, window_ends=window_ends)
    yield from _on_result(values)


def _on_percent(values: RowValues, task_type: TaskType | None) -> Iterator[RowNote]:
    percent = values.percent
    if percent is None:
        if task_type in _WITH_PERCENT and values.status is not LineStatus.NOTHING_TO_REPORT:
            yield RowNote(FindingCode.PERCENT_MISSING, Column.PERCENT)
    elif percent < 0 or percent > 100:
        yield RowNote(FindingCode.PERCENT_OUT_OF_RANGE, Column.PERCENT)
    elif percent * 10 % 1:
        yield RowNote(FindingCode.PERCENT_TOO_PRECISE, Column.PERCENT, shown_decimal(round(percent, 1)))
    elif task_type is TaskType.CONTINUING:
        yield warning(FindingCode.PERCENT_NOT_USED, Column.PERCENT)


def _on_status(values: RowValues, task_type: TaskType | None) -> Iterator[RowNote]:
    if task_type is not None and values.status is not None and values.status not in STATUSES_OF[task_type]:
        yield RowNote(FindingCode.STATUS_NOT_FOR_TASK, Column.STATUS, statuses_in_words(STATUSES_OF[task_type]))
    elif task_type is TaskType.CONTINUING and values.status is None:
        yield _on_silence(values)
    elif values.percent is not None and 0 <= values.percent <= 100 and _disagree(values.status, values.percent):
        yield warning(FindingCode.STATUS_DISAGREES, Column.STATUS, shown_decimal(values.percent))


def statuses_in_words(statuses: tuple[LineStatus, ...]) -> str:
    return ", ".join(STATUS_TEXT[status] for status in statuses)


def _on_silence(values: RowValues) -> RowNote:
    """A continuing task counts as carried out only when its status says so."""
    expected = statuses_in_words(STATUSES_OF[TaskType.CONTINUING])
    if values.is_empty:
        return RowNote(FindingCode.NOTHING_ENTERED, Column.STATUS, expected)
    return warning(FindingCode.STATUS_MISSING, Column.STATUS, expected)


def _disagree(status: LineStatus | None, percent: Decimal) -> bool:
    if status is LineStatus.DONE:
        return percent < 100
    if status is LineStatus.IN_PROGRESS:
        return percent >= 100
    if status is LineStatus.NOTHING_TO_REPORT:  # it means "as before", and 100 % says that it was finished
        return percent >= 100
    return status is LineStatus.NOT_STARTED and percent > 0


def _on_done_on(
    values: RowValues, task_type: TaskType | None, *, today: date, window_ends: date | None
) -> Iterator[RowNote]:
    done_on = values.done_on
    if done_on is None:
        yield from _on_missing_day(values, task_type)
    elif done_on > today:
        yield RowNote(FindingCode.DONE_ON_IN_FUTURE, Column.DONE_ON, f"{today:%d/%m/%Y}")
    elif done_on < EARLIEST_DAY:
        yield RowNote(FindingCode.DATE_TOO_EARLY, Column.DONE_ON, f"{EARLIEST_DAY:%d/%m/%Y}")
    elif values.percent != 100 or task_type is TaskType.CONTINUING:
        yield warning(FindingCode.DONE_ON_NOT_USED, Column.DONE_ON)
    elif window_ends is not None and done_on > window_ends:
        yield warning(FindingCode.DONE_ON_AFTER_WINDOW, Column.DONE_ON, f"{window_ends:%d/%m/%Y}")
    elif task_type is TaskType.YEARLY and window_ends is not None and done_on.year < window_ends.year:
        yield warning(FindingCode.DONE_ON_LAST_YEAR, Column.DONE_ON, f"{done_on.year}")


def _on_missing_day(values: RowValues, task_type: TaskType | None) -> Iterator[RowNote]:
    if values.percent == 100 and task_type in _WITH_PERCENT:
        yield RowNote(FindingCode.DONE_ON_MISSING, Column.DONE_ON)


def _on_result(values: RowValues) -> Iterator[RowNote]:
    if len(values.result) > RESULT_LIMIT:
        yield RowNote(FindingCode.TEXT_TOO_LONG, Column.RESULT, f"{RESULT_LIMIT}")
    if values.result:
        return
    if values.status is LineStatus.NOTHING_TO_REPORT:
        yield RowNote(FindingCode.REASON_MISSING, Column.RESULT)
    elif (values.percent or 0) > 0 or values.status in (LineStatus.DONE, LineStatus.CARRIED_OUT):
        yield RowNote(FindingCode.RESULT_MISSING, Column.RESULT)


@dataclass(frozen=True, slots=True)
class ClaimedLine:
    """What a row claims, with the report that it is for."""

    period: Period
    percent: Decimal | None
    done_on: date | None


def notes_beside(
    values: RowValues, earlier: Sequence[EarlierLine], task_type: TaskType, report: Period
) -> Iterator[RowNote]:
    """Findings from comparing with the accepted lines; only a reason under "difficulties" allows a fall."""
    line = ClaimedLine(report, values.percent, values.done_on)
    if task_type is not TaskType.CONTINUING:
        before = held_against(line, earlier, yearly=task_type is TaskType.YEARLY)
        if fell(line, before) and not values.difficulties and before is not None and before.percent is not None:
            yield RowNote(FindingCode.PERCENT_WENT_DOWN, Column.PERCENT, shown_decimal(before.percent))
        if moves_done_on(line, before) and before is not None:
            yield warning(FindingCode.DONE_ON_MOVED, Column.DONE_ON, f"{before.done_on:%d/%m/%Y}")
    last = next((line_before for line_before in reversed(earlier) if line_before.period < report), None)
    if last is not None and is_telling(values.result) and matching_key(values.result) == matching_key(last.result):
        yield warning(FindingCode.RESULT_REPEATED, Column.RESULT)


def note_on_overdue(values: RowValues, missed_due_on: date) -> RowNote | None:
    """Asks why a task whose due day has passed is not completed, and who answers for it (Decision 42/2014/QĐ-TTg); a reason
    under "difficulties", where it was written before, is one."""
    is_missing = values.percent is None and values.status is not LineStatus.NOTHING_TO_REPORT  # is asked for itself
    if is_missing or values.percent == 100 or values.cause or values.difficulties:
        return None
    return warning(FindingCode.CAUSE_MISSING, Column.CAUSE, f"{missed_due_on:%d/%m/%Y}")


def is_finished(earlier: Sequence[EarlierLine], task_type: TaskType, report: Period) -> bool:
    """Whether a one-off task was reported as done: it is not asked for again (definitions §1, ReportLine)."""
    if task_type is not TaskType.ONE_OFF:
        return False
    before = held_against(ClaimedLine(report, None, None), earlier, yearly=False)
    return before is not None and before.percent == 100 and before.done_on is not None


def is_telling(text: str) -> bool:
    """Long enough that the same text twice is suspicious."""
    return len(text) >= LEAST_TELLING
