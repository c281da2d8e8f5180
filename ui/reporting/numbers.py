"""The indicators of a report: its part of the template, and what a checked file says of them."""

from collections.abc import Sequence

import streamlit as st

from data_model.rules.indicators.adding_up import running_total
from data_model.rules.plans.periods import Period
from data_model.store import open_session
from data_model.store.indicators.catalogue import read_indicators
from data_model.store.indicators.values import accepted_values
from exports.base.table_rows import RowValue
from exports.reporting.number_sheet import SHEET, TemplateNumber
from intake.base.checked_file import Finding, ReportFile, Severity
from intake.indicators.headings import NUMBER_DISPLAY, NumberColumn
from intake.layout.screen_grid import FIRST_ROW
from ui.base.language import _
from ui.base.plain_text import plain
from ui.base.screen_tables import show_table
from ui.figures.view import View
from wording import formats
from wording.findings import sentence


def template_numbers(view: View, *, agency: str, plan: str, period: Period) -> list[TemplateNumber]:
    """The indicators of the plan that the agency is asked for, with what it reported before."""
    plan_fact = view.facts.plans[plan]
    with open_session() as session:
        indicators = read_indicators(session, [plan], today=view.today)
        lines = accepted_values(session, view.facts) if indicators else []
    numbers = []
    for fact in indicators:
        if fact.is_asked_of(agency):
            own = {
                line.period: line.value
                for line in lines
                if (line.indicator, line.agency) == (fact.code, agency) and line.period < period
            }
            numbers.append(
                TemplateNumber(
                    code=fact.code,
                    name=fact.name,
                    unit=fact.unit,
                    adds_up=fact.adds_up,
                    decimals=fact.decimals,
                    last=own[max(own)] if own else None,
                    total=running_total(own, fact.adds_up, plan_fact, period),
                )
            )
    return numbers


def show_numbers(report: ReportFile, numbers: list[TemplateNumber]) -> None:
    """What the file says of indicators: what is to be corrected, what to look at, and the values as they will be stored."""
    read = report.numbers
    if read is None:
        if numbers:
            st.caption(_("The file has no sheet “{sheet}” with numbers; numbers can follow later.").format(sheet=SHEET))
        return
    st.subheader(_("Key numbers"))
    wrong = [finding for finding in read.findings if finding.severity is Severity.ERROR]
    if wrong:
        st.error(_("{count} numbers are to be corrected.").format(count=len(wrong)))
    _table(wrong, key="number_errors")
    _table([finding for finding in read.findings if finding.severity is Severity.WARNING], key="number_warnings")
    known = {number.code: number for number in numbers}
    rows: list[dict[str, RowValue]] = [
        {
            _("Row"): row.number,
            _("Code"): row.indicator,
            _("Indicator"): known[row.indicator].name if row.indicator in known else "",
            _("Unit"): known[row.indicator].unit if row.indicator in known else "",
            _("Number before"): formats.amount(known[row.indicator].last) if row.indicator in known else "",
            _("To be stored"): formats.amount(row.value),
            NUMBER_DISPLAY[NumberColumn.NOTE]: row.note,
        }
        for row in read.rows
    ]
    show_table(rows, key="number_rows", empty=_("The table of numbers has no number. An empty cell is not 0."))


def number_messages(report: ReportFile | None) -> dict[int, str]:
    """By row of the table of numbers what is to be corrected."""
    said: dict[int, list[str]] = {}
    for finding in report.numbers.findings if report and report.numbers else ():
        if finding.severity is Severity.ERROR:
            said.setdefault(finding.row or 0, []).append(sentence(finding))
    return {row: " ".join(sentences) for row, sentences in said.items()}


def show_number_warnings(report: ReportFile, *, indicators: Sequence[str]) -> None:
    """Below the grid on screen: how what was typed was read, and what to look at again."""
    for finding in report.numbers.findings if report.numbers else ():
        if finding.severity is Severity.WARNING and finding.row is not None:
            st.warning(plain(f"{indicators[finding.row - FIRST_ROW]}: {sentence(finding)}"))


def _table(findings: list[Finding], *, key: str) -> None:
    rows: list[dict[str, RowValue]] = [
        {
            _("Row"): finding.row,
            _("Column"): NUMBER_DISPLAY[NumberColumn(finding.column)] if finding.column else "",
            _("Entered"): finding.value,
            _("What to do") if finding.severity is Severity.ERROR else _("What to look at"): sentence(finding),
        }
        for finding in findings
    ]
    if rows:
        show_table(rows, key=key, empty="")
