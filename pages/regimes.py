"""The reporting regimes of the plans: which reports are asked for, until when, and who consolidates them."""

from datetime import date

import streamlit as st

from data_model.rules.people.access import CurrentUser, keeps_everything
from data_model.rules.plans.keeping import RowChange
from data_model.values import Action, AgencyKind, PeriodKind, WindowRule
from exports.base.table_rows import RowValue
from ui.base.access import require
from ui.base.flash import show_flash
from ui.base.language import _
from ui.base.screen_tables import show_table
from ui.plans.agency_grids import agencies_kept
from ui.plans.kept_plans import choose_plan, kept_plans, regimes_of
from ui.plans.regime_form import regime_fields, regime_headings
from ui.plans.rounds import rounds_of_plan
from ui.plans.save import save
from wording import formats
from wording.labels import PERIOD_KIND, WINDOW_RULE, label

user = require(Action.MANAGE_PLANS)

PLAN, NEW = "regimes_plan", ""


def main(user: CurrentUser) -> None:
    st.title(_("Reporting regimes"))
    show_flash()
    plans = kept_plans(user)
    if not plans:
        st.info(_("There is no plan yet. Add one on the page Plans."))
        st.stop()
    plan = choose_plan(plans, PLAN)
    regimes = regimes_of(plan)
    show_table([_shown(regime) for regime in regimes], key="regimes_list", empty=_("This plan asks for no report yet."))
    _edit(user, plan, regimes)
    rounds_of_plan(user, plan)


def _shown(regime: dict[str, str]) -> dict[str, RowValue]:
    names = regime_headings()
    kinds = [label(PERIOD_KIND, PeriodKind(kind)) for kind in regime["kinds"].split("; ") if kind != "separate"]
    return {
        names["valid_from"]: date.fromisoformat(regime["valid_from"]),
        names["kinds"]: ", ".join(kinds),
        names["window"]: label(WINDOW_RULE, WindowRule(regime["window"])),
        names["agency_due_days"]: int(regime["agency_due_days"]),
        names["lock_after_days"]: int(regime["lock_after_days"]),
        names["first_period"]: regime["first_period"],
        names["basis"]: regime["basis"],
    }


def _edit(user: CurrentUser, plan: str, regimes: list[dict[str, str]]) -> None:
    by_day = {regime["valid_from"]: regime for regime in regimes}
    chosen = st.selectbox(
        _("Correct a regime, or add one"),
        [NEW, *by_day],
        index=len(by_day),
        format_func=lambda day: formats.day(date.fromisoformat(day)) if day else _("A new regime, from a day on"),
        key=f"regimes_which_{plan}",
        required=True,
    )
    read = by_day.get(chosen or NEW)
    agencies = {row["code"]: row["name"] for row in agencies_kept(user) if row["kind"] != AgencyKind.GROUP}
    own = None if keeps_everything(user) else user.agency
    latest = regimes[-1] if regimes else {}
    start = read or {name: cell for name, cell in latest.items() if name not in ("valid_from", "basis", "first_period")}
    with st.container(border=True):
        cells = regime_fields(f"regimes_{plan}_{chosen}", start, agencies, consolidator=own)
        with st.container(horizontal=True):
            asked = st.button(_("Save the regime"), type="primary", key="regimes_save")
            back = read is not None and st.button(_("Take this regime back"), key="regimes_back")
    headings = regime_headings()
    if back and read is not None:
        save(user, [RowChange("regimes.csv", read=read)], done=_("The regime is taken back."), headings=headings)
    elif asked:
        changes = _changes(plan, read, cells)
        save(user, changes, done=_("The regime is saved."), headings=headings)


def _changes(plan: str, read: dict[str, str] | None, cells: dict[str, str]) -> list[RowChange]:
    """A regime is named by its first day: where that moves, the old one is taken back."""
    row = {"plan": plan, **cells}
    if read is None or read["valid_from"] == row["valid_from"]:
        return [RowChange("regimes.csv", read, row)]
    return [RowChange("regimes.csv", read=read), RowChange("regimes.csv", row=row)]


main(user)
