"""A paragraph that states duties: its sentences and clauses, each a draft or a part of the one before."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from plan_reading.base.draft import Evidence, Named, TaskDraft
from plan_reading.base.view import Passage
from plan_reading.bodies.verbs import starts_with_verb
from plan_reading.duties import signs
from plan_reading.duties.assignment import Assignment, assignment
from plan_reading.duties.clauses import clauses, sentences
from plan_reading.duties.maker import SURE, Maker

_SHORT_CLAUSE = 110


@dataclass(frozen=True, slots=True)
class Around:
    """What the headings say of the duties below: who leads, who is with them, that it is asked for."""

    section: str = ""
    lead: tuple[Named, ...] = ()
    coordinating: tuple[Named, ...] = ()
    requested: bool = False
    by_heading: bool = False
    """Whether a heading names the bodies, so that all that stands below is theirs."""


@dataclass
class Statements:
    """Reads paragraphs; gathers where reporting is spoken of."""

    maker: Maker
    reporting: list[Evidence] = field(default_factory=list)
    weak_reporting: list[Evidence] = field(default_factory=list)

    def read(
        self,
        passage: Passage,
        start: int,
        end: int,
        around: Around,
        *,
        is_new: Callable[[str], bool] = lambda _words: True,
        lists: bool = False,
    ) -> list[TaskDraft]:
        """The duties of `passage.view[start:end]`. `is_new` leaves out what is said again below."""
        return _Paragraph(self, passage, around, is_new).read(start, end)

    def note_reporting(self, passage: Passage, start: int, end: int, *, weak: bool = False) -> None:
        place = Evidence(*passage.span(start, end))
        (self.weak_reporting if weak else self.reporting).append(place)


class _Paragraph:
    def __init__(self, statements: Statements, passage: Passage, around: Around, is_new: Callable[[str], bool]) -> None:
        self._statements = statements
        self._passage = passage
        self._view = passage.view
        self._around = around
        self._is_new = is_new
        self._lead = around.lead
        self._coordinating = around.coordinating
        self._requested = around.requested
        self._drafts: list[TaskDraft] = []
        self._ends: list[tuple[int, int]] = []

    def read(self, start: int, end: int) -> list[TaskDraft]:
        end = self._without_end_mark(start, end)
        for first, last in self._whole_sentences(start, end):
            self._sentence(first, last)
        return self._drafts

    def _without_end_mark(self, start: int, end: int) -> int:
        """Without "./." at the end of a document, and ";" at the end of an item."""
        match = re.compile(r"\s*(?:\.?/\s?\.|;|,)\s*$").search(self._view[start:end])
        return start + match.start() if match else end

    def _whole_sentences(self, start: int, end: int) -> list[tuple[int, int]]:
        """A sentence that only says who goes on in the next: a full stop misprinted for a comma."""
        whole: list[tuple[int, int]] = []
        for first, last in sentences(self._view, start, end):
            if whole and self._says_only_who(*whole[-1]):
                whole[-1] = (whole[-1][0], last)
            else:
                whole.append((first, last))
        return whole

    def _says_only_who(self, start: int, end: int) -> bool:
        who = assignment(self._view, start, end)
        if not who.explicit:
            return False
        rest = self._view[who.rest : end]
        for body in who.coordinating:
            rest = rest.replace(self._view[body.start : body.end], "")
        return bool(signs.ROLE_ONLY.fullmatch(rest.strip() + " "))

    def _sentence(self, start: int, end: int) -> None:
        if signs.CLOSING_CALL.match(self._view, start):
            self._closing_call(start, end)
            return
        who = self._who(start, end)
        begin = who.rest if who.explicit else start
        parts = list(clauses(self._view, begin, end)) or [(begin, end)]
        parts[0] = (start, parts[0][1])
        if not who.explicit and not self._lead and not signs.NO_DUTY.match(self._view, start):
            parts = _together(parts)
        goes_on = bool(self._drafts and not who.explicit and signs.GOES_ON.match(self._view, start))
        for number, (first, last) in enumerate(parts):
            if goes_on and number:
                self._go_on(last)
                continue
            self._clause(first, last, opens=number == 0)

    def _who(self, start: int, end: int) -> Assignment:
        """Under a heading that names the bodies, "Thường trực Ban Chỉ huy …" is their part and no other body."""
        if self._around.by_heading and self._view.startswith("Thường trực", start):
            return Assignment(rest=start)
        return assignment(self._view, start, end)

    def _closing_call(self, start: int, end: int) -> None:
        call = re.compile(r"(?:yêu cầu|đề nghị|giao)\s", re.IGNORECASE).search(self._view, start, end)
        if call is None:
            return
        who = assignment(self._view, call.start(), end)
        if who.explicit and (who.lead or who.names_nobody):
            self._add(call.start(), end, who, SURE - 0.35)

    def _clause(self, start: int, end: int, *, opens: bool) -> None:
        view = self._view
        words = view[start:end]
        who = self._who(start, end)
        told = view[who.rest : end].lstrip(" ,:") if who.explicit else words
        if (
            signs.is_reporting(told, has_lead=bool(self._lead or who.lead))
            or signs.NO_DUTY.match(view, start)
            or (who.explicit and signs.NO_DUTY.match(told))
        ):
            self._note_reporting(start, end)
            return
        if self._drafts and not who.explicit and signs.GOES_ON.match(view, start):
            if signs.is_action(view, start, end) or not opens:
                self._go_on(end)
            elif re.compile(r"(?:trong đó|đặc biệt|nhất là|góp phần|thông qua|qua đó|từ đó)\W", re.IGNORECASE).match(
                view, start
            ):
                self._go_on_where_it_acts(start, end)
            return
        if (
            signs.GOES_ON.match(view, start)
            and not who.explicit
            and not self._around.by_heading
            and not _may_open(view, start)
        ):
            return
        if not self._is_duty(start, end, who):
            if self._drafts and not opens and not who.explicit:
                self._go_on(end)
            return
        if not self._is_new(words):
            self._take_over(who)
            return
        self._note_part_of_reporting(start, end)
        self._add(start, end, who, self._confidence(start, end, who))

    def _is_duty(self, start: int, end: int, who: Assignment) -> bool:
        view = self._view
        if end - start < 12 or signs.is_target(view[start:end]) or signs.ROLE_IN_GENERAL.fullmatch(view[start:end]):
            return False
        if who.explicit:
            return bool(view[who.rest : end].strip(" .:,;")) and not self._only_a_role(who, end)
        if signs.is_action(view, start, end):
            return True
        if self._around.by_heading:
            return not self._drafts and len(view[start:end].split()) > 4 and not view[start:end].rstrip().endswith(":")
        return False

    def _only_a_role(self, who: Assignment, end: int) -> bool:
        return self._view[who.rest : end].strip(" ,.").lower() in ("chủ trì", "thực hiện", "phối hợp")

    def _confidence(self, start: int, end: int, who: Assignment) -> float:
        confidence = SURE
        if who.explicit and not who.lead:
            confidence -= 0.2
        if not who.explicit and not signs.is_action(self._view, start, end):
            confidence -= 0.35
        if not self._lead and not who.lead:
            confidence -= 0.1
        return round(confidence, 2)

    def _add(self, start: int, end: int, who: Assignment, confidence: float) -> None:
        maker = self._statements.maker
        self._take_over(who)
        coordinating = (*self._coordinating, *maker.named(self._passage, who.coordinating))
        requested = self._requested
        self._drafts.append(
            maker.draft(
                self._passage, start, end, section=self._around.section, lead=self._lead, coordinating=_once(coordinating),
                requested=requested, confidence=confidence,
            )
        )  # fmt: skip
        self._ends.append((start, end))

    def _take_over(self, who: Assignment) -> None:
        """What a clause says about who holds for those behind it: who leads always, who is with them before a colon."""
        if not who.explicit:
            return
        named = self._statements.maker.named(self._passage, who.lead)
        self._lead = named
        self._requested = who.requested or (self._around.requested and _same(named, self._around.lead))
        self._coordinating = self._statements.maker.named(self._passage, who.coordinating) if who.before_colon else ()

    def _go_on(self, end: int) -> None:
        """The last draft reaches to `end`."""
        start, _ = self._ends[-1]
        last = self._drafts[-1]
        made = self._statements.maker.draft(
            self._passage, start, end, section=last.section, lead=last.lead, coordinating=last.coordinating,
            requested=last.mode.value == "requested", confidence=last.confidence,
        )  # fmt: skip
        self._drafts[-1] = (
            replace(
                made,
                recurrence=last.recurrence,
                recurrence_basis=last.recurrence_basis,
                recurrence_evidence=last.recurrence_evidence,
            )
            if last.recurrence_basis
            else made
        )
        self._ends[-1] = (start, end)

    def _go_on_where_it_acts(self, start: int, end: int) -> None:
        """ "Đặc biệt là kêu gọi …" goes on; "Trong đó thống nhất quan điểm …" says something else."""
        behind = re.compile(
            r"(?:trong đó|đặc biệt|nhất là|góp phần|thông qua|qua đó|từ đó)(?:\s|,|là)*", re.IGNORECASE
        ).match(self._view, start)
        word = behind.end() if behind else start
        if starts_with_verb(self._view, word) or re.match(r"góp phần|thông qua", self._view[start:], re.IGNORECASE):
            self._go_on(end)

    def _note_reporting(self, start: int, end: int) -> None:
        if signs.is_reporting(self._view[start:end], has_lead=False) or signs.reports_to_somebody(
            self._view[start:end]
        ):
            self._statements.note_reporting(
                self._passage,
                start,
                end,
                weak=not re.search(r"định kỳ|hằng|hàng|trước ngày|6 tháng|quý", self._view[start:end], re.IGNORECASE),
            )

    def _note_part_of_reporting(self, start: int, end: int) -> None:
        part = signs.reports_to_somebody(self._view[start:end])
        if part is not None:
            self._statements.note_reporting(self._passage, start + part[0], start + part[1], weak=True)


def _together(parts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Short clauses of a sentence that nobody leads say one thing."""
    joined: list[tuple[int, int]] = []
    for start, end in parts:
        if joined and joined[-1][1] - joined[-1][0] < _SHORT_CLAUSE:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _may_open(view: str, start: int) -> bool:
    """Verbs that say more of a duty, and may as well begin one: "Bảo đảm an ninh trật tự …"."""
    return bool(
        re.compile(r"(?:bảo đảm|đảm bảo|bảo vệ|tạo|gắn|thông qua|phục vụ|đồng thời)\b", re.IGNORECASE).match(
            view, start
        )
    )


def _same(some: tuple[Named, ...], others: tuple[Named, ...]) -> bool:
    """Whether the bodies are among those of the heading."""
    names = {body.name.casefold() for body in others}
    return bool(some) and all(body.name.casefold() in names for body in some)


def _once(bodies: tuple[Named, ...]) -> tuple[Named, ...]:
    seen: dict[str, Named] = {}
    for body in bodies:
        seen.setdefault(body.name.casefold(), body)
    return tuple(seen.values())
