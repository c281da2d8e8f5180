"""A checked report file as plain data, as `manage.py check` and `submit` print it with `--json`."""

from typing import Any

from actions.reporting.submit_report import Receipt
from intake.base.checked_file import Finding, IndicatorRow, NumbersRead, ReportFile, ReportRow
from wording.findings import sentence


def report_as_data(report: ReportFile, *, file_name: str, receipt: Receipt | None = None) -> dict[str, Any]:
    """One object per file; rows are numbered as in a spreadsheet."""
    return {
        "file": file_name,
        "verdict": report.verdict.value,
        "rows_read": report.rows_read,
        "rows_valid": len(report.rows),
        "header_row": report.header_row,
        "encoding": report.encoding,
        "delimiter": report.delimiter,
        "findings": [_finding_as_data(finding) for finding in report.findings],
        "rows": [_row_as_data(row) for row in report.rows],
        "submission": None if receipt is None else _receipt_as_data(receipt),
        **_numbers_as_data(report.numbers),
    }


def _numbers_as_data(numbers: NumbersRead | None) -> dict[str, Any]:
    """Of a file with a table of numbers only."""
    if numbers is None:
        return {}
    return {
        "numbers": [_number_as_data(row) for row in numbers.rows],
        "number_findings": [_finding_as_data(finding) for finding in numbers.findings],
    }


def _finding_as_data(finding: Finding) -> dict[str, Any]:
    return {
        "severity": finding.severity.value,
        "row": finding.row,
        "column": finding.column,
        "value": finding.value,
        "code": finding.code.value,
        "message": sentence(finding),
    }


def _row_as_data(row: ReportRow) -> dict[str, Any]:
    return {
        "row": row.number,
        "task": row.task,
        "agency": row.agency,
        "period": row.period.code,
        "percent": None if row.percent is None else float(row.percent),
        "status": row.status.value if row.status else None,
        "done_on": row.done_on.isoformat() if row.done_on else None,
        "result": row.result,
        "difficulties": row.difficulties,
        "cause": row.cause,
        "responsibility": row.responsibility,
        "proposals": row.proposals,
        "evidence": row.evidence,
    }


def _number_as_data(row: IndicatorRow) -> dict[str, Any]:
    """The value is a text, as a JSON number may lose digits on its way."""
    return {
        "row": row.number,
        "indicator": row.indicator,
        "agency": row.agency,
        "period": row.period.code,
        "value": f"{row.value.normalize():f}",
        "note": row.note,
    }


def _receipt_as_data(receipt: Receipt) -> dict[str, Any]:
    return {
        "number": receipt.number,
        "numbers": list(receipt.numbers),
        "stored": receipt.stored,
        "unchanged": receipt.unchanged,
        "sha256": receipt.sha256,
        **({"numbers_stored": receipt.values} if receipt.values else {}),
    }
