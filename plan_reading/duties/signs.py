"""The signs by which a sentence is a duty, a reporting clause, a target, or none of these."""

import re

from plan_reading.bodies.verbs import starts_with_verb

NO_DUTY = re.compile(
    r"\W*(?:chịu trách nhiệm (?:toàn diện )?trước |trong quá trình (?:tổ chức |triển khai )*thực hiện|trong quá trình (?:tổ chức )?triển khai|quá trình (?:triển khai|thực hiện)|"
    r"nếu (?:có|phát sinh|cần)|kế hoạch này (?:thay thế|có hiệu lực|được)|quyết định này|(?:giao|chịu) trách nhiệm thi hành|"
    r"góp phần|phấn đấu|xác định .{3,60} là|nhận thức|tỷ lệ|tỉ lệ|đạt |\d+(?:[.,]\d+)? ?%|trên \d+|100|có (?:trên|ít nhất|từ) \d+|"
    r"mục tiêu|khẩu hiệu|ghi chú|lưu ý|\(?đính kèm|xem phụ lục|\(có phụ lục|như trên|kinh phí (?:thực hiện|từ|tổ chức|do|được)|nguồn kinh phí)",
    re.IGNORECASE,
)
"""What a sentence that gives no duty begins with: difficulties to report, validity, targets, money."""

TARGET = re.compile(
    r"(?:phấn đấu|bảo đảm|đảm bảo|đạt|có|trên|tối thiểu|ít nhất|từ)\b[^.;]{0,60}?\d+(?:[.,]\d+)?\s?%", re.IGNORECASE
)

_AIMS = re.compile(r"(?:^|, )(?:phấn đấu|mục tiêu)\b", re.IGNORECASE)


def is_target(clause: str) -> bool:
    """Whether the clause only says how much is to be reached: "Đến năm 2030, phấn đấu đạt 100 %"."""
    return bool(TARGET.match(clause) or (_AIMS.search(clause[:80]) and re.search(r"\d", clause)))


ROLE_IN_GENERAL = re.compile(
    r"(?:phát huy|khẳng định|đảm nhiệm|thể hiện|làm|giữ)(?: tốt| hơn nữa| triệt để)* (?:vai trò|vị thế|vị trí)[^,;]*(?:, (?:góp phần|nhằm|để|qua đó) .*)?|"
    r"(?:và )?thực hiện (?:các |một số )?nhiệm vụ (?:khác|theo|được)[^,;]*",
    re.IGNORECASE,
)
"""A part to play, or whatever else is ordered: nothing that could be reported on."""

CLOSING_CALL = re.compile(r"\W*(?:trên đây là|căn cứ (?:các )?nội dung|nhận được)", re.IGNORECASE)
"""The last sentence that calls on all: "Trên đây là Kế hoạch …, yêu cầu các đơn vị …"."""

ROLE_ONLY = re.compile(
    r"(?:chủ trì|có trách nhiệm|chịu trách nhiệm|phối hợp|cùng|với|và|thực hiện|triển khai|tổ chức|là cơ quan chủ trì|là đơn vị chủ trì|theo dõi|[,.: ])+"
)

GOES_ON = re.compile(
    r"(?:(?:và )?hoàn thành (?:trước|trong|xong|chậm)|thời gian|trong đó|đặc biệt|nhất là|góp phần|qua đó|từ đó|thông qua|tranh thủ|gắn với|gắn|bảo vệ|bảo đảm|đảm bảo|đồng thời(?=,)|làm cầu nối|nhằm|"
    r"phục vụ|coi|không để|tránh|hướng viện trợ|hướng tới|hướng đến|tạo (?!điều kiện)|theo đó|cụ thể)\b",
    re.IGNORECASE,
)
"""What a part begins with that says more of the duty before it."""

SUMMING_UP = re.compile(
    r"(?:tổng hợp|theo dõi|đôn đốc|kiểm tra|đánh giá|sơ kết|tổng kết|rà soát|tham mưu|chủ trì|hướng dẫn|giám sát|làm đầu mối|là )",
    re.IGNORECASE,
)

