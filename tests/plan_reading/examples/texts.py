"""Plans as plain text, each in another style and field."""

import unicodedata

from tests.plan_reading.examples.expected import Duty, Example, text

COMMUNE = Example(
    "commune plan with labelled lines",
    text("""
ỦY BAN NHÂN DÂN
XÃ TÂN HÒA
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Số: 35/KH-UBND
Tân Hòa, ngày 12 tháng 01 năm 2026

KẾ HOẠCH
Chuyển đổi số xã Tân Hòa năm 2026

Thực hiện Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị về đột phá phát triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số quốc gia; Kế hoạch số 12/KH-UBND ngày 05/01/2026 của UBND tỉnh, Ủy ban nhân dân xã Tân Hòa ban hành Kế hoạch chuyển đổi số năm 2026 như sau:

I. MỤC TIÊU
1. Phấn đấu 100% hồ sơ công việc được xử lý trên môi trường mạng.
2. Trên 80% người dân trưởng thành có tài khoản thanh toán điện tử.
II. NHIỆM VỤ
1. Tuyên truyền, nâng cao nhận thức
- Tổ chức tuyên truyền về chuyển đổi số trên hệ thống truyền thanh xã.
Đơn vị chủ trì: Phòng Văn hóa - Xã hội
Đơn vị phối hợp: Đoàn Thanh niên xã, Hội Liên hiệp Phụ nữ xã
Thời gian thực hiện: Thường xuyên
- Phát động đợt cao điểm hưởng ứng Ngày Chuyển đổi số quốc gia.
Đơn vị chủ trì: Phòng Văn hóa - Xã hội
Thời gian thực hiện: Tháng 10
2. Hạ tầng số
- Lắp đặt 05 điểm truy cập Internet công cộng tại các nhà văn hóa thôn.
Đơn vị chủ trì: Phòng Kinh tế
Đơn vị phối hợp: Các thôn
Thời gian hoàn thành: Trước ngày 30/6/2026
III. KINH PHÍ THỰC HIỆN
Kinh phí thực hiện từ nguồn ngân sách xã và các nguồn hợp pháp khác.
IV. TỔ CHỨC THỰC HIỆN
1. Phòng Văn hóa - Xã hội
- Tham mưu UBND xã theo dõi, đôn đốc việc thực hiện Kế hoạch.
- Định kỳ hằng quý tổng hợp kết quả, báo cáo UBND xã.
2. Phòng Kinh tế
Tham mưu bố trí kinh phí thực hiện Kế hoạch theo quy định.
3. Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam xã và các tổ chức chính trị - xã hội: Tuyên truyền, vận động đoàn viên, hội viên sử dụng dịch vụ công trực tuyến.
Trên đây là Kế hoạch chuyển đổi số năm 2026 của UBND xã Tân Hòa./.

Nơi nhận:
- UBND tỉnh;
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Lê Văn Thành
"""),
    (
        Duty("Tổ chức tuyên truyền về chuyển đổi số", ("Phòng Văn hóa - Xã hội",), ("Đoàn Thanh niên xã", "Hội Liên hiệp Phụ nữ xã"), recurrence="continuing"),
        Duty("Phát động đợt cao điểm", ("Phòng Văn hóa - Xã hội",), due="2026-10-31"),
        Duty("Lắp đặt 05 điểm truy cập", ("Phòng Kinh tế",), ("Các thôn",), due="2026-06-30"),
        Duty("Tham mưu UBND xã theo dõi", ("Phòng Văn hóa - Xã hội",)),
        Duty("Định kỳ hằng quý tổng hợp kết quả", ("Phòng Văn hóa - Xã hội",)),
        Duty("Tham mưu bố trí kinh phí", ("Phòng Kinh tế",)),
        Duty("Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam xã và các", ("Ủy ban Mặt trận Tổ quốc Việt Nam xã", "các tổ chức chính trị - xã hội"), mode="requested"),
    ),
    number="35/KH-UBND",
    date="2026-01-12",
    issuer="Ủy ban nhân dân xã Tân Hòa",
    signer="Lê Văn Thành",
    title="Chuyển đổi số xã Tân Hòa năm 2026",
    main_directive="57-NQ/TW",
)  # fmt: skip

