"""What a made-up report says was done: words that fit the task's own, while it is under way and when it is done."""

from random import Random

_UNDER_WAY_AND_DONE: tuple[tuple[tuple[str, ...], str, str], ...] = (
    (
        ("viện trợ", "phi chính phủ"),
        "Đã làm việc với {few:02} tổ chức phi chính phủ nước ngoài; tiếp nhận {few:02} khoản viện trợ.",
        "Đã hoàn thành vận động, tiếp nhận {few:02} khoản viện trợ; có văn bản báo cáo kết quả.",
    ),
    (
        ("tập huấn", "đào tạo", "bồi dưỡng", "quán triệt", "hội nghị", "diễn đàn"),
        "Đã tổ chức {few:02} hội nghị, lớp tập huấn với {many} lượt người tham dự.",
        "Đã tổ chức xong {few:02} hội nghị, lớp tập huấn với {many} lượt người tham dự; có báo cáo kết quả.",
    ),
    (
        ("tuyên truyền", "thông tin", "truyền thông", "tin, bài", "phổ biến", "ấn phẩm"),
        "Đã đăng {some} tin, bài về công tác đối ngoại nhân dân trên cổng thông tin điện tử và bản tin của đơn vị.",
        "Đã hoàn thành đợt tuyên truyền với {some} tin, bài; có báo cáo kết quả.",
    ),
    (
        ("thành lập", "kiện toàn", "củng cố", "bộ máy", "nhân sự"),
        "Đã rà soát tổ chức, nhân sự; đang hoàn thiện hồ sơ trình cấp có thẩm quyền.",
        "Đã hoàn thành; cấp có thẩm quyền đã ban hành quyết định.",
    ),
    (
        ("đề án", "quy chế", "ban hành", "tham mưu", "xây dựng kế hoạch", "xây dựng chương trình", "rà soát"),
        "Đã hoàn thành dự thảo văn bản, gửi lấy ý kiến các cơ quan liên quan.",
        "Văn bản đã được ban hành và gửi các cơ quan, đơn vị để thực hiện.",
    ),
    (
        ("kinh phí", "ngân sách"),
        "Đã lập dự toán, gửi cơ quan tài chính thẩm định.",
        "Dự toán đã được phê duyệt, kinh phí đã được bố trí.",
    ),
    (
        ("đoàn", "giao lưu", "hợp tác", "kết nghĩa", "hữu nghị", "quan hệ"),
        "Đã đón {few:02} đoàn khách quốc tế với {some} lượt người; trao đổi kế hoạch hợp tác.",
        "Đã hoàn thành {few:02} hoạt động giao lưu với {many} lượt người tham gia; có báo cáo kết quả.",
    ),
)
_OTHERWISE = (
    "Đã phân công bộ phận phụ trách, triển khai {few:02} hoạt động theo kế hoạch.",
    "Đã hoàn thành theo kế hoạch, có văn bản báo cáo kết quả.",
)
"""Of a task in which none of the words stands."""


def sample_result(title: str, chance: Random, *, done: bool) -> str:
    """Numbers are drawn, so that two reports seldom say the same."""
    under_way, finished = _words_for(title.casefold())
    drawn = {"few": chance.randrange(2, 9), "some": chance.randrange(10, 60), "many": 10 * chance.randrange(6, 40)}
    return (finished if done else under_way).format(**drawn)


def _words_for(title: str) -> tuple[str, str]:
    """Those whose word stands first in the title: "Thành lập Ban vận động viện trợ" sets something up."""
    found = [(title.find(word), row) for row in _UNDER_WAY_AND_DONE for word in row[0] if word in title]
    return min(found, key=lambda pair: pair[0])[1][1:] if found else _OTHERWISE
