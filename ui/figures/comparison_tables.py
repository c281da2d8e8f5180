"""Tables that compare two views."""

from collections.abc import Collection, Iterable, Sequence

import streamlit as st

from data_model.rules.figures.comparison import are_comparable
from data_model.rules.figures.differences import TaskDifference
from data_model.rules.figures.measures import Figures, Measure
from data_model.rules.figures.statuses import SubmissionFact, TaskStatus
from data_model.rules.plans.facts import Facts
from data_model.values import TaskState
from exports.base.table_rows import RowValue
from ui.base.language import _
from ui.base.plain_text import plain
from ui.base.reading_table import show_reading_table
from ui.base.screen_tables import leads_of
from ui.figures.view import View
from ui.figures.view_tables import view_table_files
from wording import formats
from wording.groups import agency_name, plan_name
from wording.labels import MEASURE, SUBMISSION_STATUS, TASK_STATE, label
from wording.periods import period_name
from wording.rates import Change, Rate, rate
from wording.tasks import progress_words


def show_comparison(first: View, second: View, names: Sequence[str], *, noted: View) -> None:
    """Every measure of both views in a table; its downloads carry the notes of `noted`."""
    title = _("Figures: {first} and {second}").format(first=names[0], second=names[1])
    st.header(_("Figures: {first} and {second}").format(first=plain(names[0]), second=plain(names[1])))
    comparable = [measure for measure in Measure if are_comparable(measure, first.period, second.period, noted.plans)]
    rows = comparison_rows(first.total(), second.total(), names=names, comparable=comparable)
    show_reading_table(rows, name=title, empty="")
    view_table_files(noted, title, rows, key="compare_figures")


def comparison_rows(
    first: Figures, second: Figures, *, names: Sequence[str], comparable: Collection[Measure]
) -> list[dict[str, RowValue]]:
    """One row per measure: both values, and the difference in percentage points if comparable."""
    rows: list[dict[str, RowValue]] = []
    for measure in Measure:
        before, after = rate(first, measure), rate(second, measure)
        rows.append(
            {
                _("Measure"): label(MEASURE, measure),
                names[0]: before,
                _second_name(names): after,
                _("Rise or fall (percentage points)"): Change(
                    None
                    if before.percent is None or after.percent is None or measure not in comparable
                    else after.percent - before.percent
                ),
            }
        )
    return rows


def _second_name(names: Sequence[str]) -> str:
    """The name of the second column, which must differ from the first."""
    return names[1] if names[1] != names[0] else f"{names[1]} (2)"


def state_rows(first: Figures, second: Figures, *, names: Sequence[str]) -> list[dict[str, RowValue]]:
    """One row per state: the number of tasks of each side."""
    return [
        {
            _("State"): label(TASK_STATE, state),
            names[0]: first.states[state],
            _second_name(names): second.states[state],
        }
        for state in TaskState
    ]


def rows_over_periods(
    periods: Sequence[str], rates: Sequence[Sequence[Rate]], names: Sequence[str]
) -> list[dict[str, RowValue]]:
    """One row per period: the rate of each side."""
    return [
        {
            _("Reporting period"): period,
            names[0]: first,
            _second_name(names): second,
        }
        for period, first, second in zip(periods, *rates, strict=True)
    ]


def difference_rows(
    changes: Iterable[TaskDifference], facts: Facts, *, names: Sequence[str]
) -> list[dict[str, RowValue]]:
    """One row per task: its state and percentage on both sides."""
    return [
        {
            _("Code"): difference.task.task.code,
            _("Task"): difference.task.task.title,
            names[0]: _task_words(difference.before),
            _second_name(names): _task_words(difference.after),
            _("Lead"): leads_of(difference.task, facts),
        }
        for difference in changes
    ]


def _task_words(task: TaskStatus | None) -> str:
    if task is None:
        return formats.NO_VALUE
    state = label(TASK_STATE, task.state)
    return f"{state}, {progress_words(task)}" if task.is_measured else state


def submission_rows(submissions: Iterable[SubmissionFact], facts: Facts) -> list[dict[str, RowValue]]:
    """One row per submission, with its status at the cutoff."""
    return [
        {
            _("Submitted at"): submission.submitted_at,
            _("Agency"): agency_name(submission.agency, facts)
            if submission.agency in facts.agencies
            else submission.agency,
            _("Reporting period"): period_name(submission.period),
            _("Review result"): label(SUBMISSION_STATUS, submission.status),
            _("Report number"): submission.number,
            _("Plan"): plan_name(facts.plans[submission.plan]),
        }
        for submission in submissions
    ]
