"""The register of tasks: what its filters in the URL leave of a view, in which order and groups."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from data_model.rules.consolidated.register_texts import RegisterTexts
from data_model.rules.figures.register import SOON_DAYS, Chosen, RegisteredTask, chosen_from, coordinated, register
from data_model.rules.plans.sections import is_in_section
from data_model.store import open_session
from data_model.store.consolidated.register_texts import register_texts
from ui.base.language import _
from ui.figures.view import View, remember
from wording.collation import vietnamese_order
from wording.groups import agency_name, plan_name
from wording.register import RegisterLine, register_line
from wording.search import SearchQuery, search_key

STATE, WITHIN, SECTION, WORDS = "state", "within", "section", "find"
GROUP, ORDER, ROLE, PAGE = "group", "order", "role", "page"
COORDINATES = "coordinate"
"""The value of `ROLE` that asks for the tasks that the chosen agency coordinates."""
FURTHEST_DAYS = 366


class Grouping(StrEnum):
    PLAN = "plan"
    AGENCY = "agency"
    NONE = "none"


class Order(StrEnum):
    """`PLAN` is the order of the plans' texts."""

    PLAN = "plan"
    DUE = "due"
    OVERDUE = "overdue"
    PROGRESS = "progress"


@dataclass(frozen=True)
class RegisterFilter:
    """What of the view's tasks is shown, and how; `soon_days` is how far "due soon" looks ahead."""

    state: Chosen | None = None
    soon_days: int = SOON_DAYS
    section: str = ""
    words: str = ""
    grouping: Grouping = Grouping.PLAN
    order: Order = Order.PLAN
    coordinated: bool = False

    @classmethod
    def from_address(cls, given: Mapping[str, str]) -> "RegisterFilter":
        """From the URL's parameters; what is not understood is left out."""
        state, group, order = given.get(STATE, ""), given.get(GROUP, ""), given.get(ORDER, "")
        return cls(
            state=_chosen(state),
            soon_days=days_from(given.get(WITHIN, "")) or SOON_DAYS,
            section=given.get(SECTION, ""),
            words=given.get(WORDS, ""),
            grouping=Grouping(group) if group in set(Grouping) else Grouping.PLAN,
            order=Order(order) if order in set(Order) else Order.PLAN,
            coordinated=given.get(ROLE) == COORDINATES,
        )


def _chosen(text: str) -> Chosen | None:
    try:
        return chosen_from(text)
    except ValueError:
        return None


def days_from(text: str) -> int | None:
    """A number of days from 1 to a year; None for anything else."""
    days = int(text) if text.isascii() and text.isdecimal() and len(text) <= len(str(FURTHEST_DAYS)) else 0
    return days if 1 <= days <= FURTHEST_DAYS else None


@dataclass(frozen=True)
class LineGroup:
    """The lines of one plan or agency; the name is empty where lines are not grouped."""

    name: str
    lines: tuple[RegisterLine, ...]


@remember
def lines_before_state(view: View, chosen: RegisterFilter) -> tuple[RegisterLine, ...]:
    """What the filters leave of all states, from which each state takes its own; in order, groups one after another."""
    found: Iterable[RegisterLine] = _lines(view, chosen.grouping is Grouping.AGENCY, _coordinates(view, chosen))
    if chosen.section:
        found = [line for line in found if is_in_section(line.task.status.task.section, chosen.section)]
    sought = SearchQuery.from_text(chosen.words)
    if sought.pieces:
        found = [entry.line for entry in sought.among(map(_Entry, found))]
    in_order = sorted(found, key=lambda line: _place(line, chosen.order)) if chosen.order is not Order.PLAN else found
    return tuple(sorted(in_order, key=lambda line: _group_place(line, chosen.grouping, view)))


def register_lines(view: View, chosen: RegisterFilter) -> tuple[RegisterLine, ...]:
    """The lines that the filter leaves."""
    lines = lines_before_state(view, replace(chosen, state=None))
    if chosen.state is None:
        return lines
    return tuple(line for line in lines if line.task.is_in(chosen.state, soon_days=chosen.soon_days))


