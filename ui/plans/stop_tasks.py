"""Stops tasks of a plan from a day on, or takes them up again; several at once, with the reason and the document."""

from collections.abc import Mapping

import streamlit as st

from actions.plans.task_changes import change_of_task
from data_model.rules.people.access import CurrentUser
from data_model.store import open_session
from data_model.store.plans.kept_tasks import kept_tasks
from data_model.values import TaskField
from ui.base.clock import now, today
from ui.base.language import _
from ui.plans.grid import begin_again
from ui.plans.save import save

STOPPED, GOES_ON = "yes", "no"


def stop_tasks(user: CurrentUser, plan: str) -> None:
    """The form; a stopped task is void from its day on, what was reported on it stays."""
    with open_session() as session:
        tasks = kept_tasks(session, plan, day=today())
    if not tasks:
        return
    by_code = {task["code"]: task for task in tasks}
    with st.expander(_("Stop tasks, or take them up again")), st.form(f"stop_{plan}", border=False):
        chosen = st.multiselect(
            _("Tasks"), list(by_code), format_func=lambda code: _name(by_code[code]), key=f"stop_{plan}_tasks"
        )
        value = st.radio(
            _("What shall be done"),
            [STOPPED, GOES_ON],
            format_func=lambda value: _("Stop") if value == STOPPED else _("Take up again"),
            horizontal=True,
            key=f"stop_{plan}_value",
        )
        left, middle, right = st.columns([1, 2, 2])
        day = left.date_input(_("Holds from"), value=today(), format="DD/MM/YYYY", key=f"stop_{plan}_from")
        reason = middle.text_input(_("Reason"), key=f"stop_{plan}_reason", max_chars=1000)
        document = right.text_input(_("By document"), key=f"stop_{plan}_document", max_chars=200)
        asked = st.form_submit_button(_("Enter the change"), type="primary")
    if not asked:
        return
    if not chosen:
        st.error(_("Choose the tasks."))
        return
    changes = [
        change_of_task(
            code,
            TaskField.STOPPED,
            str(value),
            stands=by_code[code].get("stopped", GOES_ON),
            valid_from=day or today(),
            reason=reason.strip(),
            document=document.strip(),
            by=user.name,
            at=now(),
        )
        for code in chosen
    ]
    headings = {"reason": _("Reason"), "value": _("What shall be done")}
    done = _("{count} tasks are changed.").format(count=len(changes))
    save(user, changes, done=done, headings=headings, after=lambda: begin_again(f"tasks_{plan}"))


def _name(task: Mapping[str, str]) -> str:
    stopped = _(" (stopped)") if task.get("stopped") == STOPPED else ""
    return f"{task['code']} · {task['title']}{stopped}"