MINISTRY = Example(
    "ministry plan with leads in the sentence",
    text("""
BỘ NÔNG NGHIỆP VÀ MÔI TRƯỜNG
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 1180/KH-BNNMT
Hà Nội, ngày 08 tháng 3 năm 2026
KẾ HOẠCH
Phòng, chống bệnh dại trên động vật giai đoạn 2026 - 2030
Căn cứ Luật Thú y số 79/2015/QH13 ngày 19 tháng 6 năm 2015;
Căn cứ Quyết định số 2151/QĐ-TTg ngày 21 tháng 12 năm 2021 của Thủ tướng Chính phủ;
Bộ Nông nghiệp và Môi trường ban hành Kế hoạch phòng, chống bệnh dại như sau:
Phần I
MỤC ĐÍCH, YÊU CẦU
1. Kiểm soát bệnh dại trên đàn chó, mèo.
2. Bảo đảm trên 70% tổng đàn chó, mèo được tiêm phòng.
Phần II
NỘI DUNG
1. Quản lý đàn chó, mèo
1.1. Cục Chăn nuôi và Thú y chủ trì, phối hợp với các địa phương xây dựng cơ sở dữ liệu đàn chó, mèo, hoàn thành trước ngày 31 tháng 12 năm 2026.
1.2. Đề nghị UBND các tỉnh, thành phố chỉ đạo chính quyền cấp xã lập danh sách hộ nuôi chó, mèo, hoàn thành trong quý II/2026.
2. Tiêm phòng
2.1. Viện Thú y nghiên cứu, đánh giá hiệu lực vắc xin dại lưu hành tại Việt Nam.
2.2. Vụ Kế hoạch - Tài chính tham mưu bố trí kinh phí mua vắc xin dự phòng; hướng dẫn các đơn vị lập dự toán hằng năm.
Phần III
TỔ CHỨC THỰC HIỆN
1. Cục Chăn nuôi và Thú y: Làm đầu mối theo dõi, đôn đốc việc thực hiện Kế hoạch này.
2. Báo Nông nghiệp và Môi trường: Tuyên truyền về nguy cơ bệnh dại.
Trong quá trình thực hiện, nếu có vướng mắc, các đơn vị báo cáo Bộ để xem xét, giải quyết./.
Nơi nhận:
- Văn phòng Chính phủ;
- Lưu: VT.
KT. BỘ TRƯỞNG
THỨ TRƯỞNG
Phùng Văn Dũng
"""),
    (
        Duty("Cục Chăn nuôi và Thú y chủ trì", ("Cục Chăn nuôi và Thú y",), ("các địa phương",), due="2026-12-31"),
        Duty("Đề nghị UBND các tỉnh, thành phố", ("UBND các tỉnh, thành phố",), due="2026-06-30", mode="requested"),
        Duty("Viện Thú y nghiên cứu", ("Viện Thú y",)),
        Duty("Vụ Kế hoạch - Tài chính tham mưu", ("Vụ Kế hoạch - Tài chính",)),
        Duty("hướng dẫn các đơn vị lập dự toán", ("Vụ Kế hoạch - Tài chính",), recurrence="yearly"),
        Duty("Cục Chăn nuôi và Thú y: Làm đầu mối theo dõi", ("Cục Chăn nuôi và Thú y",)),
        Duty("Báo Nông nghiệp và Môi trường: Tuyên truyền về nguy cơ", ("Báo Nông nghiệp và Môi trường",)),
    ),
    number="1180/KH-BNNMT",
    date="2026-03-08",
    issuer="Bộ Nông nghiệp và Môi trường",
    signer="Phùng Văn Dũng",
    main_directive="2151/QĐ-TTg",
)  # fmt: skip

