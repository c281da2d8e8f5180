"""What each column of a table of duties holds, by its heading."""

import re
from collections.abc import Sequence
from enum import Enum

from plan_reading.base.plan_text import TextCell, TextGrid


class Column(Enum):
    """The columns that tables of duties have."""

    NUMBER = "number"
    TASK = "task"
    LEAD = "lead"
    COORDINATING = "coordinating"
    ROLES = "roles"
    """Both in one cell: "Chủ trì: …; phối hợp: …"."""
    SUPERVISING = "supervising"
    TIME = "time"
    PRODUCT = "product"


_HEADINGS = (
    (Column.NUMBER, r"(?:s?tt|số tt|số thứ tự|số|no)"),
    (Column.SUPERVISING, r".*(?:theo dõi|đôn đốc|giám sát|kiểm tra|lãnh đạo (?:phụ trách|chỉ đạo)|người chỉ đạo).*"),
    (Column.ROLES, r"(?:phân công(?: nhiệm vụ| thực hiện)?|tổ chức thực hiện|.*chủ trì.*phối hợp.*)"),
    (Column.COORDINATING, r".*phối (?:kết )?hợp.*"),
    (
        Column.LEAD,
        r".*chủ trì.*|.*(?:cơ quan|đơn vị|bộ phận|người|cá nhân|phòng|ban)[^|]*(?:thực hiện|chịu trách nhiệm|phụ trách|tham mưu|đầu mối|được giao)?.*|"
        r"(?:thực hiện|chịu trách nhiệm|trách nhiệm.*|đầu mối.*|phụ trách)",
    ),
    (Column.TIME, r".*(?:thời gian|thời hạn|tiến độ|hạn hoàn thành|thời điểm|hoàn thành).*|lộ trình.*|ngày.*"),
    (Column.PRODUCT, r".*(?:sản phẩm|kết quả|đầu ra).*"),
    (Column.TASK, r".*(?:nhiệm vụ|nội dung|công việc|hoạt động|giải pháp|đề án|văn bản|chương trình|nhóm việc|việc).*"),
)
_COMPILED = tuple((column, re.compile(form, re.IGNORECASE)) for column, form in _HEADINGS)
_LOOKED_AT = 5
_LONGEST = 70


def column_of(heading: str) -> Column | None:
    """The column that a heading names; None for money, notes and what no rule knows."""
    text = " ".join(heading.split()).strip(" .:*()")
    if (
        not text
        or len(text) > _LONGEST
        or re.search(r"kinh phí|ghi chú|đơn vị tính|địa điểm|số lượng|căn cứ", text, re.IGNORECASE)
    ):
        return None
    if (
        re.match(r"(?:tên )?(?:nội dung|nhiệm vụ|công việc)\b", text, re.IGNORECASE)
        and "chủ trì" not in text.lower()
        and "phân công" not in text.lower()
    ):
        return Column.TASK
    return next((column for column, form in _COMPILED if form.fullmatch(text)), None)


def columns_of(grid: TextGrid) -> tuple[dict[int, Column], int] | None:
    """By place in the grid, and the number of heading rows; None where the table is not one of duties."""
    for number, row in enumerate(grid.rows[:_LOOKED_AT]):
        found = _row_columns(row)
        if len(set(found.values())) < 2:
            continue
        below = grid.rows[number + 1] if number + 1 < len(grid.rows) else ()
        second = _row_columns(below)
        rows = number + 1
        if _is_second_heading(row, below, second):
            found |= second
            rows += 1
        return (_unique(found), rows) if _is_of_duties(found) else None
    return None


def _row_columns(row: Sequence[TextCell]) -> dict[int, Column]:
    found: dict[int, Column] = {}
    for cell in row:
        column = column_of(cell.view)
        if column is not None and not cell.continues:
            for place in range(cell.column, cell.column + cell.width):
                found[place] = column
    return found


def _is_second_heading(row: Sequence[TextCell], below: Sequence[TextCell], second: dict[int, Column]) -> bool:
    """Whether the row below parts merged headings: "Cơ quan thực hiện" over "Chủ trì" and "Phối hợp"."""
    if not second or any(len(cell.view) > _LONGEST for cell in below):
        return False
    has_wide = any(cell.width > 1 for cell in row)
    continues = any(cell.continues for cell in below) or any(not cell.view for cell in below)
    return (
        has_wide
        and continues
        and set(second.values()) <= {Column.LEAD, Column.COORDINATING, Column.SUPERVISING, Column.TIME, Column.PRODUCT}
    )


def _is_of_duties(found: dict[int, Column]) -> bool:
    kinds = set(found.values())
    return Column.TASK in kinds and bool(kinds - {Column.TASK, Column.NUMBER})


def _unique(found: dict[int, Column]) -> dict[int, Column]:
    """Of several columns that could hold the duty, the first."""
    tasks = [place for place, column in found.items() if column is Column.TASK]
    return {place: column for place, column in found.items() if column is not Column.TASK or place == tasks[0]}
