"""The register of tasks (sổ theo dõi nhiệm vụ): every task with its lead, due date, state, progress and latest result.

All of its filters are in the URL, so that other pages link to their rows: /register?state=overdue&plan=HN-45-2012

- `province`, `directive`, `plan`, `agency`, `organisation`, `period`, `as_of`, `unreviewed`: those of the filter bar (ui/figures/filters.py)
- `state`: a `TaskState` (`overdue`, `in_progress`, `done_late`, `not_reported`, `void` …) or a `TaskSet` (`due`,
  `due_soon`, `done`, `early`, `continuing`, `unassigned`, `stale`, `unreported`; data_model/rules/figures/register.py);
  tasks without a due date are `state=no_deadline`
- `within`: how many days ahead `state=due_soon` looks; 30
- `section`: the number of a section of the plan, such as IV.4, with all below it
- `find`: words of the task, its agencies or its result, with or without marks
- `role=coordinate`: with `agency`, the tasks that it coordinates instead of those that it leads
- `task`: the code of a task whose page of lines is opened and whose line is shown
- `group`: `plan`, `agency` or `none`; `order`: `plan`, `due`, `overdue` or `progress`; `page`: from 1
"""

import streamlit as st

from data_model.values import Action
from ui.base.access import require
from ui.base.language import _
from ui.figures.addresses import TASK
from ui.figures.filters import current_view
from ui.figures.notices import show_notices
from ui.figures.register import group_totals, register_lines
from ui.figures.register_filters import choose_filter
from ui.figures.register_pages import LINES_A_PAGE, first_line, pager
from ui.figures.register_table import register_html
from ui.figures.view import View
from wording.register_filter import RegisterFilter, grouped

user = require(Action.VIEW_TASK)


def main(view: View) -> None:
    st.title(_("Register of tasks"))
    show_notices(view)
    if not view.facts.tasks:
        st.info(_("No plan has a task yet."))
        st.stop()
    _show_lines(view, choose_filter(view))


def _show_lines(view: View, chosen: RegisterFilter) -> None:
    lines = register_lines(view, chosen)
    if not lines:
        st.info(_("No task matches the filters. Choose “All”, or take a filter off."))
        return
    codes = [line.code for line in lines]
    first = first_line(chosen, codes)
    groups = grouped(lines[first : first + LINES_A_PAGE], chosen.grouping, view.facts)
    totals = group_totals(view, chosen)
    come_from = st.query_params.get(TASK, "")
    address = {name: value for name, value in st.query_params.items() if name != TASK}
    st.html(register_html(groups, first=first + 1, address=address, totals=totals, come_from=come_from))
    pager(first, codes)


main(current_view(user))
