"""What becomes of the tasks, memberships and regimes of an agency that is renamed, merged, split, dissolved or hands over duties.

Everything is by date: rows that hold end on the day before, and others begin on the day. Nothing reported is rewritten.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from data_model.rules.plans.keeping import KeepProblem, KeepRefused, RowChange
from data_model.values import SuccessionKind

Row = Mapping[str, str]
_GOES_ON = (SuccessionKind.DUTY_MOVED,)
"""After these the agency itself stays."""


@dataclass(frozen=True)
class Move:
    """What happens to organisations on a day. `tasks` names by task who goes on with it, where a person chooses that: of an
    agency that is split every task, of one that hands over duties those that it hands over."""

    kind: SuccessionKind
    on: date
    from_agencies: tuple[str, ...]
    to_agencies: tuple[str, ...] = ()
    basis: str = ""
    tasks: Mapping[str, str] = field(default_factory=dict)

    @property
    def edges(self) -> list[tuple[str, str | None]]:
        """From whom to whom; to None where nobody follows."""
        return [(before, after) for before in self.from_agencies for after in self.to_agencies or (None,)]

    def successor(self, task: str) -> str | None:
        """Who goes on with a task of the agencies; None is nobody."""
        if self.kind in (SuccessionKind.SPLIT, SuccessionKind.DUTY_MOVED):
            return self.tasks.get(task)
        return self.to_agencies[0] if self.to_agencies else None


@dataclass(frozen=True)
class Kept:
    """The rows that stand in the store: what a move ends, and what stands already where it begins."""

    agencies: Mapping[str, Row]
    assignments: Collection[Row]
    groups: Collection[Row]
    regimes: Collection[Row]
    confirmations: Collection[Row]
    successions: Collection[Row]


def check_move(move: Move, kept: Kept) -> None:
    """Raises KeepRefused: without a successor where there must be one, into itself, or in a circle."""
    if move.kind is not SuccessionKind.DISSOLVED and not move.to_agencies:
        raise KeepRefused(KeepProblem.NO_SUCCESSOR)
    if move.kind is SuccessionKind.DISSOLVED:
        return
    stays = move.kind in (SuccessionKind.MERGED, SuccessionKind.SPLIT)
    if set(move.from_agencies) & set(move.to_agencies) and not stays:
        raise KeepRefused(KeepProblem.SAME_AGENCY)
    if set(move.from_agencies) == set(move.to_agencies):
        raise KeepRefused(KeepProblem.SAME_AGENCY)
    if move.kind in _GOES_ON:
        return
    edges = [(row["from_agency"], row["to_agency"]) for row in kept.successions if row["kind"] not in _GOES_ON]
    edges += [(before, after) for before, after in move.edges if after is not None and after != before]
    for before in move.from_agencies:
        if before not in move.to_agencies and before in _reached(before, edges):
            name = kept.agencies[before]["name"] if before in kept.agencies else before
            raise KeepRefused(KeepProblem.MAKES_A_CIRCLE, name=name)


def _reached(start: str, edges: Collection[tuple[str, str]]) -> set[str]:
    found: set[str] = set()
    waiting = [start]
    while waiting:
        agency = waiting.pop()
        following = {after for before, after in edges if before == agency and after} - found
        found |= following
        waiting += following
    return found


def changes_of(move: Move, kept: Kept) -> list[RowChange]:
    """Every row that the move ends or begins, the edges first."""
    edges = [
        RowChange(
            "successions.csv",
            row={
                "on": move.on.isoformat(),
                "kind": move.kind.value,
                "from_agency": before,
                "to_agency": after or "",
                "basis": move.basis,
            },
        )
        for before, after in move.edges
        if before != after
    ]
    leaving = [agency for agency in move.from_agencies if agency not in move.to_agencies]
    return [
        *edges,
        *_agencies(move, kept, leaving),
        *_assignments(move, kept),
        *_groups(move, kept, leaving),
        *_regimes(move, kept, leaving),
    ]


def undone(changes: Iterable[RowChange]) -> list[RowChange]:
    """What takes all of the changes back: first the edges, then the others from the last to the first."""
    backwards = [RowChange(change.sheet, change.row, change.read) for change in reversed(list(changes))]
    return sorted(backwards, key=lambda change: change.sheet != "successions.csv")


def _day_before(day: date) -> str:
    return (day - timedelta(days=1)).isoformat()


def _holds(row: Row, on: date) -> bool:
    """Whether a row holds on the day or begins later."""
    return not row["valid_to"] or row["valid_to"] >= on.isoformat()


def _ended(sheet: str, row: Row, on: date) -> RowChange | None:
    """None where it begins only later and is to go altogether."""
    if row["valid_from"] and row["valid_from"] >= on.isoformat():
        return None
    return RowChange(sheet, row, {**row, "valid_to": _day_before(on)})


def _agencies(move: Move, kept: Kept, leaving: Collection[str]) -> Iterator[RowChange]:
    if move.kind in _GOES_ON:
        return
    for code in leaving:
        row = kept.agencies[code]
        if _holds(row, move.on) and (ended := _ended("agencies.csv", row, move.on)):
            yield ended


def _assignments(move: Move, kept: Kept) -> Iterator[RowChange]:
    """A task that several of them had goes on once."""
    begun = {
        (row["task"], row["role"], row["agency"])
        for row in kept.assignments
        if row["agency"] not in move.from_agencies or row["agency"] in move.to_agencies
        if _holds(row, move.on) and not row["valid_to"]
    }
    for row in kept.assignments:
        if row["agency"] not in move.from_agencies or not _holds(row, move.on):
            continue
        successor = move.successor(row["task"])
        if successor == row["agency"] or (successor is None and move.kind in _GOES_ON):
            continue
        ended = _ended("assignments.csv", row, move.on)
        yield ended or RowChange("assignments.csv", read=row)
        if successor is not None and (row["task"], row["role"], successor) not in begun:
            begun.add((row["task"], row["role"], successor))
            first = max(row["valid_from"], move.on.isoformat())
            yield RowChange("assignments.csv", row={**row, "agency": successor, "valid_from": first})


def _groups(move: Move, kept: Kept, leaving: Collection[str]) -> Iterator[RowChange]:
    """Its place in a group goes to its successors; of one that is split to each of them."""
    if move.kind in _GOES_ON:
        return
    begun = {
        (row["group"], row["member"])
        for row in kept.groups
        if row["member"] not in leaving and _holds(row, move.on) and not row["valid_to"]
    }
    for row in kept.groups:
        if row["member"] not in leaving or not _holds(row, move.on):
            continue
        yield _ended("groups.csv", row, move.on) or RowChange("groups.csv", read=row)
        for successor in move.to_agencies:
            if (row["group"], successor) not in begun:
                begun.add((row["group"], successor))
                first = max(row["valid_from"], move.on.isoformat())
                yield RowChange("groups.csv", row={**row, "member": successor, "valid_from": first})


def _regimes(move: Move, kept: Kept, leaving: Collection[str]) -> Iterator[RowChange]:
    """From the day on its first successor consolidates, by the same regime, confirmed where that was."""
    if move.kind in _GOES_ON or not move.to_agencies:
        return
    on, successor = move.on.isoformat(), move.to_agencies[0]
    for plan in sorted({row["plan"] for row in kept.regimes}):
        of_plan = sorted((row for row in kept.regimes if row["plan"] == plan), key=lambda row: row["valid_from"])
        before = [row for row in of_plan if row["valid_from"] < on]
        if before and before[-1]["consolidator"] in leaving and not any(row["valid_from"] == on for row in of_plan):
            yield RowChange("regimes.csv", row={**before[-1], "valid_from": on, "consolidator": successor})
            confirmed = [
                row
                for row in kept.confirmations
                if (row["plan"], row["valid_from"]) == (plan, before[-1]["valid_from"])
            ]
            for row in confirmed:
                yield RowChange("regime_confirmations.csv", row={**row, "valid_from": on})
        for row in of_plan:
            if row["valid_from"] >= on and row["consolidator"] in leaving:
                yield RowChange("regimes.csv", row, {**row, "consolidator": successor})
