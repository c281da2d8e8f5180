"""Sentences and table cells on one task, and the heading of the tasks under one section of a plan."""

import re
from collections.abc import Sequence

from data_model.rules.consolidated.quotations import LineText, assignee_names
from data_model.rules.figures.statuses import TaskStatus
from data_model.values import AssignmentRole, TaskState, TaskType
from documents.consolidated.report_data import ConsolidatedReportContent, TaskGroup
from wording import formats
from wording import official_phrases as official
from wording.labels import TASK_STATE, TASK_TYPE, label
from wording.papers import paper_words
from wording.tasks import due_words

UNASSIGNED = "Chưa giao cơ quan chủ trì"
NAMED_LEADS = 3
"""Up to so many leads are quoted one by one; of more only the number that reported is given."""

_CUT = "…"
_LAST_CLAUSE = re.compile(r"[.;,] [^.;,]*$")
_ASKED = re.compile(r"^Đề nghị ")
_NUMERAL = re.compile(r"\s*([A-Z]|[IVXL]+|\d+)\s*[.)]\s*(.*)", re.DOTALL)


def heading(group: TaskGroup, content: ConsolidatedReportContent) -> str:
    """The plan's own heading and its place there: Sở Ngoại vụ (mục IV.2 Kế hoạch số 45/KH-UBND)."""
    name = short_heading(group)
    place = ".".join(section_numerals(group))
    several = len(content.facts.plans) > 1
    plan = official.cited_shortly(content.quotations.plans[group.plan]) if several else "Kế hoạch"
    return f"{name} (mục {place} {plan})" if place else f"{name} ({plan})" if several else name


def short_heading(group: TaskGroup) -> str:
    """The plan's own heading alone; of one that the data cut short the part up to its last comma or full stop."""
    name = official.bare(_numbered(group.section.split(" > ")[-1])[1]) or "Nhiệm vụ chung"
    name = _ASKED.sub("", name)
    if name.endswith(_CUT):
        name = official.bare(_LAST_CLAUSE.sub("", name.rstrip(_CUT)))
    name = f"{name[:1].upper()}{name[1:]}"
    return name.capitalize() if name.isupper() else name


def section_numerals(group: TaskGroup) -> tuple[str, ...]:
    """II, 3 of the section II.3."""
    parts = [_numbered(part) for part in group.section.split(" > ")] if group.section else []
    return tuple(numeral for numeral, _ in parts if numeral)


def _numbered(title: str) -> tuple[str, str]:
    match = _NUMERAL.fullmatch(title)
    return (match[1], match[2]) if match else ("", title)


def said(text: LineText) -> str:
    """The result, and that it came on paper."""
    words = official.sentence(text.result) or "Không nêu kết quả cụ thể."
    return f"{words.rstrip('.')} ({paper_words(text.paper)})." if text.paper else words


def how_many(task: TaskStatus, content: ConsolidatedReportContent) -> str:
    """Of many leads: how many reported, and their mean progress or how many carried the task out."""
    of = len(task.leads)
    reported = official.of_total(len(content.text_of_task(task)), of)
    words = f"{reported} cơ quan chủ trì có báo cáo kỳ này"
    if task.task.type is TaskType.CONTINUING:
        carried_out = _carried_out(task, content)
        return carried_out if carried_out.startswith(f"{reported} ") else f"{words}, {carried_out}"
    return f"{words}; {_percent(task)}" if task.is_measured and task.progress.ever_reported else words


def _carried_out(task: TaskStatus, content: ConsolidatedReportContent) -> str:
    """How many of the leads carried it out; leads with nothing to report are counted apart."""
    keys = [(task.task.code, lead) for lead in task.leads]
    states = [content.by_lead[key].state for key in keys if key in content.by_lead]
    nothing = states.count(TaskState.NOTHING_AROSE)
    words = f"{official.of_total(states.count(TaskState.CARRIED_OUT), len(states) - nothing)} cơ quan đã triển khai"
    return f"{words}, {official.count(nothing)} cơ quan không phát sinh" if nothing else words


