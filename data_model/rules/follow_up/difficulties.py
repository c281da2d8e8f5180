"""Difficulties and proposals of report lines, repeated ones joined, with how the office handles each."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from data_model.rules.plans.periods import Period
from data_model.values import Decider, RemarkKind

_NOTHING = frozenset(
    {"khong", "khong co", "ko", "khong phat sinh", "chua co", "khong co kho khan", "khong co kien nghi"}
)
_WORDS = re.compile(r"[^\w]+")
_MARKS = re.compile(r"[\u0300-\u036f]")


@dataclass(frozen=True, slots=True)
class SaidRemark:
    """What one counted line says of difficulties or proposals."""

    plan: str
    task: str
    agency: str
    period: Period
    kind: RemarkKind
    text: str


@dataclass(frozen=True, slots=True)
class Handling:
    """How one is handled, as entered at `entered_at`."""

    plan: str
    kind: RemarkKind
    key: str
    text: str
    raised_by: tuple[str, ...]
    decider: Decider
    handled_by: str
    due_on: date | None
    outcome: str
    is_closed: bool
    entered_at: datetime


@dataclass(frozen=True)
class FollowedRemark:
    """One difficulty or proposal of a plan, by whom it was said and how it stands; `handling` is None as long as nobody
    took it up."""

    plan: str
    kind: RemarkKind
    key: str
    text: str
    said: tuple[SaidRemark, ...] = ()
    handling: Handling | None = None

    @property
    def is_open(self) -> bool:
        return self.handling is None or not self.handling.is_closed

    @property
    def agencies(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(remark.agency for remark in self.said))

    @property
    def last_period(self) -> Period:
        return max(remark.period for remark in self.said)

    def is_late_on(self, day: date) -> bool:
        return (
            self.is_open
            and self.handling is not None
            and self.handling.due_on is not None
            and self.handling.due_on < day
        )


def remark_key(text: str) -> str:
    """Equal for texts that differ in case, marks, spaces and signs alone; empty where the text says "none"."""
    plain = _MARKS.sub("", unicodedata.normalize("NFD", text.casefold())).replace("đ", "d")
    key = " ".join(_WORDS.sub(" ", plain).split())
    return "" if key in _NOTHING else key


def followed(said: Iterable[SaidRemark], handlings: Iterable[Handling], *, as_of: datetime) -> list[FollowedRemark]:
    """Open ones first, those said by most agencies and most often before others. Handlings entered later do not count."""
    last: dict[tuple[str, RemarkKind, str], Handling] = {}
    for handling in sorted(handlings, key=lambda handling: handling.entered_at):
        if handling.entered_at <= as_of:
            last[handling.plan, handling.kind, handling.key] = handling
    by_key: dict[tuple[str, RemarkKind, str], list[SaidRemark]] = {}
    for remark in said:
        if key := remark_key(remark.text):
            by_key.setdefault((remark.plan, remark.kind, key), []).append(remark)
    found = [
        FollowedRemark(
            plan,
            kind,
            key,
            max(of_key, key=lambda remark: remark.period).text,
            tuple(of_key),
            last.get((plan, kind, key)),
        )
        for (plan, kind, key), of_key in by_key.items()
    ]
    return sorted(
        found,
        key=lambda remark: (not remark.is_open, -len(remark.agencies), -len(remark.said), remark.plan, remark.key),
    )


def still_open(handlings: Iterable[Handling], *, as_of: datetime) -> list[Handling]:
    """The last entry of each that was not closed by an instant: what the next report carries on."""
    last = {}
    for handling in sorted(handlings, key=lambda handling: handling.entered_at):
        if handling.entered_at <= as_of:
            last[handling.plan, handling.kind, handling.key] = handling
    return [handling for handling in last.values() if not handling.is_closed]
