"""What is wrong with a file: where, what was there, and what to enter."""

import streamlit as st

from data_model.values import Language
from exports.download import Download
from exports.error_file import file_with_errors
from intake.headings import DISPLAY, Column
from intake.report import Finding, ReportFile, Severity, Verdict
from ui.downloads import download_button
from ui.language import _
from ui.tables import show_table
from wording.catalogue import language
from wording.findings import sentence

SHOWN = 200


def show_findings(report: ReportFile, *, file_name: str) -> None:
    """The verdict in a sentence, then every error and warning."""
    if report.verdict is Verdict.BLOCKED:
        st.error(sentence(report.findings[0]))
        return
    errors = _of(report, Severity.ERROR)
    warnings = _of(report, Severity.WARNING)
    if errors:
        wrong = len({finding.row for finding in errors})
        st.error(
            _("The file has {count} rows to correct. Correct them in the file and upload it again.").format(count=wrong)
        )
        _table(errors, key="problems_errors")
        download_button(
            _error_file(report, file_name, language()),
            label=_("Download the file with a column “Lỗi”"),
            key="errors",
        )
    else:
        st.success(_("All {count} rows can be stored.").format(count=len(report.rows)))
    if warnings:
        with st.expander(_("{count} things to look at again").format(count=len(warnings)), expanded=True):
            _table(warnings, key="problems_warnings")


@st.cache_resource(
    max_entries=16, show_spinner=False, hash_funcs={ReportFile: lambda report: (report.sha256, hash(report.findings))}
)
def _error_file(report: ReportFile, file_name: str, worded_in: Language) -> Download:
    return file_with_errors(report, file_name=file_name)


def _of(report: ReportFile, severity: Severity) -> list[Finding]:
    return [finding for finding in report.findings if finding.severity is severity]


def _table(findings: list[Finding], *, key: str) -> None:
    rows: list[dict[str, object]] = [
        {
            _("Row"): finding.row,
            _("Column"): DISPLAY[Column(finding.column)] if finding.column in set(Column) else finding.column,
            _("In the file"): finding.value,
            _("What to do"): sentence(finding),
        }
        for finding in findings[:SHOWN]
    ]
    show_table(rows, key=key, empty="")
    if len(findings) > SHOWN:
        words = _("The first {shown} of {count}; the file with a column “Lỗi” has them all.")
        st.caption(words.format(shown=SHOWN, count=len(findings)))
