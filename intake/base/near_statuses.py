"""What offices write in their own tables for a status; suggested, never taken for it."""

import re
from functools import lru_cache

from data_model.values import LineStatus
from intake.base.matching import plain_key

_IN_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_BESIDE_A_STATUS = re.compile(
    r"\b(?:truoc|dung|trong|qua|con|chua den|den) (?:thoi )?(?:han|tien do)\b|\b(?:cham|dung|dam bao) tien do\b|\bnhiem vu\b|[-–:;,.]"
)
_NEAR_STATUSES = {
    LineStatus.DONE: {
        "hoan thanh",
        "da hoan thanh",
        "hoan thanh xong",
        "da xong",
        "xong",
        "da thuc hien xong",
        "da hoan tat",
    },
    LineStatus.IN_PROGRESS: {
        "dang thuc hien",
        "dang trien khai",
        "dang trien khai thuc hien",
        "dang tien hanh",
        "dang lam",
    },
    LineStatus.NOT_STARTED: {
        "chua thuc hien",
        "chua trien khai thuc hien",
        "chua bat dau",
        "chua lam",
        "chua tien hanh",
    },
    LineStatus.NOTHING_TO_REPORT: {"khong phat sinh", "khong co phat sinh", "khong co", "khong phat sinh nhiem vu"},
}
_LONGEST = 100


@lru_cache(maxsize=5_000)
def near_status(text: str) -> LineStatus | None:
    """The status that “Đã hoàn thành” or “Đang thực hiện (trong hạn)” seems to mean."""
    if len(text) > _LONGEST:
        return None
    key = _BESIDE_A_STATUS.sub(" ", _IN_BRACKETS.sub(" ", plain_key(text)))
    key = " ".join(key.split())
    return next((status for status, words in _NEAR_STATUSES.items() if key in words), None)
