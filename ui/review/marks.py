"""Waiting submissions of a reviewer, and the marks of their lines in words."""

from collections import Counter
from collections.abc import Mapping
from datetime import date

import streamlit as st

from data_model.rules.people.access import CurrentUser, Scope, may_review
from data_model.rules.plans.facts import Facts
from data_model.rules.plans.periods import Period
from data_model.rules.review.marks import WARNINGS, LineMarks, ReviewLine, marks_of_waiting, roles_of
from data_model.store import open_session
from data_model.store.base.engine import Versions, versions
from data_model.store.reporting.submissions import LineRow, LineValues, SubmissionRow, submissions
from data_model.store.review.lines import consolidators_by_plan, review_lines
from data_model.values import ReviewMark, SubmissionStatus, TaskType
from exports.base.table_file import TableValue
from ui.base.clock import today
from ui.base.language import _
from ui.base.office_facts import round_facts
from wording import formats
from wording.groups import agency_name
from wording.labels import ASSIGNMENT_ROLE, LINE_STATUS, REVIEW_MARK, label
from wording.periods import period_name

Marks = Mapping[str, LineMarks]
"""The marks of one submission, by task."""


def waiting_for(user: CurrentUser) -> tuple[list[SubmissionRow], int]:
    """The submissions that wait for this user's decision, oldest first, and the number of those that others decide on."""
    with open_session() as session:
        waiting = submissions(session, user.scope, today=today(), statuses=[SubmissionStatus.SUBMITTED])
        consolidators = consolidators_by_plan(session, today=today())
    own = [
        submission
        for submission in waiting
        if may_review(user, agency=submission.agency, consolidator=consolidators.get(submission.plan))
    ]
    return own[::-1], len(waiting) - len(own)


def marks_of(user: CurrentUser, rows: list[SubmissionRow]) -> dict[str, Marks]:
    """By submission number: the marks of its lines."""
    facts = round_facts(user)
    with open_session() as session:
        version = versions(session)
    marks: dict[str, Marks] = {}
    for plan, period in {(row.plan, facts.plans[row.plan].report_or_period(row.period)) for row in rows}:
        marks |= _marks(version, user.scope, today(), plan, period, facts)
    return marks


@st.cache_resource(max_entries=16, show_spinner=False)
def _marks(version: Versions, scope: Scope, day: date, plan: str, period: Period, _facts: Facts) -> dict[str, Marks]:
    with open_session() as session:
        lines = review_lines(session, _facts.plans[plan], period)
    tasks = [task for task in _facts.tasks if task.plan == plan]
    yearly = {task.code for task in tasks if task.type is TaskType.YEARLY}
    return dict(marks_of_waiting(lines, roles_of(tasks), period=period, yearly=yearly))


def mark_counts(marks: Marks) -> Counter[ReviewMark]:
    return Counter(mark for line_marks in marks.values() for mark in line_marks.marks)


def marks_in_words(counts: Counter[ReviewMark], *, warnings: bool) -> str:
    """“Mâu thuẫn (2); Tiến độ giảm (1)”: the warnings, or else the hints."""
    return "; ".join(
        f"{label(REVIEW_MARK, mark)} ({counts[mark]})"
        for mark in ReviewMark
        if counts[mark] and (mark in WARNINGS) is warnings
    )


def line_row(line: LineRow, marks: LineMarks | None, facts: Facts) -> dict[str, TableValue]:
    """The table row of a line: old and new values, marks, then its texts."""
    return {
        _("Task"): f"{line.task} · {line.title}",
        _("Before"): formats.NO_VALUE if line.before is None else claim_words(line.before),
        _("Now"): _("as before") if line.now.is_empty else claim_words(line.now),
        _("Result"): line.now.result,
        _("Marked"): "; ".join(label(REVIEW_MARK, mark) for mark in ReviewMark if marks and mark in marks.marks),
        _("Others report"): others_words(marks, facts),
        _("Difficulties"): line.now.difficulties,
        _("Cause of the delay"): line.now.cause,
        _("Responsibility"): line.now.responsibility,
        _("Proposals"): line.now.proposals,
        _("Evidence"): line.now.evidence,
        _("Result before"): "" if line.before is None else line.before.result,
        _("Period before"): "" if line.before_period is None else period_name(line.before_period),
    }


def others_words(marks: LineMarks | None, facts: Facts) -> str:
    """The agencies that report something else on the task, and what."""
    return "; ".join(
        f"{agency_name(other.agency, facts)} ({label(ASSIGNMENT_ROLE, role).lower()}): {claim_words(other)}"
        for role, other in (marks.others if marks else ())
    )


def claim_words(values: LineValues | ReviewLine) -> str:
    """Percentage, status and day of completion, as far as the line has them."""
    parts = []
    if values.percent is not None:
        parts.append(formats.percent(values.percent))
    if values.status is not None:
        parts.append(label(LINE_STATUS, values.status))
    if values.done_on is not None:
        parts.append(formats.day(values.done_on))
    return " · ".join(parts) or formats.NO_VALUE
