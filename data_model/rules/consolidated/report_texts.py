"""What the office writes itself in a consolidated report, and into which group it put the sections of the plans."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from data_model.rules.consolidated.content_groups import Section
from data_model.values import ContentGroup, ReportPart

LONGEST_TEXT = 20_000
"""Characters of one part; a whole report has fewer."""

Part = ReportPart | ContentGroup
"""What a text is for: a part of the report, or the results of one group of content."""
_PARTS: dict[str, Part] = {part.value: part for part in (*ReportPart, *ContentGroup)}


@dataclass(frozen=True)
class OfficeTexts:
    """A part that is missing in `texts` is drafted from the figures."""

    texts: Mapping[Part, str] = field(default_factory=dict)
    content_groups: Mapping[Section, ContentGroup] = field(default_factory=dict)

    @classmethod
    def from_json(cls, texts: str, content_groups: str) -> "OfficeTexts":
        """From what `texts_json` and `groups_json` gave."""
        return cls(
            {_PARTS[part]: text for part, text in json.loads(texts).items() if part in _PARTS},
            {(plan, section): ContentGroup(group) for plan, section, group in json.loads(content_groups or "[]")},
        )

    def texts_json(self) -> str:
        return json.dumps(dict(self.texts), ensure_ascii=False, sort_keys=True)

    def groups_json(self) -> str:
        return json.dumps(
            sorted([*section, group] for section, group in self.content_groups.items()), ensure_ascii=False
        )

    def paragraphs(self, part: Part) -> list[str]:
        """The lines of a text that are not blank; empty where the office wrote nothing."""
        return [line.strip() for line in self.texts.get(part, "").splitlines() if line.strip()]


NO_TEXTS = OfficeTexts()


class TextTooLong(ValueError):
    """Nothing was saved; `part` is longer than LONGEST_TEXT."""

    def __init__(self, part: Part) -> None:
        super().__init__(part)
        self.part = part


def check_texts(texts: OfficeTexts) -> None:
    """Raises TextTooLong."""
    for part, text in texts.texts.items():
        if len(text) > LONGEST_TEXT:
            raise TextTooLong(part)
