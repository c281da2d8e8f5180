"""The office chooses what is reported in numbers on a plan, and sets the year's targets."""

from decimal import Decimal

import pandas as pd
import streamlit as st

from actions.indicators import HasValues, choose_indicators, drop_indicator, own_code, set_targets
from data_model.rules.indicators.facts import IndicatorFact
from data_model.rules.people.access import CurrentUser
from data_model.store import open_session
from data_model.store.indicators.catalogue import OfferedIndicator, read_indicators, starting_set
from data_model.values import AddsUp
from intake.indicators.amounts import read_amount
from ui.base.clock import now
from ui.base.flash import flash
from ui.base.language import _
from ui.base.plain_text import plain
from ui.figures.view import View
from wording import formats
from wording.collation import vietnamese_order
from wording.groups import plan_name
from wording.labels import ADDS_UP, label

_MOST_DECIMALS = 2


def choose_indicators_of_plan(user: CurrentUser, view: View) -> None:
    """For one plan: its targets, more indicators, and those of which nothing was sent yet can go."""
    st.header(_("What is counted"))
    plans = sorted(view.plans, key=lambda plan: vietnamese_order(plan_name(plan)))
    if not plans:
        return
    plan = st.selectbox(_("Plan"), plans, format_func=plan_name, key="indicators_plan").code
    with open_session() as session:
        own = read_indicators(session, [plan], today=view.today)
    if own:
        _targets(user, plan, own, view)
    _from_starting_set(user, plan, own)
    _own_indicator(user, plan)
    if own:
        _remove(user, plan, own)


def _targets(user: CurrentUser, plan: str, own: list[IndicatorFact], view: View) -> None:
    """A grid of targets; an empty cell is no target."""
    year = int(st.number_input(_("Targets of the year"), 2000, 2100, view.today.year, key="indicators_year", width=160))
    target_column = _("Target")
    frame = pd.DataFrame(
        {
            _("Indicator"): [fact.name for fact in own],
            _("Unit"): [fact.unit for fact in own],
            target_column: [_as_typed(fact.target_of(year, as_of=now())) for fact in own],
        }
    ).astype("object")
    with st.form(f"indicators_targets_{plan}_{year}", border=False):
        edited = st.data_editor(
            frame,
            disabled=[_("Indicator"), _("Unit")],
            hide_index=True,
            width="stretch",
            height="content",
            placeholder="",
            key=f"indicators_targets_grid_{plan}_{year}",
        )
        asked = st.form_submit_button(_("Keep the targets"))
    if asked:
        _save_targets(user, plan, year, own, list(edited[target_column]))


def _save_targets(user: CurrentUser, plan: str, year: int, own: list[IndicatorFact], typed: list[object]) -> None:
    changed: list[tuple[str, Decimal | None]] = []
    wrong = []
    for fact, text in zip(own, typed, strict=True):
        amount = read_amount(text.strip() if isinstance(text, str) else "", unit=fact.unit, decimals=fact.decimals)
        if amount.problem is not None or amount.value == 0:
            wrong.append(fact.name)
        elif amount.value != fact.target_of(year, as_of=now()):
            changed.append((fact.code, amount.value))
    if wrong:
        words = _("Nothing was kept: enter a number above 0, or leave the cell empty, for {names}.")
        st.error(plain(words.format(names=", ".join(wrong))))
        return
    set_targets(user=user, plan=plan, year=year, targets=changed, at=now())
    flash(_("The targets are kept."))
    st.rerun()


def _as_typed(target: Decimal | None) -> str | None:
    return None if target is None else formats.amount(target)


def _from_starting_set(user: CurrentUser, plan: str, own: list[IndicatorFact]) -> None:
    present = {(fact.name, fact.unit) for fact in own}
    offered = [indicator for indicator in starting_set() if (indicator.name, indicator.unit) not in present]
    if not offered:
        return
    with st.expander(_("Add from the set for people-to-people diplomacy"), expanded=not own):
        with st.form(f"indicators_choose_{plan}", border=False):
            chosen = st.multiselect(
                _("Indicators"), offered, format_func=_described, key=f"indicators_chosen_{plan}_{len(own)}"
            )
            everything = st.checkbox(_("All of them"), key=f"indicators_everything_{plan}_{len(own)}")
            asked = st.form_submit_button(_("Add"))
        if asked and (chosen or everything):
            _add(user, plan, offered if everything else chosen)


def _described(indicator: OfferedIndicator) -> str:
    return f"{indicator.name} ({indicator.unit}) – {label(ADDS_UP, indicator.adds_up).lower()}"


def _own_indicator(user: CurrentUser, plan: str) -> None:
    with st.expander(_("Add an indicator of your own")), st.form(f"indicators_own_{plan}", border=False):
        name = st.text_input(_("Name of the indicator"), key="indicators_own_name", max_chars=200)
        unit = st.text_input(_("Unit"), key="indicators_own_unit", max_chars=40)
        adds_up = st.radio(
            _("How it adds up"), list(AddsUp), format_func=lambda way: label(ADDS_UP, way), key="indicators_own_adds_up"
        )
        decimals = st.number_input(_("Decimals"), 0, _MOST_DECIMALS, 0, key="indicators_own_decimals", width=120)
        if st.form_submit_button(_("Add")):
            if not name.strip() or not unit.strip():
                st.error(_("Enter a name and a unit, for example “Đoàn nghệ thuật” and “đoàn”."))
                return
            own = OfferedIndicator(
                own_code(name, unit), name.strip(), unit.strip(), adds_up or AddsUp.SUM, int(decimals)
            )
            _add(user, plan, [own])


def _add(user: CurrentUser, plan: str, chosen: list[OfferedIndicator]) -> None:
    choose_indicators(user=user, plan=plan, chosen=chosen, at=now())
    flash(_("{count} indicators were added; the next template asks for them.").format(count=len(chosen)))
    st.rerun()


def _remove(user: CurrentUser, plan: str, own: list[IndicatorFact]) -> None:
    with st.expander(_("Remove an indicator")), st.form(f"indicators_remove_{plan}", border=False):
        fact = st.selectbox(
            _("Indicator"), own, format_func=lambda fact: f"{fact.name} ({fact.unit})", key="indicators_remove_one"
        )
        if st.form_submit_button(_("Remove")):
            try:
                drop_indicator(user=user, plan=plan, code=fact.code, at=now())
            except HasValues:
                st.error(_("Numbers were sent for it or targets set already, and they are kept. It can't be removed."))
                return
            flash(_("The indicator is removed."))
            st.rerun()
