"""The timeline of the due dates of single tasks."""

from functools import partial

import streamlit as st

from charts.timeline import DatedTask, due_dates
from data_model.rules.plans.facts import PlanFact
from ui.base.language import _
from ui.base.screen_tables import task_table_rows
from ui.figures.charts import Chart, show_chart
from ui.figures.view import View, remember
from wording import formats

MOST_DATED = 40


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
