"""The forms by which `names.py` tells where the name of a body begins and ends."""

import re

from plan_reading.base.patterns import pattern
from plan_reading.bodies.vocabulary import COLLECTIVE_NOUNS, FIELDS, LEVELS, POSTS, UNITS


def _pattern(words: tuple[str, ...], flags: int = 0) -> re.Pattern[str]:
    longest_first = sorted({form for word in words for form in _spellings(word)}, key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, longest_first))})(?![\w])", flags)


def _spellings(word: str) -> set[str]:
    """Both places of the tone: Ủy and Uỷ, Tòa and Toà, hóa and hoá."""
    pairs = (("ủy", "uỷ"), ("Ủy", "Uỷ"), ("òa", "oà"), ("óa", "oá"), ("ỏe", "oẻ"))
    other = word
    for old, new in pairs:
        other = other.replace(old, new)
    return {word, other}


UNIT_NOUN = _pattern(UNITS, re.IGNORECASE)
POST_NOUN = _pattern(POSTS)
CANONICAL = {form.casefold(): form for word in UNITS for form in _spellings(word)}
FIELD_NAME = _pattern(FIELDS, re.IGNORECASE)
LEVEL_WORD = _pattern(LEVELS)
COLLECTIVE_NOUN = _pattern(COLLECTIVE_NOUNS, re.IGNORECASE)
PLURAL_WORD = re.compile(
    r"(?:tất cả các|toàn thể các|các|từng|mỗi|những|một số|toàn thể|lãnh đạo các)\s", re.IGNORECASE
)
BARE_COLLECTIVE = re.compile(
    r"(?:(?:sở|ban|bộ|phòng), (?:ban|ngành)|sở,? ban,? ngành|sở,? ngành|ban,? ngành|bộ, ngành|địa phương|cơ quan, đơn vị|"
    r"đơn vị|đoàn thể|xã, phường|quận, huyện|phòng, ban|thôn, |tổ chức thành viên)(?![\w])",
    re.IGNORECASE,
)
NAME_WORD = re.compile(r"[\w/&.'’]+")
NAME_JOINT = pattern(
    r" (?:và|&) (?=<U>|(?:truyền hình|truyền thông|thể thao|du lịch|đào tạo|công nghệ|đầu tư|môi trường|xã hội|phát triển|dân vận)(?!\w))| ?- ?(?=\w)|/(?=\w)| "
)
LONGER_THAN_FIELD = pattern(r" - | & |, <U>[\w ]{1,24} và <U>")
COMMA_IN_NAME = pattern(r", <U>\w*(?: \w+){0,5}? và <U>")
PLACE_NAME = pattern(r" (?:- )?(<U>\w*)")
PLAIN_NOUN = pattern(r"(?:Ban|Hội|Thành phố|Tỉnh)\b(?! <U>)")
SECOND_MODIFIER = pattern(r", (?=<L>+ <L>+(?:,| và | thuộc | trên | tại ))")
NO_UNIT = re.compile(
    r"Tổ chức|Trường hợp|Bộ (?:máy|tiêu chí|chỉ số|tài liệu|nhận diện|công cụ|câu hỏi|mặt|hồ sơ)|Ban (?:hành|đầu|ngày|đêm)|"
    r"Hội (?:nghị|thảo|nhập|thi|họp|chợ|diễn|trại|đàm|đồng thi)|Đoàn (?:kết|công tác|vào|ra)|Đội ngũ|Báo (?:cáo|động|hiệu)|"
    r"Phòng(?:,| )(?: ?chống| ?ngừa| cháy| tránh| dịch)|Viện (?:trợ|dẫn|phí)|Cục (?:bộ|diện)|Vụ (?:việc|mùa|án|thu|đông|xuân)|Liên (?:kết|tục|hệ)|"
    r"Thanh tra,|Thanh tra việc|Khối (?:lượng|lớp)|Đài (?:tưởng|hóa)|Quỹ đất|Nhóm (?:nhiệm|giải|chỉ|vấn)|Cụm (?:công|từ)|Đại học hóa|Hội viên|"
    r"Công an toàn|Đoàn viên|Cơ quan hệ|Tổ (?:quốc|hợp)|Vụ lợi|Thuế (?:suất|thu|giá)|Đội hình|Báo chí|Ủy ban hành",
    re.IGNORECASE,
)
"""What begins like a body and is none."""
NEXT_LEVEL = re.compile(r"(?:, | và )(?:xã|phường|thị trấn|đặc khu|quận|huyện|thị xã|thành phố)(?![\w])(?! [A-ZĐ])")
STRONG = ("Sở", "UBND", "Ủy ban nhân dân", "Uỷ ban nhân dân", "Công an", "Phòng", "Hội Nông dân", "Hội Cựu chiến binh")
HOLDS_OTHERS = (
    "Văn phòng",
    "Thanh tra",
    "Thường trực",
    "Đảng ủy",
    "Đảng uỷ",
    "Ban",
    "Hội đồng",
    "Bộ",
    "Tổ",
    "VP",
    "Công đoàn",
    "Chi bộ",
)
OVER_MANY = frozenset(
    form
    for word in (
        *POSTS, "Ủy ban nhân dân", "UBND", "Công an", "Hội", "HĐND", "Hội đồng nhân dân", "Liên hiệp", "Đảng ủy", "Thường trực",
        "Ủy ban Mặt trận Tổ quốc Việt Nam", "Ủy ban Mặt trận Tổ quốc", "Ủy ban MTTQ Việt Nam", "Ủy ban MTTQ", "UBMTTQ", "MTTQ",
        "Mặt trận Tổ quốc", "Ban Chỉ huy", "Ban Chỉ đạo", "Lãnh đạo", "Công đoàn", "Ban Quản lý", "Văn phòng", "Ban Thường vụ",
    )
    for form in _spellings(word)
)  # fmt: skip
"""What may stand over many of a kind: "UBND các xã", "Hội các cấp"."""
FAMILIES = (
    frozenset(("sở", "ban", "ngành", "bộ", "phòng", "phòng ban", "phòng chuyên môn")),
    frozenset(("cơ quan", "đơn vị", "bộ phận")),
    frozenset(("xã", "phường", "thị trấn", "đặc khu", "quận", "huyện", "thị xã", "thành phố", "tỉnh")),
    frozenset(("thôn", "bản", "ấp", "khóm", "buôn", "tổ dân phố", "khu dân cư", "khu phố")),
    frozenset(("cán bộ", "công chức", "viên chức")),
    frozenset(("báo", "đài")),
    frozenset(("viện", "trường", "bệnh viện", "trung tâm", "trạm", "học viện", "đại học")),
    frozenset(("chi bộ", "đảng bộ", "đảng ủy", "cấp ủy")),
)
"""Nouns that are told together as one group; others part a list into several."""
MOST_WORDS = 28
NOT_IN_NAMES = frozenset(
    [
        "và",
        "của",
        "để",
        "nhằm",
        "theo",
        "từ",
        "đến",
        "tại",
        "trong",
        "cho",
        "do",
        "được",
        "đã",
        "sẽ",
        "là",
        "có",
        "các",
        "những",
        "này",
        "nêu",
        "trên",
        "dưới",
        "như",
        "khi",
        "nếu",
        "mà",
        "thì",
        "vào",
        "ra",
        "cũng",
        "rất",
        "với",
        "bằng",
        "hoặc",
        "hay",
        "trước",
        "sau",
        "gồm",
        "việc",
        "công",
        "nhiệm",
        "vụ",
        "nội",
        "dung",
        "kế",
        "hoạch",
        "này",
        "về",
        "không",
        "còn",
    ]
)
MOST_LETTERS = 140
WHICH_ONES = ("có liên quan", "liên quan", "của ", "trên địa bàn", "trực thuộc", "thuộc ", "tại ", "được ", "phụ trách")
"""What goes on telling which ones of a group are meant."""
NOT_IN_MODIFIERS = frozenset(
    [
        "và",
        "cùng",
        "để",
        "theo",
        "căn",
        "trên",
        "với",
        "nhằm",
        "từ",
        "khi",
        "đã",
        "sẽ",
        "phải",
        "cần",
        "tùy",
        "là",
        "có",
        "do",
        "mà",
        "trong",
    ]
)
RELATIVE = re.compile(
    r" (?:tiếp nhận|sử dụng|phụ trách|làm (?:công tác|nhiệm vụ)|đóng (?:trên|tại)|được (?:giao|phân công)|hoạt động|sản xuất|kinh doanh)(?!\w)"
)
"""What tells which ones by what they do: "các đơn vị sử dụng ngân sách"; a predicate must follow."""
STRONG_PREDICATE = re.compile(
    r" (?:căn cứ|chủ động|chủ trì|phối hợp|có trách nhiệm|chịu trách nhiệm|tích cực|tiếp tục|tập trung|tăng cường|thường xuyên|tổ chức|xây dựng|"
    r"thực hiện|triển khai|rà soát|bám sát|đẩy mạnh|theo chức năng|phải|đảm bảo|bảo đảm|nghiêm túc|khẩn trương)(?!\w)"
)
AT_A_PLACE = pattern(r" tại (?:tỉnh |thành phố )?<U>\w*(?: <U>\w*)*")
"""Where a branch is: "Phân hiệu Đại học A tại B"."""
