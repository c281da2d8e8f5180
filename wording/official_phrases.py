"""Words and formats of official documents. These are Vietnamese in any language of the screens (Decree 30/2020/NĐ-CP,
article 8 with its annexes), so nothing here is translated.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime

from data_model.rules.consolidated.quotations import Citation
from data_model.rules.plans.periods import Period
from data_model.values import TIME_ZONE, PeriodKind
from wording.formats import document_day as short_day

COUNTRY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
DRAFT = "DỰ THẢO"
SAMPLE = "SỐ LIỆU MẪU"
UNREVIEWED = "SỐ LIỆU CHƯA XÁC NHẬN"
END_MARK = "./."
NO_REPORT = "Chưa có báo cáo"
NO_REPORT_THIS_PERIOD = "Kỳ này chưa có báo cáo"
UNDER_REVIEW = "Báo cáo đang rà soát"
BEING_MENDED = "Báo cáo đang được bổ sung, chỉnh sửa"
NOT_STATED = "Không nêu"

PLAN = "kế hoạch"
_ROMAN = ("I", "II", "III", "IV")
_CARRIES_OUT = re.compile(r"(?:thực hiện|triển khai) ", re.IGNORECASE)
_OWN_KIND = re.compile(r"^kế hoạch ", re.IGNORECASE)
_OTHER_DOCUMENT = r"(?:Kế hoạch|Chỉ thị|Nghị quyết|Hướng dẫn|Kết luận|Chương trình|Quyết định|Thông tri|Công văn) số"
_ABOUT = re.compile(rf"(?:^|\s)về (.+?)(?=, {_OTHER_DOCUMENT}|$)", re.IGNORECASE)


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


def cited(source: Citation, *, issuer: str | None = None) -> str:
    """As a document is cited first: kind, number, date, issuer, subject. What is unknown of a plan is dotted, to be filled
    in by hand. `issuer` names it shorter than the document does."""
    of_issuer = f" của {issuer or source.issuer}" if source.issuer else ""
    on = f" ngày {short_day(source.issued_on)}" if source.issued_on else ""
    if not source.number:
        dotted = " số … ngày …" if source.kind == PLAN else ""
        return f"{_kind(source)}{dotted}{of_issuer} {subject_of(source.title)}".strip()
    return f"{_kind(source)} số {source.number}{on}{of_issuer} {subject_of(source.title)}".strip()


def cited_shortly(source: Citation) -> str:
    """Kind and number (without a number its issuer), with the first letter as in running text."""
    if not source.number:
        return f"{_kind(source)} của {source.issuer}" if source.issuer else _kind(source)
    return f"{_kind(source)} số {source.number}"


def _kind(source: Citation) -> str:
    return source.kind[:1].upper() + source.kind[1:] if source.kind else "Văn bản"


def subject_of(title: str) -> str:
    """What a document is about, as a phrase (về …): of a title that first names what is carried out the part after it."""
    plain = _OWN_KIND.sub("", bare(title))
    if found := _ABOUT.search(plain):
        return f"về {found[1]}"
    if not plain or _CARRIES_OUT.match(plain):
        return plain[:1].lower() + plain[1:]
    return f"về {plain[:1].lower()}{plain[1:]}"


def count(number: int) -> str:
    """A count in a sentence, as offices write it: 01, 09, 10; none at all is 0."""
    return f"{number:02d}" if number else "0"


def of_total(number: int, total: int) -> str:
    """09/10."""
    return f"{number:02d}/{total:02d}"


def counted_list(names: Sequence[str]) -> str:
    return "; ".join(names)


def bare(text: str) -> str:
    """A reported text as part of a sentence: on one line, without its full stop."""
    return " ".join(text.split()).rstrip(" .;,")


def inside(text: str) -> str:
    """A reported sentence inside another one."""
    plain = bare(text)
    return plain[:1].lower() + plain[1:] if plain[1:2].islower() or plain[1:2] == " " else plain


def sentence(text: str) -> str:
    """With a capital and one full stop."""
    plain = bare(text)
    return f"{plain[:1].upper()}{plain[1:]}." if plain else ""


def short_name(agency: str, committee: str) -> str:
    """An agency as documents of its own province call it: Sở Nội vụ; of other bodies the unit stays, Công an tỉnh, with
    the capital of the committee's own name: Liên hiệp các tổ chức hữu nghị Thành phố."""
    province = _without_committee(committee)
    if province == committee or not agency.casefold().endswith(f" {province}".casefold()):
        return agency
    unit, _, place = province.partition(" ")
    if unit.lower() == "thành":  # thành phố is two words
        unit = f"{unit} {place.partition(' ')[0]}"
    bare_name = agency[: -len(province) - 1]
    return bare_name if is_department(agency) else f"{bare_name} {unit}"


def short_committee(name: str) -> str:
    """A People's Committee in documents of its own province: Ủy ban nhân dân tỉnh, Ủy ban nhân dân Thành phố."""
    province = _without_committee(name)
    if province == name:
        return name
    unit, _, place = province.partition(" ")
    return f"Ủy ban nhân dân {unit}" + (f" {place.partition(' ')[0]}" if unit.lower() == "thành" else "")


def is_department(agency: str) -> bool:
    return agency.startswith(("Sở ", "Các sở"))


def _without_committee(name: str) -> str:
    """Ủy ban nhân dân tỉnh Kon Tum → tỉnh Kon Tum; of any other body all of its name."""
    return re.sub(r"^(Ủy ban nhân dân|Uỷ ban nhân dân|UBND) ", "", name)


def abbreviated_committee(name: str) -> str:
    """For the line above the issuer: UBND tỉnh Kon Tum."""
    province = _without_committee(name)
    return name if province == name else f"UBND {province}"
