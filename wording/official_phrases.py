"""Words and formats of official documents. These are Vietnamese in any language of the screens (Decree 30/2020/NĐ-CP,
article 8 with its annexes), so nothing here is translated.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime

from data_model.rules.consolidated.quotations import Citation
from data_model.rules.plans.periods import Period
from data_model.values import TIME_ZONE, PeriodKind
from wording.formats import day as short_day

COUNTRY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
DRAFT = "DỰ THẢO"
SAMPLE = "SỐ LIỆU MẪU"
UNREVIEWED = "SỐ LIỆU CHƯA DUYỆT"
END_MARK = "./."
NO_REPORT = "Chưa có báo cáo"
NO_REPORT_THIS_PERIOD = "Kỳ này chưa có báo cáo"
NOT_STATED = "Không nêu"

_ROMAN = ("I", "II", "III", "IV")


def period_phrase(period: Period) -> str:
    """In a sentence: quý II năm 2026, 6 tháng đầu năm 2026."""
    match period.kind:
        case PeriodKind.MONTH:
            return f"tháng {period.index} năm {period.year}"
        case PeriodKind.QUARTER:
            return f"quý {_ROMAN[period.index - 1]} năm {period.year}"
        case PeriodKind.HALF:
            return f"6 tháng {'đầu' if period.index == 1 else 'cuối'} năm {period.year}"
        case PeriodKind.NINE_MONTHS:
            return f"9 tháng năm {period.year}"
        case PeriodKind.YEAR:
            return f"năm {period.year}"
        case PeriodKind.OWN:
            assert period.own is not None, "a round of its own has its days"
            first, last = period.own
            return f"đợt từ ngày {short_day(first)} đến ngày {short_day(last)}"


def day_phrase(day: date) -> str:
    """As the Decree writes it: a leading zero for days below 10 and for months 1 and 2 only."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def place_and_date(place: str, day: date | None, *, year: int) -> str:
    """Without a day (a draft) day and month are dotted, and `year` is used."""
    return f"{place}, {day_phrase(day) if day else f'ngày … tháng … năm {year}'}"


def instant_phrase(at: datetime) -> str:
    """17 giờ 00 phút ngày 05/3/2026; the last minute of a day is written as the end of the day."""
    local = at.astimezone(TIME_ZONE)
    if (local.hour, local.minute) == (23, 59):
        return f"hết ngày {short_day(local.date())}"
    return f"{local:%H} giờ {local:%M} phút ngày {short_day(local.date())}"


def number_line(number: int | None, *, kind: str, symbol: str, unit: str = "") -> str:
    """`Số: 05/BC-SNgV`, of a letter `Số: 12/SNgV-HTQT` (no kind); dotted where unknown."""
    groups = (kind, symbol or "…") if kind else (symbol or "…", unit or "…")
    return f"Số: {'…' if number is None else f'{number:02d}'}/{'-'.join(groups)}"


def cited(source: Citation) -> str:
    """In full, as a document is cited first: kind, number, date, issuer, subject."""
    return f"{cited_shortly(source, with_date=True)} {_subject(source.title)}".strip()


def cited_shortly(source: Citation, *, with_date: bool = False) -> str:
    """Kind and number (without a number its issuer), with the first letter as in running text."""
    kind = source.kind[:1].upper() + source.kind[1:] if source.kind else "Văn bản"
    of_issuer = f" của {source.issuer}" if source.issuer else ""
    if not source.number:
        return f"{kind}{of_issuer}"
    on = f" {day_phrase(source.issued_on)}" if source.issued_on and with_date else ""
    return f"{kind} số {source.number}{on}{of_issuer if with_date else ''}"


def _subject(title: str) -> str:
    """The title in lower case if it begins like a phrase (về, thực hiện, triển khai), else in quotes."""
    first = title.split(" ", 1)[0].lower()
    if first in ("về", "thực", "triển"):
        return title[0].lower() + title[1:]
    return f"“{title}”" if title else ""


def counted_list(names: Sequence[str]) -> str:
    return "; ".join(names)


def bare(text: str) -> str:
    """A reported text as part of a sentence: on one line, without its full stop."""
    return " ".join(text.split()).rstrip(" .;,")


def sentence(text: str) -> str:
    """With a capital and one full stop."""
    plain = bare(text)
    return f"{plain[:1].upper()}{plain[1:]}." if plain else ""


def short_name(agency: str, committee: str) -> str:
    """An agency as documents of its own province call it: Sở Nội vụ; of other bodies the unit stays, Công an tỉnh."""
    province = _without_committee(committee)
    if province == committee or not agency.casefold().endswith(f" {province}".casefold()):
        return agency
    unit, _, place = agency[-len(province) :].partition(" ")
    if unit.lower() == "thành":  # thành phố is two words
        unit = f"{unit} {place.partition(' ')[0]}"
    bare_name = agency[: -len(province) - 1]
    return bare_name if is_department(agency) else f"{bare_name} {unit}"


def is_department(agency: str) -> bool:
    return agency.startswith(("Sở ", "Các sở"))


def _without_committee(name: str) -> str:
    """Ủy ban nhân dân tỉnh Kon Tum → tỉnh Kon Tum; of any other body all of its name."""
    return re.sub(r"^(Ủy ban nhân dân|Uỷ ban nhân dân|UBND) ", "", name)


def abbreviated_committee(name: str) -> str:
    """For the line above the issuer: UBND tỉnh Kon Tum."""
    province = _without_committee(name)
    return name if province == name else f"UBND {province}"
