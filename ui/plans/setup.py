"""The steps of setting up a store, ticked by what is so, and the list of what is missing; each leads to where it is mended."""

from itertools import groupby

import streamlit as st

from data_model.rules.people.access import MAY, CurrentUser, may
from data_model.rules.plans.facts import Facts
from data_model.rules.round.gaps import Gap, GapKind, Setting, SetupStep, gaps, setup_done
from data_model.store import open_session
from data_model.store.plans.setting import read_setting
from data_model.values import Role
from ui.base.clock import now, today
from ui.base.language import _
from ui.base.menu import AGENCIES, PLANS, REGIMES, ROUND, USERS, MenuItem
from ui.base.office_facts import round_facts
from ui.base.plain_text import plain
from ui.plans.agency_grids import own_province
from wording.gaps import GAP, SETUP_STEP
from wording.labels import label

STEP_PAGE = {
    SetupStep.AGENCIES: AGENCIES,
    SetupStep.ACCOUNTS: USERS,
    SetupStep.PLAN: PLANS,
    SetupStep.TASKS: PLANS,
    SetupStep.REGIME: REGIMES,
    SetupStep.FIRST_ROUND: ROUND,
}
GAP_PAGE: dict[GapKind, tuple[MenuItem, str]] = {
    GapKind.TASK_WITHOUT_LEAD: (PLANS, "plans_plan"),
    GapKind.TASK_WITHOUT_DUE_DATE: (PLANS, "plans_plan"),
    GapKind.EMPTY_GROUP: (AGENCIES, ""),
    GapKind.AGENCY_WITHOUT_ACCOUNT: (USERS, ""),
    GapKind.AGENCY_WITHOUT_ADDRESS: (USERS, ""),
    GapKind.REGIME_UNCONFIRMED: (ROUND, "round_plan"),
    GapKind.ACCOUNT_NEVER_USED: (USERS, ""),
    GapKind.AGENCY_NEVER_REPORTED: (ROUND, ""),
}
"""Where a kind of gap is mended, and the parameter of that page's address that names the plan."""


def setting_of(user: CurrentUser) -> tuple[Facts, Setting]:
    with open_session() as session:
        setting = read_setting(session, user.scope, province=own_province(user), today=today())
    return round_facts(user), setting


def show_steps(user: CurrentUser) -> None:
    """Each step with a tick or a button to its page; a step of another role says so."""
    done = setup_done(*setting_of(user), as_of=now())
    first = next((step for step, is_done in done.items() if not is_done), None)
    for number, (step, is_done) in enumerate(done.items(), start=1):
        with st.container(horizontal=True, vertical_alignment="center"):
            icon = ":material/check_circle:" if is_done else ":material/radio_button_unchecked:"
            st.markdown(f"{icon} {number}. {label(SETUP_STEP, step)}")
            page = STEP_PAGE[step]
            if not may(user, page.action):
                st.caption(_("done") if is_done else _("on another role's page"))
            elif st.button(_("Open the page"), key=f"setup_{step}", type="primary" if step is first else "secondary"):
                st.switch_page(page.file)


def show_gaps(user: CurrentUser) -> None:
    """What is missing, by kind with its count; a click leads to where it is mended."""
    found = gaps(*setting_of(user), today=today())
    if not found:
        st.info(_("Nothing is missing: every task has a lead, every agency an account."))
        return
    for kind, group in groupby(found, key=lambda gap: gap.kind):
        _show(user, kind, list(group))


def _show(user: CurrentUser, kind: GapKind, found: list[Gap]) -> None:
    page, parameter = GAP_PAGE[kind]
    with st.expander(f"{label(GAP, kind)}: **{len(found)}**"):
        plans = sorted({gap.plan for gap in found})
        for plan in plans:
            st.markdown("\n".join(f"- {plain(gap.name)}" for gap in found if gap.plan == plan))
            if not may(user, page.action):
                st.caption(_mended_by(page))
            elif st.button(_("Mend it"), key=f"gap_{kind}_{plan}"):
                st.switch_page(page.file, query_params={parameter: plan} if parameter and plan else None)


def _mended_by(page: MenuItem) -> str:
    """Who mends what is mended on a page, for somebody who may not open it."""
    if page.action in MAY[Role.ADMIN]:
        return _("The administrator mends this.")
    return _("The consolidating office of the plan mends this.")
