"""What a number or a day looks like under the number format of its cell, where that is other than one would write it.

Covers the formats that people meet: days, times, spans of time, leading zeros, texts around a number. `None` stands for
a format whose look is not worked out: the cell is then shown plainly.
"""

import re
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

BUILT_IN = {
    **{1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 14: "dd/mm/yyyy"},
    **{15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss"},
    **{22: "dd/mm/yyyy h:mm", 45: "mm:ss", 46: "[h]:mm:ss"},
}
"""The formats that a file names by number alone; 14 and 22 as Windows shows them in Viet Nam."""

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|\[(?P<span>[hHmMsS]+)\]|\[\$?(?P<locale>[^\]]*)\]|_.|\*.'
    r"|(?P<half>AM/PM|A/P)|(?P<exponent>E[+-]0+)|(?P<part>[dD]+|[mM]+|[yY]+|[hH]+|[sS]+)"
    r"|(?P<places>[0#?][0#?,]*[0#?]|[0#?])|(?P<point>\.)|(?P<general>General)|(?P<sign>.)",
    re.DOTALL,
)
_PLAIN = re.compile(r"(?:General|@|(?:0|#|#,##0|#,###)(?:\.[0#]+)?)?")
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()  # noqa: SIM905 - read as words
_VIETNAMESE = "-42A"

Token = tuple[str, str]


def is_plain(code: str) -> bool:
    """Whether numbers and days under the format read as `cell_text` writes them: 75,5 and 20/09/2026."""
    section = code.split(";")[0]
    if _PLAIN.fullmatch(section):
        return True
    parts = [text for kind, text in _tokens(section) if kind == "part"]
    letters = [part[0].lower() for part in parts]
    return letters[:3] in (["d", "m", "y"], ["y", "m", "d"]) and max(map(len, parts[:3])) <= 4 and "mmm" not in parts


def shows_percent(code: str) -> bool:
    return any(kind == "sign" and text == "%" for kind, text in _tokens(code))


def shown_day(day: datetime, code: str) -> str | None:
    """A day or instant under a format with d, m, y, h, s."""
    tokens = _tokens(code.split(";")[0])
    parts = [text.lower() for kind, text in tokens if kind == "part"]
    if not parts or any(part.startswith("ddd") for part in parts):
        return None
    vietnamese = any(kind == "locale" and _VIETNAMESE in text.upper() for kind, text in tokens)
    half_day = any(kind == "half" for kind, _ in tokens)
    pieces = []
    for place, (kind, text) in enumerate(tokens):
        if kind == "part":
            pieces.append(_part(day, text.lower(), _is_minute(tokens, place), half_day=half_day, vietnamese=vietnamese))
        elif kind == "half":
            pieces.append("AM" if day.hour < 12 else "PM")
        elif kind in ("quoted", "escaped", "sign", "point"):
            pieces.append(text)
    return "".join(pieces).strip()


def _is_minute(tokens: list[Token], place: int) -> bool:
    """m is a minute behind hours or before seconds, else a month."""
    before = next((text for kind, text in reversed(tokens[:place]) if kind in ("part", "span")), "")
    after = next((text for kind, text in tokens[place + 1 :] if kind == "part"), "")
    return before[:1].lower() == "h" or after[:1].lower() == "s"


def _part(day: datetime, part: str, is_minute: bool, *, half_day: bool, vietnamese: bool) -> str:
    if part[0] == "y":
        return f"{day.year:04d}" if len(part) > 2 else f"{day.year % 100:02d}"
    if part[0] == "m" and len(part) >= 3 and not is_minute:
        return f"Thg{day.month}" if vietnamese else _MONTHS[day.month - 1]
    hour = (day.hour % 12 or 12) if half_day else day.hour
    number = {"d": day.day, "m": day.minute if is_minute else day.month, "h": hour, "s": day.second}[part[0]]
    return f"{number:02d}" if len(part) > 1 else f"{number}"


def shown_span(span: timedelta, code: str = "[h]:mm:ss") -> str:
    """A span of time as sheets show it: 75:00:00, whatever the number of days."""
    seconds = round(abs(span).total_seconds())
    sign = "-" if span < timedelta() else ""
    parts = [text for kind, text in _tokens(code) if kind in ("part", "span")]
    hours = f"{sign}{seconds // 3600}:{seconds // 60 % 60:02d}"
    return hours if len(parts) == 2 and parts[-1][0].lower() == "m" else f"{hours}:{seconds % 60:02d}"


def shown_number(value: Decimal, code: str) -> str | None:
    """A number with what the format writes around it: 45/KH-UBND, 007."""
    sections = code.split(";")
    section = sections[1] if value < 0 and len(sections) > 1 and sections[1] else sections[0]
    tokens = _tokens(section)
    if any(kind in ("part", "span", "half", "general") for kind, _ in tokens) or "?" in section or "/" in _bare(tokens):
        return None
    if any(kind == "exponent" for kind, _ in tokens):
        return _scientific(value, tokens)
    places = [text for kind, text in tokens if kind == "places"]
    if not places:
        return None
    decimals = _decimals(tokens)
    rounded = abs(value).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    whole, _, part = f"{rounded:f}".partition(".")
    sign = "-" if value < 0 and section is sections[0] else ""
    return sign + _filled(tokens, whole, part)


def _bare(tokens: list[Token]) -> str:
    """Signs between the places of a number; a fraction is written by one."""
    kinds = [kind for kind, _ in tokens]
    return "".join(
        text
        for place, (kind, text) in enumerate(tokens)
        if kind == "sign" and "places" in kinds[:place] and "places" in kinds[place + 1 :]
    )


def _decimals(tokens: list[Token]) -> int:
    kinds = [kind for kind, _ in tokens]
    if "point" not in kinds:
        return 0
    return sum(len(text) for kind, text in tokens[kinds.index("point") :] if kind == "places")


def _filled(tokens: list[Token], whole: str, part: str) -> str:
    """The digits laid over the places of the format, from the right; further ones stand before the first place."""
    point = next((at for at, (kind, _) in enumerate(tokens) if kind == "point"), len(tokens))
    first = next(at for at, (kind, _) in enumerate(tokens) if kind == "places")
    digits, pieces = whole, []
    for at in range(point - 1, -1, -1):
        kind, text = tokens[at]
        if kind == "places":
            count = len(text.replace(",", ""))
            taken = digits if at == first else digits[-count:]
            digits = digits[: len(digits) - len(taken)]
            taken = taken.lstrip("0").rjust(text.count("0"), "0") if at == first else taken.rjust(text.count("0"), "0")
            pieces.append(f"{int(taken):,}".replace(",", ".") if "," in text and taken else taken)
        elif kind in ("quoted", "escaped", "sign"):
            pieces.append(text)
    after = "".join(text for kind, text in tokens[point + 1 :] if kind in ("quoted", "escaped", "sign"))
    return ("".join(reversed(pieces)) + (f",{part}" if part else "") + after).strip()


def _scientific(value: Decimal, tokens: list[Token]) -> str:
    decimals = _decimals(tokens)
    mantissa, _, exponent = f"{value:.{decimals}E}".partition("E")
    return f"{mantissa.replace('.', ',')}E{exponent[0]}{exponent[1:].zfill(2)}"


def _tokens(code: str) -> list[Token]:
    return [
        (match.lastgroup or "", match[match.lastgroup] if match.lastgroup else "") for match in _TOKEN.finditer(code)
    ]
