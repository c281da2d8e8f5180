"""Each rule of docs/report-file.md on a row of its own: what is right passes, what is wrong is named."""

from datetime import date
from decimal import Decimal

import pytest

from data_model.values import LineStatus
from intake.base.checked_file import Severity
from intake.base.finding_codes import FindingCode as F
from tests.builders.report_context import make_context, target
from tests.builders.report_files import csv_bytes, problems, read, read_row

SOMETHING = "Đã tổ chức 2 đoàn ra"
BASE = {"ma_nhiem_vu": "NV-01", "ky_bao_cao": "2026-Q2", "tien_do": "40", "ket_qua": SOMETHING}
BASE |= {"trang_thai": "", "ngay_hoan_thanh": "", "kho_khan": "", "co_quan": ""}


def found(context, **cells):
    """The findings on one row that is right but for `cells`: code, column, severity."""
    report = read_row(context, **(BASE | cells))
    return [(finding.code, finding.column, finding.severity) for finding in report.findings]


def test_a_row_that_is_right_has_no_findings(staff):
    assert found(staff) == []


@pytest.mark.parametrize(
    "column, value, code",
    [
        ("ma_nhiem_vu", "", F.TASK_MISSING),
        ("ma_nhiem_vu", "NV-99", F.TASK_UNKNOWN),
        ("ma_nhiem_vu", "NV01", F.TASK_UNKNOWN),
        ("ma_nhiem_vu", "NV–01", F.TASK_UNKNOWN),
        ("ma_nhiem_vu", "NV-05", F.TASK_UNKNOWN),
        ("ma_nhiem_vu", "NV-０１", F.LOOK_ALIKE_LETTER),
        ("ma_nhiem_vu", "\u041dV-01", F.LOOK_ALIKE_LETTER),
        ("ky_bao_cao", "quý này", F.PERIOD_UNREADABLE),
        ("ky_bao_cao", "2026-Q5", F.PERIOD_UNREADABLE),
        ("ky_bao_cao", "Quý I/2026", F.PERIOD_NOT_CHOSEN),
        ("co_quan", "Sở Văn hóa và Thể thao", F.AGENCY_NOT_OWN),
        ("co_quan", "Sở không có", F.AGENCY_NOT_OWN),
        ("tien_do", "", F.PERCENT_MISSING),
        ("tien_do", "một nửa", F.PERCENT_NOT_A_NUMBER),
        ("tien_do", "75-80", F.PERCENT_NOT_A_NUMBER),
        ("tien_do", "175", F.PERCENT_OUT_OF_RANGE),
        ("tien_do", "-5", F.PERCENT_OUT_OF_RANGE),
        ("tien_do", "100,1", F.PERCENT_OUT_OF_RANGE),
        ("tien_do", "75,25", F.PERCENT_TOO_PRECISE),
        ("tien_do", "0,75", F.PERCENT_AMBIGUOUS),
        ("tien_do", "７５", F.FOREIGN_DIGITS),
        ("tien_do", "٧٥", F.FOREIGN_DIGITS),
        ("trang_thai", "xong rồi", F.STATUS_UNKNOWN),
        ("trang_thai", "Có thực hiện", F.STATUS_NOT_FOR_TASK),
        ("ngay_hoan_thanh", "tháng 5", F.DATE_UNREADABLE),
        ("ngay_hoan_thanh", "31/02/2026", F.DATE_IMPOSSIBLE),
        ("ngay_hoan_thanh", "05/20/2026", F.DATE_IMPOSSIBLE),
        ("ngay_hoan_thanh", "45809", F.DATE_IS_SERIAL),
        ("ngay_hoan_thanh", "01/01/1900", F.DATE_TOO_EARLY),
        ("ngay_hoan_thanh", "17/06/2026", F.DONE_ON_IN_FUTURE),
        ("ket_qua", "", F.RESULT_MISSING),
        ("ket_qua", "a" * 5001, F.TEXT_TOO_LONG),
        ("ket_qua", "\u0110\u00e3 h?p ba l?n", F.DAMAGED_TEXT),
        ("ket_qua", "Đã h\ufffdp", F.DAMAGED_TEXT),
    ],
)
def test_an_error_names_its_cell(staff, column, value, code):
    assert found(staff, **{column: value}) == [(code, column, Severity.ERROR)]


