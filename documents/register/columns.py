"""The columns of the printed register."""

COLUMNS = (
    ("TT", "tt", 0.9),
    ("Nhiệm vụ", "nhiem_vu", 5.6),
    ("Cơ quan chủ trì", "chu_tri", 3.2),
    ("Cơ quan phối hợp", "phoi_hop", 3.0),
    ("Thời hạn", "thoi_han", 2.2),
    ("Trạng thái", "trang_thai", 2.7),
    ("Tiến độ", "tien_do", 1.5),
    ("Kết quả gần nhất", "ket_qua", 4.2),
    ("Ghi chú", "ghi_chu", 1.9),
)
"""Heading, tag and width in centimetres; together as wide as the page across."""
CENTRED = frozenset({"tt", "thoi_han", "tien_do"})
