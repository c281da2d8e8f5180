"""What stands below the last row of an official table: a signature block, or rows that only look like one."""

from intake.base.finding_codes import FindingCode as F
from tests.builders.report_files import xlsx_bytes
from tests.corpus.case import Case
from tests.corpus.sheet_cases import sheet
from tests.corpus.text_cases import ERRORS, RESULT, SHORT, WARNINGS, text

OFFICIAL = ("STT", "Mã nhiệm vụ", "Tiến độ (%)", "Kết quả")
TITLE = [["UBND TỈNH", "", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"], ["BÁO CÁO TIẾN ĐỘ QUÝ II/2026"], []]
TASKS = [[1, "NV-01", 40, RESULT], [2, "NV-03", 50, "Đã họp"]]
SIGNATURES = [
    [],
    ["", "", "", "Hà Nội, ngày 15 tháng 6 năm 2026"],
    ["", "Nơi nhận:", "", "TM. ỦY BAN NHÂN DÂN"],
    ["", "- Như Điều 3;", "", "KT. CHỦ TỊCH"],
    ["", "- Lưu: VT, P2 (02 bản).", "", "PHÓ CHỦ TỊCH"],
    ["", "", "", "Nguyễn Văn A"],
]


def official(*below: list[object]) -> bytes:
    return xlsx_bytes([*TITLE, OFFICIAL, *TASKS, *below])


def below(name: str, *rows: list[object], left_out_from: int | None = 8, merged: tuple[str, ...] = ()) -> Case:
    """A table that ends in row 6, with these rows below."""
    found = (left_out_from, None, F.BELOW_THE_TABLE)
    return sheet(
        name, lambda: xlsx_bytes([*TITLE, OFFICIAL, *TASKS, *rows], merged=merged), WARNINGS, found, rows=len(TASKS)
    )


def kept(name: str, *rows: list[object], findings: list[tuple[int, str, F]]) -> Case:
    """The same with rows that may be report lines: each is an error of its own."""
    return sheet(name, lambda: official(*rows), ERRORS, *findings, rows=len(TASKS))


MISSING, UNKNOWN = F.TASK_MISSING, F.TASK_UNKNOWN

BLOCKS = [
    below("signature block of an official table", *SIGNATURES),
    below(
        "signatures of three side by side",
        ["", "NGƯỜI LẬP BIỂU", "TRƯỞNG PHÒNG", "GIÁM ĐỐC SỞ"],
        ["", "(Ký, ghi rõ họ tên)", "(đã ký)", "(Ký tên, đóng dấu)"],
        ["", "Lê Thị B", "Trần C", "Nguyễn Văn A"],
        left_out_from=7,
    ),
    below(
        "signatures in merged cells of several lines",
        [],
        ["Nơi nhận:\n- Như trên;\n- Lưu: VT.", "", "GIÁM ĐỐC\n\n(đã ký)\n\nNguyễn Văn A", ""],
        merged=("A8:B8", "C8:D8"),
    ),
    below("date to be filled in by hand", [], ["", "", "", "…, ngày … tháng … năm 2026"], ["", "", "", "Thủ trưởng"]),
    text(
        "signature block in a CSV",
        f"{SHORT}\nNV-01;40;{RESULT}\n;;\nNơi nhận:;;TL. GIÁM ĐỐC\n- Lưu VT.;;Chánh Văn phòng\n",
        WARNINGS,
        (4, None, F.BELOW_THE_TABLE),
    ),
]

LINES = [
    kept(
        "row without a code above the signatures",
        ["", "", 75, "Đã ký kết"],
        ["", "Nơi nhận:", "", "GIÁM ĐỐC"],
        findings=[(7, "ma_nhiem_vu", MISSING), (8, None, F.BELOW_THE_TABLE)],
    ),
    kept(
        "rows of plain words that nobody signs",
        ["", "Đề án Xanh", "", "Đã trình Giám đốc"],
        ["", "", "", "Chủ tịch tiếp đoàn nước bạn"],
        findings=[(7, "ma_nhiem_vu", UNKNOWN), (8, "ma_nhiem_vu", MISSING)],
    ),
    kept(
        "row with a percentage below the signatures",
        ["", "Nơi nhận:", "", "GIÁM ĐỐC"],
        ["", "", 75, "Đã ký kết"],
        findings=[(7, "ma_nhiem_vu", UNKNOWN), (8, "ma_nhiem_vu", MISSING)],
    ),
    kept(
        "mistyped code below the signatures",
        ["", "", "", "NGƯỜI LẬP BIỂU"],
        ["", "NV 99", "", "Đã ký kết"],
        findings=[(7, "ma_nhiem_vu", MISSING), (8, "ma_nhiem_vu", UNKNOWN)],
    ),
    kept(
        "numbered row below the signatures",
        ["", "", "", "NGƯỜI LẬP BIỂU"],
        [3, "Đề án Xanh", "", "Đã ký kết"],
        findings=[(7, "ma_nhiem_vu", MISSING), (8, "ma_nhiem_vu", UNKNOWN)],
    ),
    kept(
        "status below the signatures",
        ["", "", "", "NGƯỜI LẬP BIỂU"],
        ["", "Đề án Xanh", "Hoàn thành", "Đã ký kết"],
        findings=[(7, "ma_nhiem_vu", MISSING), (8, "ma_nhiem_vu", UNKNOWN), (8, "tien_do", F.PERCENT_NOT_A_NUMBER)],
    ),
    sheet(
        "signatures below nothing but unknown tasks",
        lambda: xlsx_bytes([OFFICIAL, [1, "NV-99", 40, RESULT], ["", "Nơi nhận:", "", "GIÁM ĐỐC"]]),
        ERRORS,
        (2, "ma_nhiem_vu", UNKNOWN),
        (3, "ma_nhiem_vu", UNKNOWN),
        rows=0,
    ),
]

CASES = [*BLOCKS, *LINES]