UNION = Example(
    "trade union plan",
    text("""
TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM
LIÊN ĐOÀN LAO ĐỘNG TỈNH AN BÌNH
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 07/KH-LĐLĐ
An Bình, ngày 03 tháng 02 năm 2026
KẾ HOẠCH
Tổ chức Tháng Công nhân năm 2026
Thực hiện Kế hoạch số 112/KH-TLĐ ngày 15/12/2025 của Tổng Liên đoàn Lao động Việt Nam, Ban Thường vụ Liên đoàn Lao động tỉnh xây dựng kế hoạch như sau:
I. MỤC ĐÍCH, YÊU CẦU
- Chăm lo đời sống vật chất, tinh thần cho đoàn viên, người lao động.
- Các hoạt động phải thiết thực, tiết kiệm.
II. KHẨU HIỆU TUYÊN TRUYỀN
1. Nhiệt liệt chào mừng Ngày Quốc tế Lao động 01/5!
2. Công đoàn đồng hành cùng người lao động!
III. NỘI DUNG HOẠT ĐỘNG
1. Cấp tỉnh
a) Tổ chức Lễ phát động Tháng Công nhân (Ban Tuyên giáo - Nữ công chủ trì, phối hợp với Văn phòng thực hiện trước ngày 28/4/2026).
b) Tổ chức đối thoại giữa lãnh đạo tỉnh với công nhân lao động (Giao Ban Chính sách - Pháp luật chủ trì).
2. Cấp cơ sở
- Công đoàn cơ sở tổ chức thăm, tặng quà cho đoàn viên có hoàn cảnh khó khăn.
- Các công đoàn cấp trên trực tiếp cơ sở chủ động tham mưu cấp ủy cùng cấp tổ chức gặp mặt công nhân tiêu biểu.
IV. TỔ CHỨC THỰC HIỆN
1. Ban Tuyên giáo - Nữ công
a. Hướng dẫn các cấp công đoàn triển khai Kế hoạch.
b. Tổng hợp kết quả báo cáo Ban Thường vụ trước ngày 05/6/2026.
2. Ban Tài chính: Tham mưu kinh phí tổ chức các hoạt động cấp tỉnh.
3. Các cấp công đoàn báo cáo kết quả về Liên đoàn Lao động tỉnh (qua Ban Tuyên giáo - Nữ công) trước ngày 25/5/2026.
TM. BAN THƯỜNG VỤ
PHÓ CHỦ TỊCH
Trần Thị Hòa
"""),
    (
        Duty("Tổ chức Lễ phát động Tháng Công nhân", ("Ban Tuyên giáo - Nữ công",), ("Văn phòng",), due="2026-04-28"),
        Duty("Tổ chức đối thoại", ("Ban Chính sách - Pháp luật",)),
        Duty("Công đoàn cơ sở tổ chức thăm", ("Công đoàn cơ sở",)),
        Duty("Các công đoàn cấp trên", ("Các công đoàn cấp trên trực tiếp cơ sở",)),
        Duty("Hướng dẫn các cấp công đoàn", ("Ban Tuyên giáo - Nữ công",)),
        Duty("Tổng hợp kết quả báo cáo", ("Ban Tuyên giáo - Nữ công",), due="2026-06-05"),
        Duty("Ban Tài chính: Tham mưu kinh phí", ("Ban Tài chính",)),
    ),
    number="07/KH-LĐLĐ",
    date="2026-02-03",
    signer="Trần Thị Hòa",
    main_directive=None,
)  # fmt: skip

