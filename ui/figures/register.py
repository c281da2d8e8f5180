"""The register of a view, cached: its lines, and those that a filter leaves."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from data_model.rules.figures.register import Chosen, RegisteredTask, coordinated, register
from data_model.store import open_session
from data_model.store.consolidated.register_texts import register_texts
from ui.figures.view import View, remember
from wording.register import RegisterLine, register_line
from wording.register_filter import (
    Grouping,
    RegisterFilter,
    before_state,
    count_of,
    group_names,
    of_state,
    section_numbers,
)


def lines_of_all_states(view: View, chosen: RegisterFilter) -> tuple[RegisterLine, ...]:
    """What the filter leaves but for its state, in order."""
    return _lines_of_all_states(view, replace(chosen, state=None))


@remember
def register_lines(view: View, chosen: RegisterFilter) -> tuple[RegisterLine, ...]:
    """The lines that the filter leaves, in order."""
    return of_state(lines_of_all_states(view, chosen), chosen)


@remember
def count_in(view: View, asked: Chosen, chosen: RegisterFilter) -> int:
    """How many of the lines that the filter leaves of all states are in this state or set."""
    return count_of(lines_of_all_states(view, chosen), asked, chosen)


@remember
def group_totals(view: View, chosen: RegisterFilter) -> Mapping[str, int]:
    """By the name of a group how many lines it has."""
    return Counter(group_names(register_lines(view, chosen), chosen.grouping, view.facts))


def sections(view: View) -> list[str]:
    """The numbers of the sections of the chosen plan, in its order; none without a plan."""
    return [] if view.selection.plan is None else section_numbers(_lines(view, False, None))


def register_tasks(view: View, chosen: RegisterFilter) -> list[RegisteredTask]:
    """The tasks among which the filter looks. Whoever sees one agency alone sees nothing that other leads reported, so
    nothing that the agency coordinates."""
    return _tasks(view, chosen.grouping is Grouping.AGENCY, _coordinated_by(view, chosen))


def _coordinated_by(view: View, chosen: RegisterFilter) -> str | None:
    return view.selection.agency if chosen.coordinated and view.scope.agency is None else None


@remember
def _lines_of_all_states(view: View, chosen: RegisterFilter) -> tuple[RegisterLine, ...]:
    lines = _lines(view, chosen.grouping is Grouping.AGENCY, _coordinated_by(view, chosen))
    return before_state(lines, chosen, view.facts)


@remember
def _lines(view: View, by_lead: bool, coordinated_by: str | None) -> tuple[RegisterLine, ...]:
    tasks = _tasks(view, by_lead, coordinated_by)
    with open_session() as session:
        texts = register_texts(session, tasks)
    under_way = view.under_way()
    return tuple(register_line(task, texts, view.facts, under_way) for task in tasks)


def _tasks(view: View, by_lead: bool, coordinated_by: str | None) -> list[RegisteredTask]:
    if coordinated_by is not None:
        return coordinated(view.facts, agency=coordinated_by, cutoff=view.cutoff, selection=view.selection)
    return register(view.facts, cutoff=view.cutoff, selection=view.selection, by_lead=by_lead)
