"""How Vietnamese bodies are called: the nouns that a name begins with, their fields, collectives, posts."""

import re

UNITS = (
    "Ủy ban Mặt trận Tổ quốc Việt Nam", "Ủy ban Mặt trận Tổ quốc", "Ủy ban MTTQ Việt Nam", "Ủy ban MTTQ", "UBMTTQVN",
    "UBMTTQ Việt Nam", "UBMTTQ", "UB MTTQ", "Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam",
    "Ban Thường trực Ủy ban MTTQ Việt Nam", "Mặt trận Tổ quốc Việt Nam", "Mặt trận Tổ quốc", "MTTQ Việt Nam", "MTTQ",
    "Mặt trận", "Ủy ban nhân dân", "UBND", "Ủy ban Kiểm tra", "Ủy ban bầu cử", "Ủy ban", "Hội đồng nhân dân", "HĐND",
    "Hội đồng", "Sở", "Bộ Chỉ huy", "BCH", "Bộ Tư lệnh", "Bộ đội Biên phòng", "BĐBP", "Bộ", "Ban Chỉ huy",
    "Ban Chỉ đạo", "BCĐ", "Ban Quản lý", "BQL", "Ban Thường vụ", "Ban Chấp hành", "Ban Cán sự đảng", "Ban Tổ chức",
    "Ban Tuyên giáo và Dân vận", "Ban Tuyên giáo", "Ban Dân vận", "Ban Nội chính", "Ban", "Tổng cục", "Chi cục", "Cục",
    "Vụ", "Viện kiểm sát nhân dân", "Viện Kiểm sát nhân dân", "VKSND", "Viện", "Văn phòng", "VP", "Thanh tra", "Công an",
    "Tòa án nhân dân", "TAND", "Tòa án", "Kho bạc Nhà nước", "Kho bạc", "Ngân hàng", "Bảo hiểm xã hội", "BHXH",
    "Hải quan", "Cơ quan", "Thuế", "Đài", "Báo", "Tạp chí", "Trung tâm", "Trường", "Học viện", "Đại học", "Phân hiệu",
    "Bệnh viện", "Phòng", "Trạm", "Nhà văn hóa", "Nhà thiếu nhi", "Thư viện", "Bảo tàng", "Công ty", "Tập đoàn",
    "Tổng công ty", "Hợp tác xã", "Hiệp hội", "Hội", "Liên hiệp", "Liên đoàn Lao động", "LĐLĐ", "Liên đoàn",
    "Liên minh", "Tổng Liên đoàn", "Đoàn Thanh niên", "Đoàn TNCS", "Đoàn ĐBQH", "Đoàn", "Tỉnh đoàn", "Thành đoàn",
    "Huyện đoàn", "Quận đoàn", "Thị đoàn", "Xã đoàn", "Phường đoàn", "Trung ương Đoàn", "Công đoàn", "Quỹ",
    "Tổ công tác", "Tổ", "Đội", "Đảng ủy", "Thành ủy", "Tỉnh ủy", "Huyện ủy", "Quận ủy", "Thị ủy", "Đảng bộ", "Chi bộ",
    "Chi hội", "Thường trực", "Cổng thông tin điện tử", "Cổng Thông tin điện tử", "Quân sự", "Ban CHQS", "BCHQS",
    "Bưu điện", "Điện lực", "Viễn thông", "Hạt Kiểm lâm", "Kiểm lâm", "Quản lý thị trường", "Nhà trường", "Tòa soạn",
    "Cụm thi đua", "Khối", "Chi nhánh", "Vườn quốc gia", "Khu bảo tồn", "Nhóm", "Bộ phận", "Đồn Biên phòng",
)  # fmt: skip
"""The nouns (with their capital) that the name of one body begins with, longer ones where a shorter would mislead."""

POSTS = (
    "Chủ tịch", "Phó Chủ tịch", "Giám đốc", "Phó Giám đốc", "Tổng Giám đốc", "Chánh Văn phòng", "Chánh Thanh tra",
    "Trưởng phòng", "Trưởng ban", "Trưởng Ban", "Trưởng Phòng", "Trưởng thôn", "Trưởng", "Thủ trưởng", "Người đứng đầu",
    "Bí thư", "Phó Bí thư", "Hiệu trưởng", "Cục trưởng", "Vụ trưởng", "Chi cục trưởng", "Chỉ huy trưởng", "Đội trưởng",
    "Viện trưởng", "Bộ trưởng", "Công chức", "Cán bộ", "Lãnh đạo", "Đồng chí", "Tổ trưởng", "Phó Trưởng", "Đ/c",
    "Kế toán", "Chánh án", "Tổng biên tập", "Tổng Biên tập", "Văn thư", "Chuyên viên",
)  # fmt: skip
"""Posts that stand for the body."""