PARTY = Example(
    "Party committee's plan",
    text("""
ĐẢNG BỘ TỈNH AN BÌNH
BAN THƯỜNG VỤ
*
ĐẢNG CỘNG SẢN VIỆT NAM
An Bình, ngày 20 tháng 9 năm 2025
Số 18-KH/TU
KẾ HOẠCH
thực hiện Nghị quyết số 71-NQ/TW ngày 22/8/2025 của Bộ Chính trị về đột phá phát triển giáo dục và đào tạo
-----
Thực hiện Nghị quyết số 71-NQ/TW ngày 22/8/2025 của Bộ Chính trị, Ban Thường vụ Tỉnh ủy ban hành Kế hoạch thực hiện như sau:
A- MỤC ĐÍCH, YÊU CẦU
1- Tạo chuyển biến mạnh mẽ về nhận thức trong toàn Đảng bộ.
2- Việc thực hiện phải bám sát tình hình thực tiễn.
B- NHIỆM VỤ, GIẢI PHÁP
I- Nâng cao nhận thức
1. Các cấp ủy, tổ chức đảng tổ chức quán triệt Nghị quyết trong quý IV/2025.
2. Ban Tuyên giáo và Dân vận Tỉnh ủy định hướng công tác tuyên truyền; hướng dẫn các cơ quan báo chí mở chuyên trang, chuyên mục.
II- Thể chế, cơ chế
1. Đảng ủy Ủy ban nhân dân tỉnh lãnh đạo xây dựng chính sách thu hút nhà giáo trình Hội đồng nhân dân tỉnh trước tháng 7/2026.
2. Đảng ủy Hội đồng nhân dân tỉnh lãnh đạo thẩm tra, ban hành nghị quyết và tăng cường giám sát việc thực hiện.
C- TỔ CHỨC THỰC HIỆN
1. Các cấp ủy, tổ chức đảng căn cứ Kế hoạch này xây dựng kế hoạch cụ thể hóa phù hợp với tình hình thực tế, hoàn thành trước ngày 31/10/2025.
2. Ban Tổ chức Tỉnh ủy, Ủy ban Kiểm tra Tỉnh ủy tham mưu công tác cán bộ, kiểm tra, giám sát theo chức năng.
3. Văn phòng Tỉnh ủy chủ trì, phối hợp với các ban xây dựng Đảng theo dõi, đôn đốc, định kỳ báo cáo Ban Thường vụ Tỉnh ủy.
Nơi nhận:
- Ban Bí thư Trung ương Đảng (báo cáo),
- Lưu Văn phòng Tỉnh ủy.
T/M BAN THƯỜNG VỤ
PHÓ BÍ THƯ
Phạm Quốc Khánh
"""),
    (
        Duty("Các cấp ủy, tổ chức đảng tổ chức quán triệt", ("Các cấp ủy, tổ chức đảng",), due="2025-12-31"),
        Duty("Ban Tuyên giáo và Dân vận Tỉnh ủy định hướng", ("Ban Tuyên giáo và Dân vận Tỉnh ủy",)),
        Duty("hướng dẫn các cơ quan báo chí", ("Ban Tuyên giáo và Dân vận Tỉnh ủy",)),
        Duty("Đảng ủy Ủy ban nhân dân tỉnh lãnh đạo", ("Đảng ủy Ủy ban nhân dân tỉnh",), due="2026-07-31"),
        Duty("Đảng ủy Hội đồng nhân dân tỉnh lãnh đạo", ("Đảng ủy Hội đồng nhân dân tỉnh",)),
        Duty("Các cấp ủy, tổ chức đảng căn cứ", ("Các cấp ủy, tổ chức đảng",), due="2025-10-31"),
        Duty("Ban Tổ chức Tỉnh ủy, Ủy ban Kiểm tra", ("Ban Tổ chức Tỉnh ủy", "Ủy ban Kiểm tra Tỉnh ủy")),
        Duty("Văn phòng Tỉnh ủy chủ trì", ("Văn phòng Tỉnh ủy",), ("các ban xây dựng Đảng",)),
    ),
    number="18-KH/TU",
    date="2025-09-20",
    signer="Phạm Quốc Khánh",
    main_directive="71-NQ/TW",
)  # fmt: skip

