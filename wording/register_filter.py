"""What a filter leaves of the register of tasks, in which order and groups; its parameters are those of the page's URL."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from data_model.rules.figures.register import SOON_DAYS, Chosen, chosen_from
from data_model.rules.plans.facts import Facts
from data_model.rules.plans.sections import is_in_section
from wording.collation import vietnamese_order
from wording.groups import agency_name, plan_name
from wording.register import RegisterLine, chosen_words
from wording.search import SearchQuery, search_key
from wording.translation import _, mark

STATE, WITHIN, SECTION, WORDS = "state", "within", "section", "find"
GROUP, ORDER, ROLE = "group", "order", "role"
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


GROUPINGS = {
    Grouping.PLAN: mark("Grouped by plan"),
    Grouping.AGENCY: mark("Grouped by agency"),
    Grouping.NONE: mark("Not grouped"),
}
ORDERS = {
    Order.PLAN: mark("In the order of the plan"),
    Order.DUE: mark("The soonest due first"),
    Order.OVERDUE: mark("The longest overdue first"),
    Order.PROGRESS: mark("The furthest behind first"),
}


@dataclass(frozen=True)
class RegisterFilter:
    """What of the tasks is shown, and how; `soon_days` is how far "due soon" looks ahead."""

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

    @property
    def in_words(self) -> list[str]:
        """What it leaves out, as a file says it."""
        said = [chosen_words(self.state, soon_days=self.soon_days)] if self.state else []
        said += [_("section {number}").format(number=self.section)] if self.section else []
        said += [_("with the words “{words}”").format(words=self.words)] if self.words.strip() else []
        return [*said, _("tasks it coordinates")] if self.coordinated else said


ALL_LINES = RegisterFilter()


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


def before_state(lines: Iterable[RegisterLine], chosen: RegisterFilter, facts: Facts) -> tuple[RegisterLine, ...]:
    """What the filter leaves of all states, from which each state takes its own; in order, groups one after another."""
    found = [line for line in lines if not chosen.section or is_in_section(line.section_path, chosen.section)]
    sought = SearchQuery.from_text(chosen.words)
    if sought.pieces:
        found = [entry.line for entry in sought.among(map(_Entry, found))]
    if chosen.order is not Order.PLAN:
        found.sort(key=lambda line: _place(line, chosen.order))
    if chosen.grouping is not Grouping.NONE:
        found.sort(key=lambda line: _group_place(line, chosen.grouping, facts))
    return tuple(found)


def of_state(lines: tuple[RegisterLine, ...], chosen: RegisterFilter) -> tuple[RegisterLine, ...]:
    if chosen.state is None:
        return lines
    return tuple(line for line in lines if line.task.is_in(chosen.state, soon_days=chosen.soon_days))


def count_of(lines: Iterable[RegisterLine], asked: Chosen, chosen: RegisterFilter) -> int:
    """How many of the lines are in a state or set."""
    return sum(line.task.is_in(asked, soon_days=chosen.soon_days) for line in lines)


def grouped(lines: Iterable[RegisterLine], grouping: Grouping, facts: Facts) -> list[LineGroup]:
    """Lines that stand in the order of their groups, parted into these."""
    groups: dict[str | None, list[RegisterLine]] = {}
    for line in lines:
        groups.setdefault(_group_key(line, grouping), []).append(line)
    return [LineGroup(_group_name(key, grouping, facts), tuple(own)) for key, own in groups.items()]


def group_names(lines: Iterable[RegisterLine], grouping: Grouping, facts: Facts) -> Iterator[str]:
    """By line the name of its group."""
    return (_group_name(_group_key(line, grouping), grouping, facts) for line in lines)


def section_numbers(lines: Sequence[RegisterLine]) -> list[str]:
    """The numbers of their sections, with those above them, in the order of the lines."""
    numbers = [line.section.split(".") for line in lines if line.section]
    return list(dict.fromkeys(".".join(parts[:count]) for parts in numbers for count in range(1, len(parts) + 1)))


def _group_key(line: RegisterLine, grouping: Grouping) -> str | None:
    """The code of the plan, or of the agency that leads the task; None for a task that nobody leads, and without groups."""
    status = line.task.status
    if grouping is Grouping.PLAN:
        return status.task.plan
    if grouping is Grouping.NONE or status.unassigned or not status.leads:
        return None
    return status.agency or status.leads[0]


def _group_name(key: str | None, grouping: Grouping, facts: Facts) -> str:
    if key is None:
        return _("Not assigned") if grouping is Grouping.AGENCY else ""
    return plan_name(facts.plans[key]) if grouping is Grouping.PLAN else agency_name(key, facts)


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


def _group_place(line: RegisterLine, grouping: Grouping, facts: Facts) -> tuple[bool, str]:
    key = _group_key(line, grouping)
    return key is None, vietnamese_order(_group_name(key, grouping, facts))
