"""Figures by agency, directive, plan, period or task, for one cutoff and one selection."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import numpy as np
import pandas as pd

from data_model.rules.figures.as_of import AsOf
from data_model.rules.figures.columns.day_numbers import Places, day_of, instant_number
from data_model.rules.figures.columns.expected_reports import ReportRows, is_asked_on
from data_model.rules.figures.columns.task_states import TaskRows
from data_model.rules.figures.measures import FORMULAS, OF_PERCENTAGES, DaysLate, Figures
from data_model.rules.figures.questions import Question, open_question
from data_model.rules.figures.rows import Rows
from data_model.rules.figures.selection import Selection, ended_periods
from data_model.rules.figures.statuses import ExpectedReport, SubmissionFact, TaskStatus
from data_model.rules.figures.sums import SumColumns, sum_columns
from data_model.rules.plans.facts import AssignmentFact, Facts, TaskFact
from data_model.rules.plans.periods import Period
from data_model.values import GroupBy, SubmissionStatus, TaskState


@dataclass(frozen=True)
class Group:
    """One row of a grouping: `key` is a code (None where a plan names no directive)."""

    key: str | None
    figures: Figures
    task: TaskStatus | None = None


class Groups(Rows[Group]):
    """The rows of a grouping; `frame` gives them as a DataFrame."""

    def __init__(self, keys: Sequence[str | None], columns: SumColumns, tasks: Sequence[TaskStatus] | None = None):
        super().__init__(len(keys), self._group)
        self.keys, self.columns, self._tasks = keys, columns, tasks

    def _group(self, place: int) -> Group:
        median, most = (late[place] for late in self.columns.days_late)
        late = DaysLate() if np.isnan(most) else DaysLate(float(median), int(most))
        figures = Figures(self.columns[place], late)
        return Group(self.keys[place], figures, None if self._tasks is None else self._tasks[place])

    def in_order_of(self, rank: Callable[[str | None], Any]) -> "Groups":
        """The same rows, in another order of their keys."""
        order = sorted(range(len(self)), key=lambda place: rank(self.keys[place]))
        tasks = None if self._tasks is None else [self._tasks[place] for place in order]
        return Groups([self.keys[place] for place in order], self.columns.only(np.array(order, np.int64)), tasks)

    @property
    def frame(self) -> pd.DataFrame:
        """One row per group, indexed by key; all columns are floats: counts, and each measure as n, d and percent (0 to
        100; NaN for "—")."""
        sums = self.columns.in_own_units
        columns: list[Any] = [*sums.states.values(), sums.tasks, *(getattr(sums, name) for name in _COUNTS)]
        for measure, (of_n, of_d) in FORMULAS.items():
            n, d = of_n(sums), of_d(sums)
            percent = np.full(len(self), np.nan)
            np.divide(n * (1.0 if measure in OF_PERCENTAGES else 100.0), d, out=percent, where=d != 0)
            columns += (n, d, percent)
        values = np.empty((len(_FRAME_COLUMNS), len(self)))  # column by column, as pandas holds them
        for place, column in enumerate((*columns, *self.columns.days_late)):
            values[place] = column
        return pd.DataFrame(
            values.T, pd.Index(np.array(self.keys, object), dtype="object", name="key"), _FRAME_COLUMNS, copy=False
        )


_COUNTS = ("early", "unassigned", "measured", "expected", "submitted", "nothing_to_report", "waived")
_FRAME_COLUMNS = pd.Index(
    [
        *(state.value for state in TaskState),
        "tasks",
        *_COUNTS,
        *(f"{measure}_{part}" for measure in FORMULAS for part in ("n", "d", "percent")),
        "days_late_median",
        "days_late_max",
    ]
)


def groups(facts: Facts, *, by: GroupBy, cutoff: AsOf, selection: Selection = Selection()) -> Groups:
    """One row per agency, directive, plan or task; by `PERIOD` one per period that had ended, oldest first."""
    if by is GroupBy.PERIOD:
        return _by_period(facts, cutoff, selection)
    with open_question(facts, cutoff, selection) as question:
        tasks, reports = question.task_rows(by_lead=by is GroupBy.AGENCY), question.report_rows()
        if by is GroupBy.TASK:
            return _by_task(question, tasks, reports)
        codes, key_of = _keys(question, by)
        sums = sum_columns(len(codes), tasks, key_of(tasks), reports, key_of(reports))
        return _without_empty(codes, sums)


def total(facts: Facts, *, cutoff: AsOf, selection: Selection = Selection()) -> Figures:
    """The figures of the whole selection."""
    with open_question(facts, cutoff, selection) as question:
        tasks, reports = question.task_rows(), question.report_rows()
        sums = sum_columns(
            1, tasks, np.zeros(len(tasks.task), np.int64), reports, np.zeros(len(reports.slot), np.int64)
        )
    return Groups([None], sums)[0].figures


def in_period(facts: Facts, period: Period, *, cutoff: AsOf, selection: Selection = Selection()) -> Figures:
    """The figures of one period, over the plans that ask for a report on it."""
    return _over_periods(facts, [period], cutoff, selection)[0].figures


def agencies_over_periods(
    facts: Facts, *, cutoff: AsOf, selection: Selection = Selection()
) -> dict[tuple[str, str], Figures]:
    """By (agency, period code): the figures of each agency in each period that had ended, as known at the cutoff."""
    groups_found = agency_period_groups(facts, cutoff=cutoff, selection=selection)
    keys = groups_found.keys
    return {(agency, period): groups_found[place].figures for place, (agency, period) in enumerate(map(_split, keys))}


def agency_period_groups(facts: Facts, *, cutoff: AsOf, selection: Selection = Selection()) -> Groups:
    """The same as rows, with keys "agency<tab>period code"."""
    periods = ended_periods(facts, cutoff=cutoff, selection=selection)
    if not periods:
        return Groups([], sum_columns(0))
    with open_question(facts, cutoff, selection, periods=periods) as question:
        tasks, reports = question.task_rows(by_lead=True), question.report_rows()
        codes, key_of = _keys(question, GroupBy.AGENCY)
        of_tasks, of_reports = key_of(tasks), key_of(reports)
        occurs = np.zeros(len(codes), np.bool_)
        occurs[of_tasks] = occurs[of_reports] = True
        column, width = np.cumsum(occurs) - 1, int(occurs.sum())
        view = _views(question)
        sums = sum_columns(
            len(periods) * width,
            tasks,
            view(tasks) * width + column[of_tasks],
            reports,
            view(reports) * width + column[of_reports],
        )
        agencies = [codes[place] for place in np.flatnonzero(occurs).tolist()]
        keys = [
            f"{agency}\t{period}" for period in (asked_period.code for asked_period in periods) for agency in agencies
        ]
    return _without_empty(keys, sums)


def _split(key: str | None) -> tuple[str, str]:
    agency, _, period = (key or "").partition("\t")
    return agency, period


def _by_period(facts: Facts, cutoff: AsOf, selection: Selection) -> Groups:
    return _over_periods(facts, ended_periods(facts, cutoff=cutoff, selection=selection), cutoff, selection)


def _over_periods(facts: Facts, periods: Sequence[Period], cutoff: AsOf, selection: Selection) -> Groups:
    if not periods:
        return Groups([], sum_columns(0))
    with open_question(facts, cutoff, selection, periods=periods) as question:
        tasks, reports = question.task_rows(), question.report_rows()
        view = _views(question)
        sums = sum_columns(len(periods), tasks, view(tasks), reports, view(reports))
    return Groups([period.code for period in periods], sums)


def _views(question: Question) -> Callable[[TaskRows | ReportRows], Places]:
    """By row the place of its period in `Question.periods`."""
    count = question.at.plan_count
    return lambda rows: rows.at // count


def _by_task(question: Question, tasks: TaskRows, reports: ReportRows) -> Groups:
    """A task's reports are those expected, in its plan, of the agencies that have it on their windows' last days."""
    catalogue = question.columns.catalogue
    rows_of: dict[tuple[int, int], int] = {
        (int(catalogue.reporters.plan[reporter]), int(catalogue.reporters.agency[reporter])): row
        for row, reporter in enumerate(reports.reporter)
    }
    last_days = [day_of(day) for day in catalogue.plans.slots.last_day[reports.slot].tolist()]
    keys, places = [], []
    for place, (task, plan) in enumerate(
        zip(tasks.task.tolist(), catalogue.tasks.plan[tasks.task].tolist(), strict=True)
    ):
        fact = question.facts.task[catalogue.tasks.codes[task]]
        for agency, given in _assignments_by_agency(fact).items():
            row = rows_of.get((plan, catalogue.agency_place[agency]), -1)
            day = last_days[row] if row >= 0 else None
            if day is not None and any(assignment.is_active_on(day) for assignment in given):
                keys.append(place)
                places.append(row)
    key, own = np.array(keys, np.int64), np.array(places, np.int64)
    asked = is_asked_on(question.counted_lines, tasks.task[key], catalogue.plans.slots.last_day[reports.slot[own]])
    sums = sum_columns(len(tasks.task), tasks, np.arange(len(tasks.task)), reports.only(own[asked]), key[asked])
    codes = [catalogue.tasks.codes[task] for task in tasks.task]
    return Groups(codes, sums, question.tasks(tasks))


def _assignments_by_agency(task: TaskFact) -> dict[str, list[AssignmentFact]]:
    given: dict[str, list[AssignmentFact]] = defaultdict(list)
    for assignment in task.assignments:
        given[assignment.agency].append(assignment)
    return given


KeyOf = Callable[[TaskRows | ReportRows], Places]


def _keys(question: Question, by: GroupBy) -> tuple[list[str | None], KeyOf]:
    """The keys in order, and a function from rows to the place of their key."""
    catalogue = question.columns.catalogue
    if by is GroupBy.AGENCY:
        of_reporter = question.bodies.of_reporter
        return list(
            catalogue.agencies
        ), lambda rows: rows.agency if isinstance(rows, TaskRows) else of_reporter[rows.reporter]
    codes: list[str | None] = list(catalogue.plans.codes)
    if by is GroupBy.DIRECTIVE:
        codes = [plan.main_directive for plan in catalogue.plans.facts]
    keys = sorted(set(codes), key=lambda code: (code is None, code or ""))
    place = {code: at for at, code in enumerate(keys)}
    of_plan = np.array([place[code] for code in codes], np.int64)
    return keys, lambda rows: of_plan[
        catalogue.tasks.plan[rows.task] if isinstance(rows, TaskRows) else catalogue.reporters.plan[rows.reporter]
    ]


def _without_empty(keys: Sequence[str | None], sums: SumColumns) -> Groups:
    """Without the groups that have neither a task nor a report."""
    empty = sums.is_empty
    if not empty.any():
        return Groups(keys, sums)
    filled = np.flatnonzero(~empty)
    return Groups([keys[place] for place in filled.tolist()], sums.only(filled))


def task_statuses(facts: Facts, *, cutoff: AsOf, selection: Selection = Selection()) -> Rows[TaskStatus]:
    """The rows behind the figures about tasks; with an agency selected, the tasks that it leads, by its own lines."""
    with open_question(facts, cutoff, selection) as question:
        return question.tasks(question.task_rows())


def task_statuses_by_lead(facts: Facts, *, cutoff: AsOf, selection: Selection = Selection()) -> Rows[TaskStatus]:
    """One row per task and lead, by the lead's own line."""
    with open_question(facts, cutoff, selection) as question:
        return question.tasks(question.task_rows(by_lead=True))