def _percent(task: TaskStatus) -> str:
    """Of several leads the mean and the lowest."""
    reached = formats.percent(task.progress.percent)
    if len(task.leads) < 2 or task.progress.minimum == task.progress.percent:
        return f"tiến độ {reached}"
    return f"tiến độ bình quân {reached}, thấp nhất {formats.percent(task.progress.minimum)}"


def due_cell(task: TaskStatus) -> str:
    if task.task.type is TaskType.CONTINUING:
        return label(TASK_TYPE, TaskType.CONTINUING)
    return due_words(task) if task.due_on else label(TASK_STATE, TaskState.NO_DEADLINE)


def progress_cell(task: TaskStatus, content: ConsolidatedReportContent) -> str:
    """State and percentage; none for continuing tasks and tasks never reported."""
    parts = [label(TASK_STATE, task.state)]
    if task.days_overdue:
        parts[0] += f" ({task.days_overdue} ngày)"
    if task.state is TaskState.NOT_REPORTED and (unsettled := under_way(task, content)):
        return f"{parts[0]}; {unsettled[:1].lower()}{unsettled[1:]}"
    if task.state is TaskState.VOID or task.task.type is TaskType.CONTINUING:
        return parts[0]
    if not task.progress.ever_reported:
        parts.append(silence(task, content))
    else:
        stale = not content.text_of_task(task) and task.progress.done_on is None
        parts.append(f"{_percent(task)} (số liệu kỳ trước)" if stale else _percent(task))
    return "; ".join([parts[0], *(part[:1].lower() + part[1:] for part in parts[1:])])


def under_way(task: TaskStatus, content: ConsolidatedReportContent) -> str:
    """That the report of one of its leads waits or is being mended; empty where none is."""
    if content.waits_for_review(task):
        return official.UNDER_REVIEW
    return official.BEING_MENDED if content.is_being_mended(task) else ""


def silence(task: TaskStatus, content: ConsolidatedReportContent) -> str:
    """Why there is no result: the report waits or is being mended, nobody sent one this period, or ever."""
    if unsettled := under_way(task, content):
        return unsettled
    return official.NO_REPORT_THIS_PERIOD if task.progress.ever_reported else official.NO_REPORT


def result_cell(task: TaskStatus, content: ConsolidatedReportContent) -> str:
    """The results in the words of the leads; empty where the cell before says that there is no report."""
    line_texts = content.text_of_task(task)
    done = [f"Hoàn thành ngày {formats.day(task.progress.done_on)}."] if task.progress.done_on else []
    if not line_texts:
        says_so = task.state is TaskState.NOT_REPORTED or not task.progress.ever_reported
        return " ".join(done) or ("" if says_so else f"{silence(task, content)}.")
    if len(task.leads) > NAMED_LEADS:
        return " ".join([*done, f"{how_many(task, content)}."])
    if len(task.leads) > 1:
        return "\n".join([*done, *(f"{content.name(lead)}: {said(text)}" for lead, text in line_texts)])
    return " ".join([*done, said(line_texts[0][1])])


def assignee_cell(task: TaskStatus, role: AssignmentRole, content: ConsolidatedReportContent) -> str:
    """The assignees as the plan names them, groups by their own name; if unassigned, who led last."""
    day = content.cutoff.day_in(content.facts.plans[task.task.plan])
    named = assignee_names(content.quotations.assignees.get(task.task.code, ()), role, day)
    if role is AssignmentRole.LEAD:
        assignees = [official.short_name(name, content.committee) for name in named] or names(task.leads, content)
        return f"{UNASSIGNED}{_led_before(assignees)}" if task.unassigned else listed(assignees)
    return "; ".join(official.short_name(name, content.committee) for name in named)


def _led_before(names: Sequence[str]) -> str:
    return f"; trước đó: {listed(names)}" if names else ""


def names(agencies: Sequence[str], content: ConsolidatedReportContent) -> list[str]:
    return [content.name(agency) for agency in agencies]


def listed(names: Sequence[str]) -> str:
    return "; ".join(names) or official.NOT_STATED
