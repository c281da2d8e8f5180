"""Ý kiến chỉ đạo: leadership writes, the office and the agencies answer, until leadership says done."""

from datetime import timedelta

import streamlit as st

from actions.follow_up.instructions import (
    LONGEST_TEXT,
    DueInThePast,
    TextMissing,
    answer_instruction,
    close_instruction,
    instruct,
)
from data_model.rules.follow_up.addressees import concerns
from data_model.rules.people.access import CurrentUser, may
from data_model.store import open_session
from data_model.store.follow_up.instructions import InstructionRow, instruction_rows
from data_model.values import Action
from ui.base.access import require
from ui.base.clock import now
from ui.base.flash import flash, show_flash
from ui.base.language import _
from ui.base.plain_text import plain
from ui.figures.view import View, view_for
from wording import formats
from wording.collation import vietnamese_order
from wording.groups import agency_name, plan_name

user = require(Action.VIEW_INSTRUCTIONS)

FIRST_DUE = timedelta(days=7)


def main(user: CurrentUser, view: View) -> None:
    st.title(_("Instructions"))
    show_flash()
    with open_session() as session:
        rows = instruction_rows(session, view.facts.plans)
    own = user.scope.own_agencies
    rows = [row for row in rows if own is None or concerns(row.fact, own, view.facts)]
    if may(user, Action.INSTRUCT):
        _write(user, view, written=len(rows))
    still_open = sorted((row for row in rows if row.fact.done_at is None), key=lambda row: row.fact.due_on)
    st.subheader(_("Not done yet ({count})").format(count=len(still_open)))
    if not still_open:
        st.info(_("No instruction is open."))
    for row in still_open:
        _show(user, view, row)
    done = [row for row in rows if row.fact.done_at is not None]
    if done:
        with st.expander(_("Done ({count})").format(count=len(done))):
            for row in done:
                _show(user, view, row)


def _write(user: CurrentUser, view: View, *, written: int) -> None:
    """The plan is chosen outside of the form, as the tasks and agencies to choose from are its own."""
    facts = view.facts
    plans = sorted(facts.plans, key=lambda code: vietnamese_order(plan_name(facts.plans[code])))
    if not plans:
        return
    with st.expander(_("Write an instruction"), expanded=not written):
        plan = st.selectbox(
            _("Plan"), plans, format_func=lambda code: plan_name(facts.plans[code]), key="instruct_plan"
        )
        tasks = {task.code: task for task in facts.tasks if task.plan == plan}
        agencies = sorted(
            {given.agency for task in tasks.values() for given in task.assignments},
            key=lambda code: vietnamese_order(agency_name(code, facts)),
        )
        with st.form(f"instruct_form_{written}", border=False):
            task = st.selectbox(
                _("Task"),
                list(tasks),
                index=None,
                format_func=lambda code: tasks[code].title,
                placeholder=_("The whole plan"),
                key=f"instruct_task_{plan}_{written}",
            )
            agency = st.selectbox(
                _("Agency"),
                agencies,
                index=None,
                format_func=lambda code: agency_name(code, facts),
                placeholder=_("Everybody it concerns"),
                key=f"instruct_agency_{plan}_{written}",
            )
            text = st.text_area(_("Instruction"), max_chars=LONGEST_TEXT, key=f"instruct_text_{written}")
            due_on = st.date_input(
                _("To be done by"), value=view.today + FIRST_DUE, format="DD/MM/YYYY", key=f"instruct_due_{written}"
            )
            asked = st.form_submit_button(_("Send the instruction"), type="primary")
        if not asked:
            return
        try:
            instruct(user=user, plan=plan, task=task, agency=agency, text=text, due_on=due_on, at=now())
        except TextMissing:
            st.error(_("Write the instruction first."))
            st.stop()
        except DueInThePast:
            st.error(_("The day is past. Choose today or a later day."))
            st.stop()
    flash(_("The instruction is sent; the office and the agencies it concerns see it."))
    st.rerun()


def _show(user: CurrentUser, view: View, row: InstructionRow) -> None:
    fact, facts = row.fact, view.facts
    with st.container(border=True):
        st.markdown(f"**{plain(_about(view, row))}**")
        st.text(fact.text)
        words = _("{author}, {at} · to be done by {day}").format(
            author=plain(row.author), at=formats.instant(fact.written_at), day=formats.day(fact.due_on)
        )
        late = fact.done_at is None and fact.due_on < view.today
        overdue = _("{days} days late").format(days=(view.today - fact.due_on).days) if late else ""
        done = _("done on {day}").format(day=formats.instant(fact.done_at)) if fact.done_at else ""
        st.caption(" · ".join(filter(None, (words, overdue, done))))
        for answer in row.answers:
            st.caption(f"{plain(answer.author)} · {formats.instant(answer.written_at)}")
            st.text(answer.text)
        if fact.done_at is None and fact.plan in facts.plans:
            _answer(user, row)


def _about(view: View, row: InstructionRow) -> str:
    """The plan, and the task or agency where it names one."""
    facts, fact = view.facts, row.fact
    parts = [plan_name(facts.plans[fact.plan])]
    if fact.task is not None and fact.task in facts.task:
        parts.append(facts.task[fact.task].title)
    if fact.agency is not None and fact.agency in facts.agencies:
        parts.append(agency_name(fact.agency, facts))
    return " · ".join(parts)


def _answer(user: CurrentUser, row: InstructionRow) -> None:
    """The form is a new one, and empty, once the answer is stored: see ui/round/messages.py."""
    number, turn = row.fact.id, len(row.answers)
    with st.form(f"instruction_answer_{number}_{turn}", border=False):
        text = st.text_area(_("Answer"), max_chars=LONGEST_TEXT, key=f"instruction_text_{number}_{turn}")
        asked = st.form_submit_button(_("Send the answer"))
    if asked:
        try:
            answer_instruction(user=user, instruction=number, text=text, at=now())
        except TextMissing:
            st.error(_("Write the answer first."))
            st.stop()
        flash(_("The answer is sent."))
        st.rerun()
    if may(user, Action.INSTRUCT) and st.button(_("It is done"), key=f"instruction_done_{number}"):
        close_instruction(user=user, instruction=number, at=now())
        flash(_("The instruction is done."))
        st.rerun()


main(user, view_for(user))