FIELDS = (
    "Ngoại vụ", "Nội vụ", "Tài chính", "Kế hoạch và Đầu tư", "Kế hoạch - Đầu tư", "Kế hoạch & Đầu tư",
    "Kế hoạch đầu tư", "KH&ĐT", "Khoa học và Công nghệ", "Khoa học, Công nghệ và Môi trường", "KH&CN",
    "Giáo dục và Đào tạo", "Giáo dục & Đào tạo", "GD&ĐT", "GDĐT", "Giáo dục", "Y tế", "Tư pháp", "Công Thương",
    "Xây dựng", "Giao thông vận tải", "GTVT", "Giao thông công chánh", "Nông nghiệp và Môi trường",
    "Nông nghiệp và Phát triển nông thôn", "NN&PTNT", "NN&MT", "Tài nguyên và Môi trường", "TN&MT",
    "Lao động - Thương binh và Xã hội", "Lao động, Thương binh và Xã hội", "Lao động - TB&XH", "LĐ-TB&XH", "LĐTB&XH",
    "LĐTBXH", "Văn hóa, Thể thao và Du lịch", "Văn hóa - Thể thao và Du lịch", "VHTT&DL", "VH,TT&DL", "VHTTDL",
    "Văn hóa và Thể thao", "Văn hóa - Thể thao", "VH&TT", "Văn hóa", "Du lịch", "Thông tin và Truyền thông", "TT&TT",
    "TTTT", "Dân tộc và Tôn giáo", "Dân tộc", "Quy hoạch - Kiến trúc", "Quy hoạch và Kiến trúc", "An toàn thực phẩm",
    "Công an", "Quốc phòng", "Ngoại giao", "Văn hóa - Xã hội", "Văn hóa - Xã hội và Thông tin", "Văn hóa - Thông tin",
    "Văn hóa, Thông tin và Thể thao", "Văn hóa và Thông tin", "Kinh tế", "Kinh tế - Hạ tầng", "Kinh tế và Hạ tầng",
    "Kinh tế, Hạ tầng và Đô thị", "Quản lý đô thị", "Tài chính - Kế hoạch", "Nội chính", "Thương mại",
    "Lao động", "Tài chính - Vật giá", "Cảnh sát phòng cháy và chữa cháy",
    "Tuyên giáo", "Tuyên giáo và Dân vận", "Dân vận", "Tổ chức", "Kiểm tra", "Tổ chức - Hành chính", "Pháp chế",
    "Tôn giáo - Dân tộc", "Nông nghiệp", "Công nghiệp", "Thủy sản", "Địa chính", "Quân sự",
)  # fmt: skip
"""The fields of departments (Sở, Bộ, Phòng, Ban …): those of Nghị định 45/2025 and 150/2025 and of the years before."""

SHARED = ("Sở", "Bộ", "Phòng", "Ban", "Hội", "Chi cục", "Cục", "Vụ", "Trường", "Đảng ủy", "Trung tâm")
"""Nouns that a list may write once for several bodies."""

LEVELS = (
    "tỉnh", "thành phố", "Thành phố", "Tỉnh", "huyện", "quận", "xã", "phường", "thị xã", "thị trấn", "đặc khu", "TP.", "TP",
    "trung ương", "Trung ương", "cấp tỉnh", "cấp huyện", "cấp xã", "cấp", "khu vực", "Khu vực", "thuộc", "trực thuộc",
    "nước",
)  # fmt: skip
"""What may follow a name to say where it is."""

COLLECTIVE_NOUNS = (
    "sở", "ban", "ngành", "phòng", "cơ quan", "đơn vị", "địa phương", "xã", "phường", "thị trấn", "đặc khu", "quận",
    "huyện", "thị xã", "thành phố", "đoàn thể", "tổ chức", "hội", "chi hội", "trường", "trường học", "cơ sở giáo dục",
    "cơ sở", "thôn", "bản", "ấp", "khóm", "buôn", "tổ dân phố", "khu dân cư", "khu phố", "doanh nghiệp", "bộ",
    "cấp ủy", "cấp", "chính quyền", "phòng ban", "hợp tác xã", "hộ", "trạm", "trung tâm", "công ty", "bệnh viện",
    "đồng chí", "thành viên", "bộ phận", "phòng chuyên môn", "cán bộ", "công chức", "viên chức", "liên đoàn", "chi đoàn",
    "chi bộ", "đảng bộ", "đảng ủy", "công đoàn", "cụm", "khối", "đại lý", "trưởng", "nhà trường", "tỉnh", "tổ", "đội",
    "lực lượng", "viện", "cục", "vụ", "chi cục", "tổng cục", "ngân hàng", "báo", "đài", "hiệp hội",
    "ủy ban nhân dân", "ubnd", "liên hiệp", "mặt trận", "thủ trưởng", "người đứng đầu", "giám đốc", "chủ tịch",
    "bí thư", "hiệu trưởng", "chủ đầu tư", "nhà thầu", "công an", "thư viện", "bảo tàng",
)  # fmt: skip
"""What stands behind "các"; one may stand alone in a list ("các sở, ban, ngành")."""

VAGUE = re.compile(
    r"(?:các )?(?:(?:sở|ban|bộ|ngành|phòng|cơ quan|đơn vị|địa phương|tổ chức|đoàn thể|cá nhân|bên|doanh nghiệp|cấp|"
    r"tập thể|chức năng|chuyên môn|hữu quan|khác|và|có|,| )+liên quan(?: khác)?.*|(?:các )?ngành|(?:các )?cấp|"
    r"(?:các )?(?:cơ quan|đơn vị)(?:,? (?:cơ quan|đơn vị))?(?: (?:chức năng|khác|hữu quan))?)",
    re.IGNORECASE,
)
"""Collectives that name nobody in particular: "các cơ quan liên quan", "đơn vị liên quan", "các ngành"."""
