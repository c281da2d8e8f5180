"""The words that administrative duties begin with, and those that stand around them."""

import re

VERBS = (
    "viết",
    "làm",
    "dựng",
    "in",
    "vẽ",
    "dán",
    "cắm",
    "nộp",
    "kê khai",
    "gieo",
    "thả",
    "lắp",
    "tiêm chủng",
    "sàng lọc",
    "khử khuẩn",
    "phân luồng",
    "thẩm tra",
    "giải trình",
    "chứng thực",
    "đối chiếu",
    "dành",
    "ủng hộ",
    "nhân giống",
    "thu hoạch",
    "tuyên dương",
    "trao tặng",
    "thăm hỏi",
    "đón tiếp",
    "lấy mẫu",
    "xét nghiệm",
    "cưỡng chế",
    "kiểm định",
    "cơ cấu lại",
    "tái cơ cấu",
    "khoanh vùng",
    "bóc gỡ",
    "đặt hàng",
    "đóng góp",
    "bồi thường",
    "khảo cứu",
    "hoạch định",
    "tái cấu trúc",
    "kiểm đếm",
    "đấu thầu",
    "đấu giá",
    "thuê",
    "khai trương",
    "phối trí",
    "xúc tiến",
    "số hoá",
    "tạo lập",
    "làm việc",
    "bảo hộ",
    "đăng cai",
    "thu nhận",
    "tra cứu",
    "rà quét",
    "vá",
    "sao lưu",
    "nhắn tin",
    "phân phối",
    "vận chuyển",
    "nhập",
    "xuất",
    "mời gọi",
    "mời",
    "xin phép",
    "xin ý kiến",
    "tham mưu", "triển khai", "tổ chức", "xây dựng", "ban hành", "hướng dẫn", "kiểm tra", "giám sát", "đôn đốc",
    "theo dõi", "tổng hợp", "báo cáo", "rà soát", "đánh giá", "tuyên truyền", "phổ biến", "quán triệt", "phối hợp",
    "phối kết hợp", "chủ trì", "tăng cường", "đẩy mạnh", "nâng cao", "phát huy", "đổi mới", "hoàn thiện", "hoàn thành",
    "kiện toàn", "củng cố", "mở rộng", "phát triển", "thúc đẩy", "duy trì", "vận động", "huy động", "tiếp tục",
    "thực hiện", "bố trí", "cân đối", "thẩm định", "phê duyệt", "trình", "cung cấp", "cập nhật", "biên soạn", "in ấn",
    "phát hành", "đăng tải", "đưa tin", "đào tạo", "bồi dưỡng", "tập huấn", "hỗ trợ", "khảo sát", "thống kê",
    "điều tra", "lập", "thành lập", "cử", "phân công", "bảo đảm", "đảm bảo", "chuẩn bị", "xử lý", "giải quyết",
    "tiếp nhận", "quản lý", "vận hành", "khai thác", "ứng dụng", "số hóa", "số hoá", "kết nối", "chia sẻ", "đầu tư",
    "sửa chữa", "nâng cấp", "trang bị", "mua sắm", "lắp đặt", "trồng", "chăm sóc", "khám", "tiêm", "phun", "thu gom",
    "ra quân", "phát động", "khen thưởng", "biểu dương", "tôn vinh", "sơ kết", "tổng kết", "lựa chọn", "xác định",
    "nghiên cứu", "đề xuất", "kiến nghị", "ký kết", "tham gia", "lồng ghép", "quan tâm", "chú trọng", "chú ý",
    "tập trung", "khuyến khích", "tạo điều kiện", "tạo mọi điều kiện", "tạo", "thu hút", "xúc tiến", "quảng bá",
    "giới thiệu", "kêu gọi", "tiến hành", "làm tốt", "thường trực", "nắm", "chỉ đạo", "lãnh đạo", "điều hành",
    "định hướng", "đa dạng", "xem xét", "bổ sung", "sửa đổi", "điều chỉnh", "thu thập", "phân tích", "cụ thể hóa",
    "cụ thể hoá", "công bố", "công khai", "niêm yết", "kiểm soát", "ngăn chặn", "phòng ngừa", "phòng, chống",
    "phòng chống", "phát hiện", "đấu tranh", "tuần tra", "tấn công", "truy quét", "cảnh báo", "dự báo", "ứng phó",
    "khắc phục", "cứu trợ", "tiếp cận", "tư vấn", "hòa giải", "đối thoại", "tiếp công dân", "tiếp xúc", "trao đổi",
    "học tập", "giao lưu", "gặp mặt", "thăm", "tặng", "trao", "xuất bản", "phát sóng", "xây", "nạo vét", "tu bổ",
    "bảo tồn", "bảo vệ", "giữ gìn", "gìn giữ", "sưu tầm", "lưu trữ", "bàn giao", "chuyển đổi", "chuyển giao",
    "nhân rộng", "áp dụng", "cải cách", "cắt giảm", "đơn giản hóa", "rút ngắn", "tích hợp", "đồng bộ", "chuẩn hóa",
    "liên kết", "hợp tác", "đàm phán", "bình chọn", "chấm", "thi", "diễn tập", "huấn luyện", "tuyển", "tuyển chọn",
    "quy hoạch", "luân chuyển", "bổ nhiệm", "đề nghị", "yêu cầu", "giao", "gửi", "đăng ký", "đăng", "treo", "dọn",
    "vệ sinh", "phân bổ", "cấp phát", "cấp", "giải ngân", "quyết toán", "thanh toán", "thanh tra", "kiểm kê", "phân loại",
    "thu thuế", "thu", "chi trả", "giảm", "tinh giản", "sắp xếp", "di dời", "giải phóng", "cắm mốc", "đo đạc",
    "truyền thông", "thông tin", "thông báo", "nhắc nhở", "quy định", "ký", "chấn chỉnh", "siết chặt", "khẩn trương",
    "bám sát", "hình thành", "kiến tạo", "đề cao", "khơi dậy", "khai giảng", "khởi công", "khánh thành", "lấy ý kiến",
    "góp ý", "giới hạn", "hạn chế", "xóa", "xoá", "mở", "đưa", "rèn luyện", "trợ giúp", "chi", "tìm kiếm", "tìm hiểu",
    "vận dụng", "động viên", "tập hợp", "đảm nhận", "đảm nhiệm", "phụ trách", "kịp thời", "bình xét", "xét", "xét chọn",
    "phong trào", "tri ân", "dâng hương", "viếng", "mít tinh", "treo cờ", "trang trí", "lan tỏa", "thí điểm",
    "nhận", "chuyển", "sử dụng", "sản xuất", "chế biến", "nuôi", "trông coi", "xác minh", "phân cấp", "ủy quyền",
    "cải thiện", "cải tạo", "khôi phục", "chống", "kiềm chế", "kéo giảm", "phấn đấu", "tiết kiệm", "đẩy nhanh",
    "soạn thảo", "dự thảo", "chỉnh trang", "chỉnh lý", "tiêu hủy", "cách ly", "giám định", "nghiệm thu", "bảo dưỡng",
    "bảo trì", "thiết kế", "thiết lập", "cài đặt", "phủ sóng", "thử nghiệm", "vinh danh", "kỷ niệm", "hưởng ứng",
    "giải đáp", "tháo gỡ", "phản ánh", "phản biện", "bầu", "hiệp thương", "kết nạp", "sinh hoạt", "giáo dục", "dạy",
    "xây mới", "bàn", "họp", "tổ chức lại", "nghiêm cấm", "chấp hành", "tuân thủ", "thay thế", "giúp", "giúp đỡ",
)  # fmt: skip
"""What a duty may begin with, in small letters."""

