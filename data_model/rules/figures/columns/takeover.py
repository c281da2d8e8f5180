"""From whom a new lead took a task over: definitions §4, "A new lead goes on from the lines of …"."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from data_model.rules.figures.columns.day_numbers import OPEN_FROM

Spell = tuple[int, int]
"""First and last day on which an agency leads a task."""
Edges = Collection[tuple[str, str]]
"""(from, to) of each succession of agencies."""


@dataclass
class _Beginner:
    agency: str
    begins: int


def taken_over_from(spells: Mapping[str, Sequence[Spell]], successions: Edges) -> dict[str, list[str]]:
    """By agency that leads one task: the agencies from which it took the task over; several where they were merged.

    `spells` are the times in which each leads it. Who began with nobody before it is not named.
    """
    if len(spells) < 2:
        return {}
    beginners = [_Beginner(agency, min(first for first, _ in own)) for agency, own in spells.items()]
    taken: set[str] = set()
    found: dict[str, list[str]] = {}
    for day in sorted({beginner.begins for beginner in beginners} - {OPEN_FROM}):
        waiting = sorted(beginner.agency for beginner in beginners if beginner.begins == day)
        named = [
            agency_waiting
            for agency_waiting in waiting
            if _named(agency_waiting, _ended_last(spells, day, taken), successions)
        ]
        for agency in [*named, *(agency_waiting for agency_waiting in waiting if agency_waiting not in named)]:
            before = _ended_last(spells, day, taken)
            chosen = _named(agency, before, successions) if len(before) > 1 else before
            if chosen := chosen or before[:1]:
                found[agency] = chosen
                taken.update(chosen)
    return found


def _ended_last(spells: Mapping[str, Sequence[Spell]], day: int, taken: Collection[str]) -> list[str]:
    """Of those that do not lead on the day and that nobody took over yet, who ended last before it; by code."""
    ends = {
        agency: end
        for agency, own in spells.items()
        if agency not in taken
        and not any(first <= day <= last for first, last in own)
        and (end := max((last for _, last in own if last < day), default=None)) is not None
    }
    latest = max(ends.values(), default=None)
    return sorted(agency for agency, end in ends.items() if end == latest)


def _named(agency: str, before: Iterable[str], successions: Edges) -> list[str]:
    return [lead_before for lead_before in before if (lead_before, agency) in successions]
