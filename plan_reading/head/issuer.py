"""Who issued the document and who signed it."""

import re
from collections.abc import Sequence

from plan_reading.base.patterns import pattern
from plan_reading.base.view import Passage
from plan_reading.bodies.lists import bodies_at
from plan_reading.bodies.names import body_at

_ISSUES = re.compile(
    r"\s*(?:\([^()]*\)\s*)?(?:tỉnh |thành phố |xã |phường )?(?:xây dựng|ban hành|triển khai|đề ra|tổ chức|lập|yêu cầu|chỉ đạo|thông báo|quyết định)(?: và (?:ban hành|triển khai))?[^.;]{0,40}"
    r"(?:[Kk]ế hoạch|[Cc]hương trình|[Hh]ướng dẫn|[Đđ]ề án|[Pp]hương án|thực hiện)",
)
_MOTTO = re.compile(r"CỘNG H|ĐỘC LẬP|ĐẢNG CỘNG SẢN|Độc lập", re.IGNORECASE)
_RULE = re.compile(r"[\s\-_*=.~–]*")
_NAME = pattern(
    r"(?:(?:Ths|ThS|TS|PGS|GS|BS|Thạc sĩ|Tiến sĩ|Đại tá|Thượng tá|Trung tá)\.?\s+)*(<U><L>+(?: <U><L>+){1,5})\s*\.?"
)
_POWER = pattern(
    r"(?:TM|T/M|KT|K/T|TL|TUQ|Q)\s?[./]|(?:PHÓ |Q\. ?)?(?:CHỦ TỊCH|GIÁM ĐỐC|BỘ TRƯỞNG|THỨ TRƯỞNG|BÍ THƯ|TRƯỞNG BAN|CHÁNH VĂN PHÒNG|HIỆU TRƯỞNG|CỤC TRƯỞNG|THỦ TRƯỞNG|TRƯỞNG PHÒNG)"
)
_SIGNED_BY = pattern(r"Người ký\s*:?\s*((?:<U><L>+ ?){2,6})")
_ISSUED_BY = re.compile(r"Cơ quan ban hành\s*:?\s*(.+)")
_NO_ISSUER = re.compile(r"(?:số|ngày|kế hoạch|dự thảo|bài viết|mật|khẩn|hỏa tốc|phụ lục|[-*]+$)", re.IGNORECASE)


def issuer_in_opening(opening: Sequence[Passage]) -> tuple[Passage, int, int] | None:
    """ "…, Ủy ban nhân dân tỉnh A ban hành Kế hoạch như sau": the body before the verb."""
    found = None
    for passage in opening:
        for match in re.finditer(r"(?:^|[,;.]\s+)(?=\S)", passage.view):
            body = body_at(passage.view, match.end())
            if body is None or body.is_collective:
                continue
            if _ISSUES.match(passage.view, body.end):
                found = (passage, body.start, body.end)  # the last one: others before it are cited
    return found


def issuer_in_head(head: Sequence[Passage]) -> list[Passage]:
    """The lines in capitals over the number: the body, its parent body above it aside."""
    lines: list[Passage] = []
    for passage in head:
        view = passage.view
        if re.match(r"\s*Số\s*:?", view):
            break
        if _MOTTO.search(view) or _RULE.fullmatch(view) or _NO_ISSUER.match(view):
            continue
        if passage.is_capitals and len(view) < 120:
            lines.append(passage)
    return _own_lines(lines)


def _own_lines(lines: list[Passage]) -> list[Passage]:
    """Without the parent body: "UBND TỈNH A" over "SỞ NỘI VỤ"."""
    starts = [
        place
        for place, line in enumerate(lines)
        if bodies_at(line.view, 0) is not None or line.view.startswith(("LIÊN", "ỦY BAN", "UỶ BAN"))
    ]
    if len(starts) >= 2 and lines[starts[0]].view.rstrip().upper() not in ("ỦY BAN NHÂN DÂN", "UỶ BAN NHÂN DÂN"):
        return lines[starts[-1] :]
    return lines


def signer(tail: Sequence[Passage], everything: Sequence[Passage]) -> tuple[Passage, int, int] | None:
    """The name under the signer's post, or the one that a web page's table states."""
    power = False
    found: tuple[Passage, int, int] | None = None
    for passage in tail:
        if _POWER.match(passage.view):
            power = True
            continue
        match = _NAME.fullmatch(passage.view) if power else None
        if match is not None and body_at(passage.view, 0) is None:
            found = (passage, match.start(1), match.end(1))
            break
    if found is not None:
        return found
    for passage in everything[:40]:
        stated = _SIGNED_BY.search(passage.view)
        if stated is not None:
            return passage, stated.start(1), stated.end(1)
    return None


def issuer_on_page(everything: Sequence[Passage]) -> tuple[Passage, int, int] | None:
    """What a web page's table says of who issued it."""
    for passage in everything[:40]:
        stated = _ISSUED_BY.match(passage.view)
        if stated is not None:
            return passage, stated.start(1), stated.end(1)
    return None


def in_small_letters(capitals: str, text: str) -> str:
    """A name in capitals as the text writes it elsewhere, else as printed."""
    words = re.escape(" ".join(capitals.split())).replace(r"\ ", r"\s+")
    forms = {words, words.replace("Ủ", "[ỦỤ]")}
    for form in forms:
        for match in re.finditer(form, text, re.IGNORECASE):
            if not match[0].isupper():
                return " ".join(match[0].split())
    return capitals
