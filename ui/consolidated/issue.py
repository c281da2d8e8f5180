"""Composing a consolidated report: choose its subject, see figures and missing reports, write, make a draft, freeze it."""

from datetime import date
from functools import partial

import streamlit as st

from actions.consolidated import check_consolidated_report
from data_model.rules.consolidated.issue import ConsolidatedReport, periods_to_issue
from data_model.rules.figures.as_of import AsOf
from data_model.rules.figures.measures import Measure
from data_model.rules.figures.selection import Selection, facts_of_selection
from data_model.rules.people.access import CurrentUser
from data_model.rules.plans.facts import Facts
from data_model.rules.plans.organisations import Organisation
from data_model.rules.plans.periods import Period, end_of
from data_model.rules.round.rounds import ReportStatus, current_round, report_statuses
from data_model.store import open_session
from data_model.store.base.download_files import FileNotMade
from data_model.values import ReportPart, ReportState
from documents.base.docx_file import TemplateProblem
from documents.base.office_folder import OfficeTemplate
from documents.consolidated.report import ReportFormat
from documents.issuing.issue import draft, issue
from exports.base.download import ascii_name
from exports.base.table_rows import RowValue
from ui.base.address import take_from_address, write_to_address
from ui.base.background_jobs import is_finished, is_running, start_job, take_result
from ui.base.badge import show_badge
from ui.base.clock import now, today
from ui.base.download_button import download_button
from ui.base.flash import flash
from ui.base.language import _
from ui.base.office_facts import round_facts
from ui.base.plain_text import plain
from ui.base.screen_tables import show_table
from ui.consolidated.issued_reports import choose_newest
from ui.consolidated.office_folder import problem_with_template, show_refusals, usable_report_template
from ui.consolidated.report_texts import edit_texts
from ui.figures.view import view_as_of
from wording import formats
from wording.collation import vietnamese_order
from wording.groups import agency_name, by_todays_organisation, directive_name, plan_name
from wording.issued_reports import frozen_sentence
from wording.labels import MEASURE, REPORT_PART, REPORT_STATE, label
from wording.periods import period_name
from wording.rates import rate

REPORT_LINK, PERIOD = "report_about", "report_period"
_JOB = "report_being_issued"
_HEADLINES = (
    Measure.DUE_COMPLETION,
    Measure.PROGRESS,
    Measure.COVERAGE,
    Measure.COMPLETENESS,
    Measure.ACCEPTED_RATE,
)
_SETTLED = (ReportState.ACCEPTED, ReportState.WAIVED)


def compose_report(user: CurrentUser) -> None:
    facts = round_facts(user)
    if not facts.plans:
        st.info(_("Your office consolidates no plan at the moment."))
        return
    selection = _choose_about(facts)
    periods = periods_to_issue(facts, selection, today=today())
    if not periods:
        st.info(_("No reporting period of this plan has opened yet."))
        return
    period = _choose_period(facts, selection, periods)
    cutoff = _choose_cutoff(facts, period)
    _figures(user, selection, cutoff)
    missing = _missing(facts, selection, cutoff)
    template = usable_report_template()
    if template is not None:
        unwritten = edit_texts(user, selection, cutoff, template)
        _drafts(user, selection, cutoff, template)
        _issue(user, selection, cutoff, template, missing, unwritten)


def _choose_about(facts: Facts) -> Selection:
    """Lets the user choose a plan of the office, or a directive with all its plans."""
    plans = sorted(facts.plans, key=lambda code: vietnamese_order(plan_name(facts.plans[code])))
    names = {f"plan~{code}": plan_name(facts.plans[code]) for code in plans}
    main = sorted({plan.main_directive for plan in facts.plans.values() if plan.main_directive})
    names |= {f"directive~{code}": _("Every plan under {directive}").format(directive=directive_name(code, facts)) for code in main}  # fmt: skip
    take_from_address(REPORT_LINK, names)
    if st.session_state.get(REPORT_LINK) is None:
        st.session_state[REPORT_LINK] = next(iter(names))
    st.selectbox(_("Plan or directive"), list(names), format_func=names.__getitem__, key=REPORT_LINK, required=True)
    write_to_address(REPORT_LINK)
    kind, _separator, code = st.session_state[REPORT_LINK].partition("~")
    return Selection(plan=code) if kind == "plan" else Selection(directive=code)


def _choose_period(facts: Facts, selection: Selection, periods: list[Period]) -> Period:
    """Lets the user choose a period; the current round first."""
    period_of = {period.code: period for period in periods}
    take_from_address(PERIOD, period_of)
    if st.session_state.get(PERIOD) is None:
        current = [current_round(plan, as_of=now()) for plan in facts_of_selection(facts, selection).plans.values()]
        st.session_state[PERIOD] = max((period for period in current if period), default=periods[0]).code
    st.selectbox(
        _("Reporting period"),
        list(period_of),
        format_func=lambda code: period_name(period_of[code]),
        key=PERIOD,
        required=True,
    )
    write_to_address(PERIOD)
    return period_of[st.session_state[PERIOD]]


def _choose_cutoff(facts: Facts, period: Period) -> AsOf:
    changed = bool(Organisation.of(facts, today()).changed & facts.agencies.keys())
    with st.container(horizontal=True, vertical_alignment="bottom"):
        day: date = st.date_input(
            _("Figures as of"), "today", max_value=today(), format="DD/MM/YYYY", key="report_as_of", width=190
        )
        unreviewed = st.checkbox(_("Count reports that wait for review"), key="report_unreviewed")
        by_today = changed and st.checkbox(by_todays_organisation(), key="report_organisation")
    return AsOf(now() if day >= today() else end_of(day), period, unreviewed, today() if by_today else None)


