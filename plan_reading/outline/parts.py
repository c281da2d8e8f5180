"""The parts of a document: head, opening, body, tail, appendices; and what surrounds them on a web page."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from plan_reading.base.patterns import pattern
from plan_reading.base.plan_text import PlanText, TextGrid
from plan_reading.base.view import Passage
from plan_reading.outline.marks import Depth, mark_of

Block = Passage | TextGrid

_KIND = re.compile(
    r"(?:DỰ THẢO\s+)?(KẾ HOẠCH(?: HÀNH ĐỘNG| CÔNG TÁC| TRIỂN KHAI| THỰC HIỆN| PHỐI HỢP)?|CHƯƠNG TRÌNH(?: HÀNH ĐỘNG| CÔNG TÁC| PHỐI HỢP)?|ĐỀ ÁN|"
    r"PHƯƠNG ÁN|HƯỚNG DẪN|CHỈ THỊ|NGHỊ QUYẾT|CÔNG ĐIỆN|THÔNG BÁO|QUYẾT ĐỊNH)(?![\w])\s*[:.]?\s*(.*)",
)
_DECISION = re.compile(r"QUYẾT ĐỊNH\s*:?\s*$")
_TAIL = pattern(
    r"(?:nơi nhận|nơi gửi)\s*:?|(?:TM\.|T/M\.?|TM/|T\.M\.?|KT\.|K/T\.?|TL\.|TUQ\.|Q\.)\s?(?=<U>)|(?:CHỦ TỊCH|PHÓ CHỦ TỊCH|GIÁM ĐỐC|BỘ TRƯỞNG|BÍ THƯ|"
    r"TRƯỞNG BAN|THỦ TRƯỞNG|CHÁNH VĂN PHÒNG|HIỆU TRƯỞNG|T/L)\s*$",
)
_RECIPIENTS = re.compile(r"(?:nơi nhận|nơi gửi)\s*:?", re.IGNORECASE)
_APPENDIX = re.compile(
    r"(?:PHỤ LỤC|Phụ lục|DANH MỤC|BIỂU|Biểu|BẢNG PHÂN CÔNG|PHÂN CÔNG NHIỆM VỤ)(?![\w])(?! (?:kèm|này|của|theo|trên|số \d+ kèm))"
)
_ISSUED_WITH = re.compile(
    r"\(?\s*(?:ban hành\s+)?(?:kèm theo|theo)\s+(?:quyết định|kế hoạch|công văn|văn bản|tờ trình)", re.IGNORECASE
)
_GROUNDS = re.compile(
    r"(?:căn cứ|thực hiện|xét đề nghị|theo đề nghị|trên cơ sở|ngày \d|nhằm|để|triển khai thực hiện)\b", re.IGNORECASE
)
_END_OF_OPENING = re.compile(r"như sau\s*:?\s*$|cụ thể(?: như sau)?\s*:\s*$|sau đây\s*:?\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Parts:
    """Places in `blocks`: the line that names the kind ("KẾ HOẠCH"), where body and tail begin, and the appendices."""

    blocks: tuple[Block, ...]
    kind: int | None
    title: tuple[int, ...]
    body: int
    tail: int
    appendices: tuple[int, ...]
    decision: int | None
    """The line "QUYẾT ĐỊNH" of a cover decision before the plan."""

    def passages(self, first: int, last: int) -> list[Passage]:
        """The paragraphs among the blocks, those of layout tables too."""
        found: list[Passage] = []
        for block in self.blocks[first:last]:
            found += [block] if isinstance(block, Passage) else grid_passages(block)
        return found


def grid_passages(grid: TextGrid) -> list[Passage]:
    """The paragraphs of a table, cell by cell."""
    return [one for row in grid.rows for cell in row if not cell.continues for one in cell.passages]


def parts_of(text: PlanText) -> Parts:
    """Finds the parts by the form of the document."""
    blocks = text.blocks
    kinds = [place for place, block in enumerate(blocks) if _is_kind(block)]
    decision = next((place for place in kinds if _DECISION.match(_view(blocks[place]))), None)
    kind = _plan_kind(blocks, kinds, decision)
    title = _title(blocks, kind)
    after_title = (title[-1] if title else kind if kind is not None else -1) + 1
    body = _body(blocks, after_title)
    tail = _tail(blocks, body)
    appendices = tuple(place for place in range(tail, len(blocks)) if _is_appendix(blocks[place]))
    return Parts(blocks, kind, title, body, tail, appendices, decision if decision != kind else None)


def _view(block: Block) -> str:
    return block.view if isinstance(block, Passage) else ""


def _is_kind(block: Block) -> bool:
    if not isinstance(block, Passage):
        return False
    match = _KIND.match(block.view)
    if match is None:
        return False
    return (
        not match[2]
        or block.is_capitals
        or (len(block.view) < 220 and not block.view.rstrip().endswith((".", ";", ":")))
    )


def _plan_kind(blocks: Sequence[Block], kinds: list[int], decision: int | None) -> int | None:
    """The line that names the plan; of a cover decision, the plan behind it."""
    if not kinds:
        return None
    plans = [place for place in kinds if not _view(blocks[place]).startswith(("QUYẾT ĐỊNH", "THÔNG BÁO"))]
    if decision is not None:
        behind = [place for place in plans if place > decision]
        return behind[0] if behind else decision
    return plans[0] if plans else kinds[0]


def _title(blocks: Sequence[Block], kind: int | None) -> tuple[int, ...]:
    """The lines under "KẾ HOẠCH" that say what it is about."""
    if kind is None:
        return ()
    match = _KIND.match(_view(blocks[kind]))
    places = [kind] if match and match[2] else []
    for place in range(kind + 1, min(kind + 8, len(blocks))):
        block = blocks[place]
        if not isinstance(block, Passage) or set(block.view) <= set("-_*= ."):
            if isinstance(block, Passage) and not places:
                continue
            break
        if _ISSUED_WITH.match(block.view) or _is_kind(block):
            break
        if places and not _belongs_to_title(blocks, places, block):
            break
        if not places and _ends_title(block):
            break
        places.append(place)
    return tuple(places)


def _ends_title(block: Passage) -> bool:
    return mark_of(block.view).depth in (Depth.ROMAN, Depth.PART, Depth.ARTICLE) or bool(
        re.match(r"căn cứ\b", block.view, re.IGNORECASE)
    )


def _belongs_to_title(blocks: Sequence[Block], places: list[int], block: Passage) -> bool:
    """A further line goes on in capitals, in bold and centred, or in small letters."""
    before = blocks[places[-1]]
    assert isinstance(before, Passage)
    if mark_of(block.view).depth != Depth.PLAIN or (
        block.view.rstrip().endswith((":", ";", ".")) and not block.is_capitals
    ):
        return False
    if before.is_capitals:
        return block.is_capitals
    if before.bold or before.centred:
        return (block.bold and before.bold) or (block.centred and before.centred)
    return block.view[:1].islower() and len(block.view) < 160


def _body(blocks: Sequence[Block], after_title: int) -> int:
    """Where the first heading stands: behind the grounds and the sentence that ends in "như sau"."""
    for place in range(after_title, len(blocks)):
        block = blocks[place]
        if not isinstance(block, Passage):
            continue
        depth = mark_of(block.view).depth
        if _END_OF_OPENING.search(block.view) and depth == Depth.PLAIN:
            return place + 1
        if _GROUNDS.match(block.view):
            continue
        if depth in (Depth.PART, Depth.CAPITAL, Depth.ROMAN, Depth.ARABIC) or (
            block.bold and not block.centred and place > after_title
        ):
            return place
    return after_title


def _tail(blocks: Sequence[Block], body: int) -> int:
    """Where recipients and signature begin."""
    for place in range(body, len(blocks)):
        block = blocks[place]
        if isinstance(block, Passage):
            if _is_tail(block) or (_is_appendix(block) and place > body):
                return place
        elif any(_RECIPIENTS.match(one.view) for one in grid_passages(block)) or (
            len(block.rows) <= 3 and any(_is_tail(one) for one in grid_passages(block))
        ):
            return place
    return len(blocks)


def _is_tail(block: Passage) -> bool:
    return bool(_RECIPIENTS.match(block.view)) or (bool(_TAIL.match(block.view)) and block.is_capitals)


def _is_appendix(block: Block) -> bool:
    return (
        isinstance(block, Passage)
        and bool(_APPENDIX.match(block.view))
        and len(block.view) < 220
        and (
            block.is_capitals
            or block.centred
            or block.bold
            or bool(re.fullmatch(r"Phụ lục(?: [IVX\d]+| số \d+)?", block.view))
        )
    )
