"""Whether a duty is done once, every year or on and on, and the words that say so."""

import re

from data_model.values import TaskType
from plan_reading.times.due import recurring

_DOCUMENTS = (
    r"(?:đề án|kế hoạch|quy chế|chương trình|dự thảo|dự án|lộ trình|quy định|phương án|văn bản|bộ tiêu chí|tiêu chí|nghị quyết|quyết định|chỉ thị|"
    r"tờ trình|báo cáo|danh mục|danh sách|hướng dẫn|bộ chỉ số|phần mềm|cơ sở dữ liệu|trang thông tin|mô hình|tài liệu|sổ tay|khung|quy trình|thể lệ|hồ sơ)"
)
_ONCE = re.compile(
    rf"(?:xây dựng|lập|ban hành|hoàn thiện|trình|soạn thảo|tham mưu|tham mưu ban hành|rà soát, sửa đổi|sửa đổi|đề xuất|dự thảo|biên soạn|xây dựng và ban hành|"
    rf"nghiên cứu ban hành|phê duyệt|thẩm định|nghiệm thu|công bố)(?:,? (?:và )?(?:xây dựng|ban hành|trình|hoàn thiện|thực hiện|phê duyệt|chi tiết))* (?:các |bộ )?{_DOCUMENTS}"
    r"|nghiên cứu ban hành|thành lập|kiện toàn (?:ban|tổ|hội đồng|đội)|hoàn thiện (?:cơ chế|đề án|hồ sơ)|"
    r"tổ chức (?:hội nghị|lễ|hội thảo|tọa đàm|đoàn|diễn đàn|tập huấn|lớp|hội thi|cuộc thi|đại hội|ngày hội|hội nghị chuyên đề|sơ kết|tổng kết|mít tinh|gặp mặt|phát động|cuộc)"
    r"|sơ kết|tổng kết|khởi công|khánh thành|bàn giao|có văn bản chỉ đạo|xây dựng nội dung triển khai|phân công lãnh đạo|ra mắt|đánh giá hiệu quả",
    re.IGNORECASE,
)
_ON_AND_ON = re.compile(
    r"(?:tiếp tục|tăng cường|đẩy mạnh|duy trì|nâng cao|phát huy|thúc đẩy|tích cực|mở rộng|chủ động|quản lý(?: tốt)?|chú trọng|từng bước|theo dõi|đôn đốc|"
    r"hướng dẫn|kiểm tra|giám sát|thường trực|vận động|tuyên truyền|bảo đảm|phối hợp)",
    re.IGNORECASE,
)


def recurrence(view: str, start: int, end: int, *, has_due: bool) -> tuple[TaskType, tuple[int, int] | None]:
    """The type of the duty and the place of the words it rests on; None where it is only assumed.

    Words that say that it recurs go first, then a due date, then what is made ("ban hành Kế hoạch") or kept up ("duy trì").
    """
    said = recurring(view, start, end)
    if said is not None and said.yearly:
        return TaskType.YEARLY, (said.start, said.end)
    if has_due:
        return TaskType.ONE_OFF, None
    if said is not None:
        return TaskType.CONTINUING, (said.start, said.end)
    once = _ONCE.search(view, start, end)
    kept_up = _ON_AND_ON.match(view, start)
    if once is not None and (kept_up is None or once.start() - start < 25):
        return TaskType.ONE_OFF, once.span()
    found = kept_up or _ON_AND_ON.search(view, start, end)
    return TaskType.CONTINUING, found.span() if found else None