DISTRICT = Example(
    "district plan with headings that name the agency, NBSP and a number left blank",
    text("""
UBND HUYỆN PHÚ LỘC
Số:\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0/KH-UBND
Phú Lộc, ngày\u00a0\u00a0\u00a0\u00a0tháng 4 năm 2024
KẾ HOẠCH
Phòng, chống thiên tai và tìm kiếm cứu nạn năm 2024
Căn cứ Luật Phòng, chống thiên tai ngày 19 tháng 6 năm 2013; Ủy ban nhân dân huyện Phú Lộc xây dựng Kế hoạch như sau:
I. MỤC ĐÍCH, YÊU CẦU
Chủ động phòng, tránh, ứng phó kịp thời, giảm thiểu thiệt hại.
II. PHÂN CÔNG NHIỆM VỤ
1. Ban Chỉ huy Quân sự huyện:
- Chủ trì, phối hợp với Công an huyện, Hội Chữ thập đỏ huyện tổ chức lực lượng cứu hộ, cứu nạn.
- Tổ chức diễn tập phương án sơ tán dân trước ngày 30/8.
2. Phòng Nông nghiệp và Phát triển nông thôn:
- Thường trực Ban Chỉ huy phòng chống thiên tai huyện; tổng hợp tình hình thiệt hại.
- Rà soát, cập nhật phương án bảo vệ hồ đập, hoàn thành trong tháng 6.
4. UBND các xã, thị trấn:
- Xây dựng phương án ứng phó theo phương châm "4 tại chỗ".
- Kiểm tra, xử lý các điểm có nguy cơ sạt lở.
5. Các đơn vị: Điện lực Phú Lộc, Viễn thông Phú Lộc, Bưu điện huyện
Bảo đảm điện, thông tin liên lạc thông suốt trong mọi tình huống.
Yêu cầu Thủ trưởng các cơ quan, đơn vị và Chủ tịch UBND các xã, thị trấn nghiêm túc tổ chức thực hiện Kế hoạch này./.
TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Nguyễn Văn An
"""),
    (
        Duty("Chủ trì, phối hợp với Công an huyện", ("Ban Chỉ huy Quân sự huyện",), ("Công an huyện", "Hội Chữ thập đỏ huyện")),
        Duty("Tổ chức diễn tập", ("Ban Chỉ huy Quân sự huyện",), due="2024-08-30"),
        Duty("Thường trực Ban Chỉ huy", ("Phòng Nông nghiệp và Phát triển nông thôn",)),
        Duty("tổng hợp tình hình thiệt hại", ("Phòng Nông nghiệp và Phát triển nông thôn",)),
        Duty("Rà soát, cập nhật phương án", ("Phòng Nông nghiệp và Phát triển nông thôn",), due="2024-06-30"),
        Duty("Xây dựng phương án ứng phó", ("UBND các xã, thị trấn",)),
        Duty("Kiểm tra, xử lý các điểm", ("UBND các xã, thị trấn",)),
        Duty("Bảo đảm điện, thông tin", ("Điện lực Phú Lộc", "Viễn thông Phú Lộc", "Bưu điện huyện")),
        Duty("Yêu cầu Thủ trưởng các cơ quan", ("Thủ trưởng các cơ quan, đơn vị", "Chủ tịch UBND các xã, thị trấn")),
    ),
    number=None,
    date=None,
    issuer="Ủy ban nhân dân huyện Phú Lộc",
    signer="Nguyễn Văn An",
    flags=("number_blank", "date_blank", "section_skips"),
)  # fmt: skip

SPACED = Example(
    "letters that an OCR set apart",
    text("""
S Ở  Y  T Ế
K Ế  H O Ạ C H
Phòng chống sốt xuất huyết năm 2026
Sở Y tế ban hành Kế hoạch như sau:
I. NỘI DUNG
1. T r u n g  t â m  K i ể m  s o á t  b ệ n h  t ậ t  t ỉ n h  c h ủ  t r ì,  p h ố i  h ợ p  v ớ i  S ở  T à i  c h í n h  x â y  d ự n g  k ế  h o ạ c h  p h u n  h ó a  c h ấ t  t r ư ớ c  n g à y  15/6/2026.
2. Các bệnh viện tổ chức thu dung, điều trị người bệnh.
"""),
    (
        Duty("T r u n g  t â m", ("Trung tâm Kiểm soát bệnh tật tỉnh",), ("Sở Tài chính",), due="2026-06-15"),
        Duty("Các bệnh viện tổ chức thu dung", ("Các bệnh viện",)),
    ),
    flags=("spaced_letters",),
)  # fmt: skip