@pytest.mark.parametrize(
    "cells, code, column",
    [
        ({"trang_thai": "Hoàn thành"}, F.STATUS_DISAGREES, "trang_thai"),
        ({"trang_thai": "Chưa thực hiện"}, F.STATUS_DISAGREES, "trang_thai"),
        ({"ngay_hoan_thanh": "20/5/2026"}, F.DONE_ON_NOT_USED, "ngay_hoan_thanh"),
        ({"tien_do": "100", "ngay_hoan_thanh": "15/06/2026"}, F.DONE_ON_AFTER_WINDOW, "ngay_hoan_thanh"),
        (
            {"tien_do": "100", "ngay_hoan_thanh": "20/5/2026", "trang_thai": "Không phát sinh"},
            F.STATUS_DISAGREES,
            "trang_thai",
        ),
        (
            {"ma_nhiem_vu": "NV-03", "tien_do": "100", "ngay_hoan_thanh": "20/12/2025"},
            F.DONE_ON_LAST_YEAR,
            "ngay_hoan_thanh",
        ),
        (
            {"ma_nhiem_vu": "NV-02", "ket_qua": "Đã tổ chức  hai đoàn đi công tác nước bạn."},
            F.RESULT_REPEATED,
            "ket_qua",
        ),
        ({"ma_nhiem_vu": "NV-04", "tien_do": ""}, F.STATUS_MISSING, "trang_thai"),
        ({"ma_nhiem_vu": "NV-04", "trang_thai": "Có thực hiện"}, F.PERCENT_NOT_USED, "tien_do"),
    ],
)
def test_a_warning_lets_the_row_be_stored(staff, cells, code, column):
    report = read_row(staff, **(BASE | cells))

    assert problems(report) == [(2, column, code)]
    assert report.findings[0].severity is Severity.WARNING
    assert len(report.rows) == 1


@pytest.mark.parametrize(
    "cells",
    [
        {"tien_do": "0", "ket_qua": ""},
        {"tien_do": "100", "ngay_hoan_thanh": "14/06/2026", "trang_thai": "HOÀN THÀNH"},
        {"tien_do": "", "trang_thai": "Không phát sinh", "ket_qua": "Nước bạn hoãn đoàn"},
        {"ma_nhiem_vu": "NV-02", "tien_do": "30", "kho_khan": "Phải làm lại từ đầu"},
        {"ma_nhiem_vu": "NV-04", "tien_do": "", "trang_thai": "Không thực hiện", "ket_qua": ""},
        {"co_quan": "sở  ngoại vụ"},
        {"co_quan": "SNgV"},
        {"ky_bao_cao": "6 tháng đầu năm 2026"},
        {"ky_bao_cao": ""},
        {"ma_nhiem_vu": " nv\u00a0-\u200b01"},
        {"ket_qua": "a" * 5000},
        {"ket_qua": "Xem http://a.vn/?q=a?b=c?d"},
    ],
)
def test_what_the_contract_allows_passes_without_a_word(staff, cells):
    assert found(staff, **cells) == []


def test_a_done_on_date_is_held_against_the_window_of_its_own_plan():
    """A plan from before the decree reports by calendar quarters: 15 June is inside, where nd09 ended on the 14th."""
    cells = {"tien_do": "100", "ngay_hoan_thanh": "15/06/2026"}
    by_calendar = make_context(target=lambda *asked: target(*asked)._replace(window_ends=date(2026, 6, 30)))

    assert found(make_context(), **cells) == [(F.DONE_ON_AFTER_WINDOW, "ngay_hoan_thanh", Severity.WARNING)]
    assert found(by_calendar, **cells) == []


def test_nothing_to_report_needs_its_reason(staff):
    cells = {"tien_do": "", "trang_thai": "Không phát sinh", "ket_qua": ""}

    assert found(staff, **cells) == [(F.REASON_MISSING, "ket_qua", Severity.ERROR)]


def test_a_one_off_task_at_100_percent_needs_the_day(staff):
    assert found(staff, ma_nhiem_vu="NV-03", tien_do="100") == [(F.DONE_ON_MISSING, "ngay_hoan_thanh", Severity.ERROR)]
    assert found(staff, tien_do="100") == [(F.DONE_ON_MISSING, "ngay_hoan_thanh", Severity.ERROR)]


