"""The numbers that Word prints before paragraphs and the text does not hold."""

from typing import Any

from docx.oxml.ns import qn

_UPPER_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_MOST_LEVELS = 9

Element = Any
"""An lxml element of python-docx."""


class Numbering:
    """Counts through the paragraphs in order; `next` gives the number of each."""

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._of_number: dict[str, str] = {}
        self._starts: dict[tuple[str, int], int] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._of_style = _numbers_of_styles(styles) if styles is not None else {}
        if numbering is not None:
            self._read(numbering)

    def next(self, paragraph: Element) -> str:
        """The number before this paragraph; empty where there is none."""
        number, level = self._place(paragraph)
        abstract = self._of_number.get(number)
        if not number or number == "0" or abstract is None or level not in self._levels[abstract]:
            return ""
        counts = self._counts.setdefault(abstract, [None] * _MOST_LEVELS)
        start = self._starts.pop((number, level), None)
        current = counts[level]
        counts[level] = (
            start if start is not None else self._levels[abstract][level][2] if current is None else current + 1
        )
        counts[level + 1 :] = [None] * (_MOST_LEVELS - level - 1)
        return self._printed(abstract, level, counts)

    def _printed(self, abstract: str, level: int, counts: list[int | None]) -> str:
        form, pattern, _ = self._levels[abstract][level]
        if form == "bullet":
            return "-" if pattern else ""
        if form == "none":
            return ""
        for other in range(level + 1):
            its_form, _, its_start = self._levels[abstract].get(other, ("decimal", "", 1))
            count = counts[other]
            pattern = pattern.replace(f"%{other + 1}", _written(its_start if count is None else count, its_form))
        return pattern.strip()

    def _place(self, paragraph: Element) -> tuple[str, int]:
        properties = paragraph.find(qn("w:pPr"))
        number, level = "", None
        if properties is not None:
            number, level = _number_properties(properties)
            style = properties.find(qn("w:pStyle"))
            if not number and style is not None:
                number, of_style = self._of_style.get(style.get(qn("w:val")), ("", None))
                level = of_style if level is None else level
        return number, level or 0

    def _read(self, numbering: Element) -> None:
        for abstract in numbering.findall(qn("w:abstractNum")):
            levels = {int(level.get(qn("w:ilvl"), "0")): _level(level) for level in abstract.findall(qn("w:lvl"))}
            self._levels[abstract.get(qn("w:abstractNumId"))] = levels
        for num in numbering.findall(qn("w:num")):
            number = num.get(qn("w:numId"))
            abstract = num.find(qn("w:abstractNumId"))
            if abstract is None or abstract.get(qn("w:val")) not in self._levels:
                continue
            self._of_number[number] = abstract.get(qn("w:val"))
            for override in num.findall(qn("w:lvlOverride")):
                start = override.find(qn("w:startOverride"))
                if start is not None:
                    self._starts[number, int(override.get(qn("w:ilvl"), "0"))] = int(start.get(qn("w:val"), "1"))


def _numbers_of_styles(styles: Element) -> dict[str, tuple[str, int | None]]:
    """The numbering that a paragraph has by its style, or by the style that this is based on."""
    own: dict[str, tuple[str, int | None]] = {}
    based: dict[str, str] = {}
    for style in styles.findall(qn("w:style")):
        name = style.get(qn("w:styleId"))
        properties = style.find(qn("w:pPr"))
        number = _number_properties(properties) if properties is not None else ("", None)
        if number[0]:
            own[name] = number
        base = style.find(qn("w:basedOn"))
        if base is not None:
            based[name] = base.get(qn("w:val"))
    for name in based:
        seen, other = {name}, name
        while other not in own and other in based and based[other] not in seen:
            other = based[other]
            seen.add(other)
        if other in own:
            own.setdefault(name, own[other])
    return own


def _number_properties(properties: Element) -> tuple[str, int | None]:
    numbered = properties.find(qn("w:numPr"))
    if numbered is None:
        return "", None
    number, level = numbered.find(qn("w:numId")), numbered.find(qn("w:ilvl"))
    return (
        number.get(qn("w:val"), "") if number is not None else "",
        min(int(level.get(qn("w:val"), "0")), _MOST_LEVELS - 1) if level is not None else None,
    )


def _level(level: Element) -> tuple[str, str, int]:
    def value(name: str, default: str) -> str:
        found = level.find(qn(name))
        return found.get(qn("w:val"), default) if found is not None else default

    return value("w:numFmt", "decimal"), value("w:lvlText", ""), int(value("w:start", "1"))


def _written(count: int, form: str) -> str:
    if form in ("upperRoman", "lowerRoman"):
        roman = _roman(count)
        return roman if form == "upperRoman" else roman.lower()
    if form in ("upperLetter", "lowerLetter") and count > 0:
        letter = _LETTERS[(count - 1) % 26] * ((count - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    return f"{count:02d}" if form == "decimalZero" else str(count)


def _roman(count: int) -> str:
    letters = ""
    for value, letter in _UPPER_ROMAN:
        while count >= value:
            letters += letter
            count -= value
    return letters
