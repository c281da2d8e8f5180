"""What needs action on a day: first what is late, then what waits for review, then what falls due soon."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import lru_cache

import numpy as np
import pandas as pd

from data_model.rules.figures.as_of import AsOf
from data_model.rules.figures.columns.day_numbers import NO_DAY, Places, day_number, local_days
from data_model.rules.figures.columns.expected_reports import ReportRows
from data_model.rules.figures.columns.task_states import STATES, TaskRows
from data_model.rules.figures.questions import Question, open_question
from data_model.rules.figures.rows import Rows
from data_model.rules.figures.selection import Selection, selected_plans
from data_model.rules.figures.statuses import TaskStatus
from data_model.rules.follow_up.addressees import addressees, concerns
from data_model.rules.plans.facts import Facts
from data_model.rules.plans.instruction_facts import InstructionFact
from data_model.rules.plans.periods import Period, local_day
from data_model.values import TaskState

SOON_DAYS = 14


class AttentionKind(StrEnum):
    TASK_OVERDUE = "task_overdue"
    INSTRUCTION_LATE = "instruction_late"
    REPORT_MISSING = "report_missing"
    REPORT_WAITING = "report_waiting"
    INSTRUCTION_OPEN = "instruction_open"
    TASK_DUE_SOON = "task_due_soon"
    REPORT_DUE_SOON = "report_due_soon"


ATTENTION_KINDS = tuple(AttentionKind)
ABOUT_INSTRUCTIONS = (AttentionKind.INSTRUCTION_LATE, AttentionKind.INSTRUCTION_OPEN)
ABOUT_TASKS = (AttentionKind.TASK_OVERDUE, AttentionKind.TASK_DUE_SOON)
_RANK = {need: rank for rank, need in enumerate(ATTENTION_KINDS)}
Columns = tuple[Places, Places, Places, Places, Places]
"""By item: rank of its kind, days late, plan, first agency, and its row among the tasks, reports or submissions."""


@dataclass(frozen=True, slots=True)
class AttentionItem:
    """One item. `days` is how long it is late or has waited; negative while there is still time."""

    need: AttentionKind
    plan: str
    agencies: tuple[str, ...]
    on: date
    days: int
    task: TaskStatus | None = None
    period: Period | None = None
    instruction: InstructionFact | None = None


class AttentionItems(Rows[AttentionItem]):
    """What needs action, the most pressing first; `frame` gives it as a DataFrame."""

    def __init__(self, question: Question, tasks: TaskRows, reports: ReportRows, waiting: Places) -> None:
        self._question, self._tasks, self._reports, self._waiting = question, tasks, reports, waiting
        self._task_statuses, self._expected = question.tasks(tasks), question.reports(reports)
        parts = (self._of_tasks(), self._of_reports(), self._of_waiting(), self._of_instructions())
        need, days, plan, agency, place = (np.concatenate(columns) for columns in zip(*parts, strict=True))
        order = np.lexsort((place, agency, plan, -days, need))
        self._need, self._days, self._plan, self._agency, self._place = (
            column[order] for column in (need, days, plan, agency, place)
        )
        super().__init__(len(order), self._attention)

    def _of_tasks(self) -> Columns:
        rows, catalogue = self._tasks, self._question.columns.catalogue
        overdue, started = (rows.state == STATES.index(state) for state in (TaskState.OVERDUE, TaskState.IN_PROGRESS))
        days = np.where(rows.due_on != NO_DAY, self._question.at.day[rows.at].astype(np.int64) - rows.due_on, 0)
        selected = np.flatnonzero(overdue | (started & (rows.due_on != NO_DAY) & (days >= -SOON_DAYS)))
        first = np.searchsorted(rows.lines.row, selected)
        has = rows.lead_count[selected] > 0
        lead = rows.lines.lead[np.where(has, first, 0)] if len(rows.lines.lead) else first
        agency = np.where(has, self._question.bodies.of_lead[lead] if len(catalogue.leads.agency) else -1, -1)
        need = np.where(overdue[selected], _RANK[AttentionKind.TASK_OVERDUE], _RANK[AttentionKind.TASK_DUE_SOON])
        return need, days[selected], catalogue.tasks.plan[rows.task[selected]], agency, selected

    def _of_reports(self) -> Columns:
        rows, reporters = self._reports, self._question.columns.catalogue.reporters
        missing = np.flatnonzero(~rows.submitted & ~rows.waived)
        days = self._today - rows.extended_due_on[missing].astype(np.int64)  # an extension that is kept is not late
        need = np.where(days > 0, _RANK[AttentionKind.REPORT_MISSING], _RANK[AttentionKind.REPORT_DUE_SOON])
        reporter = rows.reporter[missing]
        return need, days, reporters.plan[reporter], self._question.bodies.of_reporter[reporter], missing

    def _of_waiting(self) -> Columns:
        own, reporters = self._question.columns.reports.submissions, self._question.columns.catalogue.reporters
        reporter = own.reporter[self._waiting]
        self._sent_on = local_days(own.submitted_at[self._waiting])
        days = self._today - self._sent_on.astype(np.int64)
        need = np.full(len(days), _RANK[AttentionKind.REPORT_WAITING])
        return need, days, reporters.plan[reporter], self._question.bodies.of_reporter[reporter], np.arange(len(days))

    def _of_instructions(self) -> Columns:
        """Those that leadership has not called done, of the plans and the agency asked about."""
        catalogue, selected = self._question.columns.catalogue, self._question.selection
        plans = selected_plans(self._question.facts, selected)
        self._instructions = [
            found
            for found in self._question.facts.instructions
            if found.plan in plans
            and found.is_open_at(self._question.cutoff.as_of)
            and (selected.agency is None or self._concerns(found, selected.agency))
        ]
        days = np.array([self._today - day_number(found.due_on) for found in self._instructions], np.int64)
        need = np.where(days > 0, _RANK[AttentionKind.INSTRUCTION_LATE], _RANK[AttentionKind.INSTRUCTION_OPEN])
        plan = np.array([catalogue.plans.place[found.plan] for found in self._instructions], np.int64)
        agency = np.array(
            [catalogue.agency_place.get(found.agency or "", -1) for found in self._instructions], np.int64
        )
        return need, days, plan, agency, np.arange(len(days))

    def _concerns(self, instruction: InstructionFact, agency: str) -> bool:
        organisation = self._question.organisation
        if organisation is None:
            return concerns(instruction, [agency], self._question.facts)
        return agency in map(organisation.of_agency, addressees(instruction, self._question.facts))

    @property
    def _today(self) -> int:
        return day_number(local_day(self._question.cutoff.as_of))

    def _attention(self, at: int) -> AttentionItem:
        need, place, days = ATTENTION_KINDS[self._need[at]], int(self._place[at]), int(self._days[at])
        plan = self._question.columns.catalogue.plans.codes[self._plan[at]]
        if need in ABOUT_TASKS:
            task = self._task_statuses[place]
            assert task.due_on is not None, "what is late or soon is due on a day"
            return AttentionItem(need, plan, task.leads, task.due_on, days, task=task)
        if need is AttentionKind.REPORT_WAITING:
            sent = self._question.sent(int(self._waiting[place]))
            assert sent is not None, "it has a place"
            body = self._question.columns.catalogue.agencies[self._agency[at]]
            return AttentionItem(need, plan, (body,), local_day(sent.submitted_at), days, period=sent.period)
        if need in ABOUT_INSTRUCTIONS:
            found = self._instructions[place]
            agencies = (found.agency,) if found.agency else ()
            return AttentionItem(need, plan, agencies, found.due_on, days, instruction=found)
        report = self._expected[place]
        return AttentionItem(need, plan, (report.body,), report.extended_due_on, days, period=report.period)

    @property
    def frame(self) -> pd.DataFrame:
        """One row per item; `task` is the place of the task in the register, -1 for a report."""
        catalogue = self._question.columns.catalogue
        about_tasks = np.isin(self._need, [_RANK[kind] for kind in ABOUT_TASKS])
        task = np.full(len(self), -1)
        task[about_tasks] = self._tasks.task[self._place[about_tasks]]
        on = np.full(len(self), self._today) - self._days
        return pd.DataFrame(
            {
                "need": _categorical(self._need, tuple(kind.value for kind in ATTENTION_KINDS)),
                "plan": _categorical(self._plan, catalogue.plans.codes),
                "agency": _categorical(self._agency, catalogue.agencies),
                "on": on.astype("M8[D]"),
                "days": self._days,
                "task": task,
            },
            copy=False,
        )


def _categorical(places: Places, names: tuple[str, ...]) -> pd.Categorical:
    """-1 has no name (NaN)."""
    return pd.Categorical.from_codes(places, dtype=_categories(names))


@lru_cache(maxsize=16)
def _categories(names: tuple[str, ...]) -> pd.CategoricalDtype:
    """Pandas looks at every name anew, each time one is made."""
    return pd.CategoricalDtype(pd.Index(list(names)))


def attention(facts: Facts, *, cutoff: AsOf, selection: Selection = Selection()) -> AttentionItems:
    """The most pressing first: by kind, then the longest late or the next due. Of today, whatever period is chosen."""
    with open_question(facts, replace(cutoff, period=None), selection) as question:
        return AttentionItems(question, question.task_rows(), question.report_rows(), question.waiting_places())
