"""What the document says of itself: number, date, issuer, signer, title, directives, what it replaces."""

import re
from collections.abc import Sequence
from datetime import date

from plan_reading.base.draft import Evidence, Field, Flag, FlagCode, HeadDraft
from plan_reading.base.plan_text import PlanText
from plan_reading.base.view import Passage
from plan_reading.head.citations import Citation, citations, unnumbered
from plan_reading.head.issuer import in_small_letters, issuer_in_head, issuer_in_opening, issuer_on_page, signer
from plan_reading.outline.parts import Parts

_NUMBER = re.compile(
    r"\s*(?:Số|SỐ|Sổ|số)\s*(?:hiệu)?\s*[:.]?\s*(?P<digits>\d[\d ]{0,6}[a-z]?)?[\s.…_]*(?P<symbol>[/-]\s?[A-ZĐ][\w&ĐƯ]*(?:\s?[-/–]\s?[A-ZĐƯ][\w&.]*)*)"
)
_LONGEST_NUMBER_LINE = 90
_DATE = re.compile(
    r"(?:,|^|\s)\s*[Nn]gày\s*(?P<day>\d{0,2})[\s.…_]*tháng\s*(?P<month>\d{0,2})[\s.…_]*năm\s*(?P<year>\d{4}|\d{0,3})"
)
_PAGE_DATE = re.compile(r"Ngày ban hành\s*:?\s*(\d{1,2})/(\d{1,2})/(\d{4})")
_ISSUED_WITH = re.compile(
    r"(?:ban hành\s+)?kèm theo (?:Quyết định|Công văn|Văn bản|Tờ trình|Thông báo)\s+số\s*:?\s*(?P<number>\d*[\s.…]*[/-][\w\-&/]+)[^\d]{0,12}(?P<day>\d{1,2}/\d{1,2}/\d{4}|\d{0,2}[\s.…]*tháng\s*\d{0,2}[\s.…]*năm\s*\d{4})?",
    re.IGNORECASE,
)
_REPLACES = re.compile(r"thay thế\s+(?:cho\s+)?(?:các\s+)?(?:Kế hoạch|Quyết định|Chương trình)", re.IGNORECASE)
_AMENDS = re.compile(r"(?:sửa đổi|điều chỉnh|bổ sung)[^.;]{0,60}(?:Kế hoạch|Quyết định)\s+(?:số\s*)?\d", re.IGNORECASE)
_YEAR = re.compile(r"năm\s+(20\d\d)(?!\s*(?:-|đến|của))", re.IGNORECASE)
_SPAN_OF_YEARS = re.compile(r"giai đoạn|20\d\d\s*-\s*20\d\d", re.IGNORECASE)


