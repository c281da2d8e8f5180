"""Checks over all rows of a file together."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from data_model.values import DeadlineStatus
from intake.base.checked_file import Finding, ReportRow, Severity
from intake.base.finding_codes import FindingCode
from intake.base.headings import Column
from intake.base.matching import matching_key
from intake.checking.row_rules import is_telling
from intake.checking.rows import RowKey, RowReading

_MOST_NAMED = 10
_WARNED_OF = {DeadlineStatus.NOT_OPEN: FindingCode.PERIOD_NOT_OPEN, DeadlineStatus.LATE: FindingCode.PERIOD_LATE}


def findings_across(readings: list[RowReading]) -> Iterator[Finding]:
    """Duplicate rows, reports that are late or not open yet, results that two agencies share."""
    yield from on_duplicates(readings)
    yield from on_deadline_statuses(readings)
    yield from on_shared_results([reading.row for reading in readings if reading.row is not None])


def on_duplicates(readings: Iterable[RowReading]) -> Iterator[Finding]:
    """An error on each duplicate: which one is right can't be decided here."""
    rows_of: dict[RowKey, list[int]] = defaultdict(list)
    for reading in readings:
        if reading.key is not None:
            rows_of[reading.key].append(reading.number)
    for (task, _, _), numbers in rows_of.items():
        if len(numbers) > 1:
            for number in numbers:
                others = ", ".join(str(other) for other in numbers[: _MOST_NAMED + 1] if other != number)
                yield Finding(Severity.ERROR, FindingCode.DUPLICATE_ROW, number, Column.TASK, task, others)


def on_deadline_statuses(readings: Iterable[RowReading]) -> Iterator[Finding]:
    """One warning for each plan and period, on its first row."""
    said = set()
    for reading in readings:
        code = _WARNED_OF.get(reading.deadline_status) if reading.deadline_status is not None else None
        if code is None or reading.key is None or any(note.column == Column.PERIOD for note in reading.findings):
            continue
        period = reading.key[2].code
        if (reading.plan, period) not in said:
            said.add((reading.plan, period))
            yield Finding(Severity.WARNING, code, reading.number, Column.PERIOD, period)


def on_shared_results(rows: list[ReportRow]) -> Iterator[Finding]:
    """A warning where two agencies report the same text; only in a file of several agencies."""
    if len({row.agency for row in rows}) < 2:
        return
    first: dict[tuple[str, str], ReportRow] = {}
    for row in rows:
        if not is_telling(row.result):
            continue
        earlier = first.setdefault((row.period.code, matching_key(row.result)), row)
        if earlier.agency != row.agency:
            yield Finding(
                *(Severity.WARNING, FindingCode.RESULT_OF_OTHER_AGENCY, row.number, Column.RESULT),
                expected=f"{earlier.number}",
            )
