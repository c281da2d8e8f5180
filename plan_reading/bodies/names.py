"""Finds the names of bodies in a text: where one begins, and where it ends."""

import re
from dataclasses import dataclass
from functools import lru_cache

from plan_reading.bodies.forms import (
    AT_A_PLACE,
    BARE_COLLECTIVE,
    CANONICAL,
    COLLECTIVE_NOUN,
    COMMA_IN_NAME,
    FAMILIES,
    FIELD_NAME,
    HOLDS_OTHERS,
    LEVEL_WORD,
    LONGER_THAN_FIELD,
    MOST_LETTERS,
    MOST_WORDS,
    NAME_JOINT,
    NAME_WORD,
    NEXT_LEVEL,
    NO_UNIT,
    NOT_IN_MODIFIERS,
    NOT_IN_NAMES,
    OVER_MANY,
    PLACE_NAME,
    PLAIN_NOUN,
    PLURAL_WORD,
    POST_NOUN,
    RELATIVE,
    SECOND_MODIFIER,
    STRONG,
    STRONG_PREDICATE,
    UNIT_NOUN,
    WHICH_ONES,
)
from plan_reading.bodies.verbs import ends_a_name
from plan_reading.bodies.vocabulary import POSTS, SHARED


@dataclass(frozen=True, slots=True)
class Found:
    """A body at `start`:`end` of a view. `head` is the noun it begins with; `name` differs from what stands there only
    where a list writes the noun once."""

    name: str
    start: int
    end: int
    head: str
    is_collective: bool = False


@lru_cache(maxsize=50_000)
def body_at(view: str, place: int, shared: str = "") -> Found | None:
    """The body that begins at `place`.

    `shared` is the noun of the body before in a list: "Tài chính" behind "Sở Nội vụ, " is Sở Tài chính.
    """
    return _collective(view, place) or _post(view, place) or _unit(view, place) or _shared_field(view, place, shared)


def _unit(view: str, place: int) -> Found | None:
    if not view[place : place + 1].isupper() or NO_UNIT.match(view, place):
        return None
    head = UNIT_NOUN.match(view, place)
    if head is None:
        return None
    noun = CANONICAL[head[0].casefold()]
    end = _name_end(view, head.end(), noun)
    if end == head.end() and noun in SHARED and noun != "Đảng ủy":
        return None
    if end == head.end() and noun in (
        "Mặt trận",
        "Khối",
        "Nhóm",
        "Cơ quan",
        "Trung tâm",
        "Tổ",
        "Đoàn",
        "Quỹ",
        "Bộ phận",
        "Ủy ban",
        "Hội đồng",
        "Thuế",
    ):
        return None
    return Found(view[place:end].strip(), place, end, noun)


def _post(view: str, place: int) -> Found | None:
    head = POST_NOUN.match(view, place)
    if head is None:
        return None
    end = head.end()
    rest = end + 1
    inner = body_at(view, rest) if end < len(view) and view[end] == " " else None
    end = inner.end if inner is not None else _name_end(view, end, head[0])
    if end == head.end() and head[0] in (
        "Cán bộ",
        "Trưởng",
        "Kế toán",
        "Công chức",
        "Đồng chí",
        "Chuyên viên",
        "Lãnh đạo",
    ):
        return None
    return Found(view[place:end].strip(), place, end, head[0])


def _shared_field(view: str, place: int, shared: str) -> Found | None:
    if not shared or not view[place : place + 1].isupper():
        return None
    field = FIELD_NAME.match(view, place)
    if field is None:
        return None
    end = _with_level(view, field.end())
    return Found(f"{shared} {view[place:end].strip()}", place, end, shared)


def _name_end(view: str, place: int, head: str) -> int:
    """The end of a name whose first noun ends at `place`."""
    if place < len(view) and view[place] == " ":
        field = (
            FIELD_NAME.match(view, place + 1)
            if head in SHARED or head in ("Công chức", "Thanh tra", "Chánh Thanh tra")
            else None
        )
        if field is not None and not _goes_on_after_field(view, field.end()):
            return _with_level(view, field.end())
        plural = _collective(view, place + 1)
        if plural is not None and head in OVER_MANY:
            return plural.end
    end, words, closing = place, 0, ""
    while words < MOST_WORDS:
        following = _next_word(view, end, head, has_name=words > 0 or head not in SHARED)
        if following is None:
            break
        end, closing = following
        words += 1
    if closing in (",", "-"):
        end -= 1
    at = (
        AT_A_PLACE.match(view, end)
        if words and head in ("Phân hiệu", "Trường", "Chi nhánh", "Trung tâm", "Đại học")
        else None
    )
    return at.end() if at else end


def _goes_on_after_field(view: str, place: int) -> bool:
    """Whether a longer name begins with the field: "Trung tâm Văn hóa, Thông tin và Thể thao"."""
    if not LONGER_THAN_FIELD.match(view, place):
        return False
    return not (view[place] == "," and (FIELD_NAME.match(view, place + 2) or _begins_body(view, place + 2)))