class HeadReader:
    """Reads the head of one document; `flags` are what is doubtful in it."""

    def __init__(self, text: PlanText, parts: Parts) -> None:
        self._text = text.text
        self._parts = parts
        self._all = list(text.passages)
        kind = parts.kind if parts.kind is not None else 0
        self._top = parts.passages(
            0, parts.decision if parts.decision is not None else kind + (parts.kind is None) * 12
        )
        self._opening = parts.passages((parts.title[-1] + 1) if parts.title else kind, parts.body)
        self._tail = parts.passages(parts.tail, len(parts.blocks))
        self.flags: list[Flag] = []

    def read(self) -> HeadDraft:
        title = self._title()
        issued_on, issued_at = self._date()
        directives = self._directives()
        return HeadDraft(
            number=self._number(),
            issued_on=issued_on,
            issued_on_evidence=issued_at,
            issuer=self._issuer(),
            signer=self._signer(),
            title=title,
            directives=tuple(field for field, _ in directives),
            main_directive=self._main(directives),
            replaces=self._replaces(),
            year=self._year(title),
        )

    def _field(self, passage: Passage, first: int, last: int, value: str | None = None) -> Field:
        start, end = passage.span(first, last)
        return Field(value if value is not None else " ".join(self._text[start:end].split()), Evidence(start, end))

    def _flag(self, code: FlagCode, start: int, end: int) -> None:
        self.flags.append(Flag(code, self._text[start:end], start, end))

    def _number(self) -> Field | None:
        for passage in [*self._top, *self._all[:30]]:
            match = _NUMBER.match(passage.view)
            if match is None or len(passage.view) > _LONGEST_NUMBER_LINE:
                continue
            start, end = passage.span(match.start(), match.end())
            if not match["digits"]:
                self._flag(FlagCode.NUMBER_BLANK, start, end)
                return None
            first = match.start("digits")
            value = re.sub(r"\s+", "", match["digits"] + match["symbol"]).replace("–", "-").rstrip(".")
            printed = passage.view[first : match.end()].rstrip(".")
            if printed != value:
                self._flag(FlagCode.NUMBER_MISPRINTED, start, end)
            return self._field(passage, first, match.end(), value)
        return self._number_of_cover()

    def _number_of_cover(self) -> Field | None:
        """ "(Ban hành kèm theo Quyết định số …)" where the plan has no number of its own."""
        for passage in self._all[:60]:
            match = _ISSUED_WITH.search(passage.view)
            if match is not None and match["number"][:1].isdigit():
                value = re.sub(r"\s+", "", match["number"])
                return self._field(passage, match.start("number"), match.end("number"), value)
        return None

    def _date(self) -> tuple[date | None, Evidence | None]:
        for passage in [*self._top, *self._all[:30]]:
            match = _DATE.search(passage.view)
            if match is None or len(passage.view) > 120:
                continue
            start, end = passage.span(match.start("day") - 5 if match.start("day") > 5 else match.start(), match.end())
            if not (match["day"] and match["month"] and len(match["year"]) == 4):
                self._flag(FlagCode.DATE_BLANK, start, end)
                return None, None
            return self._day(int(match["year"]), int(match["month"]), int(match["day"]), start, end)
        for passage in self._all[:40]:
            match = _PAGE_DATE.search(passage.view)
            if match is not None:
                return self._day(int(match[3]), int(match[2]), int(match[1]), *passage.span(*match.span()))
        return None, None

    def _day(self, year: int, month: int, day: int, start: int, end: int) -> tuple[date | None, Evidence | None]:
        try:
            return date(year, month, day), Evidence(start, end)
        except ValueError:
            self._flag(FlagCode.IMPOSSIBLE_DATE, start, end)
            return None, None

    def _issuer(self) -> Field | None:
        head = issuer_in_head(self._top)
        opened = issuer_in_opening(self._opening)
        if opened is not None and not (head and _is_shorter(opened[0].view[opened[1] : opened[2]], head)):
            return self._field(*opened)
        if head:
            start, end = head[0].start, head[-1].end
            capitals = " ".join(" ".join(line.view.split()) for line in head)
            return Field(in_small_letters(capitals, self._text), Evidence(start, end))
        if opened is not None:
            return self._field(*opened)
        on_page = issuer_on_page(self._all)
        return self._field(*on_page) if on_page is not None else None

    def _signer(self) -> Field | None:
        found = signer(self._tail, self._all)
        return self._field(*found) if found is not None else None

    def _title(self) -> Field | None:
        passages = self._title_passages()
        if not passages:
            return None
        pieces = [one.view.strip() for one in passages]
        if self._parts.title[0] == self._parts.kind:
            pieces[0] = re.sub(r"^(?:DỰ THẢO\s+)?(?:KẾ HOẠCH|CHƯƠNG TRÌNH|ĐỀ ÁN|PHƯƠNG ÁN)\s*[:.]?\s*", "", pieces[0])
        first, last = passages[0], passages[-1]
        value = " ".join(" ".join(pieces).split()).rstrip(" .")
        return Field(value, Evidence(first.start, last.end)) if value else None

    def _title_passages(self) -> list[Passage]:
        return [block for place in self._parts.title if isinstance(block := self._parts.blocks[place], Passage)]

    def _directives(self) -> list[tuple[Field, Citation | None]]:
        """Those of title and opening; where these cite none by number, the first directive of the Party in the body."""
        found: dict[str, tuple[Field, Citation | None]] = {}
        for passage in [*self._opening, *self._title_passages()]:
            if re.match(r"\W*(?:xét|theo) đề nghị", passage.view, re.IGNORECASE):
                continue
            in_title = passage not in self._opening
            for one in citations(passage.view):
                implements = re.match(r"\W*(?:thực hiện|triển khai)", passage.view, re.IGNORECASE) or in_title
                if (one.is_law and not implements) or one.kind in ("tờ trình", "báo cáo", "văn bản"):
                    continue
                found.setdefault(
                    one.number.upper(),
                    (self._field(passage, one.start, one.start + len(_printed(passage.view, one)), one.number), one),
                )
        if not found:
            found = self._directives_without_number()
        return list(found.values())

    def _directives_without_number(self) -> dict[str, tuple[Field, Citation | None]]:
        found: dict[str, tuple[Field, Citation | None]] = {}
        for passage in self._opening:
            place = unnumbered(passage.view)
            if place is not None:
                field = self._field(passage, *place)
                found[field.value] = (field, None)
        for passage in self._parts.passages(self._parts.body, self._parts.tail):
            for one in citations(passage.view):
                if one.is_of_the_party and one.kind in ("chỉ thị", "nghị quyết", "kết luận"):
                    found[one.number] = (
                        self._field(passage, one.start, one.start + len(_printed(passage.view, one)), one.number),
                        one,
                    )
                    return found
        return found

    def _main(self, directives: Sequence[tuple[Field, Citation | None]]) -> Field | None:
        """The central directive that the title names, else the first; of the province's only a directive of the Party."""
        in_title = {one.number.upper() for passage in self._title_passages() for one in citations(passage.view)}
        cited = [(field, one) for field, one in directives if one is not None and not one.is_law]
        central = [(field, one) for field, one in cited if one.is_central and one.directs]
        for field, one in central:
            if one.number.upper() in in_title:
                return field
        if central:
            return central[0][0]
        of_party = [field for field, one in cited if one.is_of_the_party and one.kind in ("chỉ thị", "nghị quyết")]
        return of_party[0] if of_party else None

    def _replaces(self) -> Field | None:
        for passage in self._all:
            match = _REPLACES.search(passage.view)
            if match is not None:
                cited = [one for one in citations(passage.view) if one.start > match.start()]
                if cited:
                    one = cited[0]
                    day = f" ngày {one.day}" if one.day else ""
                    return self._field(passage, one.start, one.end, f"{one.number}{day}")
            amends = _AMENDS.search(passage.view)
            if (
                amends is not None
                and not any(flag.code is FlagCode.AMENDS for flag in self.flags)
                and len(passage.view) < 600
            ):
                self._flag(FlagCode.AMENDS, *passage.span(*amends.span()))
        return None

    def _year(self, title: Field | None) -> int | None:
        """The year of a plan for one year, where its title says so."""
        if title is None or _SPAN_OF_YEARS.search(title.value):
            return None
        without_dates = re.sub(r"tháng\s*\d{1,2}\s*năm\s*\d{4}|\d{1,2}[/-]\d{1,2}[/-]\d{4}", "", title.value)
        years = {int(match[1]) for match in _YEAR.finditer(without_dates)}
        return years.pop() if len(years) == 1 else None


def _printed(view: str, one: Citation) -> str:
    """The number with the spaces it is printed with."""
    length, seen = 0, 0
    while seen < len(one.number) and one.start + length < len(view):
        seen += view[one.start + length] != " "
        length += 1
    return view[one.start : one.start + length]


def _is_shorter(opened: str, head: Sequence[Passage]) -> bool:
    """Whether the opening only says "Ủy ban nhân dân tỉnh" and the head the whole name."""
    whole = " ".join(line.view for line in head).casefold()
    return opened.casefold() in whole and len(opened) < len(whole)
