"""Shows the findings on a file: where, the value, and what to enter."""

from collections.abc import Mapping

import streamlit as st

from exports.base.table_rows import RowValue
from exports.reporting.error_file import file_with_errors, name_with_errors
from intake.base.checked_file import Finding, ReportFile, Severity, Verdict
from intake.base.headings import DISPLAY, Column
from ui.base.download_button import download_button
from ui.base.language import _
from ui.base.plain_text import plain
from ui.base.screen_tables import show_table
from wording.findings import sentence

SHOWN = 200


def show_findings(report: ReportFile, *, file_name: str) -> None:
    """The verdict in a sentence, then all errors and warnings, and the file with errors for download."""
    could_be_read = _show_verdict(
        report, _("The file has {count} rows to correct. Correct them in the file and upload it again.")
    )
    errors = _of(report, Severity.ERROR)
    if errors:
        _table(errors, _row_numbers(errors), todo=_("What to do"), key="problems_errors", place=_("Row"))
        if could_be_read:
            _error_file_button(report, file_name)
    _show_warnings(report, None)


def show_findings_on_screen(report: ReportFile, *, tasks: Mapping[int, str]) -> None:
    """The same for the grid, whose rows are named by their tasks."""
    if _show_verdict(report, _("{count} rows are to be corrected before they can be submitted.")):
        errors = _of(report, Severity.ERROR)
        _table(errors, tasks, todo=_("What to do"), key="problems_errors", place=_("Task"))
        _show_warnings(report, tasks)


def messages_by_row(report: ReportFile) -> dict[int, str]:
    """By row the errors to correct, with the names of their columns."""
    said: dict[int, list[str]] = {}
    for finding in _of(report, Severity.ERROR):
        where = f"{_column_name(finding)}: " if finding.column else ""
        said.setdefault(finding.row or 0, []).append(where + sentence(finding))
    return {row: " ".join(sentences) for row, sentences in said.items()}


def _column_name(finding: Finding) -> str:
    return DISPLAY[Column(finding.column)] if finding.column in set(Column) else finding.column or ""


def _show_verdict(report: ReportFile, to_correct: str) -> bool:
    """Whether the report could be read at all."""
    wrong = len({finding.row for finding in _of(report, Severity.ERROR)})
    if report.verdict is Verdict.BLOCKED:
        for finding in _of(report, Severity.BLOCKER):
            st.error(plain(sentence(finding)))
    elif wrong:
        st.error(to_correct.format(count=wrong))
    elif len(report.rows) or report.numbers is None:
        count = len(report.rows)
        words = _("The row can be stored.") if count == 1 else _("All {count} rows can be stored.")
        st.success(words.format(count=count))
    return report.verdict is not Verdict.BLOCKED


def _show_warnings(report: ReportFile, names: Mapping[int, str] | None) -> None:
    warnings = _of(report, Severity.WARNING)
    if warnings:
        words = _("{count} things to look at again").format(count=len(warnings))
        with st.expander(words, expanded=report.verdict is not Verdict.ERRORS):
            place = _("Row") if names is None else _("Task")
            rows = names or _row_numbers(warnings)
            _table(warnings, rows, todo=_("What to look at"), key="problems_warnings", place=place)


def _row_numbers(findings: list[Finding]) -> dict[int, str]:
    return {finding.row: str(finding.row) for finding in findings if finding.row is not None}


def _error_file_button(report: ReportFile, file_name: str) -> None:
    """The file is made on click, since that of a long report takes seconds."""
    download_button(
        _("Download the file with a column “Lỗi”"),
        lambda: file_with_errors(report, file_name=file_name).content,
        name=name_with_errors(report, file_name=file_name),
        key="errors",
        of=(report.sha256, report.findings),
        keep=2,
    )


def _of(report: ReportFile, severity: Severity) -> list[Finding]:
    return [finding for finding in report.findings if finding.severity is severity]


def _table(findings: list[Finding], names: Mapping[int, str], *, todo: str, key: str, place: str) -> None:
    """`place` heads the column of `names`."""
    rows: list[dict[str, RowValue]] = [
        {
            place: names.get(finding.row or 0, ""),
            _("Column"): _column_name(finding),
            _("Entered"): finding.value,
            todo: sentence(finding),
        }
        for finding in findings[:SHOWN]
    ]
    if rows:
        show_table(rows, key=key, empty="")
    if len(findings) > SHOWN:
        words = _("The first {shown} of {count}; the file with a column “Lỗi” has them all.")
        st.caption(words.format(shown=SHOWN, count=len(findings)))
