"""The draft of a plan as `manage.py extract` prints it: as plain data, or as a table to read."""

from datetime import date
from typing import Any

from plan_reading.base.draft import Field, Named, PlanDraft, TaskDraft
from wording.formats import day
from wording.labels import MODE, TASK_TYPE
from wording.plan_refusals import FLAGS
from wording.translation import _

_LONGEST_QUOTE = 160


def draft_as_data(draft: PlanDraft) -> dict[str, Any]:
    """One object; places count in its `text`, `same_as` counts its tasks from 1, what the text does not state is null."""
    head = draft.head
    return {
        "text": draft.text,
        "plan": {
            "number": _value(head.number),
            "date": _iso(head.issued_on),
            "issuer": _value(head.issuer),
            "signer": _value(head.signer),
            "title": _value(head.title),
            "directives": [one.value for one in head.directives],
            "main_directive": _value(head.main_directive),
            "replaces": _value(head.replaces),
            "reporting": _value(head.reporting),
        },
        "flags": [{"code": flag.code.value, "quote": flag.quote} for flag in draft.flags],
        "tasks": [_task_as_data(task) for task in draft.tasks],
    }


def _task_as_data(task: TaskDraft) -> dict[str, Any]:
    return {
        "section": task.section,
        "quote": task.quote,
        "start": task.start,
        "end": task.end,
        "lead": _names(task.lead),
        "coordinating": _names(task.coordinating),
        "supervising": _names(task.supervising),
        "mode": task.mode.value,
        "recurrence": task.recurrence.value,
        "recurrence_basis": task.recurrence_basis,
        "due": _iso(task.due),
        "due_text": task.due_text,
        "product": task.product,
        "confidence": task.confidence,
        "same_as": task.same_as,
    }


def _value(field: Field | None) -> str | None:
    return None if field is None else field.value


def _iso(value: date | None) -> str | None:
    return None if value is None else value.isoformat()


def _names(bodies: tuple[Named, ...]) -> list[str]:
    return [body.name for body in bodies]


def draft_as_table(draft: PlanDraft) -> str:
    """What a person reads on a terminal: the plan, each task with what is known of it, and what is doubtful."""
    lines = [*_head_lines(draft), "", _("{count} tasks").format(count=len(draft.tasks))]
    section = None
    for number, task in enumerate(draft.tasks, start=1):
        if task.section != section:
            section = task.section
            lines += ["", section]
        lines += _task_lines(number, task)
    if draft.flags:
        lines += ["", _("To look at:")]
        lines += [f"  - {_(FLAGS[flag.code])}: “{_short(flag.quote)}”" for flag in draft.flags]
    return "\n".join(lines)


def _head_lines(draft: PlanDraft) -> list[str]:
    head = draft.head
    stated = (
        (_("Number"), _value(head.number)),
        (_("Date of issue"), day(head.issued_on) if head.issued_on else None),
        (_("Issuer"), _value(head.issuer)),
        (_("Signed by"), _value(head.signer)),
        (_("Title of the plan"), _value(head.title)),
        (_("Directives"), "; ".join(one.value for one in head.directives) or None),
        (_("Main directive"), _value(head.main_directive)),
        (_("Replaces"), _value(head.replaces)),
        (_("Reporting"), _value(head.reporting)),
    )
    return [f"{label}: {value or _('not stated')}" for label, value in stated]


def _task_lines(number: int, task: TaskDraft) -> list[str]:
    doubt = _(" (to be checked)") if task.is_doubtful else ""
    known = (
        (_("Lead"), "; ".join(_names(task.lead)) or _("not stated")),
        (_("Coordinating"), "; ".join(_names(task.coordinating))),
        (_("Supervising"), "; ".join(_names(task.supervising))),
        (_("Product"), task.product or ""),
        (_("Due"), f"{day(task.due)} (“{task.due_text}”)" if task.due else task.due_text or ""),
        (_("Type"), f"{_(TASK_TYPE[task.recurrence])}, {_(MODE[task.mode])}"),
        (_("Says the same as"), f"{task.same_as}" if task.same_as else ""),
    )
    return [
        f"{number:>3}. {_short(task.quote)}{doubt}",
        *(f"       {label}: {value}" for label, value in known if value),
    ]


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_QUOTE else f"{line[:_LONGEST_QUOTE].rsplit(' ', 1)[0]} …"
