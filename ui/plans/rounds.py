"""Single rounds of a plan: one with its own opening and due day, and one that is called for a topic."""

from datetime import date, timedelta

import streamlit as st

from data_model.rules.people.access import CurrentUser
from data_model.rules.plans.facts import PlanFact
from data_model.rules.plans.keeping import RowChange
from data_model.rules.plans.periods import Period
from data_model.store import open_session
from data_model.store.plans.managed import plan_fact, rows_of_plan
from exports.base.table_rows import RowValue
from ui.base.clock import now, today
from ui.base.language import _
from ui.base.screen_tables import show_table
from ui.plans.save import save
from wording.periods import period_name

SHEET = "rounds.csv"


def rounds_of_plan(user: CurrentUser, plan: str) -> None:
    """The rounds that were set, and the two forms that set one."""
    st.header(_("Single rounds"))
    with open_session() as session:
        set_before = rows_of_plan(session, SHEET, plan)
        fact = plan_fact(session, plan, today=today())
    show_table([_shown(row) for row in set_before], key="rounds_list", empty=_("Every round follows the regime."))
    left, right = st.columns(2)
    with left, st.form("rounds_own_days"):
        st.subheader(_("A round with days of its own"))
        _own_days(user, plan, {period.code: period for period in _still_taken(fact)} if fact else {})
    with right, st.form("rounds_call"):
        st.subheader(_("Call a round for a topic"))
        _call(user, plan, {row["period"] for row in set_before})
    if set_before:
        _take_back(user, set_before)


def _still_taken(plan: PlanFact) -> list[Period]:
    """The rounds of the regime that are not locked, and those of the year ahead, the next due first."""
    asked = plan.periods_until(today() + timedelta(days=366))
    return [period for period in asked if today() <= plan.locks_on(period)]


def _take_back(user: CurrentUser, set_before: list[dict[str, str]]) -> None:
    by_key = {f"{row['period']} {row['at']}": row for row in set_before}
    with st.expander(_("Take back what was set")), st.form("rounds_back", border=False):
        chosen = st.selectbox(
            _("Round"), list(by_key), index=None, format_func=lambda key: _named(by_key[key]), key="rounds_back_which"
        )
        if st.form_submit_button(_("Take it back")):
            if not chosen:
                st.error(_("Choose the round."))
                return
            changes = [RowChange(SHEET, read=by_key[chosen])]
            save(user, changes, done=_("What was set for the round is taken back."), headings=_headings())


def _named(row: dict[str, str]) -> str:
    parts = (row["title"], period_name(Period.from_code(row["period"])))
    return " · ".join(filter(None, parts))


def _headings() -> dict[str, str]:
    return {
        "period": _("Reporting period"),
        "title": _("Topic"),
        "opens_on": _("Opens on"),
        "due_on": _("Report due"),
    }


def _shown(row: dict[str, str]) -> dict[str, RowValue]:
    names = _headings()
    return {
        names["period"]: period_name(Period.from_code(row["period"])),
        names["title"]: row["title"],
        names["opens_on"]: date.fromisoformat(row["opens_on"]) if row["opens_on"] else None,
        names["due_on"]: date.fromisoformat(row["due_on"]) if row["due_on"] else None,
        _("Entered by"): row["by"],
    }


def _own_days(user: CurrentUser, plan: str, periods: dict[str, Period]) -> None:
    names = _headings()
    code = st.selectbox(
        names["period"],
        list(periods),
        index=None,
        format_func=lambda code: period_name(periods[code]),
        key="rounds_period",
    )
    opens = st.date_input(names["opens_on"], value=None, format="DD/MM/YYYY", key="rounds_opens")
    due = st.date_input(names["due_on"], value=None, format="DD/MM/YYYY", key="rounds_due")
    if st.form_submit_button(_("Set these days"), type="primary"):
        cells = {"period": code or "", "opens_on": _cell(opens), "due_on": _cell(due)}
        _save(user, plan, cells, _("The days of the round are set."))


def _call(user: CurrentUser, plan: str, taken: set[str]) -> None:
    names = _headings()
    title = st.text_input(names["title"], max_chars=200, key="rounds_title")
    first = st.date_input(_("First day of the data"), value=None, format="DD/MM/YYYY", key="rounds_first")
    last = st.date_input(_("Last day of the data"), value=None, format="DD/MM/YYYY", key="rounds_last")
    due = st.date_input(names["due_on"], value=None, format="DD/MM/YYYY", key="rounds_call_due")
    if not st.form_submit_button(_("Call the round"), type="primary"):
        return
    if first is None or last is None or due is None or first > last:
        st.error(_("Choose the first and the last day of the data, and the day on which the report is due."))
        return
    cells = {"period": _free_code(first, last, taken), "title": title.strip(), "due_on": _cell(due)}
    _save(user, plan, cells, _("The round is called."))


def _free_code(first: date, last: date, taken: set[str]) -> str:
    index = 1
    while Period.of_its_own(first, last, index=index).code in taken:
        index += 1
    return Period.of_its_own(first, last, index=index).code


def _save(user: CurrentUser, plan: str, cells: dict[str, str], done: str) -> None:
    row = {"plan": plan, **cells, "by": user.name, "at": now().isoformat()}
    save(user, [RowChange(SHEET, row=row)], done=done, headings=_headings())


def _cell(day: date | None) -> str:
    return day.isoformat() if day else ""
