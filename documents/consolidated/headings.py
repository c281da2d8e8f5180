"""The headings and columns of a consolidated report, in Word, PDF and the spreadsheet."""

HEADS = {
    "I": "I. CÔNG TÁC CHỈ ĐẠO, TỔ CHỨC THỰC HIỆN",
    "I.1": "1. Công tác chỉ đạo, văn bản đã ban hành",
    "I.2": "2. Thực hiện chế độ báo cáo",
    "II": "II. KẾT QUẢ THỰC HIỆN",
    "II.1": "1. Kết quả chung",
    "II.2": "2. Số liệu chủ yếu",
    "II.3": "3. Kết quả theo nội dung",
    "III": "III. ĐÁNH GIÁ CHUNG",
    "III.1": "1. Ưu điểm",
    "III.2": "2. Tồn tại, hạn chế",
    "III.3": "3. Nguyên nhân",
    "IV": "IV. KHÓ KHĂN, VƯỚNG MẮC; KIẾN NGHỊ, ĐỀ XUẤT",
    "IV.1": "1. Khó khăn, vướng mắc",
    "IV.2": "2. Kiến nghị, đề xuất",
    "V": "V. PHƯƠNG HƯỚNG, NHIỆM VỤ TRỌNG TÂM KỲ TỚI",
    "VI": "VI. NỘI DUNG THAY ĐỔI SO VỚI BÁO CÁO TRƯỚC",
}
PROPOSALS = {
    "a) Với Ủy ban nhân dân": "kien_nghi_uy_ban",
    "b) Với các sở, ngành, địa phương": "kien_nghi_so_nganh",
    "c) Với bộ, ngành Trung ương": "kien_nghi_trung_uong",
    "d) Kiến nghị, đề xuất của các cơ quan báo cáo": "kien_nghi",
}
"""Part IV.2: by who decides, with the tag of each; last what the agencies raised."""
NONE = ": không có."
"""After a heading of part IV.2 below which nothing stands."""
CHANGE = "Tăng, giảm (số lượng; điểm phần trăm)"
AGENCY_COLUMNS = (
    ("TT", "tt", 0.9),
    ("Cơ quan", "co_quan", 4.6),
    ("Nhiệm vụ chủ trì", "tong", 1.3),
    ("Hoàn thành đúng hạn", "dung_han", 1.4),
    ("Hoàn thành quá hạn", "cham", 1.4),
    ("Hoàn thành (không xác định thời hạn)", "khong_han", 1.7),
    ("Đang thực hiện trong hạn", "trong_han", 1.4),
    ("Quá hạn chưa hoàn thành", "qua_han", 1.4),
    ("Chưa xác định thời hạn", "chua_han", 1.4),
    ("Thường xuyên", "thuong_xuyen", 1.5),
    ("Trong đó đã triển khai", "da_trien_khai", 1.4),
    ("Hết hiệu lực", "het_hieu_luc", 1.1),
    ("Hoàn thành nhiệm vụ đến hạn", "den_han", 2.0),
    ("Tiến độ", "tien_do", 2.5),
    ("Báo cáo đã gửi", "bao_cao", 1.2),
)
"""Annex II: head, tag, width in centimetres."""
AGENCY_NOTE = "Ghi chú: nhiệm vụ có nhiều cơ quan chủ trì được tính ở từng cơ quan."
KEY_NUMBERS = "Biểu số liệu chủ yếu"
KEY_NUMBER_COLUMNS = (
    ("TT", "tt", 0.9),
    ("Chỉ tiêu", "chi_tieu", 7.2),
    ("Đơn vị tính", "don_vi", 2.4),
    ("Trong kỳ", "trong_ky", 3.1),
    ("Lũy kế từ đầu năm", "luy_ke", 3.1),
    ("Cùng kỳ năm trước", "cung_ky", 3.1),
    ("Kế hoạch năm", "ke_hoach", 3.1),
    ("Đạt so với kế hoạch", "dat", 2.3),
)
"""Head, tag and width in centimetres."""
KEY_NUMBERS_NOTE = "Ghi chú: “—” là chưa có số liệu. Giá trị bằng các loại tiền khác nhau không cộng với nhau; lượt người không phải số người."
