"""Tasks, their leads and the agencies that report on a plan, as columns."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from data_model.rules.figures.columns.change_columns import TYPES, Changes, changes_of
from data_model.rules.figures.columns.day_numbers import (
    ALWAYS,
    OPEN_FROM,
    OPEN_TO,
    Days,
    Instants,
    Places,
    day_number,
    in_year,
    instant_number,
)
from data_model.rules.figures.columns.plan_columns import PlanColumns
from data_model.rules.figures.columns.spells import ALL_DAYS, Spells, common, joined
from data_model.rules.figures.columns.takeover import Edges, Spell, taken_over_from
from data_model.rules.plans.facts import AgencyFact, AssignmentFact, Facts, TaskFact
from data_model.values import AssignmentRole, TaskField, TaskType

CONTINUING, YEARLY = TYPES.index(TaskType.CONTINUING), TYPES.index(TaskType.YEARLY)


@dataclass(frozen=True)
class TaskColumns:
    """Every task, plan by plan, with its first values and its changes."""

    codes: tuple[str, ...]
    plan: Places
    first_on: Days
    entered_at: Instants
    type: NDArray[np.int32]
    due_on: Days
    weight: NDArray[np.int32]
    """In tenths."""
    due_changes: Changes
    weight_changes: Changes
    type_changes: Changes
    stops: Changes
    _due_in: dict[int, Days] = field(default_factory=dict)

    def due_in(self, tasks: Places, years: NDArray[np.int32]) -> Days:
        """The first due days of yearly tasks, moved to the given years; changes are not applied."""
        if not len(years):
            return np.zeros(0, np.int32)
        first, last = int(years.min()), int(years.max())
        if first == last:
            return self._of_year(first)[tasks]
        table = np.stack([self._of_year(year) for year in range(first, last + 1)])
        return np.asarray(table[years - first, tasks])

    def _of_year(self, year: int) -> Days:
        if year not in self._due_in:
            self._due_in[year] = in_year(self.due_on, np.array([year], np.int32))
        return self._due_in[year]


@dataclass(frozen=True)
class LeadColumns:
    """A lead is one agency that ever leads one task; ordered by task. Figures are made of the lines of leads."""

    task: Places
    agency: Places
    start: Places
    """By task its first lead; one more at the end."""
    spells: Spells
    before_start: Places
    """By lead the first of its predecessors in `before`; one more at the end."""
    before: Places
    """The leads from whom a lead took its task over."""
    by_agency: Places
    """The leads in order of their agencies."""
    agency_start: Places
    keys: Places
    """Task and agency of each lead as one number, sorted; `key_of` are the leads in that order."""
    key_of: Places


@dataclass(frozen=True)
class ReporterColumns:
    """A reporter is one agency that has or had an assignment in one plan, or sent something for it."""

    plan: Places
    agency: Places
    start: Places
    """By plan its first reporter; one more at the end."""
    spells: Spells
    """When it is assigned a task that runs as long as the plan."""
    other_reporter: Places
    other_task: Places
    other_first: Days
    other_last: Days
    """Assignments of tasks that begin later, were entered on screen or were stopped: these are checked one by one."""
    place: Mapping[tuple[int, int], int]
    """By plan and agency."""


@dataclass(frozen=True)
class Catalogue:
    """What is expected: plans, tasks, leads and reporters; agencies and tasks by their places."""

    plans: PlanColumns
    agencies: tuple[str, ...]
    tasks: TaskColumns
    leads: LeadColumns
    reporters: ReporterColumns
    task_place: Mapping[str, int]
    agency_place: Mapping[str, int]


def catalogue(facts: Facts, plans: PlanColumns, *, senders: Mapping[str, set[str]]) -> Catalogue:
    """`senders`: by plan the agencies that ever sent something for it."""
    tasks = sorted(facts.tasks, key=lambda task: plans.place[task.plan])
    agencies = tuple(sorted({*facts.agencies, *(agency for sent in senders.values() for agency in sent)}))
    agency_place = {code: place for place, code in enumerate(agencies)}
    edges = {
        (succession.from_agency, succession.to_agency)
        for succession in facts.successions
        if succession.to_agency is not None
    }
    return Catalogue(
        plans=plans,
        agencies=agencies,
        tasks=_tasks(tasks, plans),
        leads=_leads(tasks, facts.agencies, agency_place, edges),
        reporters=_reporters(tasks, plans, facts.agencies, agency_place, senders),
        task_place={task.code: place for place, task in enumerate(tasks)},
        agency_place=agency_place,
    )


def _tasks(tasks: Sequence[TaskFact], plans: PlanColumns) -> TaskColumns:
    entered = [instant_number(task.entered_at, none=ALWAYS) for task in tasks]
    return TaskColumns(
        codes=tuple(task.code for task in tasks),
        plan=np.array([plans.place[task.plan] for task in tasks], np.int64),
        first_on=np.array([day_number(task.first_on, none=OPEN_FROM) for task in tasks], np.int32),
        entered_at=np.array(entered, np.int64),
        type=np.array([TYPES.index(task.type) for task in tasks], np.int32),
        due_on=np.array([day_number(task.due_on) for task in tasks], np.int32),
        weight=np.array([int(task.weight * 10) for task in tasks], np.int32),
        due_changes=changes_of(tasks, TaskField.DUE_ON),
        weight_changes=changes_of(tasks, TaskField.WEIGHT),
        type_changes=changes_of(tasks, TaskField.TYPE),
        stops=changes_of(tasks, TaskField.STOPPED),
    )


def _spell(assignment: AssignmentFact, agency: AgencyFact) -> Spell:
    """The days on which an assignment is active: its own, as long as the agency exists."""
    return common(
        (day_number(assignment.valid_from, none=OPEN_FROM), day_number(assignment.valid_to, none=OPEN_TO)),
        (day_number(agency.valid_from, none=OPEN_FROM), day_number(agency.valid_to, none=OPEN_TO)),
    )


def _lead_spells(task: TaskFact, agencies: Mapping[str, AgencyFact]) -> dict[str, list[Spell]]:
    by_agency: dict[str, list[Spell]] = defaultdict(list)
    for assignment in task.assignments:
        if assignment.role is AssignmentRole.LEAD:
            by_agency[assignment.agency].append(_spell(assignment, agencies[assignment.agency]))
    spells = {agency: joined(own) for agency, own in by_agency.items()}
    return {agency: own for agency, own in spells.items() if own}


def _leads(
    tasks: Sequence[TaskFact],
    agencies: Mapping[str, AgencyFact],
    agency_place: Mapping[str, int],
    edges: Edges,
) -> LeadColumns:
    of_task: list[int] = []
    of_agency: list[int] = []
    spells: list[list[Spell]] = []
    before: list[list[int]] = []
    for place, task in enumerate(tasks):
        own = _lead_spells(task, agencies)
        lead_of = {agency: len(of_task) + rank for rank, agency in enumerate(own)}
        taken = taken_over_from(own, edges)
        for agency, days in own.items():
            of_task.append(place)
            of_agency.append(agency_place[agency])
            spells.append(days)
            before.append([lead_of[lead_before] for lead_before in taken.get(agency, ())])
    task_of, agency_of = np.array(of_task, np.int64), np.array(of_agency, np.int64)
    by_agency = np.argsort(agency_of, kind="stable")
    keys = task_of * len(agency_place) + agency_of
    key_of = np.argsort(keys, kind="stable")
    return LeadColumns(
        task=task_of,
        agency=agency_of,
        start=np.searchsorted(task_of, np.arange(len(tasks) + 1)),
        spells=Spells.of(spells),
        before_start=np.cumsum([0, *map(len, before)]),
        before=np.array([lead for some in before for lead in some], np.int64),
        by_agency=by_agency,
        agency_start=np.searchsorted(agency_of[by_agency], np.arange(len(agency_place) + 1)),
        keys=keys[key_of],
        key_of=key_of,
    )


def _reporters(
    tasks: Sequence[TaskFact],
    plans: PlanColumns,
    agencies: Mapping[str, AgencyFact],
    agency_place: Mapping[str, int],
    senders: Mapping[str, set[str]],
) -> ReporterColumns:
    spells: dict[tuple[int, int], list[Spell]] = {
        (plans.place[plan], agency_place[agency]): [] for plan, sent in senders.items() for agency in sent
    }
    others = []
    for place, task in enumerate(tasks):
        varies = task.first_on is not None or task.entered_at is not None or _may_stop(task)
        for assignment in task.assignments:
            key = plans.place[task.plan], agency_place[assignment.agency]
            own = spells.setdefault(key, [])
            spell = _spell(assignment, agencies[assignment.agency])
            if varies:
                others.append((key, place, spell))
            elif ALL_DAYS not in own:
                own.append(spell)
    keys = sorted(spells)
    place_of = {key: place for place, key in enumerate(keys)}
    of_plan = np.array([plan for plan, _ in keys], np.int64)
    return ReporterColumns(
        plan=of_plan,
        agency=np.array([agency for _, agency in keys], np.int64),
        start=np.searchsorted(of_plan, np.arange(len(plans.codes) + 1)),
        spells=Spells.of([joined(spells[key]) for key in keys]),
        other_reporter=np.array([place_of[key] for key, _, _ in others], np.int64),
        other_task=np.array([place for _, place, _ in others], np.int64),
        other_first=np.array([spell[0] for _, _, spell in others], np.int32),
        other_last=np.array([spell[1] for _, _, spell in others], np.int32),
        place=place_of,
    )


def _may_stop(task: TaskFact) -> bool:
    return any(change.field is TaskField.STOPPED for change in task.changes)
