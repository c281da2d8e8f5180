"""One reporting round for the consolidating office: the status of each report, and actions on several at once."""

from collections import Counter

import streamlit as st

from data_model.rules.people.access import CurrentUser
from data_model.rules.plans.facts import Facts
from data_model.rules.plans.periods import Period
from data_model.rules.reporting.deadlines import rounds_of
from data_model.rules.round.rounds import current_round
from data_model.values import Action, ReportState
from exports.base.table_rows import RowValue
from ui.base.access import require
from ui.base.address import take_from_address, write_to_address
from ui.base.clock import now, today
from ui.base.flash import show_flash
from ui.base.language import _
from ui.base.office_facts import round_facts
from ui.base.screen_tables import choose_rows
from ui.round.decisions import act_on_rows
from ui.round.desk import DeskRow, desk_rows
from ui.round.regimes import show_regime
from ui.round.reminders import show_register
from wording import formats
from wording.collation import vietnamese_order
from wording.groups import agency_name, plan_name, round_name
from wording.labels import CONTACT_KIND, REPORT_STATE, label

user = require(Action.MANAGE_ROUND)

PLAN, ROUND, STATE = "round_plan", "round_period", "round_state"


def main(user: CurrentUser) -> None:
    st.title(_("Reporting round"))
    show_flash()
    facts = round_facts(user)
    if not facts.plans:
        st.info(_("Your office consolidates no plan at the moment."))
        st.stop()
    plan = _choose_plan(facts)
    period = _choose_period(facts, plan)
    rows = desk_rows(user, facts, plan=plan, period=period)
    _summary(rows)
    show_regime(user, facts.plans[plan], period)
    shown = _choose_shown(facts, rows)
    key = f"round_{plan}_{period.code}_{st.session_state.get(STATE)}"
    chosen = choose_rows([_row(row, facts) for row in shown], key=key, empty=_("No report stands so."))
    act_on_rows(user, facts, [shown[place] for place in chosen], shown)
    show_register(plan, period)


def _choose_plan(facts: Facts) -> str:
    codes = sorted(facts.plans, key=lambda code: vietnamese_order(plan_name(facts.plans[code])))
    take_from_address(PLAN, codes)
    if len(codes) > 1:
        st.selectbox(_("Plan"), codes, format_func=lambda code: plan_name(facts.plans[code]), key=PLAN, required=True)
    write_to_address(PLAN)
    return str(st.session_state.get(PLAN) or codes[0])


def _choose_period(facts: Facts, plan: str) -> Period:
    """Lets the user choose a round; the current one first."""
    plan_fact = facts.plans[plan]
    rounds = {period.code: period for period in rounds_of(plan_fact, today=today())}
    current = current_round(plan_fact, as_of=now())
    if current is None:
        st.info(_("No reporting period of this plan has opened yet."))
        st.stop()
    take_from_address(ROUND, rounds)
    if st.session_state.get(ROUND) is None:
        st.session_state[ROUND] = current.code
    st.selectbox(
        _("Reporting period"),
        list(rounds),
        format_func=lambda code: round_name(plan_fact, rounds[code]),
        key=ROUND,
        required=True,
    )
    write_to_address(ROUND)
    return rounds[st.session_state[ROUND]]


def _summary(rows: list[DeskRow]) -> None:
    """The numbers of the round in one line; waived reports are not among the expected ones."""
    states = Counter(row.report.state for row in rows)
    expected = len(rows) - states[ReportState.WAIVED]
    sent = sum(row.report.expected.is_submitted for row in rows if not row.report.expected.waived)
    words = _("Expected: {expected} · sent: {sent} · missing: {missing} · waived: {waived}")
    missing = expected - sent
    st.markdown(
        "**" + words.format(expected=expected, sent=sent, missing=missing, waived=states[ReportState.WAIVED]) + "**"
    )


def _choose_shown(facts: Facts, rows: list[DeskRow]) -> list[DeskRow]:
    """The rows in the chosen state, those that need action of the office first."""
    states = Counter(row.report.state for row in rows)
    offered = [state.value for state in ReportState if states[state]]
    take_from_address(STATE, offered)
    st.segmented_control(
        _("Show"),
        offered,
        format_func=lambda value: f"{label(REPORT_STATE, ReportState(value))} ({states[ReportState(value)]})",
        key=STATE,
        help=_("Nothing chosen shows every agency."),
    )
    write_to_address(STATE)
    wanted = st.session_state.get(STATE)
    order = list(ReportState)
    return sorted(
        (row for row in rows if wanted in (None, row.report.state)),
        key=lambda row: (order.index(row.report.state), vietnamese_order(agency_name(row.report.key.agency, facts))),
    )


def _row(row: DeskRow, facts: Facts) -> dict[str, RowValue]:
    expected = row.report.expected
    return {
        _("State"): label(REPORT_STATE, row.report.state),
        _("Agency"): agency_name(expected.agency, facts),
        _("Days late"): None if expected.waived else expected.days_named_late or None,
        _("Last contact"): _contact(row),
        _("Unread"): row.unread or None,
        _("First submitted"): expected.first_submitted_at,
        _("Report due"): expected.due_on,
        _("Extended to"): expected.extended_due_on if expected.is_extended else None,
        _("Taken until"): row.report.deadline.locks_on,
        _("Waived because"): row.report.waiver_reason,
        _("Receipt number"): row.report.number,
    }


def _contact(row: DeskRow) -> str:
    if row.contact is None:
        return _("none yet")
    return f"{formats.instant(row.contact.at)} · {label(CONTACT_KIND, row.contact.kind)}"


main(user)
