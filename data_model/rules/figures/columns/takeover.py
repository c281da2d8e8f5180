"""From which lead a new lead took a task over: definitions §4, "A new lead goes on from the lines of …"."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from data_model.rules.figures.columns.day_numbers import OPEN_FROM

Spell = tuple[int, int]
"""First and last day on which an agency leads a task."""
Edges = Collection[tuple[str, str]]
"""(from, to) of each succession of agencies."""


@dataclass
class _NewLead:
    agency: str
    begins: int


def taken_over_from(spells: Mapping[str, Sequence[Spell]], successions: Edges) -> dict[str, list[str]]:
    """For one task, by lead: the agencies from which it took the task over; several where they were merged.

    `spells` are the times in which each agency leads it. An agency without predecessor is not in the result.
    """
    if len(spells) < 2:
        return {}
    beginners = [_NewLead(agency, min(first for first, _ in own)) for agency, own in spells.items()]
    taken: set[str] = set()
    predecessors: dict[str, list[str]] = {}
    for day in sorted({beginner.begins for beginner in beginners} - {OPEN_FROM}):
        waiting = sorted(beginner.agency for beginner in beginners if beginner.begins == day)
        named = [
            agency_waiting
            for agency_waiting in waiting
            if _with_succession(agency_waiting, _ended_last(spells, day, taken), successions)
        ]
        for agency in [*named, *(agency_waiting for agency_waiting in waiting if agency_waiting not in named)]:
            before = _ended_last(spells, day, taken)
            chosen = _with_succession(agency, before, successions) if len(before) > 1 else before
            if chosen := chosen or before[:1]:
                predecessors[agency] = chosen
                taken.update(chosen)
    return predecessors


def _ended_last(spells: Mapping[str, Sequence[Spell]], day: int, taken: Collection[str]) -> list[str]:
    """Of the leads that do not lead on the day and have no successor yet (not in `taken`), those that ended last, by code."""
    ends = {
        agency: end
        for agency, own in spells.items()
        if agency not in taken
        and not any(first <= day <= last for first, last in own)
        and (end := max((last for _, last in own if last < day), default=None)) is not None
    }
    latest = max(ends.values(), default=None)
    return sorted(agency for agency, end in ends.items() if end == latest)


def _with_succession(agency: str, before: Iterable[str], successions: Edges) -> list[str]:
    return [lead_before for lead_before in before if (lead_before, agency) in successions]
