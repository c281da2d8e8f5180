"""The plans that a user keeps, and their rows as they are stored."""

from collections.abc import Mapping

import streamlit as st

from data_model.rules.people.access import CurrentUser
from data_model.store import open_session
from data_model.store.folder.kept_rows import rows
from data_model.store.plans.managed import plans_kept, rows_of_plan, sent_periods
from ui.base.address import take_from_address, write_to_address
from ui.base.clock import today
from ui.base.language import _
from wording.collation import vietnamese_order

Row = dict[str, str]


def kept_plans(user: CurrentUser) -> dict[str, Row]:
    """By code, the plans that the user keeps."""
    with open_session() as session:
        kept = plans_kept(session, user.scope, today=today())
        return {row["code"]: row for row in rows(session, "plans.csv") if row["code"] in kept}


def plan_title(row: Mapping[str, str]) -> str:
    """Number and title of a plan; its code where it has neither."""
    return " · ".join(filter(None, (row["number"], row["title"]))) or row["code"]


def choose_plan(plans: Mapping[str, Row], key: str) -> str:
    """Lets the user choose one of the plans; the choice is in the address."""
    codes = sorted(plans, key=lambda code: vietnamese_order(plan_title(plans[code])))
    take_from_address(key, codes)
    st.selectbox(_("Plan"), codes, format_func=lambda code: plan_title(plans[code]), key=key, required=True)
    write_to_address(key)
    return str(st.session_state.get(key) or codes[0])


def regimes_of(plan: str) -> list[Row]:
    """The regimes of a plan by their first day."""
    with open_session() as session:
        found = rows_of_plan(session, "regimes.csv", plan)
    return sorted(found, key=lambda row: row["valid_from"])


def has_reports(plan: str) -> bool:
    """Whether anything was sent for the plan that was not withdrawn: from then on values of its tasks change by date."""
    with open_session() as session:
        return bool(sent_periods(session, [plan])[plan])
