"""The register of tasks (sổ theo dõi nhiệm vụ): every task with its lead, due date, state, progress and latest result.

All of its filters are in the URL, so that other pages link to their rows: /register?state=overdue&plan=HN-45-2012

- `province`, `directive`, `plan`, `agency`, `period`, `as_of`, `unreviewed`: those of the filter bar (ui/figures/filters.py)
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

from collections import Counter

import streamlit as st

from data_model.values import Action
from ui.base.access import require
from ui.base.address import take_parsed, write_to_address
from ui.base.language import _
from ui.figures.charts import TASK
from ui.figures.filters import current_view
from ui.figures.notices import show_notices
from ui.figures.register import PAGE, RegisterFilter, group_names, grouped, register_lines
from ui.figures.register_filters import choose_filter
from ui.figures.register_table import register_html
from ui.figures.view import View
from wording import formats

user = require(Action.VIEW_TASK)

LINES_A_PAGE = 50
_COME_FROM = "register_come_from"


def main(view: View) -> None:
    st.title(_("Register of tasks"))
    show_notices(view)
    if not view.facts.tasks:
        st.info(_("No plan has a task yet."))
        st.stop()
    chosen = choose_filter(view)
    _show_lines(view, chosen)


def _show_lines(view: View, chosen: RegisterFilter) -> None:
    lines = register_lines(view, chosen)
    if not lines:
        st.info(_("No task matches the filters. Choose “All”, or take a filter off."))
        return
    pages = -(-len(lines) // LINES_A_PAGE)
    come_from = st.query_params.get(TASK, "")
    _open_page_of(come_from, [line.code for line in lines])
    first = (_page(pages) - 1) * LINES_A_PAGE
    groups = grouped(view, lines[first : first + LINES_A_PAGE], chosen.grouping)
    totals = Counter(group_names(view, lines, chosen.grouping))
    address = {name: value for name, value in st.query_params.items() if name != TASK}
    st.html(register_html(groups, first=first + 1, address=address, totals=totals, come_from=come_from))
    if pages > 1:
        _pager(pages, first, len(lines))


def _open_page_of(task: str, codes: list[str]) -> None:
    """Once, on the way back from a task: the page that has its line."""
    if task in codes and st.session_state.get(_COME_FROM) != task:
        st.session_state[PAGE] = codes.index(task) // LINES_A_PAGE + 1
    st.session_state[_COME_FROM] = task


def _page(pages: int) -> int:
    """From the URL at first, then from the pager, which is drawn below the table."""
    take_parsed(PAGE, int)
    page = min(max(int(st.session_state.get(PAGE) or 1), 1), pages)
    st.session_state[PAGE] = page
    if page == 1:
        st.query_params.pop(PAGE, None)
    else:
        write_to_address(PAGE)
    return page


def _pager(pages: int, first: int, count: int) -> None:
    st.pagination(pages, key=PAGE)
    last = min(first + LINES_A_PAGE, count)
    words = _("Tasks {first} to {last} of {count}")
    st.caption(words.format(first=formats.number(first + 1), last=formats.number(last), count=formats.number(count)))


main(current_view(user))
