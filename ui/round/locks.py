"""Locking a round by hand, and taking its reports again."""

from collections.abc import Callable

import streamlit as st

from actions.round.decisions import lock_round, reopen_round
from data_model.rules.people.access import CurrentUser
from data_model.rules.plans.facts import PlanFact
from data_model.rules.plans.periods import Period, local_day
from data_model.rules.reporting.deadlines import deadline
from data_model.rules.round.rounds import RoundProblem, RoundRefused
from ui.base.clock import now, today
from ui.base.flash import flash
from ui.base.language import _
from ui.base.plain_text import plain
from wording import formats
from wording.round_problems import ROUND_PROBLEM


def lock_or_reopen(user: CurrentUser, plan: PlanFact, period: Period) -> None:
    """Who locked or opened the round and why, and the form for what can be done now; nothing before the due day has
    passed."""
    days = deadline(plan, period)
    by_hand = plan.lock_of(period)
    if by_hand is not None:
        words = (
            _("Opened again by hand on {day}, up to {until}. Reason: {reason}")
            if by_hand.locks_on >= local_day(by_hand.locked_at)
            else _("Locked by hand on {day}. Reason: {reason}")
        )
        at, until = formats.day(local_day(by_hand.locked_at)), formats.day(by_hand.locks_on)
        st.markdown(plain(words.format(day=at, until=until, reason=by_hand.reason)))
    if today() <= days.due_on:
        return
    if today() <= days.locks_on:
        _lock(user, plan, period)
    else:
        _reopen(user, plan, period)


def _lock(user: CurrentUser, plan: PlanFact, period: Period) -> None:
    with st.expander(_("Lock the round now")), st.form("round_lock", border=False):
        st.markdown(
            _(
                "From now on no report of this round is taken, but of an agency whose extension still runs. What was sent "
                "stays, and figures do not change."
            )
        )
        reason = st.text_area(_("Reason of the lock"), key="round_lock_reason", max_chars=1000)
        if st.form_submit_button(_("Lock the round"), type="primary"):
            _do(
                lambda: lock_round(user=user, plan=plan.code, period=period, reason=reason, at=now()),
                _("The round is locked."),
            )


def _reopen(user: CurrentUser, plan: PlanFact, period: Period) -> None:
    with st.expander(_("Open the locked round again")), st.form("round_reopen", border=False):
        st.markdown(
            _(
                "Every agency can send late reports again, up to the day that you choose; they are counted as late. To help a "
                "single agency, extend its report instead."
            )
        )
        until = st.date_input(
            _("Take reports up to"), value=None, min_value=today(), format="DD/MM/YYYY", key="round_until", width=190
        )
        reason = st.text_area(_("Reason for opening it again"), key="round_reopen_reason", max_chars=1000)
        asked = st.form_submit_button(_("Open the round again"), type="primary")
    if asked and until is None:
        st.error(_("Choose the day up to which reports are taken."))
    elif asked and until is not None:
        _do(
            lambda: reopen_round(user=user, plan=plan.code, period=period, until=until, reason=reason, at=now()),
            _("Reports of the round are taken up to {day}.").format(day=formats.day(until)),
        )


def _do(act: Callable[[], None], done: str) -> None:
    """Without a reason, what was typed stays; any other refusal means that the page is out of date."""
    try:
        act()
    except RoundRefused as refused:
        words = _(ROUND_PROBLEM[refused.problem])
        if refused.problem is RoundProblem.REASON_MISSING:
            st.error(words)
            return
        flash(words, well=False)
    else:
        flash(done)
    st.rerun()
