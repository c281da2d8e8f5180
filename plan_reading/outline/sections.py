"""What a section is about, by its heading: purpose, content, organisation, money, reporting."""

import re
from enum import Enum


class About(Enum):
    """What stands under a heading; duties are only in CONTENT and ORGANISATION."""

    PURPOSE = "purpose"
    CONTENT = "content"
    ORGANISATION = "organisation"
    MONEY = "money"
    REPORTING = "reporting"
    OTHER = "other"


_CONTENT = re.compile(
    r"nhiệm vụ|nội dung|giải pháp|hoạt động|biện pháp|chương trình công tác|công việc|các bước", re.IGNORECASE
)
_ORGANISATION = re.compile(
    r"tổ chức thực hiện|phân công|trách nhiệm|tổ chức triển khai|triển khai thực hiện|^\W*thực hiện\W*$|chỉ đạo, điều hành",
    re.IGNORECASE,
)
_REPORTING = re.compile(
    r"(?:chế độ|thông tin,?|công tác|thời (?:hạn|gian)) (?:thông tin,? )?báo cáo|thông tin,? báo cáo|^\W*báo cáo",
    re.IGNORECASE,
)
_MONEY = re.compile(r"kinh phí|dự toán|nguồn vốn|nguồn lực tài chính|nguồn lực thực hiện", re.IGNORECASE)
_PURPOSE = re.compile(
    r"mục đích|yêu cầu|mục tiêu|chỉ tiêu|quan điểm|căn cứ|nguyên tắc|phương châm|phạm vi|đối tượng|ý nghĩa|sự cần thiết|thực trạng|tình hình|"
    r"đặc điểm|kết quả (?:đạt được|thực hiện)|đánh giá|tồn tại|hạn chế|nguyên nhân|khẩu hiệu|chủ đề|thành phần|địa điểm|"
    r"thời gian(?:,| và|\s*$|\s*:)|hình thức tổ chức|định hướng|tầm nhìn|bối cảnh|giải thích|thuật ngữ|cơ sở pháp lý|cơ cấu giải thưởng|"
    r"thể lệ|lịch|thời gian thực hiện|thời điểm",
    re.IGNORECASE,
)
_LONGEST = 160


def about(heading: str) -> About | None:
    """What the heading announces; None where it does not say, and its section is about what the one around it is."""
    text = heading.strip()
    if len(text) > _LONGEST:
        return None
    if _ORGANISATION.search(text) and not re.match(r"\W*(?:mục đích|kinh phí)", text, re.IGNORECASE):
        return About.ORGANISATION
    if _REPORTING.search(text):
        return About.REPORTING
    if _MONEY.match(text) or re.match(r"\W*(?:nguồn |về )?(?:kinh phí|dự toán)", text, re.IGNORECASE):
        return About.MONEY
    if _PURPOSE.match(text) and not re.search(r"nhiệm vụ|giải pháp", text, re.IGNORECASE):
        return About.PURPOSE
    if re.match(
        r"\W*(?:các )?(?:nhiệm vụ|nội dung|giải pháp|hoạt động|biện pháp|một số nhiệm vụ|những nhiệm vụ|mục tiêu,)",
        text,
        re.IGNORECASE,
    ) or (text.isupper() and _CONTENT.search(text)):
        return About.CONTENT
    return None
