"""Issuer, recipients and signer of a document, as the office has stated them; never guessed."""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any

DOTS = "…………"
"""Shown where the office has stated nothing, to be filled in by hand."""


class LetterheadProblem(ValueError):
    """A letterhead file is wrong: `entry` is the name of the entry, empty if the file can't be read."""

    def __init__(self, entry: str = "") -> None:
        super().__init__(entry)
        self.entry = entry


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Empty fields are shown as dotted lines.

    `superior` is the line above the issuer (a People's Committee has none: `commands`); `symbol` and `unit` are the
    abbreviations in numbers (05/BC-SNgV, 12/SNgV-HTQT); `report_to` is whom a report is addressed to.
    """

    issuer: str = ""
    superior: str = ""
    place: str = ""
    symbol: str = ""
    unit: str = ""
    signer_title: tuple[str, ...] = ()
    signer_name: str = ""
    report_to: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    letter_recipients: tuple[str, ...] = ()
    commands: bool = False
    """The issuer is the People's Committee itself, which may instruct the bodies that it assigned a task to."""

    @classmethod
    def from_toml(cls, content: bytes) -> "Letterhead":
        """From a TOML file with the fields as names; missing ones stay empty. Raises LetterheadProblem."""
        try:
            entries = tomllib.loads(content.decode("utf-8-sig"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError):
            raise LetterheadProblem from None
        return cls(**_checked(entries))

    @classmethod
    def from_json(cls, text: str) -> "Letterhead":
        """From the text of `to_json`."""
        return cls(**_checked(json.loads(text)))

    def to_json(self) -> str:
        """The text that is stored with an issued report."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)

    def or_else(self, other: "Letterhead") -> "Letterhead":
        """Empty fields taken from the other letterhead."""
        return Letterhead(
            **{field.name: getattr(self, field.name) or getattr(other, field.name) for field in fields(self)}
        )


def _checked(entries: Mapping[str, Any]) -> dict[str, Any]:
    """Raises LetterheadProblem for an entry that is unknown or not of its field's type."""
    kinds = {field.name: type(field.default) for field in fields(Letterhead)}
    checked: dict[str, Any] = {}
    for name, value in entries.items():
        kind = kinds.get(name)
        if kind is tuple and isinstance(value, list) and all(isinstance(text, str) for text in value):
            checked[name] = tuple(value)
        elif kind in (str, bool) and isinstance(value, kind):
            checked[name] = value
        else:
            raise LetterheadProblem(name)
    return checked


NO_LETTERHEAD = Letterhead()


@dataclass(frozen=True, slots=True)
class Issue:
    """The number and day of an issued document; a draft has none."""

    number: int
    on: date


@dataclass(frozen=True, slots=True)
class Framing:
    """Letterhead and issue of one document."""

    letterhead: Letterhead = NO_LETTERHEAD
    issue: Issue | None = None

    @property
    def is_draft(self) -> bool:
        return self.issue is None


NO_FRAMING = Framing()