@pytest.mark.parametrize(
    ("cells", "asked"),
    [
        ({}, True),
        ({"trach_nhiem": "Phòng Hợp tác"}, True),
        ({"tien_do": "", "trang_thai": "Không phát sinh"}, True),
        ({"nguyen_nhan": "Đối tác hoãn đoàn vào"}, False),
        ({"kho_khan": "Đối tác hoãn đoàn vào"}, False),
        ({"tien_do": "100", "ngay_hoan_thanh": "10/06/2026"}, False),
    ],
)
def test_the_lead_of_an_overdue_task_is_asked_why(staff, cells, asked):
    note = (F.CAUSE_MISSING, "nguyen_nhan", Severity.WARNING)

    assert found(staff, ma_nhiem_vu="QH-01", **({"nguyen_nhan": "", "trach_nhiem": ""} | cells)) == [note] * asked


def test_who_coordinates_an_overdue_task_is_not_asked_why(bulk):
    cells = {"ma_nhiem_vu": "QH-01", "ky_bao_cao": "2026-Q2"}

    assert [finding.code for finding in read_row(bulk, **(BASE | cells | {"co_quan": "SNgV"})).findings] == [
        F.CAUSE_MISSING
    ]
    assert read_row(bulk, **(BASE | cells | {"co_quan": "SVHTT"})).findings == ()


def test_a_continuing_task_left_blank_is_not_stored(staff):
    cells = {"ma_nhiem_vu": "NV-04", "tien_do": "", "ket_qua": ""}

    assert found(staff, **cells) == [(F.NOTHING_ENTERED, "trang_thai", Severity.ERROR)]


def test_everything_wrong_with_a_row_comes_back_at_once(staff):
    cells = {"ma_nhiem_vu": "NV-99", "tien_do": "175", "ngay_hoan_thanh": "mai", "ket_qua": ""}

    assert [code for code, _, _ in found(staff, **cells)] == [
        F.TASK_UNKNOWN,
        F.PERCENT_OUT_OF_RANGE,
        F.DATE_UNREADABLE,
        F.RESULT_MISSING,
    ]


def test_near_misses_are_suggested_among_the_agency_s_own_tasks_only(staff):
    [finding] = read_row(staff, **(BASE | {"ma_nhiem_vu": "NV-05"})).findings

    assert "NV-01" in finding.expected
    assert "NV-05" not in finding.expected


def test_a_look_alike_code_suggests_the_code_that_was_meant(staff):
    [finding] = read_row(staff, **(BASE | {"ma_nhiem_vu": "NV-０１"})).findings

    assert finding.expected == "NV-01"


@pytest.mark.parametrize(
    "period, code",
    [("2025-Q3", F.PERIOD_LOCKED), ("2026-M05", F.PERIOD_NOT_EXPECTED), ("", F.PERIOD_MISSING)],
)
def test_a_period_that_takes_no_report_is_an_error(period, code):
    context = make_context(period=None)

    assert found(context, ky_bao_cao=period) == [(code, "ky_bao_cao", Severity.ERROR)]


@pytest.mark.parametrize("period, code", [("2026-Q1", F.PERIOD_LATE), ("2026-Q3", F.PERIOD_NOT_OPEN)])
def test_another_period_than_the_one_open_is_said_once_for_the_file(period, code):
    rows = [[task, period, "40", SOMETHING] for task in ("NV-01", "VIEC-0001", "VIEC-0002")]
    content = csv_bytes(rows, header=["ma_nhiem_vu", "ky_bao_cao", "tien_do", "ket_qua"])

    report = read(content, make_context(period=None))

    assert problems(report) == [(2, "ky_bao_cao", code)]
    assert len(report.rows) == 3


def test_a_chosen_period_that_is_locked_is_an_error_on_each_row():
    assert found(make_context(period="2025-Q3"), ky_bao_cao="") == [(F.PERIOD_LOCKED, "ky_bao_cao", Severity.ERROR)]


def test_a_row_is_stored_under_the_report_that_its_period_belongs_to(staff):
    assert read_row(staff, **BASE).rows[0].period.code == "2026-H1"


def test_a_row_that_appears_twice_is_an_error_on_both(staff):
    rows = [["NV-01", "40", SOMETHING], ["NV-02", "50", SOMETHING], ["nv - 01", "175", SOMETHING]]

    report = read(csv_bytes(rows, header=["ma_nhiem_vu", "tien_do", "ket_qua"]), staff)

    assert problems(report) == [
        (2, "ma_nhiem_vu", F.DUPLICATE_ROW),
        (4, "ma_nhiem_vu", F.DUPLICATE_ROW),
        (4, "tien_do", F.PERCENT_OUT_OF_RANGE),
    ]
    assert [row.task for row in report.rows] == ["NV-02"]


