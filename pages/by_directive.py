"""Progress by directive, plan, section and task."""

from urllib.parse import urlencode

import streamlit as st

from data_model.rules.figures.statuses import TaskStatus
from data_model.store import open_session
from data_model.store.plans.plan_details import PlanDetail, plan_detail
from data_model.values import Action, GroupBy
from exports.base.table_rows import RowValue
from ui.base.access import require
from ui.base.language import _
from ui.base.plain_text import plain, show_facts
from ui.figures.charts import show_chart
from ui.figures.filters import current_view, filters_in_address
from ui.figures.headlines import show_headlines
from ui.figures.lineage import lineage_html
from ui.figures.notices import show_notices
from ui.figures.plan_tree import plan_tree_html
from ui.figures.task_charts import show_timeline
from ui.figures.view import View
from ui.figures.view_charts import completion, task_states
from ui.figures.view_tables import show_tasks, show_view_table
from wording import formats
from wording.groups import directive_words, plan_name, replacing_plan, section_path
from wording.labels import PERIOD_KIND, WINDOW_RULE, label

user = require(Action.VIEW_FIGURES)


def all_plans(view: View) -> None:
    st.title(_("By directive and plan"))
    show_notices(view)
    if not view.groups(GroupBy.PLAN):
        st.info(
            _("No plan matches the filters. Clear a filter to see all plans.")
            if view.facts.plans
            else _("No plan with tasks has been loaded yet. The administrator loads plans from a folder of files.")
        )
        st.stop()
    _tree(view)
    _lineage(view)
    question = _("How much of what was due is completed, per directive?")
    show_chart(view, question, completion(view, GroupBy.DIRECTIVE), key="by_directive_directives")
    question = _("How much of what was due is completed, per plan?")
    show_chart(view, question, completion(view, GroupBy.PLAN), key="by_directive_plans")
    question = _("How many tasks does each plan have, and how do they stand?")
    show_chart(view, question, task_states(view, GroupBy.PLAN), key="by_directive_states")
    _replacements(view)


def _lineage(view: View) -> None:
    """Which directives lead to which plan, and which plan it replaces."""
    st.subheader(_("From which directives does the plan come?"))
    st.html(lineage_html(view, urlencode(filters_in_address())))


def _tree(view: View) -> None:
    """Where each task stands."""
    if view.tasks():
        st.subheader(_("Where in the documents does each task stand?"))
        st.html(plan_tree_html(view, urlencode(filters_in_address())))


def _replacements(view: View) -> None:
    """The replaced plans; their unfinished tasks are void, what was reported stays."""
    title = _("Plans that were replaced")
    rows: list[dict[str, RowValue]] = [
        {
            _("Plan"): plan_name(plan),
            _("Issued on"): plan.issued_on,
            _("Replaced from"): plan.replaced_on,
            _("Replaced by"): replacing_plan(plan, view.facts),
        }
        for group in view.groups(GroupBy.PLAN)
        if group.key and (plan := view.facts.plans[group.key]).replaced_on
    ]
    if rows:
        st.subheader(title)
        show_view_table(view, title, rows, key="by_directive_replaced", empty="")


def one_plan(view: View, plan: str) -> None:
    st.title(plain(plan_name(view.facts.plans[plan])))
    show_notices(view)
    with open_session() as session:
        detail = plan_detail(session, view.scope, code=plan, today=view.today)
    show_headlines(view)
    if detail is not None:
        _about(view, detail)
    _lineage(view)
    _tree(view)
    show_timeline(view, key="by_directive_timeline")
    sections: dict[str, list[TaskStatus]] = {}
    for task in view.tasks():
        sections.setdefault(task.task.section, []).append(task)
    if not sections:
        st.info(_("No task of this plan matches the filters."))
    for number, (section, tasks) in enumerate(sections.items()):
        st.subheader(plain(section_path(section)) or _("Without a section"))
        show_tasks(view, section, tasks, key=f"by_directive_section_{number}", empty="")


def _about(view: View, plan: PlanDetail) -> None:
    """The data of the plan; what its text does not state is shown as missing."""
    not_stated = _("not stated")
    with st.expander(plain(plan.title), expanded=True):
        replaced_on = view.facts.plans[plan.code].replaced_on
        facts = {
            _("Number"): plan.number or not_stated,
            _("Issued by"): plan.issuer or not_stated,
            _("Issued on"): formats.day(plan.issued_on) if plan.issued_on else not_stated,
            _("Signed by"): plan.signer or not_stated,
            _("Carries out"): "; ".join(map(directive_words, plan.directives)) or not_stated,
            _("Replaces"): plan.replaces or not_stated,
        }
        if replaced_on:
            facts[_("Replaced from")] = formats.day(replaced_on)
            facts[_("Replaced by")] = replacing_plan(view.facts.plans[plan.code], view.facts) or formats.NO_VALUE
        if plan.regime is not None:
            kinds = ", ".join(label(PERIOD_KIND, kind) for kind in plan.regime.kinds)
            facts[_("Reporting")] = _(
                "{kinds}; windows: {window}; agencies send within {due} days, locked after {lock} days more"
            ).format(
                kinds=kinds.capitalize(),
                window=label(WINDOW_RULE, plan.regime.window),
                due=plan.regime.due_days,
                lock=plan.regime.lock_days,
            )
            facts[_("Basis of the reporting")] = plan.regime.basis or not_stated
        show_facts(facts)
        if plan.notes:
            st.caption(_("Noted in the text, kept as it is:"))
            st.text(plan.notes)


def main(view: View) -> None:
    plan = view.selection.plan or (next(iter(view.facts.plans)) if len(view.facts.plans) == 1 else None)
    if plan is not None and plan in view.facts.plans:
        one_plan(view, plan)
    else:
        all_plans(view)


main(current_view(user))
