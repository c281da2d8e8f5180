"""Plans as .docx and .pdf: numbers that Word makes, tables with merged cells, a cover decision, appendices."""

from tests.plan_reading.examples import builders
from tests.plan_reading.examples.expected import Duty, Example

MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")


def word_numbers() -> bytes:
    document = builders.empty()
    builders.head_table(
        document,
        ("UBND TỈNH AN BÌNH", "SỞ Y TẾ", "Số: 640/KH-SYT"),
        (*MOTTO, "An Bình, ngày 14 tháng 02 năm 2026"),
    )
    builders.paragraphs(document, "KẾ HOẠCH", "Phòng, chống dịch bệnh năm 2026", bold=True)
    builders.paragraphs(document, "Sở Y tế xây dựng Kế hoạch phòng, chống dịch bệnh năm 2026 như sau:")
    builders.define_numbering(
        document, 1, [("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)"), ("bullet", "-")]
    )
    builders.numbered(document, 1, 0, "MỤC ĐÍCH")
    builders.numbered(document, 1, 1, "Giảm số ca mắc và tử vong do dịch bệnh.")
    builders.numbered(document, 1, 0, "NHIỆM VỤ")
    builders.numbered(document, 1, 1, "Trung tâm Kiểm soát bệnh tật tỉnh")
    builders.numbered(document, 1, 2, "Giám sát dịch bệnh tại cửa khẩu và cộng đồng.")
    builders.numbered(document, 1, 2, "Tổ chức tập huấn cho cán bộ y tế cơ sở trong tháng 4.")
    builders.numbered(document, 1, 1, "Các bệnh viện, trung tâm y tế")
    builders.numbered(document, 1, 3, "Chuẩn bị giường bệnh, thuốc, trang thiết bị.")
    builders.numbered(document, 1, 1, "Phòng Nghiệp vụ Y và Phòng Kế hoạch - Tài chính")
    builders.numbered(document, 1, 3, "Phòng Nghiệp vụ Y chủ trì kiểm tra công tác phòng, chống dịch.")
    builders.numbered(document, 1, 3, "Phòng Kế hoạch - Tài chính tham mưu bố trí kinh phí.")
    builders.head_table(
        document,
        ("Nơi nhận:", "- UBND tỉnh;", "- Lưu: VT."),
        ("GIÁM ĐỐC", "Đỗ Thị Lan"),
    )
    return builders.saved(document)


WORD_NUMBERS = Example(
    "numbers that Word makes and the text does not hold",
    word_numbers,
    (
        Duty("Giám sát dịch bệnh", ("Trung tâm Kiểm soát bệnh tật tỉnh",)),
        Duty("Tổ chức tập huấn", ("Trung tâm Kiểm soát bệnh tật tỉnh",), due="2026-04-30", recurrence="one_off"),
        Duty("Chuẩn bị giường bệnh", ("Các bệnh viện, trung tâm y tế",)),
        Duty("Phòng Nghiệp vụ Y chủ trì", ("Phòng Nghiệp vụ Y",)),
        Duty("Phòng Kế hoạch - Tài chính tham mưu", ("Phòng Kế hoạch - Tài chính",)),
    ),
    number="640/KH-SYT",
    date="2026-02-14",
    issuer="Sở Y tế",
    signer="Đỗ Thị Lan",
    title="Phòng, chống dịch bệnh năm 2026",
)