DECOMPOSED = Example(
    "letters in NFD, from a Mac",
    lambda: unicodedata.normalize("NFD", """
UBND TỈNH AN BÌNH
SỞ DU LỊCH
Số: 21/KH-SDL
An Bình, ngày 05 tháng 3 năm 2026
KẾ HOẠCH
Kích cầu du lịch năm 2026
Sở Du lịch ban hành Kế hoạch kích cầu du lịch như sau:
I. NHIỆM VỤ
1. Phòng Quản lý lữ hành: Xây dựng 03 sản phẩm du lịch mới, hoàn thành trong quý III.
2. Trung tâm Xúc tiến du lịch:
- Tổ chức hội chợ du lịch vào tháng 9/2026;
- Quảng bá điểm đến trên mạng xã hội.
3. Văn phòng Sở theo dõi, đôn đốc và tổng hợp kết quả thực hiện, báo cáo Giám đốc Sở trước ngày 15/12/2026.
""").encode(),
    (
        Duty("Phòng Quản lý lữ hành: Xây dựng 03 sản phẩm", ("Phòng Quản lý lữ hành",), due="2026-09-30"),
        Duty("Tổ chức hội chợ du lịch", ("Trung tâm Xúc tiến du lịch",), due="2026-09-30"),
        Duty("Quảng bá điểm đến", ("Trung tâm Xúc tiến du lịch",)),
        Duty("Văn phòng Sở theo dõi", ("Văn phòng Sở",), due="2026-12-15"),
    ),
    number="21/KH-SDL",
    date="2026-03-05",
    issuer="Sở Du lịch",
)  # fmt: skip

REPLACEMENT = Example(
    "plan that replaces another, roles given in many ways",
    text("""
ỦY BAN NHÂN DÂN
TỈNH BÌNH MINH
Số: 88/KH-UBND
Bình Minh, ngày 10 tháng 5 năm 2026
KẾ HOẠCH
Thực hiện Chỉ thị số 20/CT-TTg ngày 12/7/2025 của Thủ tướng Chính phủ về ô nhiễm môi trường
Thực hiện Chỉ thị số 20/CT-TTg ngày 12 tháng 7 năm 2025 của Thủ tướng Chính phủ, Ủy ban nhân dân tỉnh Bình Minh ban hành Kế hoạch như sau:
I. Mục đích, yêu cầu
1. Mục đích: Giảm ô nhiễm không khí.
2. Yêu cầu: Phân công rõ trách nhiệm của từng cơ quan.
II. Nhiệm vụ, giải pháp
1. Sở Nông nghiệp và Môi trường chủ trì, phối hợp với các Sở: Xây dựng, Công Thương, Khoa học và Công nghệ rà soát các nguồn thải lớn.
2. Sở Văn hóa, Thể thao và Du lịch, Báo và Đài Phát thanh - Truyền hình tỉnh tuyên truyền về bảo vệ môi trường.
3. Công an tỉnh:
+ Tăng cường phát hiện, xử lý vi phạm;
+ Phối hợp với Sở Xây dựng kiểm tra xe chở vật liệu.
4. Giám đốc Sở Giáo dục và Đào tạo chịu trách nhiệm đưa nội dung bảo vệ môi trường vào các trường học, hoàn thành trước ngày 05/9/2026.
5. Lắp đặt trạm quan trắc tự động.
Cơ quan chủ trì: Theo phân công tại Quyết định số 15/QĐ-UBND ngày 02/01/2026.
Theo dõi, kiểm tra, đôn đốc: Văn phòng UBND tỉnh.
6. Đến năm 2030, phấn đấu đạt 100% cơ sở có hệ thống xử lý nước thải.
III. Chế độ báo cáo
Các sở, ngành, địa phương báo cáo kết quả thực hiện về Sở Nông nghiệp và Môi trường trước ngày 10/12 hằng năm.
IV. Điều khoản thi hành
Kế hoạch này thay thế Kế hoạch số 55/KH-UBND ngày 03/3/2021 của Ủy ban nhân dân tỉnh./.
Nơi nhận:
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Hoàng Minh Đức
"""),
    (
        Duty("Sở Nông nghiệp và Môi trường chủ trì", ("Sở Nông nghiệp và Môi trường",), ("Sở Xây dựng", "Sở Công Thương", "Sở Khoa học và Công nghệ")),
        Duty("Sở Văn hóa, Thể thao và Du lịch, Báo", ("Sở Văn hóa, Thể thao và Du lịch", "Báo và Đài Phát thanh - Truyền hình tỉnh")),
        Duty("Tăng cường phát hiện", ("Công an tỉnh",)),
        Duty("Phối hợp với Sở Xây dựng kiểm tra", ("Công an tỉnh",), ("Sở Xây dựng",)),
        Duty("Giám đốc Sở Giáo dục và Đào tạo chịu", ("Giám đốc Sở Giáo dục và Đào tạo",), due="2026-09-05"),
        Duty("Lắp đặt trạm quan trắc", ("Theo phân công tại Quyết định số 15/QĐ-UBND ngày 02/01/2026",), supervising=("Văn phòng UBND tỉnh",)),
    ),
    number="88/KH-UBND",
    date="2026-05-10",
    issuer="Ủy ban nhân dân tỉnh Bình Minh",
    signer="Hoàng Minh Đức",
    main_directive="20/CT-TTg",
    replaces="55/KH-UBND ngày 03/3/2021",
    reporting="Các sở, ngành, địa phương báo cáo kết quả thực hiện về Sở Nông nghiệp và Môi trường trước ngày 10/12 hằng năm.",
    flags=("lead_by_reference",),
)  # fmt: skip