def _figures(user: CurrentUser, selection: Selection, cutoff: AsOf) -> None:
    if cutoff.unreviewed:
        show_badge(_("UNREVIEWED FIGURES"), _("Reports that wait for review are counted as well."))
    figures = view_as_of(cutoff, user=user, selection=selection).total()
    for place, measure in zip(st.columns(len(_HEADLINES)), _HEADLINES, strict=True):
        place.metric(
            label(MEASURE, measure),
            formats.percent(figures[measure].percent),
            delta=rate(figures, measure).made_of or None,
            delta_color="off",
            delta_arrow="off",
            border=True,
        )


def _missing(facts: Facts, selection: Selection, cutoff: AsOf) -> list[ReportStatus]:
    """Shows the reports that are not accepted, and returns them."""
    period = cutoff.period
    assert period is not None, "one is chosen"
    reports = [
        report
        for plan in facts_of_selection(facts, selection).plans
        for report in report_statuses(facts, plan=plan, period=period, as_of=cutoff.as_of)
    ]
    open_ones = [report for report in reports if report.state not in _SETTLED]
    if not open_ones:
        st.success(_("Every expected report is in and accepted."))
        return []
    waiting = sum(report.state is ReportState.WAITING for report in open_ones)
    words = _("Not sent or returned: {missing} · waiting for review: {waiting}")
    st.markdown(f"**{words.format(missing=len(open_ones) - waiting, waiting=waiting)}**")
    order = list(ReportState)
    open_ones.sort(
        key=lambda report: (order.index(report.state), vietnamese_order(agency_name(report.key.agency, facts)))
    )
    with st.expander(_("What is missing ({count})").format(count=len(open_ones))):
        show_table([_missing_row(report, facts) for report in open_ones], key="report_missing", empty="")
    return open_ones


def _missing_row(report: ReportStatus, facts: Facts) -> dict[str, RowValue]:
    return {
        _("State"): label(REPORT_STATE, report.state),
        _("Agency"): agency_name(report.key.agency, facts),
        _("Days late"): report.expected.days_late or None,
        _("Plan"): plan_name(facts.plans[report.key.plan]),
    }


def _drafts(user: CurrentUser, selection: Selection, cutoff: AsOf, template: OfficeTemplate) -> None:
    """Buttons for drafts, which are made in the background on click."""
    st.header(_("Draft"))
    period = cutoff.period.code if cutoff.period else ""
    name = f"du-thao-bao-cao_{ascii_name(selection.plan or selection.directive or '')}_{period}"
    labels = {
        ReportFormat.DOCX: _("Draft (Word)"),
        ReportFormat.XLSX: _("Draft (Excel)"),
        ReportFormat.PDF: _("Draft (PDF)"),
    }
    with st.container(horizontal=True):
        for file_format, words in labels.items():
            download_button(
                words,
                partial(_draft, user, selection, cutoff, template, file_format),
                name=f"{name}.{file_format}",
                key=f"report_draft_{file_format}",
                of=(selection, cutoff, template),
            )


def _draft(
    user: CurrentUser, selection: Selection, cutoff: AsOf, template: OfficeTemplate, file_format: ReportFormat
) -> bytes:
    try:
        return draft(selection, cutoff, template, file_format, user=user, at=now())
    except TemplateProblem as wrong:
        raise FileNotMade(problem_with_template(wrong)) from wrong


def _issue(
    user: CurrentUser,
    selection: Selection,
    cutoff: AsOf,
    template: OfficeTemplate,
    missing: list[ReportStatus],
    unwritten: list[ReportPart],
) -> None:
    st.header(_("Freeze"))
    st.caption(_("The files are kept as they are, to be signed; they are neither changed nor removed afterwards."))
    if is_running(_JOB):
        return
    if is_finished(_JOB):
        with show_refusals():
            flash(frozen_sentence(take_result(_JOB)))
            choose_newest()
            st.rerun()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        number = st.number_input(
            _("Number of the report"), min_value=1, value=None, step=1, key="report_number", width=190
        )
        issued_on = st.date_input(
            _("Day of issue"), "today", max_value=today(), format="DD/MM/YYYY", key="report_on", width=190
        )
    is_sure = st.checkbox(_sure(missing, unwritten), key="report_sure")
    if st.button(_("Freeze the report"), type="primary", key="report_issue", disabled=not is_sure or number is None):
        wanted = ConsolidatedReport(selection, cutoff, int(number or 0), issued_on)
        with show_refusals():
            with open_session() as session:
                check_consolidated_report(session, wanted, user=user, at=now())
            start_job(
                _JOB,
                _("The report is being made"),
                lambda on_progress: issue(wanted, template, user=user, at=now(), on_progress=on_progress),
            )
            del st.session_state["report_sure"]
            st.rerun()


def _sure(missing: list[ReportStatus], unwritten: list[ReportPart]) -> str:
    """The text of the checkbox to confirm, which names missing reports and parts that nobody has written."""
    said = [_("I have read the draft.")]
    waiting = sum(report.state is ReportState.WAITING for report in missing)
    if lacking := len(missing) - waiting:
        said.append(_("{count} reports are not in; the report says so.").format(count=lacking))
    if waiting:
        said.append(_("{count} reports wait to be confirmed; the report says so.").format(count=waiting))
    if unwritten:
        parts = "; ".join(label(REPORT_PART, part) for part in unwritten)
        said.append(_("Not written yet, dots stand there: {parts}.").format(parts=parts))
    return plain(" ".join(said))
