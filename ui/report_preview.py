"""The rows of a checked file as they will be stored, beside what stands there now."""

import streamlit as st

from data_model.store import open_session
from data_model.store.submissions import LineValues, accepted_lines, current_lines
from exports.table import TableValue
from intake.report import ReportFile, ReportRow
from ui.language import _
from ui.tables import show_table
from wording import formats
from wording.labels import LINE_STATUS, label
from wording.periods import period_name

SHOWN = 500


def show_rows(report: ReportFile, *, agency: str) -> None:
    """One row each: what it says now, what stood there before, and whether that changes."""
    with open_session() as session:
        before = {task: values for task, (_, values) in accepted_lines(session, agency=agency).items()}
        standing = current_lines(session, agency=agency)
    shown = report.rows[:SHOWN]
    rows = [_row(row, standing.get(row.period, {}).get(row.task), before.get(row.task)) for row in shown]
    show_table(rows, key="preview_rows", empty="")
    if len(report.rows) > SHOWN:
        st.caption(_("The first {shown} of {count} rows.").format(shown=SHOWN, count=len(report.rows)))


def _row(row: ReportRow, standing: LineValues | None, before: LineValues | None) -> dict[str, TableValue]:
    was = standing or before
    return {
        _("Row"): row.number,
        _("Code"): row.task,
        _("Reporting period"): period_name(row.period),
        _("Change"): _change(row, standing),
        _("Before"): formats.percent(was.percent) if was else formats.NO_VALUE,
        _("Progress"): formats.percent(row.percent),
        _("Status"): label(LINE_STATUS, row.status),
        _("Completed on"): formats.day(row.done_on),
        _("Result"): row.result,
        _("Difficulties"): row.difficulties,
        _("Proposals"): row.proposals,
        _("Evidence"): row.evidence,
    }


def _change(row: ReportRow, standing: LineValues | None) -> str:
    if standing is None:
        return _("new")
    return _("unchanged") if standing == LineValues.of(row) else _("changed")
