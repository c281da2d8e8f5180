"""Reads and checks one row of a report by itself."""

from dataclasses import dataclass, replace
from typing import TypeVar

from data_model.rules.plans.periods import Period
from data_model.rules.reporting.deadlines import TargetReport
from data_model.values import DeadlineStatus, LineStatus
from intake.base.cell_signs import made_by_spreadsheet
from intake.base.cells import Percent, Reading, cell_problem, read_date, read_period, read_status, read_text
from intake.base.checked_file import (
    EarlierLine,
    Finding,
    ReportableTask,
    ReportContext,
    ReportRow,
    Severity,
)
from intake.base.finding_codes import FindingCode
from intake.base.headings import Column
from intake.base.near_statuses import near_status
from intake.base.opened_file import Cell, cell_text
from intake.checking.row_rules import (
    STATUSES_OF,
    RowNote,
    RowValues,
    is_finished,
    note_on_overdue,
    notes_beside,
    notes_on,
    statuses_in_words,
    warning,
)
from intake.checking.targets import Targets
from intake.layout.signature_block import is_like_a_code
from intake.repair.damage import is_damaged

_SHOWN = 200
_LEAST_MERGED = 3
"""A text in so many cells of a row stands in one that is merged over them."""

RowKey = tuple[str, str, Period]
"""Task, agency and report: two rows with one key are duplicates."""

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class RowReading:
    """The result for one row. `row` is None if it can't be stored; `key` is None if it could not be determined.

    `plan` and `deadline_status` are those of its report.
    """

    number: int
    findings: list[Finding]
    row: ReportRow | None = None
    key: RowKey | None = None
    plan: str = ""
    deadline_status: DeadlineStatus | None = None


class RowReader:
    """Reads the rows of one file. `from_csv`: see `read_text`."""

    def __init__(self, context: ReportContext, *, from_csv: bool) -> None:
        self.context = context
        self.from_csv = from_csv
        self.targets = Targets(context)

    def read(self, number: int, cells: dict[Column, Cell], percent: Reading[Percent]) -> RowReading:
        """The row as it will be stored, or its errors. `percent` was read before, together with its column."""
        if note := self._note_over(cells):
            return RowReading(number, [Finding(Severity.WARNING, FindingCode.NOTE_ROW, number, None, note[:_SHOWN])])
        return _RowCheck(number, cells, self).reading(percent)

    def _note_over(self, cells: dict[Column, Cell]) -> str | None:
        """The heading of a section or the note that is all of the row, mostly merged over it; None for other rows."""
        filled = [cell for cell in cells.values() if not isinstance(cell, str) or cell.strip()]
        text = cells.get(Column.TASK, "")
        if not isinstance(text, str) or not text.strip() or any(cell != text for cell in filled):
            return None
        is_merged = len(filled) >= _LEAST_MERGED
        if self.targets.knows(text) or cell_problem(text) or not (is_merged or _is_sentence(text)):
            return None
        return text.strip()


def _is_sentence(text: str) -> bool:
    return " " in text.strip() and not is_like_a_code(text)


