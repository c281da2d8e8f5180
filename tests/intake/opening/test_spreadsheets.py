"""XLSX: what is in the sheet arrives as the person sees it there."""

from datetime import date
from decimal import Decimal

import pytest

from intake.base.checked_file import Verdict
from intake.base.finding_codes import FindingCode
from tests.builders.report_files import HEADER, Percent, problems, read, xlsx_bytes

pytestmark = pytest.mark.slow  # opens each spreadsheet in a process of its own

ROW = ["NV-01", "Quý II/2026", 75, "", "", "Đã họp"]


def read_sheet(context, *rows, header=HEADER, **others):
    return read(xlsx_bytes([header, *rows], **others), context, "bao-cao.xlsx")


def test_real_numbers_dates_and_percentages_are_taken_as_they_are_shown(staff):
    report = read_sheet(
        staff,
        ["NV-01", "2026-Q2", Percent(0.755), "", "", "Đã họp"],
        ["NV-02", "2026-Q2", 75.5, "", "", "Đã họp"],
        ["NV-03", "2026-Q2", Percent(1), "", date(2026, 5, 20), "Đã xong"],
    )

    assert [row.percent for row in report.rows] == [Decimal("75.5"), Decimal("75.5"), Decimal(100)]
    assert report.rows[2].done_on == date(2026, 5, 20)
    assert report.verdict is Verdict.CLEAN


def test_row_numbers_are_those_of_the_sheet_even_when_it_begins_far_down(staff):
    shifted = [[], ["", "", "BÁO CÁO"], [], ["", "", *HEADER], ["", "", *ROW]]

    report = read(xlsx_bytes(shifted), staff, "a.xlsx")

    assert (report.header_row, report.rows[0].number) == (4, 5)


def test_the_sheet_with_the_header_is_found_among_others(staff):
    content = xlsx_bytes([["Hướng dẫn", "đọc kỹ"]], [HEADER, ROW], [["Chưa thực hiện"], ["Hoàn thành"]])

    assert [row.task for row in read(content, staff, "a.xlsx").rows] == ["NV-01"]


def test_two_sheets_with_a_report_are_not_chosen_between(staff):
    content = xlsx_bytes([HEADER, ROW], [HEADER, ROW])

    assert [code for _, _, code in problems(read(content, staff, "a.xlsx"))] == [FindingCode.SEVERAL_TABLES]


def test_a_hidden_or_empty_copy_of_the_template_does_not_count(staff):
    assert len(read(xlsx_bytes([HEADER, ROW], [HEADER, ROW], hidden=[1]), staff, "a.xlsx").rows) == 1
    assert len(read(xlsx_bytes([HEADER], [HEADER, ROW]), staff, "a.xlsx").rows) == 1


def test_a_merged_cell_counts_for_every_cell_that_it_covers(staff):
    rows = [["NV-01", "2026-Q2", 40, "", "", "Đã họp chung"], ["NV-02", "", 50, "", "", ""]]

    report = read_sheet(staff, *rows, merged=["F2:F3"])

    assert [row.result for row in report.rows] == ["Đã họp chung", "Đã họp chung"]


def test_a_header_merged_over_two_columns_is_one_header(staff):
    header = ["Mã nhiệm vụ", "Tiến độ (%)", "Kết quả", ""]

    report = read(xlsx_bytes([header, ["NV-01", 40, "Đã họp"]], merged=["C1:D1"]), staff, "a.xlsx")

    assert (report.verdict, report.rows[0].result) == (Verdict.CLEAN, "Đã họp")


def test_a_fraction_without_a_percent_format_is_not_guessed_at(staff):
    report = read_sheet(staff, [*ROW[:2], 0.75, *ROW[3:]])

    assert problems(report) == [(2, "tien_do", FindingCode.PERCENT_AMBIGUOUS)]


@pytest.mark.parametrize("name", ["a.xlsx", "a.csv", "A.XLSX", "", "báo cáo 📊.xlsx"])
def test_the_content_decides_not_the_name(staff, name):
    assert len(read(xlsx_bytes([HEADER, ROW]), staff, name).rows) == 1


@pytest.mark.parametrize("cut", [10, 200, -200, -30])
def test_a_file_that_was_cut_short_is_damaged(staff, cut):
    report = read(xlsx_bytes([HEADER, ROW])[:cut], staff, "a.xlsx")

    assert [finding.code for finding in report.findings] == [FindingCode.DAMAGED_FILE]
