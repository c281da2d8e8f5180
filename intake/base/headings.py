"""The columns of a report file: canonical header, shown header, accepted aliases, and headers that are ignored.

The list follows the table in docs/report-file.md; matching ignores case, marks, spaces, `_` and signs.
"""

import re
from enum import StrEnum
from functools import lru_cache

from intake.base.matching import plain_key


class Column(StrEnum):
    """The canonical headers."""

    TASK = "ma_nhiem_vu"
    PERIOD = "ky_bao_cao"
    AGENCY = "co_quan"
    PERCENT = "tien_do"
    STATUS = "trang_thai"
    DONE_ON = "ngay_hoan_thanh"
    RESULT = "ket_qua"
    DIFFICULTIES = "kho_khan"
    CAUSE = "nguyen_nhan"
    RESPONSIBILITY = "trach_nhiem"
    PROPOSALS = "kien_nghi"
    EVIDENCE = "minh_chung"


DISPLAY = {
    Column.TASK: "Mã nhiệm vụ",
    Column.PERIOD: "Kỳ báo cáo",
    Column.AGENCY: "Cơ quan",
    Column.PERCENT: "Tiến độ (%)",
    Column.STATUS: "Trạng thái",
    Column.DONE_ON: "Ngày hoàn thành",
    Column.RESULT: "Kết quả",
    Column.DIFFICULTIES: "Khó khăn, vướng mắc",
    Column.CAUSE: "Nguyên nhân quá hạn",
    Column.RESPONSIBILITY: "Trách nhiệm",
    Column.PROPOSALS: "Kiến nghị, đề xuất",
    Column.EVIDENCE: "Văn bản, tài liệu kèm theo",
}

_ALSO_ACCEPTED = {
    Column.TASK: ("Mã NV", "task_code"),
    Column.PERIOD: ("kỳ", "period"),
    Column.AGENCY: ("đơn vị", "agency"),
    Column.PERCENT: ("% hoàn thành", "Tỷ lệ hoàn thành", "Tiến độ thực hiện", "progress"),
    Column.STATUS: ("tình trạng", "status"),
    Column.DONE_ON: ("done_on",),
    Column.RESULT: (
        *("kết quả thực hiện", "tình hình thực hiện", "kết quả hiện nay", "kết quả đến nay", "result"),
        *("Tình hình, kết quả thực hiện", "Tình hình và kết quả thực hiện"),
    ),
    Column.DIFFICULTIES: ("Khó khăn", "vướng mắc", "difficulties"),
    Column.CAUSE: (
        *("Nguyên nhân", "Nguyên nhân chậm", "Nguyên nhân chậm muộn", "Nguyên nhân chậm tiến độ", "Lý do chậm"),
        *("Nguyên nhân chưa hoàn thành", "Lý do chưa hoàn thành", "Lý do quá hạn", "cause"),
    ),
    Column.RESPONSIBILITY: (
        *("Trách nhiệm của cơ quan, cá nhân", "Trách nhiệm cơ quan, cá nhân", "Trách nhiệm tập thể, cá nhân"),
        *("Trách nhiệm của tập thể, cá nhân", "responsibility"),
    ),
    Column.PROPOSALS: ("Kiến nghị", "đề xuất", "Đề xuất, kiến nghị", "proposals"),
    Column.EVIDENCE: ("Minh chứng", "Tài liệu kèm theo", "Văn bản kèm theo", "evidence"),
}

ERROR_HEADER = "Lỗi"
_FOR_READING = (
    *("STT", "TT", "Số TT", "Số thứ tự", "No", ERROR_HEADER),
    *("Nhiệm vụ", "Tên nhiệm vụ", "Nội dung", "Nội dung nhiệm vụ", "Nội dung công việc", "Loại nhiệm vụ"),
    *("Kế hoạch", "Vai trò", "Thời hạn", "Hạn", "Hạn hoàn thành", "Thời hạn hoàn thành"),
    *("Thời gian", "Thời gian thực hiện", "Thời gian hoàn thành", "Hạn xử lý", "Sản phẩm", "Sản phẩm đầu ra"),
    *("Cơ quan chủ trì", "Đơn vị chủ trì", "Cơ quan thực hiện", "Đơn vị thực hiện", "Chủ trì"),
    *("Cơ quan phối hợp", "Đơn vị phối hợp", "Phối hợp", "Văn bản giao", "Văn bản giao nhiệm vụ", "Ngày giao"),
    *("Tiến độ kỳ trước", "Trạng thái kỳ trước", "Kết quả kỳ trước"),
    *("task", "title", "task title", "task_type", "plan", "due", "due_on", "role", "error"),
)

_SIGNS = re.compile(r"[^a-z0-9%]")
_IN_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
LONGEST_HEADER = 120


@lru_cache(maxsize=20_000)
def header_key(text: str) -> str:
    """A heading as it is compared: without case, marks, spaces and signs."""
    return _SIGNS.sub("", plain_key(text))


def _keys() -> dict[str, Column | None]:
    keys: dict[str, Column | None] = {header_key(text): None for text in _FOR_READING}
    for column in Column:
        for text in (column, DISPLAY[column], *_ALSO_ACCEPTED[column]):
            bare = header_key(text).replace("%", "")
            keys |= dict.fromkeys((header_key(text), bare, f"{bare}%", f"%{bare}"), column)
    del keys["hoanthanh"]  # "Hoàn thành" alone may be a date, a mark or a percentage
    return keys


_COLUMN_OF_KEY = _keys()


def may_mean_a_column(text: str) -> bool:
    """Whether an agency may match the heading to a column by hand: one that names none, and no running number."""
    key = header_key(text)
    return bool(key) and column_of(text) is None and key not in _RUNNING_NUMBERS


_RUNNING_NUMBERS = {header_key(text) for text in ("STT", "TT", "Số TT", "Số thứ tự", "No", ERROR_HEADER)}


def is_column_header(text: str) -> bool:
    """Whether this is a header of the report format, ignored ones included."""
    return _key_of(text) is not None


def column_of(text: str) -> Column | None:
    """The column that a header names; None for an ignored or unknown one."""
    key = _key_of(text)
    return None if key is None else _COLUMN_OF_KEY[key]


def _key_of(text: str) -> str | None:
    """The header's key, with a hint in brackets ("(dd/mm/yyyy)", "[bắt buộc]") left out if need be."""
    if not text or len(text) > LONGEST_HEADER:
        return None
    return next(
        (key for key in (header_key(text), header_key(_IN_BRACKETS.sub(" ", text))) if key in _COLUMN_OF_KEY),
        None,
    )
