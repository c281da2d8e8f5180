"""Each entry of the audit carries a hash of itself and of the one before, so that a cut or an edit is found."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from data_model.values import UTC


@dataclass(frozen=True, slots=True)
class AuditEvent:
    """Who did what, when and from where. `at` is an instant with a zone; `address` is empty for the command line."""

    at: datetime
    user_name: str
    what: str
    subject: str = ""
    note: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One entry of the audit as it is stored."""

    id: int
    event: AuditEvent
    chained_hash: str


@dataclass(frozen=True, slots=True)
class AuditQuestion:
    """Which entries are asked for; what is empty limits nothing. `words` stand in the subject, note or address; the days
    are those of Viet Nam, both included."""

    person: str = ""
    what: str = ""
    words: str = ""
    first: date | None = None
    last: date | None = None


def hash_after(head: str, event: AuditEvent) -> str:
    """The hash of an entry that follows the one with the hash `head`; of the first, `head` is empty."""
    instant = event.at.astimezone(UTC).isoformat(timespec="microseconds")
    parts = [head, instant, event.user_name, event.what, event.subject, event.note, event.address]
    return sha256(json.dumps(parts, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class AuditCheck:
    """What was found of a chain: how many entries there are, and which do not follow the one before them."""

    entries: int
    head: str
    broken: tuple[int, ...]
    """Ids: this entry or the one before it was changed, or one was taken out or put in between them."""
    missing_at_end: int
    """How many more the store says there were; below 0 where some were added past it."""
    head_differs: bool = False
    """As many as there should be, and the last is not the one that was written last."""

    @property
    def is_whole(self) -> bool:
        return not self.broken and not self.missing_at_end and not self.head_differs


def check_chain(rows: Iterable[AuditRow], *, count: int, head: str) -> AuditCheck:
    """Follows the entries in their order; `count` and `head` are what the store says of their end."""
    last, found, broken = "", 0, []
    for row in rows:
        if hash_after(last, row.event) != row.chained_hash:
            broken.append(row.id)
        last, found = row.chained_hash, found + 1
    missing = count - found
    return AuditCheck(found, last, tuple(broken), missing, head_differs=missing == 0 and last != head)
