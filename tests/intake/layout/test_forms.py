"""One report in every accepted form gives the identical rows."""

import itertools
import unicodedata
from datetime import date

import pytest

from intake.base.checked_file import Verdict
from tests.builders.report_context import make_context
from tests.builders.report_files import Percent, csv_bytes, csv_text, read, xlsx_bytes
from tests.builders.spreadsheets import ods, xls
from tests.builders.windows_1258 import in_windows_1258

pytestmark = pytest.mark.slow  # opens each form in a process of its own

CONTEXT = make_context()
TEXTS = [
    ("Đã tổ chức 2 đoàn ra; ký thoả thuận, gửi báo cáo", "Kinh phí thiếu", "Đề nghị bổ sung", "12/BC-SNgV"),
    ('Đề án "Ngoại giao Nhân dân"\ngiai đoạn 1', "", "", "http://vi.du/bao-cao?so=1"),
    ("- Mở lớp tập huấn", "Nắng hạn", "", ""),
]
HEADERS = [
    "Mã nhiệm vụ|Kỳ báo cáo|Tiến độ (%)|Trạng thái|Ngày hoàn thành|Kết quả|Khó khăn|Kiến nghị|Minh chứng",
    "ma_nhiem_vu|ky_bao_cao|tien_do|trang_thai|ngay_hoan_thanh|ket_qua|kho_khan|kien_nghi|minh_chung",
    "MÃ NV|KỲ|% HOÀN THÀNH|TÌNH TRẠNG|NGÀY HOÀN THÀNH|KẾT QUẢ THỰC HIỆN|VƯỚNG MẮC|ĐỀ XUẤT|MINH CHỨNG",
    "task_code|period|progress|status|done_on|result|difficulties|proposals|evidence",
]
PERIODS = ["2026-Q2", "Quý II/2026", "6 tháng đầu năm 2026", "q2 2026"]
PERCENTS = [("75,5", "100"), ("75.5%", "100%"), ("75,5 %", "100,0")]
DAYS = ["20/05/2026", "20/5/2026", "2026-05-20", "20/5/26"]
STATUSES = [("Hoàn thành", "Có thực hiện"), ("HOÀN THÀNH", "có  thực hiện"), ("hoan thanh", "CO THUC HIEN")]


def rows_with(period, percents, day, statuses):
    some, all_of_it = percents
    done, carried_out = statuses
    return [
        ("NV-01", period, some, "", "", *TEXTS[0]),
        ("NV-03", period, all_of_it, done, day, *TEXTS[1]),
        ("NV-04", period, "", carried_out, "", *TEXTS[2]),
    ]


RIGHT = read(csv_bytes(rows_with(PERIODS[0], PERCENTS[0], DAYS[0], STATUSES[0])), CONTEXT)
WAYS_TO_WRITE_CELLS = list(itertools.product(HEADERS, PERIODS, PERCENTS, DAYS, STATUSES))
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1258"]
WAYS_TO_SAVE = list(itertools.product(ENCODINGS, ";,\t", ["\r\n", "\n", "\r"], ["NFC", "NFD"], ["", "title"]))


def saved(rows, header, way):
    encoding, delimiter, line_end, form, title = way
    text = csv_text(rows, header=header.split("|"), delimiter=delimiter, line_end=line_end)
    text = (f"UBND TỈNH{line_end}{line_end}BÁO CÁO KẾT QUẢ{line_end}" if title else "") + text
    if encoding == "cp1258":
        return in_windows_1258(text)
    return unicodedata.normalize(form, text).encode(encoding)


def same(report):
    """The rows without their numbers, which a title block moves."""
    return [
        (
            row.task,
            row.agency,
            row.period,
            row.percent,
            row.status,
            row.done_on,
            row.result,
            row.difficulties,
            row.proposals,
            row.evidence,
        )
        for row in report.rows
    ]


def test_the_report_itself_is_right():
    assert (RIGHT.verdict, len(RIGHT.rows)) == (Verdict.CLEAN, 3)


@pytest.mark.parametrize("offset", range(len(WAYS_TO_SAVE)))
def test_each_way_to_save_gives_the_same_rows_however_cells_are_written(offset):
    """Every way to save, each with some of the ways to write cells: all of those are used several times over."""
    for cells in WAYS_TO_WRITE_CELLS[offset % 127 :: 127]:
        header, *values = cells
        content = saved(rows_with(*values), header, WAYS_TO_SAVE[offset])

        report = read(content, CONTEXT)

        assert same(report) == same(RIGHT), (cells, WAYS_TO_SAVE[offset])
        assert report.verdict is Verdict.CLEAN


@pytest.mark.parametrize("header", HEADERS)
@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
@pytest.mark.parametrize("real", [True, False], ids=["real numbers", "texts"])
def test_each_kind_of_spreadsheet_gives_the_same_rows(header, kind, real):
    values = (
        (PERIODS[1], (75.5, 100), date(2026, 5, 20), STATUSES[0])
        if real
        else (PERIODS[1], PERCENTS[0], DAYS[0], STATUSES[0])
    )
    table = [header.split("|"), *rows_with(*values)]
    make = {"xlsx": xlsx_bytes, "xls": xls, "ods": ods}[kind]

    report = read(make(table), CONTEXT, f"a.{kind}")

    assert same(report) == same(RIGHT)


def test_percentages_of_a_spreadsheet_give_the_same_rows():
    header = HEADERS[0].split("|")
    in_excel = rows_with(PERIODS[0], (Percent(0.755), Percent(1)), date(2026, 5, 20), STATUSES[0])
    in_ods = rows_with(PERIODS[0], (0.755, 1), date(2026, 5, 20), STATUSES[0])

    assert same(read(xlsx_bytes([header, *in_excel]), CONTEXT, "a.xlsx")) == same(RIGHT)
    assert same(read(ods([header, *in_ods], percent_columns=[2]), CONTEXT, "a.ods")) == same(RIGHT)
