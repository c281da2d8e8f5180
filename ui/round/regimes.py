"""The regime of a round with its basis; an assumed one is marked until it is confirmed."""

import streamlit as st

from actions.round.decisions import confirm_regime
from data_model.rules.people.access import CurrentUser
from data_model.rules.plans.facts import PlanFact
from data_model.rules.plans.periods import Period
from data_model.rules.plans.regime_facts import RegimeFact
from data_model.rules.reporting.deadlines import deadline
from data_model.rules.round.rounds import RoundRefused
from ui.base.badge import show_badge
from ui.base.clock import now
from ui.base.flash import flash
from ui.base.language import _
from ui.base.plain_text import plain, show_facts
from ui.round.locks import lock_or_reopen
from wording import formats
from wording.round_problems import ROUND_PROBLEM, basis_words, regime_words


def show_regime(user: CurrentUser, plan: PlanFact, period: Period) -> None:
    """Due and lock days of the round, their basis, and a button to confirm them."""
    if plan.report_for(period) is None:
        return
    words = _("Due on {due}. Late reports are taken until {lock}, and counted as late.")
    days = deadline(plan, period)
    st.markdown(words.format(due=formats.day(days.due_on), lock=formats.day(days.locks_on)))
    lock_or_reopen(user, plan, period)
    regime = plan.regime_of(period)
    if regime is None:
        return
    with st.expander(_("Reporting regime and its basis"), expanded=regime.is_assumed):
        st.markdown(plain(regime_words(regime)))
        show_facts({_("Basis of the reporting"): basis_words(regime)})
        if regime.is_assumed:
            show_badge(
                _("ASSUMED"), _("The text of the plan does not state this. It holds until the office corrects it.")
            )
            _confirm(user, plan, regime)


def _confirm(user: CurrentUser, plan: PlanFact, regime: RegimeFact) -> None:
    is_sure = st.checkbox(
        _("My office has checked the windows, the due day and the lock day and stands for them"),
        key=f"round_sure_{plan.code}_{regime.valid_from}",
    )
    if st.button(_("Confirm the regime"), key=f"round_confirm_{plan.code}", disabled=not is_sure):
        try:
            confirm_regime(user=user, plan=plan.code, valid_from=regime.valid_from, at=now())
        except RoundRefused as refused:
            flash(_(ROUND_PROBLEM[refused.problem]), well=False)
        else:
            flash(_("The reporting regime is confirmed."))
        st.rerun()