def grouped(view: View, lines: Iterable[RegisterLine], grouping: Grouping) -> list[LineGroup]:
    """Lines that stand in the order of their groups, parted into these."""
    groups: dict[str | None, list[RegisterLine]] = {}
    for line in lines:
        groups.setdefault(group_key(line, grouping), []).append(line)
    return [LineGroup(_group_name(key, grouping, view), tuple(own)) for key, own in groups.items()]


def group_names(view: View, lines: Iterable[RegisterLine], grouping: Grouping) -> Iterator[str]:
    """By line the name of its group."""
    return (_group_name(group_key(line, grouping), grouping, view) for line in lines)


def group_key(line: RegisterLine, grouping: Grouping) -> str | None:
    """The code of the plan, or of the agency that leads the task; None for a task that nobody leads, and without groups."""
    status = line.task.status
    if grouping is Grouping.PLAN:
        return status.task.plan
    if grouping is Grouping.NONE or status.unassigned or not status.leads:
        return None
    return status.agency or status.leads[0]


def _group_name(key: str | None, grouping: Grouping, view: View) -> str:
    if key is None:
        return _("Not assigned") if grouping is Grouping.AGENCY else ""
    return plan_name(view.facts.plans[key]) if grouping is Grouping.PLAN else agency_name(key, view.facts)


def sections(view: View) -> list[str]:
    """The numbers of the sections of the chosen plan, with those above them, in its order; none without a plan."""
    if view.selection.plan is None:
        return []
    numbers = [line.section.split(".") for line in _lines(view, False, None) if line.section]
    return list(dict.fromkeys(".".join(parts[:count]) for parts in numbers for count in range(1, len(parts) + 1)))


def _coordinates(view: View, chosen: RegisterFilter) -> str | None:
    """The agency whose coordinated tasks are asked for. Whoever sees one agency alone sees nothing of other leads."""
    return view.selection.agency if chosen.coordinated and view.scope.agency is None else None


@remember
def _lines(view: View, by_lead: bool, coordinated_by: str | None) -> tuple[RegisterLine, ...]:
    tasks = _tasks(view, by_lead, coordinated_by)
    texts = _texts(view, by_lead, coordinated_by)
    under_way = view.under_way()
    return tuple(register_line(task, texts, view.facts, under_way) for task in tasks)


@remember
def _tasks(view: View, by_lead: bool, coordinated_by: str | None) -> tuple[RegisteredTask, ...]:
    if coordinated_by is not None:
        return tuple(coordinated(view.facts, agency=coordinated_by, cutoff=view.cutoff, selection=view.selection))
    return tuple(register(view.facts, cutoff=view.cutoff, selection=view.selection, by_lead=by_lead))


def _texts(view: View, by_lead: bool, coordinated_by: str | None) -> RegisterTexts:
    with open_session() as session:
        return register_texts(session, _tasks(view, by_lead, coordinated_by))


class _Entry:
    """A line that can be searched for."""

    def __init__(self, line: RegisterLine) -> None:
        self.line = line
        self.key = search_key(line.code, line.title, line.leads, line.before, *line.coordinators, line.result)


def _place(line: RegisterLine, order: Order) -> tuple[bool, float]:
    """Sorts the soonest due, the longest overdue and the furthest behind first; those without a value last."""
    status = line.task.status
    if order is Order.DUE:
        return status.due_on is None, (status.due_on or date.max).toordinal()
    if order is Order.OVERDUE:
        return status.days_overdue == 0, -status.days_overdue
    return not status.is_measured, float(status.progress.percent)


def _group_place(line: RegisterLine, grouping: Grouping, view: View) -> tuple[bool, str]:
    if grouping is Grouping.NONE:
        return False, ""
    key = group_key(line, grouping)
    return key is None, vietnamese_order(_group_name(key, grouping, view))