_REPORT_FIRST = re.compile(
    r"(?:(?:và|đồng thời|thực hiện|chấp hành|có trách nhiệm|nghiêm túc|chế độ|tổng hợp(?: kết quả)?,?|thông tin,?)\s+)*"
    r"(?:báo cáo|gửi (?:báo cáo|kết quả|về|kế hoạch|danh sách|văn bản|\S+ \S+ (?:tổng hợp|để)|Sở|UBND|Ủy ban|Ban|Phòng|Văn phòng)|phản ánh)",
    re.IGNORECASE,
)
_PERIODIC = re.compile(
    r"(?:định kỳ|hằng|hàng|trước ngày|chậm nhất|6 tháng|quý|tháng|năm)[^.;]{0,140}?(?:báo cáo|gửi)\b[^.;]{0,160}",
    re.IGNORECASE,
)
_REPORT_TO = re.compile(
    r"(?:báo cáo|gửi)[^.;]{0,120}(?:về|qua|gửi|đến|cho)\s[^.;]{0,80}(?:tổng hợp|theo dõi|UBND|Ủy ban|Sở|Ban|Phòng|Văn phòng)",
    re.IGNORECASE,
)
_TIME_WORDS = re.compile(r"định kỳ|hằng|hàng|trước ngày|chậm nhất|6 tháng|quý|ngày \d|năm", re.IGNORECASE)
_INTRODUCTION = re.compile(
    r"(?:căn cứ|trên cơ sở|theo|thông qua|trong|hằng năm|hàng năm|định kỳ|ngoài ra|từ|trước|chậm nhất|quý|tháng|để|nhằm|khi|sau khi|ngay sau|"
    r"bên cạnh|ngoài|tùy|tuỳ|với|đến|vào|năm|giai đoạn|nhân|dựa|là|ngày|tại|6 tháng|bằng|qua|cùng với)\b",
    re.IGNORECASE,
)
_LIST_INTRO = re.compile(
    r"[,;]?\s*(?:và |trong đó,? |cụ thể,? |gồm |bao gồm )*(?:(?:chú trọng|tập trung|thực hiện|vào|tốt|triển khai|chủ yếu|làm tốt|cần|với)\s+)*"
    r"(?:(?:các|một số|những|nội dung)\s+)*(?:nhiệm vụ|nội dung|công việc|giải pháp|hoạt động|biện pháp|công tác|việc|yêu cầu)?(?: trọng tâm| cụ thể| chủ yếu| chính)*\s*"
    r"(?:sau đây|như sau|sau|cụ thể|gồm|dưới đây)?\s*:\s*$",
    re.IGNORECASE,
)


def is_reporting(clause: str, *, has_lead: bool) -> bool:
    """Whether the clause only says when and to whom to report: a reporting regime and no duty. A body that sums up what
    others report has a duty."""
    text = clause.strip()
    if SUMMING_UP.match(text):
        return False
    stripped = re.sub(
        r"^(?:định kỳ|hằng|hàng|trước|chậm nhất|ngày|tháng|quý|năm|đột xuất|hoặc|khi có yêu cầu|\d+|và|,|/|\(|\)|của|6 tháng|cuối|theo quy định|là|"
        r"đầu|tuần|hết|sau|kịp thời|thường xuyên|[\s])+",
        "",
        text,
        flags=re.IGNORECASE,
    )
    if has_lead and re.match(r"tổng hợp", stripped, re.IGNORECASE):
        return False
    return bool(_REPORT_FIRST.match(stripped))


def reports_to_somebody(clause: str) -> tuple[int, int] | None:
    """Where the clause says when or to whom to report, as part of something longer."""
    match = _PERIODIC.search(clause) or (_REPORT_TO.search(clause) if _TIME_WORDS.search(clause) else None)
    if match is None:
        return None
    return match.span() if re.search(r"báo cáo|gửi", match[0], re.IGNORECASE) else None


def is_action(view: str, start: int, end: int) -> bool:
    """Whether the clause begins with a verb of a duty, an introduction before it aside."""
    if starts_with_verb(view, start):
        return True
    if not _INTRODUCTION.match(view, start):
        return False
    return any(starts_with_verb(view, match.end()) for match in re.compile(r",\s+").finditer(view, start, end))


def without_list_intro(text: str) -> str:
    """An introduction of a list without its last words: "…, chú trọng các nhiệm vụ sau:"."""
    return _LIST_INTRO.sub("", text).rstrip(" :,;")
