"""Directives, plans, sections and tasks as a tree of bars: readable at its first level, each row opened by a click."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from html import escape

from charts.colours import STATE, STATE_PATTERN
from data_model.rules.figures.statuses import TaskStatus
from data_model.rules.plans.sections import section_number
from data_model.values import TaskState
from ui.base.language import _
from ui.base.menu import BY_DIRECTIVE, REGISTER
from ui.base.print_view import Markup
from ui.figures.addresses import address_of, link, rows_of, task_address
from ui.figures.bars import Part, legend, still_row
from ui.figures.filters import DIRECTIVE, PLAN
from ui.figures.task_charts import replaced
from ui.figures.view import View, remember
from wording.groups import directive_name, plan_name, section_path
from wording.labels import TASK_STATE, label
from wording.register_filter import SECTION

MOST_TASKS = 600
"""Of more tasks the sections are shown and lead to the register, which lists theirs."""


@remember
def plan_tree_html(view: View, filters: str) -> Markup:
    """`filters` are those of the URL, which the links keep. Of a single plan its sections alone, opened."""
    tasks = view.tasks()
    plans = {task.task.plan for task in tasks}
    if len(plans) == 1:
        body = _sections(view, list(tasks), filters, is_open=True)
    else:
        of_directives = _grouped(tasks, lambda task: view.facts.plans[task.task.plan].main_directive or "")
        body = "".join(_directive(view, code, of, filters) for code, of in of_directives.items())
    return Markup(f'<div class="bars plan-tree">{body}{legend(_parts(tasks, filters, {}))}</div>')


def _directive(view: View, code: str, tasks: list[TaskStatus], filters: str) -> str:
    chosen = {DIRECTIVE: code} if code else {}
    plans = _grouped(tasks, lambda task: task.task.plan)
    below = "".join(_plan(view, plan, of, filters) for plan, of in plans.items())
    name = directive_name(code or None, view.facts)
    return _branch(name, _parts(tasks, filters, chosen), below)


def _plan(view: View, code: str, tasks: list[TaskStatus], filters: str) -> str:
    plan = view.facts.plans[code]
    name = " · ".join(filter(None, (plan_name(plan), replaced(plan))))
    page = link(escape(_("Open the plan's page")), address_of(BY_DIRECTIVE, filters, {PLAN: code}))
    below = f'<p class="rest">{page}</p>{_sections(view, tasks, filters, is_open=False)}'
    return _branch(name, _parts(tasks, filters, {PLAN: code}), below)


def _sections(view: View, tasks: list[TaskStatus], filters: str, *, is_open: bool) -> str:
    few, words = len(view.tasks()) <= MOST_TASKS, _("Its tasks")
    rows = ""
    for section, of in _grouped(tasks, lambda task: task.task.section).items():
        chosen = {PLAN: of[0].task.plan} | ({SECTION: number} if (number := section_number(section)) else {})
        name, parts = section_path(section) or _("Without a section"), _parts(of, filters, chosen)
        below = _tasks(of, filters) if few else f"<p>{link(escape(words), address_of(REGISTER, filters, chosen))}</p>"
        rows += _branch(name, parts, below, is_open=is_open and len(tasks) <= 30)
    return rows


def _tasks(tasks: Iterable[TaskStatus], filters: str) -> str:
    entries = "".join(
        f'<li><i style="background-color:{STATE[task.state]}" class="{"hatched" if task.state in STATE_PATTERN else ""}"></i>'
        f"{link(escape(task.task.title), task_address(task.task.code, filters))} "
        f"<small>{escape(label(TASK_STATE, task.state))}</small></li>"
        for task in tasks
    )
    return f"<ul>{entries}</ul>"


def _branch(name: str, parts: list[Part], below: str, *, is_open: bool = False) -> str:
    """A row that a click opens; its numbers are links in what it opens."""
    summary = f"<summary>{still_row(name, parts)}</summary>"
    return f"<details{' open' if is_open else ''}>{summary}<div>{legend(parts)}{below}</div></details>"


def _grouped(tasks: Iterable[TaskStatus], key: Callable[[TaskStatus], str]) -> dict[str, list[TaskStatus]]:
    """In the order in which they come."""
    found: dict[str, list[TaskStatus]] = {}
    for task in tasks:
        found.setdefault(key(task), []).append(task)
    return found


def _parts(tasks: Iterable[TaskStatus], filters: str, chosen: Mapping[str, str]) -> list[Part]:
    states = Counter(task.state for task in tasks)
    return [
        Part(
            name=label(TASK_STATE, state),
            count=states[state],
            colour=STATE[state],
            hatched=state in STATE_PATTERN,
            address=rows_of(state, filters, chosen),
        )
        for state in TaskState
    ]