ADVERBS = (
    "chủ động", "tích cực", "thường xuyên", "kịp thời", "tiếp tục", "định kỳ", "trực tiếp", "khẩn trương", "nghiêm túc",
    "từng bước", "phải", "cần", "sẽ", "hằng năm", "hàng năm", "mỗi năm", "hằng quý", "hàng quý", "hằng tháng",
    "hàng tháng", "hằng tuần", "hàng tuần", "đồng thời", "nhanh chóng", "tập trung", "linh hoạt", "kiên quyết", "cùng",
    "cũng", "đồng loạt", "toàn diện", "có hiệu quả", "hiệu quả", "theo dõi sát", "trước mắt", "chỉ đạo", "ưu tiên",
    "không ngừng", "ngoài ra", "bên cạnh đó", "nhất là", "và", "đột xuất", "chính thức", "tối thiểu", "ít nhất",
)  # fmt: skip
"""What may stand before a verb."""

PREDICATES = (
    "có",
    "chủ trì", "có trách nhiệm", "chịu trách nhiệm", "có nhiệm vụ", "là cơ quan", "là đơn vị", "là đầu mối", "phối hợp",
    "căn cứ", "theo chức năng", "theo nhiệm vụ", "theo thẩm quyền", "trên cơ sở", "làm đầu mối", "là", "ngoài nhiệm vụ",
    "thống nhất", "trong phạm vi", "bằng", "thông qua", "ngay sau khi", "sau khi", "hỗ trợ", "được giao", "giúp",
    "cùng với", "cùng", "với", "nơi", "trước ngày", "xong", "tùy", "tuỳ", "dựa", "nhằm", "để", "khi", "trong quá trình",
    "không", "đã", "được", "do", "trong đó", "đến", "đẩy", "hoặc", "tham", "thì",
)  # fmt: skip
"""What may follow the bodies that a sentence is about, beside verbs and adverbs."""


def _alternatives(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(word) for word in sorted(set(words), key=len, reverse=True))


_END = r"(?![\w])"
_VERB = re.compile(rf"(?:{_alternatives(VERBS)}){_END}", re.IGNORECASE)
_ADVERB = re.compile(rf"(?:{_alternatives(ADVERBS)}){_END}[ ,]*", re.IGNORECASE)
_SINGLE = frozenset(["trình", "lập", "gửi", "cử", "nắm", "giao", "xây", "rà", "tiến"])
"""Verbs of one syllable that are not part of the names of bodies, as "nuôi" in "Cục Chăn nuôi" is."""
_ENDING = tuple(verb for verb in VERBS if " " in verb or verb in _SINGLE)
_STOP = re.compile(rf"(?:{_alternatives((*_ENDING, *ADVERBS, *PREDICATES))}){_END}")


def starts_with_verb(text: str, place: int = 0) -> bool:
    """Whether a verb of a duty stands at `place`, adverbs before it aside."""
    return bool(_VERB.match(text, place) or _VERB.match(text, skip_adverbs(text, place)))


def skip_adverbs(text: str, place: int = 0) -> int:
    """The place behind adverbs; an adverb that is the last word before a noun stays."""
    while found := _ADVERB.match(text, place):
        place = found.end()
    return place


def ends_a_name(text: str, place: int) -> bool:
    """Whether a name can't go on with the word at `place`: a verb or adverb in small letters stands there."""
    return bool(_STOP.match(text, place))