class _RowCheck:
    def __init__(self, number: int, cells: dict[Column, Cell], reader: RowReader) -> None:
        self._number = number
        self._cells = cells
        self._context = reader.context
        self._targets = reader.targets
        self._from_csv = reader.from_csv
        self._notes: list[RowNote] = []

    def reading(self, percent: Reading[Percent]) -> RowReading:
        agency = self._value_of(Column.AGENCY, self._targets.agency(self._cell(Column.AGENCY)))
        task = self._value_of(Column.TASK, self._targets.task(self._cell(Column.TASK), agency))
        target = self._place(agency, task)
        values = self._values(percent, task)
        self._judge(values, task, agency, target)
        findings = [self._finding(note) for note in self._notes]
        if task is None or agency is None or target is None:
            return RowReading(self._number, findings)
        key = (task.code, agency, target.report)
        stored = None if any(note.severity is Severity.ERROR for note in self._notes) else self._row(key, values)
        return RowReading(self._number, findings, stored, key, task.plan, target.deadline_status)

    def _cell(self, column: Column) -> Cell:
        return self._cells.get(column, "")

    def _value_of(self, column: Column, reading: Reading[Value]) -> Value | None:
        """The value, with its problem added to the notes."""
        if reading.problem is not None:
            self._notes.append(RowNote(reading.problem, column, reading.expected))
        return reading.value

    def _finding(self, note: RowNote) -> Finding:
        value = cell_text(self._cell(note.column)).strip()
        shown = value if len(value) <= _SHOWN else f"{value[:_SHOWN]}…"
        return Finding(note.severity, note.code, self._number, note.column, shown, note.expected)

    def _place(self, agency: str | None, task: ReportableTask | None) -> TargetReport | None:
        """The report that the row belongs to; notes a period that can't be read or is not the chosen one."""
        reading = read_period(self._cell(Column.PERIOD))
        named = self._value_of(Column.PERIOD, reading)
        chosen = self._context.period
        wanted = named or chosen
        if wanted is None and reading.problem is None:
            self._notes.append(RowNote(FindingCode.PERIOD_MISSING, Column.PERIOD))
        if wanted is None or agency is None or task is None:
            return None
        target = self._context.target(agency, task.plan, wanted)
        if chosen is not None and self._context.target(agency, task.plan, chosen).report != target.report:
            self._notes.append(RowNote(FindingCode.PERIOD_NOT_CHOSEN, Column.PERIOD, chosen.code))
        elif target.deadline_status in CLOSED:
            self._notes.append(RowNote(CLOSED[target.deadline_status], Column.PERIOD, target.report.code))
        return target

    def _values(self, percent: Reading[Percent], task: ReportableTask | None) -> RowValues:
        read = self._value_of(Column.PERCENT, percent)
        return RowValues(
            percent=None if read is None else read.value,
            status=self._value_of(Column.STATUS, self._status(task)),
            done_on=self._value_of(Column.DONE_ON, read_date(self._cell(Column.DONE_ON))),
            result=self._text(Column.RESULT),
            difficulties=self._text(Column.DIFFICULTIES),
            cause=self._text(Column.CAUSE),
            responsibility=self._text(Column.RESPONSIBILITY),
            proposals=self._text(Column.PROPOSALS),
            evidence=self._text(Column.EVIDENCE),
        )

    def _status(self, task: ReportableTask | None) -> Reading[LineStatus]:
        reading = read_status(self._cell(Column.STATUS))
        if reading.problem is not FindingCode.STATUS_UNKNOWN:
            return reading
        allowed = STATUSES_OF[task.type] if task is not None else tuple(LineStatus)
        near = near_status(cell_text(self._cell(Column.STATUS)))
        return replace(reading, expected=statuses_in_words((near,) if near in allowed else allowed))

    def _text(self, column: Column) -> str:
        cell = self._cell(column)
        if cell == "":
            return ""
        problem = cell_problem(cell)
        text = read_text(cell, from_csv=self._from_csv)
        if problem is None and is_damaged(text):
            problem = FindingCode.DAMAGED_TEXT
        if problem is not None:
            self._notes.append(RowNote(problem, column))
        elif converted := made_by_spreadsheet(cell, text):
            self._notes.append(warning(converted[0], column, converted[1]))
        return text

    def _judge(
        self, values: RowValues, task: ReportableTask | None, agency: str | None, target: TargetReport | None
    ) -> None:
        """Adds the notes of the rules, except on cells that could not be read."""
        task_type = task.type if task is not None else None
        window_ends = target.window_ends if target is not None else None
        today, earlier = self._context.today, self._accepted_before(task, agency)
        if task is None or target is None or not earlier:
            notes = list(notes_on(values, task_type, today=today, window_ends=window_ends))
        else:
            finished = is_finished(earlier, task.type, target.report)
            notes = list(notes_on(values, task.type, today=today, window_ends=window_ends, finished=finished))
            notes += notes_beside(values, earlier, task.type, target.report)
        if task is not None and task.missed_due_on is not None and agency in task.overdue_of:
            asked = note_on_overdue(values, task.missed_due_on)
            notes += [asked] if asked else []
        if notes:
            unread = {note.column for note in self._notes}
            self._notes += [note for note in notes if note.column not in unread]

    def _accepted_before(self, task: ReportableTask | None, agency: str | None) -> tuple[EarlierLine, ...]:
        return () if task is None or agency is None else self._context.earlier.get((task.code, agency), ())

    def _row(self, key: RowKey, values: RowValues) -> ReportRow:
        task, agency, period = key
        return ReportRow(
            number=self._number,
            task=task,
            agency=agency,
            period=period,
            percent=values.percent,
            status=values.status,
            done_on=values.done_on,
            result=values.result,
            difficulties=values.difficulties,
            cause=values.cause,
            responsibility=values.responsibility,
            proposals=values.proposals,
            evidence=values.evidence,
        )


CLOSED = {
    DeadlineStatus.LOCKED: FindingCode.PERIOD_LOCKED,
    DeadlineStatus.NOT_EXPECTED: FindingCode.PERIOD_NOT_EXPECTED,
}
