"""The report that the office enters for an agency from paper: which it is, what stood on the paper, and its rows."""

from datetime import date

import streamlit as st

from data_model.rules.plans.facts import Facts, PlanFact
from data_model.rules.plans.periods import Period
from data_model.rules.reporting.deadlines import ReportKey, rounds_of
from data_model.rules.reporting.paper import Paper, paper_problem
from data_model.rules.round.rounds import ReportStatus, current_round, report_statuses
from data_model.values import PaperTime
from ui.base.address import take_from_address, write_to_address
from ui.base.clock import now, today
from ui.base.language import _
from ui.base.report_links import REPORT_LINK, report_link, report_of_link
from ui.reporting.submit import turn
from wording import formats
from wording.collation import vietnamese_order
from wording.groups import agency_name, plan_name, round_name
from wording.labels import PAPER_TIME, REPORT_STATE, label
from wording.papers import PAPER_PROBLEM

PLAN, ROUND = "paper_plan", "paper_round"


def choose_paper_report(facts: Facts) -> ReportStatus:
    """Lets the office choose plan, round and agency; an address with the link of a report has chosen already."""
    linked = report_of_link(st.query_params.get(REPORT_LINK) or "")
    if linked is not None and linked.plan in facts.plans and PLAN not in st.session_state:
        st.session_state[PLAN], st.session_state[ROUND] = linked.plan, linked.period.code
    codes = sorted(facts.plans, key=lambda code: vietnamese_order(plan_name(facts.plans[code])))
    plan_code = st.selectbox(
        _("Plan"), codes, format_func=lambda code: plan_name(facts.plans[code]), key=PLAN, required=True
    )
    plan = facts.plans[plan_code or codes[0]]
    period = _choose_round(plan)
    statuses = {
        report_link(status.key): status
        for status in report_statuses(facts, plan=plan.code, period=period, as_of=now())
        if not status.expected.waived
    }
    if not statuses:
        st.info(_("No agency has a report to send in this round."))
        st.stop()
    take_from_address(REPORT_LINK, statuses)
    if st.session_state.get(REPORT_LINK) not in statuses:
        st.session_state.pop(REPORT_LINK, None)
    chosen = st.selectbox(
        _("Agency"),
        list(statuses),
        format_func=lambda link: _agency(statuses[link], facts),
        key=REPORT_LINK,
        required=True,
    )
    write_to_address(REPORT_LINK)
    return statuses[chosen or next(iter(statuses))]


def _choose_round(plan: PlanFact) -> Period:
    rounds = {period.code: period for period in rounds_of(plan, today=today())}
    current = current_round(plan, as_of=now())
    if current is None:
        st.info(_("No reporting period of this plan has opened yet."))
        st.stop()
    if st.session_state.get(ROUND) not in rounds:
        st.session_state[ROUND] = current.code
    code = st.selectbox(
        _("Reporting period"),
        list(rounds),
        format_func=lambda code: round_name(plan, rounds[code]),
        key=ROUND,
        required=True,
    )
    return rounds[code or current.code]


def _agency(status: ReportStatus, facts: Facts) -> str:
    return f"{agency_name(status.key.agency, facts)} · {label(REPORT_STATE, status.state)}"


def paper_fields(plan: PlanFact, report: ReportKey) -> Paper | None:
    """The fields of what stood on the paper, and from which day the report counts; None, with a sentence, while something
    is missing."""
    key = f"paper_{report_link(report)}_{turn()}"
    number_place, date_place = st.columns(2)
    number = number_place.text_input(_("Number of the document"), max_chars=100, key=f"{key}_number")
    dated_on = date_place.date_input(
        _("Date on the document"), value=None, max_value=today(), format="DD/MM/YYYY", key=f"{key}_dated"
    )
    signer_place, receipt_place = st.columns(2)
    signer = signer_place.text_input(_("Signed by"), max_chars=200, key=f"{key}_signer")
    received_on = receipt_place.date_input(
        _("Received on"), value=None, max_value=today(), format="DD/MM/YYYY", key=f"{key}_received"
    )
    paper = Paper(number.strip(), dated_on, signer.strip(), received_on)
    problem = paper_problem(paper, today=today())
    if problem is not None:
        st.info(_(PAPER_PROBLEM[problem]))
        return None
    _say_what_counts(plan, report, paper)
    return paper


def counted_on(plan: PlanFact, report: ReportKey, paper: Paper) -> date:
    """The day from which it counts, by the regime."""
    return paper.counted_day(_paper_time(plan, report)) or today()


def _paper_time(plan: PlanFact, report: ReportKey) -> PaperTime:
    regime = plan.regime_of(report.period)
    return regime.paper_time if regime else PaperTime.RECEIPT


def _say_what_counts(plan: PlanFact, report: ReportKey, paper: Paper) -> None:
    words = _("By the reporting regime the {which} counts: {day}. The report was due on {due}.")
    st.markdown(
        words.format(
            which=label(PAPER_TIME, _paper_time(plan, report)),
            day=formats.day(counted_on(plan, report, paper)),
            due=formats.day(plan.due_on(report.period)),
        )
    )