WEB_PAGE = Example(
    "text copied from a web page",
    text("""
Trang chủ
Văn bản
Thứ Hai, 05/01/2026 08:15
Kế hoạch 402/KH-UBND năm 2025 phát triển nhà ở xã hội do tỉnh Hải Nam ban hành
Số hiệu: 402/KH-UBND
Loại văn bản: Kế hoạch
Ngày ban hành: 28/11/2025
Người ký: Vũ Đình Long
ỦY BAN NHÂN DÂN
TỈNH HẢI NAM
-------
Số: 402/KH-UBND
Hải Nam, ngày 28 tháng 11 năm 2025
KẾ HOẠCH
PHÁT TRIỂN NHÀ Ở XÃ HỘI NĂM 2026
Căn cứ Luật Nhà ở ngày 27 tháng 11 năm 2023;
Ủy ban nhân dân tỉnh ban hành Kế hoạch phát triển nhà ở xã hội năm 2026, cụ thể như sau:
I. MỤC TIÊU
Hoàn thành 1.200 căn nhà ở xã hội.
II. NỘI DUNG THỰC HIỆN
- Rà soát quỹ đất dành cho nhà ở xã hội.
- Công bố danh mục dự án kêu gọi đầu tư trong quý I/2026.
III. TỔ CHỨC THỰC HIỆN
1. Sở Xây dựng
- Chủ trì tham mưu thực hiện Kế hoạch.
- Thẩm định giá bán nhà ở xã hội.
2. Sở Tài chính
Tham mưu bố trí vốn ngân sách.
3. Ngân hàng Nhà nước chi nhánh Khu vực 6
Chỉ đạo các tổ chức tín dụng cho vay ưu đãi.
[...]
Xem thêm
Tin liên quan
"""),
    (
        Duty("Rà soát quỹ đất"),
        Duty("Công bố danh mục dự án", due="2026-03-31"),
        Duty("Chủ trì tham mưu", ("Sở Xây dựng",)),
        Duty("Thẩm định giá bán", ("Sở Xây dựng",)),
        Duty("Tham mưu bố trí vốn", ("Sở Tài chính",)),
        Duty("Chỉ đạo các tổ chức tín dụng", ("Ngân hàng Nhà nước chi nhánh Khu vực 6",)),
    ),
    number="402/KH-UBND",
    date="2025-11-28",
    issuer="Ủy ban nhân dân tỉnh Hải Nam",
    signer="Vũ Đình Long",
    flags=("web_page", "cut_text"),
)  # fmt: skip

