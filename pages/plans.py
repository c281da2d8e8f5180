"""The plans of an office: what each states about itself, its tasks, its changes and its end."""

from collections.abc import Mapping
from datetime import date

import streamlit as st

from data_model.rules.people.access import CurrentUser
from data_model.store import open_session
from data_model.store.plans.managed import rows_of_plan
from data_model.values import Action
from ui.base.access import require
from ui.base.flash import show_flash
from ui.base.language import _
from ui.base.screen_tables import show_table
from ui.plans.kept_plans import choose_plan, has_reports, kept_plans, plan_title
from ui.plans.plan_form import add_plan, correct_plan, plan_headings
from ui.plans.stop_tasks import stop_tasks
from ui.plans.task_grid import task_grid

user = require(Action.MANAGE_PLANS)

PLAN = "plans_plan"


def main(user: CurrentUser) -> None:
    st.title(_("Plans"))
    show_flash()
    plans = kept_plans(user)
    with st.expander(_("Add a plan"), expanded=not plans):
        add_plan(user, plans)
    if not plans:
        st.stop()
    _list(plans)
    plan = choose_plan(plans, PLAN)
    st.header(_("Tasks"))
    task_grid(user, plan, reported=has_reports(plan))
    stop_tasks(user, plan)
    with st.expander(_("Number, date, directives and end of the plan")):
        correct_plan(user, plans[plan], plans)


def _list(plans: Mapping[str, Mapping[str, str]]) -> None:
    names = plan_headings()
    with open_session() as session:
        counts = {code: len(rows_of_plan(session, "tasks.csv", code)) for code in plans}
    shown = [
        {
            _("Plan"): plan_title(row),
            names["province"]: row["province"],
            names["issued_on"]: date.fromisoformat(row["issued_on"]) if row["issued_on"] else None,
            names["signer"]: row["signer"],
            names["ends_on"]: date.fromisoformat(row["ends_on"]) if row["ends_on"] else None,
            _("Tasks"): counts[code],
        }
        for code, row in plans.items()
    ]
    show_table(shown, key="plans_list", empty="")


main(user)