def _next_word(view: str, end: int, head: str, *, has_name: bool) -> tuple[int, str] | None:
    """The end of the name with its next word, or None where the name ends at `end`."""
    level = LEVEL_WORD.match(view, end + 1) if view[end : end + 1] == " " else None
    if level is not None:
        return _with_level(view, end), ""
    joint = NAME_JOINT.match(view, end)
    if joint is None:
        if (
            not COMMA_IN_NAME.match(view, end)
            or not has_name
            or _begins_body(view, end + 2)
            or FIELD_NAME.match(view, end + 2)
        ):
            return None
        joint = re.compile(", ").match(view, end)
        assert joint is not None
    begin = joint.end()
    word = NAME_WORD.match(view, begin)
    if word is None:
        return None
    text = word[0]
    if text[0].isupper():
        if _starts_another(view, begin, head, has_name=has_name):
            return None
        return _word_end(view, word), ""
    if joint[0] != " " and "-" not in joint[0]:
        return None
    if ends_a_name(view, begin) and not (joint[0] != " " or (not has_name and head in SHARED)):
        return None
    about = text == "về" and head in ("Ủy ban", "Uỷ ban", "Ban Chỉ đạo", "Tổ công tác")
    if (text in NOT_IN_NAMES and not about) or text.isdigit():
        return None
    return _word_end(view, word), ""


def _word_end(view: str, word: re.Match[str]) -> int:
    """Without the full stop that ends a sentence."""
    return word.end() - len(word[0]) + len(word[0].rstrip("."))


def _starts_another(view: str, place: int, head: str, *, has_name: bool) -> bool:
    if not has_name or head in HOLDS_OTHERS or head in POSTS:
        return False
    return any(view.startswith(strong + " ", place) for strong in STRONG)


def _begins_body(view: str, place: int) -> bool:
    return view[place : place + 1].isupper() and bool(UNIT_NOUN.match(view, place) or POST_NOUN.match(view, place))


def _with_level(view: str, end: int) -> int:
    """The end with what says where the body is: "tỉnh", "thành phố Hà Nội"."""
    while view[end : end + 1] == " " and (level := LEVEL_WORD.match(view, end + 1)):
        if level[0] in ("thuộc", "trực thuộc", "nước") and not re.match(
            r" (?:tỉnh|thành phố|Thành phố|huyện|xã|phường|địa bàn|UBND|Sở|ngoài)", view[level.end() : level.end() + 12]
        ):
            return end
        if ends_a_name(view, end + 1):
            return end
        end = level.end()
        while more := NEXT_LEVEL.match(view, end):
            end = more.end()
        while place := PLACE_NAME.match(view, end):
            if _begins_body(view, place.start(1)):
                return end
            end = place.end()
    at = AT_A_PLACE.match(view, end)
    return at.end() if at else end


def _collective(view: str, place: int) -> Found | None:
    """ "các sở, ban, ngành", "Ủy ban nhân dân các quận, huyện", "địa phương": one group as printed."""
    plural = PLURAL_WORD.match(view, place)
    begin = plural.end() if plural else place
    bare = None if plural else BARE_COLLECTIVE.match(view, place)
    if plural is None and bare is None:
        return None
    if not plural and view[place].isupper() and view[place:].startswith(("Ban ", "Bộ ", "Phòng ", "Sở ", "Đoàn ")):
        return None
    if plural and not COLLECTIVE_NOUN.match(view, begin):
        named = _unit(view, begin)
        if named is None or re.compile(r"\s*:").match(view, begin + len(named.head)):
            return None
        return Found(view[place : named.end].strip(), place, named.end, "các", True)
    end = _collective_end(view, begin)
    text = view[place:end].strip()
    return Found(text, place, end, "các", True) if end > begin else None


def _collective_end(view: str, place: int) -> int:
    end = place
    noun = COLLECTIVE_NOUN.match(view, end)
    family = _family(noun[0]) if noun else None
    while noun is not None:
        end = _modifiers_end(view, noun.end())
        more = re.compile(r"(?:, | và | - |/| & |,| )").match(view, end)
        if more is None:
            break
        noun = COLLECTIVE_NOUN.match(view, more.end())
        if noun is not None and more[0] != " " and _family(noun[0]) != family:
            break
        if noun is not None and view[more.end()].isupper() and not PLAIN_NOUN.match(view, more.end()):
            break
        if noun is not None and ends_a_name(view, more.end()):
            break
    return end


def _another_modifier(view: str, end: int) -> re.Match[str] | None:
    """ "các đơn vị phát thanh, truyền hình": a comma inside of what tells which ones."""
    joint = SECOND_MODIFIER.match(view, end)
    if (
        joint is None
        or ends_a_name(view, joint.end())
        or COLLECTIVE_NOUN.match(view, joint.end())
        or PLURAL_WORD.match(view, joint.end())
    ):
        return None
    return joint


def _family(noun: str) -> object:
    return next((family for family in FAMILIES if noun.lower() in family), noun.lower())


def _modifiers_end(view: str, end: int) -> int:
    """Behind the words that tell which ones: "chính trị - xã hội tỉnh", "có liên quan", "trên địa bàn"."""
    words = 0
    while words < MOST_WORDS:
        joint = re.compile(r" - | ").match(view, end) or (_another_modifier(view, end) if words else None)
        word = NAME_WORD.match(view, joint.end()) if joint else None
        if joint is None or word is None:
            return end
        begin = joint.end()
        relative = RELATIVE.match(view, end)
        predicate = STRONG_PREDICATE.search(view, end + 1, end + MOST_LETTERS) if relative else None
        if predicate is not None and not re.search(r"[;:.]", view[end : predicate.start()]):
            return predicate.start()
        if view.startswith(WHICH_ONES, begin):
            end = word.end()
            words += 1
            continue
        if word[0] in NOT_IN_MODIFIERS or ends_a_name(view, begin):
            return end
        if (_begins_body(view, begin) and word[0] not in ("Ban", "Hội", "Trung", "Liên", "Tổ", "Công")) or (
            PLURAL_WORD.match(view, begin) and words == 0
        ):
            return end
        end = _word_end(view, word)
        words += 1
        if view[end : end + 1] == ".":
            return end
    return end
