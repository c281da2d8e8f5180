"""Khó khăn, kiến nghị: what report lines say of them, repeated ones joined, followed by the office until something came of it."""

import streamlit as st

from actions.follow_up.difficulties import OutcomeMissing, handle_difficulty
from data_model.rules.follow_up.difficulties import FollowedRemark, followed
from data_model.rules.people.access import CurrentUser, may
from data_model.store import open_session
from data_model.store.follow_up.difficulties import read_handlings, said_remarks
from data_model.values import Action, Decider, RemarkKind
from exports.base.table_rows import RowValue
from ui.base.access import require
from ui.base.clock import now
from ui.base.flash import flash, show_flash
from ui.base.language import _
from ui.base.plain_text import plain
from ui.figures.filters import current_view
from ui.figures.notices import show_notices
from ui.figures.view import View, remember
from ui.figures.view_tables import show_view_table
from wording.groups import agency_name, plan_name
from wording.labels import DECIDER, REMARK_KIND, label
from wording.periods import period_name

user = require(Action.VIEW_FIGURES)

LONGEST_TEXT = 2000
SHOWN_LETTERS = 90


def main(user: CurrentUser, view: View) -> None:
    st.title(_("Difficulties and proposals"))
    show_flash()
    show_notices(view)
    remarks = remarks_of(view)
    kind = st.segmented_control(
        _("Kind of remark"),
        list(RemarkKind),
        format_func=lambda value: label(REMARK_KIND, value),
        label_visibility="collapsed",
        key="difficulties_kind",
    )
    with_closed = st.toggle(_("Closed ones too"), key="difficulties_closed")
    shown = [remark for remark in remarks if kind in (None, remark.kind) and (with_closed or remark.is_open)]
    open_count = sum(remark.is_open for remark in remarks)
    waiting = sum(remark.handling is None for remark in remarks)
    late = sum(remark.is_late_on(view.today) for remark in remarks)
    words = _("{open} open, of these {waiting} that nobody handles yet and {late} past their day.")
    st.markdown(words.format(open=open_count, waiting=waiting, late=late))
    title = _("Difficulties and proposals")
    empty = _("The accepted reports name no difficulty and no proposal here.")
    show_view_table(view, title, [_row(remark, view) for remark in shown], key="difficulties_list", empty=empty)
    if may(user, Action.MANAGE_ROUND) and shown:
        _handle(user, view, shown)


@remember
def remarks_of(view: View) -> list[FollowedRemark]:
    """Of the selected plans and agency; in the chosen period, or in all."""
    plans = {plan.code for plan in view.plans}
    with open_session() as session:
        said = said_remarks(session, view.facts, unreviewed=view.cutoff.unreviewed)
        handlings = read_handlings(session, plans)
    chosen = [
        remark
        for remark in said
        if remark.plan in plans
        and view.selection.agency in (None, view.body_of(remark.plan, remark.agency))
        and (
            view.cutoff.period is None
            or view.facts.plans[remark.plan].report_for(remark.period)
            == view.facts.plans[remark.plan].report_for(view.cutoff.period)
        )
    ]
    return followed(chosen, handlings, as_of=view.cutoff.as_of)


def _row(remark: FollowedRemark, view: View) -> dict[str, RowValue]:
    handling = remark.handling
    state = _("Closed") if not remark.is_open else _("Being handled") if handling else _("Nobody handles it yet")
    return {
        _("Kind of remark"): label(REMARK_KIND, remark.kind),
        _("What is said"): remark.text,
        _("Agencies that say it"): "; ".join(
            agency_name(code, view.facts)
            for code in dict.fromkeys(view.body_of(remark.plan, agency) for agency in remark.agencies)
            if code in view.facts.agencies
        ),
        _("Last said in"): period_name(remark.last_period),
        _("Times"): len(remark.said),
        _("Standing"): state,
        _("Who decides"): label(DECIDER, handling.decider) if handling else "",
        _("Who handles it"): handling.handled_by if handling else "",
        _("By when"): handling.due_on if handling else None,
        _("What came of it"): handling.outcome if handling else "",
        _("Plan"): plan_name(view.facts.plans[remark.plan]),
    }


def _handle(user: CurrentUser, view: View, shown: list[FollowedRemark]) -> None:
    """Who decides, by when, what came of it; each save is an entry of its own."""
    st.subheader(_("Handle one"))
    remark = st.selectbox(_("Which"), shown, format_func=_named, key="difficulties_one")
    before = remark.handling
    turn = f"{remark.plan}_{remark.kind}_{remark.key[:60]}_{before.entered_at if before else 0}"
    with st.form(f"difficulties_form_{turn}"):
        st.text(remark.text)
        decider = st.selectbox(
            _("Who decides"),
            list(Decider),
            index=list(Decider).index(before.decider) if before else 0,
            format_func=lambda value: label(DECIDER, value),
            key=f"difficulties_decider_{turn}",
        )
        handled_by = st.text_input(
            _("Who handles it"), value=before.handled_by if before else "", max_chars=200, key=f"difficulties_by_{turn}"
        )
        due_on = st.date_input(
            _("By when"), value=before.due_on if before else None, format="DD/MM/YYYY", key=f"difficulties_due_{turn}"
        )
        outcome = st.text_area(
            _("What came of it"),
            value=before.outcome if before else "",
            max_chars=LONGEST_TEXT,
            key=f"difficulties_outcome_{turn}",
        )
        is_closed = st.checkbox(
            _("Closed: nothing more is to be done"),
            value=bool(before and before.is_closed),
            key=f"difficulties_close_{turn}",
        )
        asked = st.form_submit_button(_("Keep"), type="primary")
    if not asked:
        return
    try:
        handle_difficulty(
            user=user,
            remark=remark,
            decider=decider or Decider.OFFICE,
            handled_by=handled_by,
            due_on=due_on,
            outcome=outcome,
            is_closed=is_closed,
            at=now(),
        )
    except OutcomeMissing:
        st.error(_("Write what came of it before you close it."))
        st.stop()
    flash(_("It is kept: {text}").format(text=plain(_named(remark))))
    st.rerun()


def _named(remark: FollowedRemark) -> str:
    text = " ".join(remark.text.split())
    return text if len(text) <= SHOWN_LETTERS else f"{text[:SHOWN_LETTERS]}…"


main(user, current_view(user))
