"""A secrecy marking ends the reading before anything is kept; the words in prose pass."""

import unicodedata

import pytest

from intake.base.checked_file import Severity
from intake.base.finding_codes import FindingCode
from intake.checking.secrecy import has_marking
from tests.builders.report_files import csv_text, read, xlsx_bytes

MARKINGS = [
    "MẬT",
    "Mật",
    "TỐI MẬT",
    "Tuyệt mật",
    "(MẬT)",
    "[TUYỆT MẬT]",
    "Độ mật: Tối mật",
    "ĐỘ MẬT: MẬT",
    "M Ậ T",
    "TOI MAT",
    "Số: 12/BC-UBND (MẬT)",
    "MẬT - Kết quả tháng 5",
    "Kết quả tháng 5\nTỐI MẬT",
    "Hồ sơ TUYỆT MẬT số 5",
    unicodedata.normalize("NFD", "TỐI  MẬT"),
    "TỐI\u00a0MẬT",
    "Báo cáo MẬT.xlsx",
]
PROSE = [
    "Tuyên truyền Luật Bảo vệ bí mật nhà nước",
    "BẢO VỆ BÍ MẬT NHÀ NƯỚC",
    "Quan hệ mật thiết với nhân dân nước bạn",
    "Hội thảo về mật độ dân số, mật ong Gia Lai",
    "MẬT ĐỘ DÂN SỐ",
    "Tập huấn an toàn, bảo mật thông tin",
    "Ban Cơ yếu, mật mã",
    "mất mát, mặt trận, MẶT TRẬN TỔ QUỐC",
    "mat",
]


@pytest.mark.parametrize("text", MARKINGS)
def test_a_marking_is_seen(text):
    assert has_marking(text)


@pytest.mark.parametrize("text", PROSE)
def test_prose_passes(text):
    assert not has_marking(text)


def test_a_marked_cell_stops_the_file_and_nothing_of_it_is_passed_on(staff):
    rows = [["NV-01", "", "40", "", "", "nội dung kín"], ["NV-02", "", "50", "", "", "x", "", "", "TỐI MẬT"]]

    report = read(csv_text(rows), staff)

    assert [(finding.severity, finding.code) for finding in report.findings] == [
        (Severity.BLOCKER, FindingCode.SECRECY_MARKING)
    ]
    assert (report.rows, report.cells) == ((), ())
    assert "kín" not in repr(report)


def test_a_marking_above_the_header_or_in_the_file_s_name_counts(staff):
    assert read("TUYỆT MẬT\n" + csv_text([]), staff).findings[0].code is FindingCode.SECRECY_MARKING
    assert read(csv_text([]), staff, "Báo cáo (MẬT).csv").findings[0].code is FindingCode.SECRECY_MARKING


def test_a_marking_in_a_sheet_that_is_not_read_counts(staff):
    content = xlsx_bytes([["Mã nhiệm vụ", "Tiến độ"], ["NV-01", 0]], [["", "", "Tối mật"]], hidden=[1])

    assert read(content, staff, "a.xlsx").findings[0].code is FindingCode.SECRECY_MARKING
