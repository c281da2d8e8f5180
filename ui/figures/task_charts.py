"""Charts of single tasks: the tree of directive, plan and section, and the timeline of due dates."""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial

import streamlit as st

from charts.timeline import DatedTask, due_dates
from charts.treemap import Box, treemap
from data_model.rules.figures.statuses import TaskStatus
from data_model.rules.plans.facts import Facts, PlanFact
from ui.base.language import _
from ui.base.screen_tables import task_table_rows
from ui.figures.charts import TASK, Chart, show_chart
from ui.figures.filters import DIRECTIVE, PLAN
from ui.figures.view import View, remember
from wording import formats
from wording.groups import directive_name, plan_name
from wording.labels import TASK_STATE, label

MOST_DATED = 40
MOST_BOXES = 2_000


@remember
def tree(view: View) -> Chart:
    """Directive → plan → section → task. A click opens a box; on a directive or plan it narrows the page as well."""
    tasks = view.tasks()
    boxes: dict[str, Box] = {}
    from_plan = len({task.task.plan for task in tasks}) == 1
    few = len(tasks) <= MOST_BOXES or from_plan
    one_each = (_around(task, view.facts, from_plan=from_plan) for task in tasks)
    paths = one_each if few else _counted_paths(tasks, view.facts)
    for path in paths:
        for box in path:
            boxes.setdefault(box.key, box)
    note = _("{count} tasks are shown by plan and state; choose a plan to see each of them.")
    return Chart(
        treemap(list(boxes.values())),
        partial(task_table_rows, tasks, view.facts, view.under_way()),
        picks=(DIRECTIVE, PLAN, TASK),
        note="" if few else note.format(count=formats.number(len(tasks))),
    )


def _counted_paths(tasks: Iterable[TaskStatus], facts: Facts) -> Iterator[list[Box]]:
    """One box for the tasks of a plan in one state."""
    for (code, state), count in Counter((task.task.plan, task.state) for task in tasks).items():
        around = _around_plan(facts.plans[code], facts, from_plan=False)
        words = label(TASK_STATE, state)
        yield [*around, Box(f"state:{code}:{state}", around[-1].key, words, formats.number(count), state, count)]


def _around_plan(plan: PlanFact, facts: Facts, *, from_plan: bool) -> list[Box]:
    """The plan's box inside its directive's; only the plan's where there is one plan."""
    directive = f"{DIRECTIVE}:{plan.main_directive or ''}"
    boxes = [] if from_plan else [Box(directive, "", directive_name(plan.main_directive, facts))]
    return [*boxes, Box(f"{PLAN}:{plan.code}", "" if from_plan else directive, plan_name(plan), replaced(plan))]


def _around(task: TaskStatus, facts: Facts, *, from_plan: bool) -> list[Box]:
    """The task's box and those around it, outermost first."""
    plan = facts.plans[task.task.plan]
    boxes = _around_plan(plan, facts, from_plan=from_plan)
    path = ""
    for heading in filter(None, task.task.section.split(" > ")):
        path = f"{path} > {heading}"
        boxes.append(Box(f"section:{plan.code}{path}", boxes[-1].key, heading))
    words = f"{task.task.code} · {label(TASK_STATE, task.state)}"
    return [*boxes, Box(f"{TASK}:{task.task.code}", boxes[-1].key, task.task.title, words, task.state)]


def replaced(plan: PlanFact) -> str:
    """The words on when the plan was replaced; empty if it was not."""
    return _("replaced from {day}").format(day=formats.day(plan.replaced_on)) if plan.replaced_on else ""


@remember
def timeline(view: View) -> Chart | None:
    """The tasks with a due date, earliest first; None if there are none."""
    dated = sorted((task for task in view.tasks() if task.due_on), key=lambda task: task.due_on or view.today)
    if not dated:
        return None
    shown = [
        DatedTask(task.task.title, task.due_on, task.progress.done_on, task.state)
        for task in dated[:MOST_DATED]
        if task.due_on
    ]
    return Chart(
        due_dates(shown, today=view.cutoff.as_of.date()), partial(task_table_rows, dated, view.facts, view.under_way())
    )


def show_timeline(view: View, *, key: str) -> None:
    chart = timeline(view)
    if chart is not None:
        show_chart(view, _("When is each task due, and when was it completed?"), chart, key=key)
        if sum(task.due_on is not None for task in view.tasks()) > MOST_DATED:
            st.caption(_("The first {count} by due date; the table has all.").format(count=MOST_DATED))
