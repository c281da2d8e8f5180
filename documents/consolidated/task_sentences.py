"""Sentences and table cells on one task, and on the tasks under one heading."""

import re
from collections.abc import Sequence

from data_model.rules.consolidated.quotations import LineText, assignee_names
from data_model.rules.figures.measures import Figures, Measure
from data_model.rules.figures.statuses import TaskStatus
from data_model.values import AssignmentRole, TaskState, TaskType
from documents.consolidated.report_data import ConsolidatedReportContent, TaskGroup
from wording import formats
from wording import official_phrases as official
from wording.labels import MEASURE, TASK_STATE, TASK_TYPE, label
from wording.rates import rate
from wording.summary import unassigned
from wording.tasks import due_words

UNASSIGNED = "Chưa giao cơ quan chủ trì"
NAMED_LEADS = 3
"""Up to so many leads are quoted one by one; of more only the number that reported is given."""

_NUMERAL = re.compile(r"\s*([A-Z]|[IVXL]+|\d+)\s*[.)]\s*(.*)", re.DOTALL)


def heading(group: TaskGroup, content: ConsolidatedReportContent) -> str:
    """The plan's own heading and its place there: Sở Ngoại vụ (mục IV.2 Kế hoạch số 45/KH-UBND)."""
    parts = [_numbered(part) for part in group.section.split(" > ")] if group.section else []
    name = short_heading(group)
    place = ".".join(numeral for numeral, _ in parts if numeral)
    several = len(content.facts.plans) > 1
    plan = official.cited_shortly(content.quotations.plans[group.plan]) if several else "Kế hoạch"
    return f"{name} (mục {place} {plan})" if place else f"{name} ({plan})" if several else name


def short_heading(group: TaskGroup) -> str:
    """The plan's own heading alone, for a picture."""
    name = official.bare(_numbered(group.section.split(" > ")[-1])[1]) or "Nhiệm vụ chung"
    return name.capitalize() if name.isupper() else name


def _numbered(title: str) -> tuple[str, str]:
    match = _NUMERAL.fullmatch(title)
    return (match[1], match[2]) if match else ("", title)


def state_counts(figures: Figures) -> str:
    """The states that occur, with their counts."""
    return "; ".join(f"{label(TASK_STATE, state).lower()} {count}" for state, count in figures.states.items() if count)


def group_sentences(group: TaskGroup) -> str:
    """Counts, then progress with its coverage; a group without a report says so and shows no rate."""
    counts = f"Có {group.figures.task_count} nhiệm vụ: {state_counts(group.figures)}."
    if group.figures.unassigned and any(task.leads for task in group.tasks):
        counts += f" {unassigned(group.figures)}"
    if not group.was_ever_reported:
        nobody = " (kế hoạch không nêu cơ quan chủ trì)" if not any(task.leads for task in group.tasks) else ""
        return f"{counts} {official.NO_REPORT}{nobody}."
    progress = progress_phrase(group.figures)
    if not group.text_count:
        since = f"; theo báo cáo gần nhất: {progress.lower()}" if progress else ""
        return f"{counts} {official.NO_REPORT_THIS_PERIOD}{since}."
    return f"{counts} {progress}." if progress else counts


def progress_phrase(figures: Figures) -> str:
    """Progress with its coverage; empty if no task is measured."""
    if figures[Measure.PROGRESS].percent is None:
        return ""
    progress = f"Tiến độ {rate(figures, Measure.PROGRESS).words}"
    if figures[Measure.COVERAGE].percent is None:
        return f"{progress}, chưa có nhiệm vụ nào đến kỳ báo cáo"
    return f"{progress}, {label(MEASURE, Measure.COVERAGE).lower()} {rate(figures, Measure.COVERAGE).words}"


def result_sentences(group: TaskGroup, content: ConsolidatedReportContent) -> list[str]:
    """One for each task that was reported this period."""
    sentences = []
    for task in group.tasks:
        line_texts = content.text_of_task(task)
        if not line_texts:
            continue
        title = official.bare(task.task.title)
        if len(task.leads) > NAMED_LEADS:
            sentences.append(f"{title}: {_how_many(task, content)}.")
        elif len(task.leads) > 1:
            quoted = " ".join(f"{content.name(lead)}: {said(text)}" for lead, text in line_texts)
            sentences.append(f"{title}. {quoted}")
        else:
            sentences.append(f"{title}: {said(line_texts[0][1])}")
    return sentences


def said(text: LineText) -> str:
    return official.sentence(text.result) or "Không nêu kết quả cụ thể."


def silent_tasks(group: TaskGroup, content: ConsolidatedReportContent) -> str:
    """The tasks still to be done that nobody reported on, where others of the group were reported."""
    silent = [task for task in group.tasks if not content.text_of_task(task) and is_open(task)]
    if not silent or not group.text_count:
        return ""
    titles = official.counted_list([f"“{official.bare(task.task.title)}”" for task in silent])
    return f"{official.NO_REPORT_THIS_PERIOD} về {len(silent)} nhiệm vụ: {titles}."


def is_open(task: TaskStatus) -> bool:
    return task.state is not TaskState.VOID and task.progress.done_on is None


def _how_many(task: TaskStatus, content: ConsolidatedReportContent) -> str:
    """Of many leads: how many reported, and their mean progress or how many carried the task out."""
    of = len(task.leads)
    words = f"{len(content.text_of_task(task))}/{of} cơ quan chủ trì có báo cáo kỳ này"
    if task.task.type is TaskType.CONTINUING:
        return f"{words}, {_carried_out(task, content)}"
    return f"{words}; {_percent(task)}" if task.is_measured and task.progress.ever_reported else words


def _carried_out(task: TaskStatus, content: ConsolidatedReportContent) -> str:
    """How many of the leads carried it out; leads with nothing to report are counted apart."""
    keys = [(task.task.code, lead) for lead in task.leads]
    states = [content.by_lead[key].state for key in keys if key in content.by_lead]
    nothing = states.count(TaskState.NOTHING_AROSE)
    words = f"{states.count(TaskState.CARRIED_OUT)}/{len(states) - nothing} cơ quan đã triển khai"
    return f"{words}, {nothing} cơ quan không phát sinh" if nothing else words


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
    if task.state is TaskState.NOT_REPORTED and content.waits_for_review(task):
        return f"{parts[0]}; báo cáo đang rà soát"
    if task.state is TaskState.VOID or task.task.type is TaskType.CONTINUING:
        return parts[0]
    line_texts = content.text_of_task(task)
    if not task.progress.ever_reported:
        parts.append(official.NO_REPORT)
    else:
        stale = not line_texts and task.progress.done_on is None
        parts.append(f"{_percent(task)} (số liệu kỳ trước)" if stale else _percent(task))
    return "; ".join([parts[0], *(part[:1].lower() + part[1:] for part in parts[1:])])


def result_cell(task: TaskStatus, content: ConsolidatedReportContent) -> str:
    """The results in the words of the leads, and which leads did not report."""
    line_texts = content.text_of_task(task)
    done = [f"Hoàn thành ngày {formats.day(task.progress.done_on)}."] if task.progress.done_on else []
    if not line_texts:
        silence = official.NO_REPORT_THIS_PERIOD if task.progress.ever_reported else official.NO_REPORT
        return " ".join(done) or f"{silence}."
    if len(task.leads) > NAMED_LEADS:
        return " ".join([*done, f"{_how_many(task, content)}."])
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