def percents(context, *values):
    rows = [[f"VIEC-{index:04d}", value, SOMETHING] for index, value in enumerate(values, start=1)]
    report = read(csv_bytes(rows, header=["ma_nhiem_vu", "tien_do", "ket_qua"]), context)
    wrong = {finding.row: finding.code for finding in report.findings}
    right = {row.number: row.percent for row in report.rows}
    return [right.get(number) or wrong.get(number) for number in range(2, len(values) + 2)]


def test_a_fraction_among_percentages_is_an_error_on_that_cell(staff):
    assert percents(staff, "0,75", "80", "1", "0,5%") == [
        F.PERCENT_AMBIGUOUS,
        Decimal(80),
        Decimal(1),
        Decimal("0.5"),
    ]


def test_a_bare_one_among_fractions_may_be_the_whole(staff):
    assert percents(staff, "0,75", "1") == [F.PERCENT_AMBIGUOUS, F.PERCENT_AMBIGUOUS]


def test_an_unknown_column_is_named_and_stt_and_title_are_not(staff):
    text = "STT;Nhiệm vụ;ma_nhiem_vu;tien_do;ket_qua;Ghi chú;Lỗi\n1;Đón đoàn;NV-01;40;Đã đón;gấp;\n"

    report = read(text, staff)

    assert [(finding.code, finding.row, finding.value) for finding in report.findings] == [
        (F.UNKNOWN_COLUMN, 1, "Ghi chú")
    ]


def test_a_column_that_rows_cannot_do_without_is_asked_for_once(staff):
    report = read("ma_nhiem_vu;tien_do\nNV-01;40\nNV-02;50\n", staff)

    assert problems(report) == [(1, "ket_qua", F.MISSING_COLUMN)]


# a file of several agencies


def bulk_rows(context, *rows):
    return read(csv_bytes(rows, header=["co_quan", "ma_nhiem_vu", "ky_bao_cao", "tien_do", "ket_qua"]), context)


def test_a_bulk_file_names_its_agencies_by_code_name_or_alias(bulk):
    report = bulk_rows(
        bulk,
        ["SO NGOAI VU", "NV-01", "2026-Q2", "40", SOMETHING],
        ["Sở Văn hoá và Thể thao", "NV-02", "2026-Q2", "50", "Đã biểu diễn"],
        ["svhtt", "NV-03", "2026-Q2", "60", "Đã mở lớp"],
    )

    assert [row.agency for row in report.rows] == ["SNgV", "SVHTT", "SVHTT"]


def test_a_bulk_file_says_which_agency_is_missing_unknown_or_not_assigned(bulk):
    report = bulk_rows(
        bulk,
        ["", "NV-01", "2026-Q2", "40", SOMETHING],
        ["Sở Ngọai giao", "NV-01", "2026-Q2", "40", SOMETHING],
        ["SVHTT", "NV-01", "2026-Q2", "40", SOMETHING],
    )

    assert problems(report) == [
        (2, "co_quan", F.AGENCY_MISSING),
        (3, "co_quan", F.AGENCY_UNKNOWN),
        (4, "ma_nhiem_vu", F.TASK_OF_OTHER_AGENCY),
    ]
    assert report.findings[1].expected == "SNgV"


def test_two_agencies_with_the_very_same_text_are_pointed_out(bulk):
    text = "Đã phối hợp tổ chức ba lớp tập huấn"

    report = bulk_rows(bulk, ["SNgV", "NV-02", "2026-Q2", "40", text], ["SVHTT", "NV-02", "2026-Q2", "40", text])

    assert problems(report) == [(3, "ket_qua", F.RESULT_OF_OTHER_AGENCY)]


def test_a_bulk_file_without_agencies_or_periods_lacks_columns(bulk):
    report = read("ma_nhiem_vu;tien_do;ket_qua\nNV-01;40;Đã họp\n", bulk)

    assert problems(report) == [(1, "ky_bao_cao", F.MISSING_COLUMN), (1, "co_quan", F.MISSING_COLUMN)]


@pytest.mark.parametrize(
    "written, status",
    [("KHÔNG PHÁT SINH", LineStatus.NOTHING_TO_REPORT), ("khong phat  sinh.", LineStatus.NOTHING_TO_REPORT)],
)
def test_statuses_match_without_case_marks_and_spaces(staff, written, status):
    assert read_row(staff, **(BASE | {"trang_thai": written, "tien_do": ""})).rows[0].status is status
