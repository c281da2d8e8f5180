"""Who issues a document, where it goes and who signs it: data of the office, never guessed."""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any

DOTS = "…………"
"""Stands where the office has not said what belongs there, to be filled in by hand."""


class LetterheadProblem(ValueError):
    """What is wrong with a letterhead file: `entry` is its name there, empty where the file can't be read."""

    def __init__(self, entry: str = "") -> None:
        super().__init__(entry)
        self.entry = entry


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What is empty is shown as a dotted line.

    `superior` stands above the issuer (a People's Committee has none: `commands`); `symbol` and `unit` are the
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
        """The letterhead in a TOML file with these names; those that are missing stay empty. LetterheadProblem."""
        try:
            entries = tomllib.loads(content.decode("utf-8-sig"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError):
            raise LetterheadProblem from None
        return cls(**_checked(entries))

    @classmethod
    def from_json(cls, text: str) -> "Letterhead":
        """A letterhead that `to_json` wrote."""
        return cls(**_checked(json.loads(text)))

    def to_json(self) -> str:
        """As it is kept with an issued report."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)

    def or_else(self, known: "Letterhead") -> "Letterhead":
        """What is empty here is taken from what is known otherwise."""
        return Letterhead(
            **{field.name: getattr(self, field.name) or getattr(known, field.name) for field in fields(self)}
        )


def _checked(entries: Mapping[str, Any]) -> dict[str, Any]:
    """Each entry in the form of its field: a text, a list of texts, or true and false."""
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
