"""Output of `check` and `submit`."""

import json

from actions.reporting.submit_report import Receipt
from exports.reporting.report_file_json import report_as_data
from intake.base.checked_file import Finding, ReportFile, Verdict
from wording.findings import column_header, sentence
from wording.translation import _

_NUMBERS_SHOWN = 10


def print_report(report: ReportFile, *, file_name: str, as_json: bool, receipt: Receipt | None = None) -> None:
    """One line of JSON, or the findings in words."""
    if as_json:
        print(json.dumps(report_as_data(report, file_name=file_name, receipt=receipt), ensure_ascii=False))
        return
    print(
        _("{file}: {valid} of {read} rows can be stored.").format(
            file=file_name, valid=len(report.rows), read=report.rows_read
        )
    )
    for finding in report.findings:
        print(f"  {_place(finding)}{sentence(finding)}")
    if report.numbers is not None:
        print("  " + _("{count} numbers can be stored.").format(count=len(report.numbers.rows)))
        for finding in report.numbers.findings:
            print(f"  {_place(finding)}{sentence(finding)}")
    if receipt is not None:
        words = _("Stored {stored} rows, {unchanged} unchanged. Number: {number}.")
        numbers = ", ".join(receipt.numbers[:_NUMBERS_SHOWN]) or "—"
        if len(receipt.numbers) > _NUMBERS_SHOWN:
            numbers += ", …"
        print(words.format(stored=receipt.stored, unchanged=receipt.unchanged, number=numbers))


def _place(finding: Finding) -> str:
    if finding.row is None:
        return ""
    place = _("row {row}").format(row=finding.row)
    if finding.column is not None:
        place += f", {column_header(finding.column)}"
    return f"{place}: "


def exit_status(report: ReportFile) -> int:
    """0 clean or warnings, 1 errors or blocked."""
    return 1 if report.verdict in (Verdict.ERRORS, Verdict.BLOCKED) else 0
