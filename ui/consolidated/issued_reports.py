"""The issued reports: versions, their files and hashes, and what has changed since."""

from datetime import date
from functools import partial

import streamlit as st

from data_model.rules.consolidated.corrections import Corrections
from data_model.rules.people.access import CurrentUser
from data_model.rules.plans.facts import Facts
from data_model.store import open_session
from data_model.store.base.engine import Versions, versions
from data_model.store.consolidated.issued_reports import IssuedRow, issued_file, issued_reports
from data_model.store.figures.facts import read_facts
from documents.issuing.reproduce import corrections_since
from exports.base.table_rows import RowValue
from ui.base.address import take_from_address, write_to_address
from ui.base.clock import now, today
from ui.base.download_button import download_button
from ui.base.language import _
from ui.base.plain_text import show_facts
from ui.base.screen_tables import show_table
from ui.consolidated.signed_copies import show_signed_copies
from wording import formats
from wording.corrections import line_sides, report_side
from wording.groups import agency_name, by_todays_organisation, directive_name, plan_name
from wording.issued_reports import version_words
from wording.labels import MEASURE, TASK_STATE, label
from wording.periods import period_name
from wording.rates import rate

ISSUED = "issued"


def show_issued(user: CurrentUser) -> None:
    st.header(_("Frozen reports"))
    with open_session() as session:
        version = versions(session)
        rows = issued_reports(session, user.scope)
        facts = read_facts(session, user.scope, today=today())
    show_table([_row(row, facts) for row in rows], key="issued_rows", empty=_("No report has been frozen yet."))
    if rows:
        _details(user, _choose(rows, facts), version)


def _row(row: IssuedRow, facts: Facts) -> dict[str, RowValue]:
    return {
        _("Number"): f"{row.number:02d}",
        _("Day of issue"): row.issued_on,
        _("Version"): version_words(row.version),
        _("Reporting period"): period_name(row.period),
        _("Plan or directive"): _about(row, facts),
        _("Figures as of"): formats.instant(row.as_of),
        _("Office"): row.office_name,
    }


def _about(row: IssuedRow, facts: Facts) -> str:
    plan, directive = row.selection.plan, row.selection.directive
    if plan is not None:
        return plan_name(facts.plans[plan]) if plan in facts.plans else plan
    return directive_name(directive, facts) if directive in facts.directives else directive or ""


def _choose(rows: list[IssuedRow], facts: Facts) -> IssuedRow:
    """Lets the user choose one; the newest first."""
    row_of = {str(row.id): row for row in rows}
    take_from_address(ISSUED, row_of)
    if st.session_state.get(ISSUED) is None:
        st.session_state[ISSUED] = next(iter(row_of))
    words = _("No. {number}, {day} · {about} · {period} · {version}")
    st.selectbox(
        _("Frozen report"),
        list(row_of),
        format_func=lambda key: words.format(
            number=f"{row_of[key].number:02d}",
            day=formats.day(row_of[key].issued_on),
            about=_about(row_of[key], facts),
            period=period_name(row_of[key].period),
            version=version_words(row_of[key].version),
        ),
        key=ISSUED,
        required=True,
    )
    write_to_address(ISSUED)
    return row_of[st.session_state[ISSUED]]


def choose_newest() -> None:
    """Makes the next run show the report issued last."""
    st.session_state.pop(ISSUED, None)
    st.query_params.pop(ISSUED, None)


def _details(user: CurrentUser, row: IssuedRow, version: Versions) -> None:
    counted = _("accepted reports and those that wait for review") if row.unreviewed else _("accepted reports")
    day = row.organisation
    organisation = {by_todays_organisation(): formats.day(day)} if day else {}
    show_facts(
        {
            _("Frozen by"): f"{row.issued_by}, {formats.instant(row.issued_at)}",
            _("Figures as of"): formats.instant(row.as_of),
            _("Counted"): counted,
            **organisation,
            _("Waiting for review at that time"): str(row.waiting_count),
        }
    )
    with st.container(horizontal=True):
        for file in row.files:
            download_button(
                _("Download {format}").format(format=_FORMATS[file.format]),
                partial(_stored_file, row, file.format),
                name=file.name,
                key=f"issued_{row.id}_{file.format}",
                of=file.sha256,
            )
    with st.expander(_("Hashes of the files (SHA-256)")):
        for file in row.files:
            st.code(f"{file.sha256}  {file.name}", language=None, wrap_lines=True)
    show_signed_copies(user, row)
    _show_corrections(row, version)


_FORMATS = {"docx": "Word", "xlsx": "Excel", "pdf": "PDF"}


def _stored_file(row: IssuedRow, file_format: str) -> bytes:
    with open_session() as session:
        return issued_file(session, row, file_format)


@st.cache_resource(max_entries=32, show_spinner=False)
def _corrections(version: Versions, day: date, row: IssuedRow) -> tuple[Facts, Corrections]:
    """Cached by data version and `day`, which is today."""
    with open_session() as session:
        return corrections_since(session, row, at=now())


def _show_corrections(row: IssuedRow, version: Versions) -> None:
    st.subheader(_("Changes since the report was frozen"))
    facts, changes = _corrections(version, today(), row)
    if not changes:
        st.success(_("Nothing differs from the frozen report."))
        return
    words = _("{count} reports or lines differ from the frozen report. Freeze it again to replace it.")
    st.warning(words.format(count=len(changes)))
    show_table(_changed_sources(changes, facts), key="corrections_sources", empty="")
    show_table(_changed_figures(changes), key="corrections_figures", empty=_("No figure has changed."))


def _changed_sources(changes: Corrections, facts: Facts) -> list[dict[str, RowValue]]:
    titles = {task.code: task.title for task in facts.tasks}
    rows = [
        (_("Report"), correction.agency, report_side(correction.before), report_side(correction.after))
        for correction in changes.reports
    ] + [(titles[correction.task], correction.agency, *line_sides(correction)) for correction in changes.lines]
    return [
        {
            _("Report or task"): what,
            _("Agency"): agency_name(agency, facts),
            _("In the report"): before,
            _("Known now"): after,
        }
        for what, agency, before, after in rows
    ]


def _changed_figures(changes: Corrections) -> list[dict[str, RowValue]]:
    rows = [
        (
            label(MEASURE, correction.measure),
            rate(correction.before, correction.measure).words,
            rate(correction.after, correction.measure).words,
        )
        for correction in changes.rates
    ]
    rows += [
        (label(TASK_STATE, correction.state), str(correction.before), str(correction.after))
        for correction in changes.counts
    ]
    return [{_("Figure"): name, _("In the report"): before, _("Known now"): after} for name, before, after in rows]
