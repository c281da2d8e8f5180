"""Part II.3 of a consolidated report: what came of the tasks, by what they are about."""

from collections import defaultdict
from collections.abc import Sequence

from data_model.rules.consolidated.quotations import LineText
from data_model.rules.figures.statuses import TaskStatus
from data_model.values import TaskState
from documents.consolidated import task_sentences as task_words
from documents.consolidated.overall_sentences import state_counts
from documents.consolidated.report_data import ConsolidatedReportContent, ContentPart
from wording import official_phrases as official
from wording.labels import CONTENT_GROUP, label

MOST_RESULTS = 3
"""Results that a drafted text quotes of one group; the others stand in annex I."""
MOST_TEXTS = 2
"""Different results that are quoted of one task of many leads."""
_NOTHING_DONE = (TaskState.NOT_CARRIED_OUT, TaskState.NOTHING_AROSE)
_LETTERS = "abcdđeghi"


def heading(number: int, part: ContentPart) -> str:
    return f"{_LETTERS[number]}) {label(CONTENT_GROUP, part.group)}"


def counts(part: ContentPart) -> str:
    between = "," if part.figures.task_count == 1 else ":"
    return f"Có {official.count(part.figures.task_count)} nhiệm vụ{between} {state_counts(part.figures)}."


def drafted_results(part: ContentPart, content: ConsolidatedReportContent) -> list[str]:
    """The results that agencies reported this period, done tasks first; where there is none, why."""
    told = [task for task in part.tasks if achieved(task, content)]
    if not told:
        return [_silence(part, content)]
    told.sort(key=lambda task: (task.progress.done_on is None, -len(achieved(task, content))))
    return [result(task, content) for task in told[:MOST_RESULTS]]


def _silence(part: ContentPart, content: ConsolidatedReportContent) -> str:
    if any(content.text_of_task(task) for task in part.tasks):
        return "Các cơ quan báo cáo chưa triển khai hoặc không phát sinh trong kỳ."
    if all(task.unassigned for task in part.tasks):
        return "Chưa có kết quả do chưa giao cơ quan chủ trì."
    if any(content.waits_for_review(task) for task in part.tasks):
        return f"{official.UNDER_REVIEW}."
    if any(content.is_being_mended(task) for task in part.tasks):
        return f"{official.BEING_MENDED}."
    reported = any(task.progress.ever_reported for task in part.tasks)
    return f"{official.NO_REPORT_THIS_PERIOD if reported else official.NO_REPORT}."


def achieved(task: TaskStatus, content: ConsolidatedReportContent) -> list[tuple[str, LineText]]:
    """The leads with something to tell of a task: not those that say that they did not carry it out."""
    return [
        (lead, text)
        for lead, text in content.text_of_task(task)
        if (own := content.by_lead.get((task.task.code, lead))) is None or own.state not in _NOTHING_DONE
    ]


def result(task: TaskStatus, content: ConsolidatedReportContent) -> str:
    """The task and what its leads wrote; of many leads summed up."""
    title = official.bare(task.task.title)
    texts = achieved(task, content)
    if len(task.leads) > task_words.NAMED_LEADS:
        return f"{title}: {summed_up(task, content)}"
    quoted = "; ".join(f"{official.inside(task_words.said(text))} ({content.name(lead)})" for lead, text in texts)
    return f"{title}: {quoted}."


def summed_up(task: TaskStatus, content: ConsolidatedReportContent) -> str:
    """Of many leads: how many reported and carried it out, and their different results, each with how many wrote it."""
    agencies: dict[str, list[str]] = defaultdict(list)
    for lead, text in achieved(task, content):
        if written := official.bare(text.result):
            agencies[written].append(lead)
    most_first = sorted(agencies.items(), key=lambda found: -len(found[1]))
    quoted = [f"{official.inside(written)} ({_by(leads, content)})" for written, leads in most_first[:MOST_TEXTS]]
    if len(most_first) > MOST_TEXTS:
        quoted.append(f"và {official.count(len(most_first) - MOST_TEXTS)} kết quả khác")
    how_many = task_words.how_many(task, content)
    return f"{how_many}. Kết quả: {'; '.join(quoted)}." if quoted else f"{how_many}."


def _by(leads: Sequence[str], content: ConsolidatedReportContent) -> str:
    return content.name(leads[0]) if len(leads) == 1 else f"{official.count(len(leads))} cơ quan"


def not_carried_out(content: ConsolidatedReportContent) -> int:
    """Continuing tasks that some or all leads did not carry out."""
    states = content.now.states
    return states[TaskState.NOT_CARRIED_OUT] + states[TaskState.PARTLY]