def tasks_in_force(facts: Facts, *, plan: str, cutoff: AsOf) -> dict[str, TaskFact]:
    """By code: the plan's tasks in these facts that are in force on the day, with the title, weight, type and due date
    that hold then; those that an agency only coordinates too."""
    with open_question(facts, cutoff) as question:
        place = question.columns.catalogue.task_place
        own = np.array(sorted(place[task.code] for task in facts.tasks if task.plan == plan), np.int64)
        statuses = question.tasks(question.rows_of(own))
        return {task.task.code: replace(task.task, due_on=task.due_on) for task in statuses}


def expected_reports(
    facts: Facts,
    *,
    cutoff: AsOf,
    selection: Selection = Selection(),
    waived: bool = False,
    periods: Sequence[Period] | None = None,
) -> Rows[ExpectedReport]:
    """The rows behind the figures about reports: of the cutoff's period, or of each of `periods`. Waived ones are not
    expected, so they are left out unless `waived`."""
    with open_question(facts, cutoff, selection, periods=periods) as question:
        rows = question.report_rows()
        return question.reports(rows if waived else rows.only(~rows.waived))


def reports_under_way(
    facts: Facts, *, cutoff: AsOf, selection: Selection = Selection()
) -> dict[tuple[str, str], SubmissionStatus]:
    """By (agency, plan): whether this period's report waits for review or is being mended, where none is accepted. Of
    these nobody says that they have not reported."""
    with open_question(facts, cutoff, selection) as question:
        rows = question.report_rows()
        found = question.reports(rows.only(rows.submitted & ~rows.accepted))
        return {(report.body, report.plan): report.last.status for report in found if report.last is not None}


def submissions_between(
    facts: Facts, *, first: datetime, last: datetime, selection: Selection = Selection()
) -> list[SubmissionFact]:
    """The submissions recorded after the instant `first`, up to `last`, oldest first."""
    with open_question(facts, AsOf(last), selection) as question:
        return question.submissions_between(instant_number(first), instant_number(last))
