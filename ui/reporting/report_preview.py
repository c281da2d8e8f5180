"""Shows the rows of a checked file with the current lines, errors and warnings marked in their cells."""

from collections.abc import Collection, Iterator, Mapping

import streamlit as st

from data_model.store import open_session
from data_model.store.reporting.submissions import LineValues, accepted_lines, current_lines
from exports.base.table_file import TableValue
from exports.base.workbook import ERROR_FILL, WARNING_FILL
from intake.base.checked_file import Finding, ReportFile, ReportRow, Severity
from intake.base.headings import Column
from intake.layout.screen_grid import cell_at, column_places
from ui.base.language import _
from ui.base.screen_tables import show_table
from wording import formats
from wording.labels import LINE_STATUS, label
from wording.periods import period_name

SHOWN = 500
FILL = {Severity.ERROR: ERROR_FILL, Severity.WARNING: WARNING_FILL}


def show_rows(report: ReportFile, *, agency: str) -> None:
    """One table row per file row: new values, current values, and what changes or must be corrected."""
    wrong = list(
        dict.fromkeys(finding.row for finding in report.findings if finding.severity is Severity.ERROR and finding.row)
    )
    numbers = sorted([*wrong, *(row.number for row in report.rows[:SHOWN])][:SHOWN])
    findings_of = _findings_in(report, numbers)
    rows = _Rows(report, findings_of, agency=agency)
    fills = dict(_fills(numbers, findings_of))
    show_table([rows.shown(number) for number in numbers], key="preview_rows", empty="", fills=fills)
    if fills:
        st.caption(_("Red: to be corrected. Yellow: to look at again. The row's number is marked for the whole row."))
    count = len(wrong) + len(report.rows)
    if count > SHOWN:
        words = _("{shown} of {count} rows are shown, rows to correct before others.")
        st.caption((words if wrong else _("The first {shown} of {count} rows.")).format(shown=SHOWN, count=count))


def _findings_in(report: ReportFile, numbers: Collection[int]) -> dict[int, list[Finding]]:
    """Findings by row, errors first."""
    findings_of: dict[int, list[Finding]] = {number: [] for number in numbers}
    for finding in report.findings:
        if finding.row in findings_of:
            findings_of[finding.row].append(finding)
    for findings in findings_of.values():
        findings.sort(key=lambda finding: finding.severity is not Severity.ERROR)
    return findings_of


def _fills(numbers: list[int], findings_of: Mapping[int, list[Finding]]) -> Iterator[tuple[tuple[int, str], str]]:
    """((row, column), colour) of marked cells; errors come last, so that they win over warnings of the same cell."""
    names = _column_names()
    for place, number in enumerate(numbers):
        for finding in reversed(findings_of[number]):
            yield (place, names[Column(finding.column)] if finding.column else _("Row")), FILL[finding.severity]


def _column_names() -> dict[Column, str]:
    """The columns of the table on screen; there is none for the agency, which is the user's own."""
    return {
        Column.TASK: _("Code"),
        Column.AGENCY: _("Row"),
        Column.PERIOD: _("Reporting period"),
        Column.PERCENT: _("Progress"),
        Column.STATUS: _("Status"),
        Column.DONE_ON: _("Completed on"),
        Column.RESULT: _("Result"),
        Column.DIFFICULTIES: _("Difficulties"),
        Column.CAUSE: _("Cause of the delay"),
        Column.RESPONSIBILITY: _("Responsibility"),
        Column.PROPOSALS: _("Proposals"),
        Column.EVIDENCE: _("Evidence"),
    }


class _Rows:
    """The rows of a file as the table shows them, by their number."""

    def __init__(self, report: ReportFile, findings_of: Mapping[int, list[Finding]], *, agency: str) -> None:
        self._valid = {row.number: row for row in report.rows[:SHOWN] if row.number in findings_of}
        self._report = report
        self._findings_of = findings_of
        self._places = column_places(report)
        with open_session() as session:
            self._before = {task: values for task, (_, values) in accepted_lines(session, agency=agency).items()}
            self._current = current_lines(session, agency=agency)

    def shown(self, number: int) -> dict[str, TableValue]:
        row = self._valid.get(number)
        return self._as_written(number) if row is None else self._as_stored(row)

    def _as_written(self, number: int) -> dict[str, TableValue]:
        """A row that can't be stored, with its cells as in the file."""
        cells = {column: cell_at(self._report.cells[number - 1], self._places.get(column)).strip() for column in Column}
        before = self._before.get(cells[Column.TASK])
        names = _column_names()
        shown = {names[column]: text for column, text in cells.items() if column is not Column.AGENCY}
        return _in_order(shown, number=number, change=self._to_correct(number), before=before)

    def _to_correct(self, number: int) -> str:
        """The names of the columns with errors, for those who don't see colours."""
        wrong = [finding.column for finding in self._findings_of[number] if finding.severity is Severity.ERROR]
        names = _column_names()
        columns = ", ".join(dict.fromkeys(names[Column(column)] if column else _("Row") for column in wrong))
        return _("to correct: {columns}").format(columns=columns)

    def _as_stored(self, row: ReportRow) -> dict[str, TableValue]:
        current = self._current.get(row.period, {}).get(row.task)
        shown = {
            _("Code"): row.task,
            _("Reporting period"): period_name(row.period),
            _("Progress"): formats.percent(row.percent),
            _("Status"): label(LINE_STATUS, row.status),
            _("Completed on"): formats.day(row.done_on),
            _("Result"): row.result,
            _("Difficulties"): row.difficulties,
            _("Cause of the delay"): row.cause,
            _("Responsibility"): row.responsibility,
            _("Proposals"): row.proposals,
            _("Evidence"): row.evidence,
        }
        before = current or self._before.get(row.task)
        return _in_order(shown, number=row.number, change=_change(row, current), before=before)


def _in_order(
    shown: Mapping[str, str], *, number: int, change: str, before: LineValues | None
) -> dict[str, TableValue]:
    """The table row, each old value next to the new one."""
    first: dict[str, TableValue] = {
        _("Row"): number,
        _("Code"): shown[_("Code")],
        _("Reporting period"): shown[_("Reporting period")],
        _("Change"): change,
        _("Before"): formats.percent(before.percent) if before else formats.NO_VALUE,
    }
    return {**first, **shown}


def _change(row: ReportRow, current: LineValues | None) -> str:
    if current is None:
        return _("new")
    return _("unchanged") if current == LineValues.of(row) else _("changed")