SUB_HEADINGS = Example(
    "roles as sub-headings and as labels under a heading",
    text("""
ỦY BAN NHÂN DÂN TỈNH X
Số: 5/KH-UBND
KẾ HOẠCH
Phát triển y tế năm 2026
Ủy ban nhân dân tỉnh X ban hành Kế hoạch như sau:
I. MỤC ĐÍCH
- Nâng cao sức khỏe.
II. NHIỆM VỤ
1. Hội nghị triển khai kế hoạch
a) Cơ quan chủ trì
- Sở Y tế
b) Cơ quan phối hợp
- Sở Nội vụ, Tài chính
- Công an tỉnh
c) Thời gian thực hiện: Quý I/2026
2. Tập huấn cho cán bộ xã
- Nội dung: Kỹ năng truyền thông
- Thành phần: Cán bộ y tế xã
- Đơn vị thực hiện: Trung tâm Kiểm soát bệnh tật
- Thời gian: Tháng 5, tháng 9
3. Công tác truyền thông
- Viết tin, bài đăng trên cổng thông tin điện tử tỉnh.
- Làm pano, áp phích tại các xã.
- Cơ quan chủ trì: Sở Y tế; phối hợp: Báo và Đài Phát thanh và Truyền hình tỉnh. Thời gian: thường xuyên.
III. TỔ CHỨC THỰC HIỆN
1. Giao Sở Y tế:
- Chủ trì, phối hợp với các sở, ban, ngành, UBND các xã, phường tổ chức thực hiện Kế hoạch; định kỳ 6 tháng, hằng năm báo cáo UBND tỉnh.
2. Sở Tài chính có trách nhiệm tham mưu UBND tỉnh bố trí kinh phí.
3. Sở Giáo dục và Đào tạo, Sở Nội vụ, Công an tỉnh và các đơn vị liên quan theo chức năng, nhiệm vụ triển khai thực hiện.
4. UBND các xã, phường, đặc khu
a) Xây dựng kế hoạch thực hiện trên địa bàn, hoàn thành trước 31/01/2026;
b) Bố trí nhân lực, kinh phí cho trạm y tế;
c) Báo cáo kết quả về Sở Y tế trước ngày 15 tháng cuối quý.
5. Đề nghị Ban Thường trực Ủy ban MTTQ Việt Nam tỉnh, các tổ chức chính trị - xã hội tỉnh vận động Nhân dân tham gia bảo hiểm y tế.
6. Người đứng đầu các cơ quan, đơn vị chịu trách nhiệm trước Chủ tịch UBND tỉnh về kết quả thực hiện.
Trên đây là Kế hoạch, yêu cầu các sở, ban, ngành, địa phương nghiêm túc triển khai thực hiện. Trong quá trình thực hiện, nếu có khó khăn, vướng mắc, kịp thời phản ánh về Sở Y tế để tổng hợp, báo cáo UBND tỉnh./.
Nơi nhận:
"""),
    (
        Duty("Hội nghị triển khai kế hoạch", ("Sở Y tế",), ("Sở Nội vụ", "Sở Tài chính", "Công an tỉnh"), due="2026-03-31"),
        Duty("Tập huấn cho cán bộ xã", ("Trung tâm Kiểm soát bệnh tật",), due="2026-09-30"),
        Duty("Viết tin, bài", ("Sở Y tế",), ("Báo và Đài Phát thanh và Truyền hình tỉnh",), recurrence="continuing"),
        Duty("Làm pano, áp phích", ("Sở Y tế",), ("Báo và Đài Phát thanh và Truyền hình tỉnh",)),
        Duty("Chủ trì, phối hợp với các sở", ("Sở Y tế",), ("các sở, ban, ngành", "UBND các xã, phường")),
        Duty("Sở Tài chính có trách nhiệm", ("Sở Tài chính",)),
        Duty("Sở Giáo dục và Đào tạo, Sở Nội vụ", ("Sở Giáo dục và Đào tạo", "Sở Nội vụ", "Công an tỉnh")),
        Duty("Xây dựng kế hoạch thực hiện", ("UBND các xã, phường, đặc khu",), due="2026-01-31"),
        Duty("Bố trí nhân lực", ("UBND các xã, phường, đặc khu",)),
        Duty("Đề nghị Ban Thường trực", ("Ban Thường trực Ủy ban MTTQ Việt Nam tỉnh", "các tổ chức chính trị - xã hội tỉnh"), mode="requested"),
        Duty("yêu cầu các sở, ban, ngành", ("các sở, ban, ngành", "địa phương")),
    ),
    number="5/KH-UBND",
    issuer="Ủy ban nhân dân tỉnh X",
    flags=("several_dates",),
)  # fmt: skip

TEXTS = (SUB_HEADINGS, COMMUNE, MINISTRY, UNION, PARTY, DISTRICT, SPACED, DECOMPOSED, REPLACEMENT, WEB_PAGE)