def appendix_table() -> bytes:
    document = builders.empty()
    builders.head_table(
        document,
        ("ỦY BAN NHÂN DÂN", "TỈNH AN BÌNH", "Số: 120/KH-UBND"),
        (*MOTTO, "An Bình, ngày 20 tháng 3 năm 2026"),
    )
    builders.paragraphs(document, "KẾ HOẠCH", "Cải cách hành chính năm 2026", bold=True)
    builders.paragraphs(
        document,
        "Thực hiện Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ, Ủy ban nhân dân tỉnh An Bình ban hành Kế hoạch như sau:",
        "I. MỤC TIÊU",
        "- 100% thủ tục hành chính được công khai đúng quy định.",
        "II. NHIỆM VỤ",
        "1. Sở Nội vụ chủ trì, phối hợp với các sở, ban, ngành xây dựng Bộ chỉ số đánh giá cải cách hành chính cấp xã.",
        "2. Nhiệm vụ cụ thể tại Phụ lục kèm theo.",
        "III. TỔ CHỨC THỰC HIỆN",
        "1. Sở Khoa học và Công nghệ",
        "- Vận hành Cổng dịch vụ công.",
    )
    builders.paragraphs(document, "Nơi nhận:", "- Lưu: VT.", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Bùi Văn Khoa")
    builders.paragraphs(document, "PHỤ LỤC", "NHIỆM VỤ CẢI CÁCH HÀNH CHÍNH NĂM 2026", bold=True)
    builders.paragraphs(document, "(Kèm theo Kế hoạch số 120/KH-UBND ngày 20/3/2026 của Ủy ban nhân dân tỉnh)")
    builders.table(
        document,
        [
            ("TT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Kết quả", "Thời gian hoàn thành"),
            ("I", "Cải cách thể chế", "", "", "", ""),
            (
                "1",
                "Xây dựng Bộ chỉ số đánh giá cải cách hành chính cấp xã",
                "Sở Nội vụ",
                "Các sở, ban, ngành",
                "Quyết định của UBND tỉnh",
                "Quý II/2026",
            ),
            (
                "2",
                "Rà soát văn bản quy phạm pháp luật",
                "Sở Tư pháp",
                "Sở Tài chính, Xây dựng",
                "Báo cáo",
                "Quý II, IV/2026",
            ),
            ("II", "Cải cách thủ tục hành chính", "", "", "", ""),
            ("3", "Công bố danh mục thủ tục hành chính", "Văn phòng UBND tỉnh", "", "Quyết định", "Thường xuyên"),
            (
                None,
                "Tái cấu trúc quy trình thủ tục hành chính",
                None,
                "Sở Khoa học và Công nghệ",
                "Quy trình",
                "Tháng 9",
            ),
            (
                "4",
                "Khảo sát mức độ hài lòng của người dân",
                "Sở Nội vụ\nBưu điện tỉnh",
                "UBND các xã, phường",
                "Báo cáo",
                "Trước ngày 15/11 hằng năm",
            ),
        ],
    )
    return builders.saved(document)


APPENDIX = Example(
    "appendix table that repeats a duty of the body",
    appendix_table,
    (
        Duty("Sở Nội vụ chủ trì, phối hợp", ("Sở Nội vụ",), ("các sở, ban, ngành",)),
        Duty("Vận hành Cổng dịch vụ công", ("Sở Khoa học và Công nghệ",)),
        Duty("Xây dựng Bộ chỉ số", ("Sở Nội vụ",), ("Các sở, ban, ngành",), due="2026-06-30", product="Quyết định của UBND tỉnh"),
        Duty("Rà soát văn bản", ("Sở Tư pháp",), ("Sở Tài chính", "Sở Xây dựng"), due="2026-12-31", product="Báo cáo"),
        Duty("Công bố danh mục", ("Văn phòng UBND tỉnh",), (), recurrence="continuing"),
        Duty("Tái cấu trúc quy trình", ("Văn phòng UBND tỉnh",), ("Sở Khoa học và Công nghệ",), due="2026-09-30"),
        Duty("Khảo sát mức độ", ("Sở Nội vụ", "Bưu điện tỉnh"), ("UBND các xã, phường",), recurrence="yearly"),
    ),
    number="120/KH-UBND",
    date="2026-03-20",
    issuer="Ủy ban nhân dân tỉnh An Bình",
    signer="Bùi Văn Khoa",
    main_directive="76/NQ-CP",
    flags=("several_dates",),
)  # fmt: skip


def cover_decision() -> bytes:
    document = builders.empty()
    builders.head_table(
        document,
        ("ỦY BAN NHÂN DÂN", "THÀNH PHỐ HẢI BÌNH", "Số: 2045/QĐ-UBND"),
        (*MOTTO, "Hải Bình, ngày 01 tháng 6 năm 2026"),
    )
    builders.paragraphs(
        document, "QUYẾT ĐỊNH", "Ban hành Kế hoạch phát triển kinh tế tuần hoàn giai đoạn 2026 - 2030", bold=True
    )
    builders.paragraphs(
        document,
        "CHỦ TỊCH ỦY BAN NHÂN DÂN THÀNH PHỐ",
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;",
        "Theo đề nghị của Giám đốc Sở Công Thương tại Tờ trình số 99/TTr-SCT ngày 20/5/2026.",
        "QUYẾT ĐỊNH:",
        "Điều 1. Ban hành kèm theo Quyết định này Kế hoạch phát triển kinh tế tuần hoàn giai đoạn 2026 - 2030.",
        "Điều 2. Quyết định này có hiệu lực kể từ ngày ký.",
        "Điều 3. Chánh Văn phòng UBND thành phố, Giám đốc các sở chịu trách nhiệm thi hành Quyết định này./.",
    )
    builders.head_table(document, ("Nơi nhận:", "- Như Điều 3;"), ("CHỦ TỊCH", "Ngô Thanh Sơn"))
    builders.paragraphs(document, "KẾ HOẠCH", "Phát triển kinh tế tuần hoàn giai đoạn 2026 - 2030", bold=True)
    builders.paragraphs(
        document,
        "(Ban hành kèm theo Quyết định số 2045/QĐ-UBND ngày 01 tháng 6 năm 2026 của Chủ tịch UBND thành phố)",
        "I. QUAN ĐIỂM",
        "Phát triển kinh tế tuần hoàn gắn với đổi mới mô hình tăng trưởng.",
        "II. NHIỆM VỤ VÀ GIẢI PHÁP",
        "1. Sở Công Thương",
        "a) Chủ trì xây dựng Đề án khu công nghiệp sinh thái trình UBND thành phố trong năm 2027.",
        "b) Hỗ trợ doanh nghiệp áp dụng sản xuất sạch hơn.",
        "2. Sở Tài chính, Sở Nông nghiệp và Môi trường: Rà soát cơ chế ưu đãi về vốn, đất đai.",
        "3. Mời Hiệp hội Doanh nghiệp thành phố vận động hội viên tham gia.",
    )
    return builders.saved(document)


DECISION = Example(
    "cover decision before the plan",
    cover_decision,
    (
        Duty("Chủ trì xây dựng Đề án", ("Sở Công Thương",)),
        Duty("Hỗ trợ doanh nghiệp", ("Sở Công Thương",)),
        Duty("Sở Tài chính, Sở Nông nghiệp và Môi trường: Rà soát", ("Sở Tài chính", "Sở Nông nghiệp và Môi trường")),
        Duty("Mời Hiệp hội Doanh nghiệp", ("Hiệp hội Doanh nghiệp thành phố",), mode="requested"),
    ),
    number="2045/QĐ-UBND",
    date="2026-06-01",
    issuer="Ủy ban nhân dân thành phố Hải Bình",
    title="Phát triển kinh tế tuần hoàn giai đoạn 2026 - 2030",
)


def two_headings() -> bytes:
    document = builders.empty()
    builders.paragraphs(
        document, "ỦY BAN NHÂN DÂN XÃ ĐÔNG HẢI", "Số: 09/KH-UBND", "Đông Hải, ngày 06 tháng 01 năm 2026"
    )
    builders.paragraphs(document, "KẾ HOẠCH", "Xây dựng nông thôn mới năm 2026", bold=True)
    builders.paragraphs(document, "Ủy ban nhân dân xã Đông Hải ban hành Kế hoạch như sau:", "I. NỘI DUNG")
    made = document.add_table(rows=5, cols=6)
    words = [
        ("STT", "Nội dung công việc", "Phân công thực hiện", "", "Thời gian", "Ghi chú"),
        ("", "", "Chủ trì", "Phối hợp", "", ""),
        ("1", "- Kiên cố hóa 3,5 km kênh mương nội đồng", "Công chức Địa chính - Nông nghiệp", "Thôn trưởng các thôn", "Từ tháng 3 đến tháng 8/2026", ""),
        ("2", "- Trồng 2.000 cây xanh ven đường", "Hội Nông dân xã, Hội Cựu chiến binh xã", "Đoàn Thanh niên xã", "15/02/2026", ""),
        ("3", "- Thu gom rác thải tại nguồn", "Chủ trì: Hội Liên hiệp Phụ nữ xã; phối hợp: các thôn", "", "Hằng tháng", ""),
    ]  # fmt: skip
    for number, row in enumerate(words):
        for column, word in enumerate(row):
            if word:
                made.cell(number, column).text = word
    made.cell(0, 2).merge(made.cell(0, 3))
    for column in (0, 1, 4, 5):
        made.cell(0, column).merge(made.cell(1, column))
    builders.paragraphs(
        document,
        "II. TỔ CHỨC THỰC HIỆN",
        "Giao Công chức Địa chính - Nông nghiệp theo dõi, tổng hợp tiến độ thực hiện.",
    )
    return builders.saved(document)


TWO_HEADINGS = Example(
    "table in the body with merged headings",
    two_headings,
    (
        Duty("Kiên cố hóa", ("Công chức Địa chính - Nông nghiệp",), ("Thôn trưởng các thôn",), due="2026-08-31"),
        Duty(
            "Trồng 2.000 cây", ("Hội Nông dân xã", "Hội Cựu chiến binh xã"), ("Đoàn Thanh niên xã",), due="2026-02-15"
        ),
        Duty("Thu gom rác thải", ("Hội Liên hiệp Phụ nữ xã",), ("các thôn",), recurrence="continuing"),
        Duty("Giao Công chức Địa chính - Nông nghiệp theo dõi", ("Công chức Địa chính - Nông nghiệp",)),
    ),
    number="09/KH-UBND",
    date="2026-01-06",
    issuer="Ủy ban nhân dân xã Đông Hải",
)


def printed_pdf() -> bytes:
    return builders.pdf(
        """
#align(center)[ỦY BAN NHÂN DÂN TỈNH AN BÌNH]

Số: 77/KH-UBND

An Bình, ngày 02 tháng 4 năm 2026

#align(center)[*KẾ HOẠCH*]
#align(center)[*Phát triển giáo dục nghề nghiệp năm 2026*]

Ủy ban nhân dân tỉnh An Bình ban hành Kế hoạch phát triển giáo dục nghề nghiệp năm 2026 như sau:

*I. NHIỆM VỤ*

1. Sở Giáo dục và Đào tạo chủ trì, phối hợp với Sở Nội vụ và Ủy ban nhân dân các xã, phường tổ chức tư vấn hướng nghiệp, phân luồng học sinh sau trung học cơ sở; hoàn thành trước ngày 31 tháng 5 năm 2026.

2. Các trường cao đẳng, trung cấp mở rộng liên kết đào tạo với doanh nghiệp, đưa ít nhất một phần ba thời lượng thực hành vào doanh nghiệp trên địa bàn tỉnh.

*II. PHÂN CÔNG*

#table(columns: 4,
  [TT], [Nhiệm vụ], [Đơn vị chủ trì], [Thời gian],
  [1], [Xây dựng danh mục nghề trọng điểm], [Sở Nội vụ], [Quý III/2026],
  [2], [Tổ chức ngày hội việc làm], [Trung tâm Dịch vụ việc làm], [Tháng 10/2026],
)
"""
    )


PDF = Example(
    "PDF with a text layer and a table",
    printed_pdf,
    (
        Duty("Sở Giáo dục và Đào tạo chủ trì", ("Sở Giáo dục và Đào tạo",), ("Sở Nội vụ", "Ủy ban nhân dân các xã, phường"), due="2026-05-31"),
        Duty("Các trường cao đẳng, trung cấp mở rộng", ("Các trường cao đẳng, trung cấp",)),
        Duty("Xây dựng danh mục nghề", ("Sở Nội vụ",), due="2026-09-30"),
        Duty("Tổ chức ngày hội việc làm", ("Trung tâm Dịch vụ việc làm",), due="2026-10-31"),
    ),
    number="77/KH-UBND",
    date="2026-04-02",
    issuer="Ủy ban nhân dân tỉnh An Bình",
)  # fmt: skip

DOCUMENTS = (WORD_NUMBERS, APPENDIX, DECISION, TWO_HEADINGS, PDF)
