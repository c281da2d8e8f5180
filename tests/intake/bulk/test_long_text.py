"""A CSV read by columns gives what reading it row by row gives, whatever is in it."""

import csv
import io
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_model.values import TaskType
from intake import report_file
from intake.base.checked_file import (
    ReportableTask,
    ReportContext,
    ReportFile,
)
from intake.base.file_content import stream_of
from intake.base.finding_codes import FindingCode
from intake.base.opened_file import Limits, UnreadableFile
from intake.base.row_columns import RowColumns, in_columns
from intake.bulk import text_blocks
from intake.bulk.long_text import read_long_text
from intake.bulk.text_blocks import NotPlain
from intake.checking.rows import RowReader
from intake.opening.spreadsheet import open_spreadsheet
from intake.report_file import read_report_file
from tests.builders.report_context import make_context
from tests.builders.report_files import HEADER, csv_bytes
from tests.corpus.make_corpus import every_case

pytestmark = pytest.mark.slow  # reads the whole corpus both ways

BY_COLUMNS = Limits(long_from=0, many_rows=0)
BY_ROWS = Limits(long_from=1 << 40, many_rows=1 << 40)
WORLDS = {
    "staff": make_context(),
    "no period": make_context(period=None),
    "bulk": make_context(agency=None, period=None),
}
TEXTS = [case for case in every_case() if case.extension in (".csv", ".tsv", "")]
SMALL_BLOCK = 400

WORDS = (
    *(
        "",
        "",
        " ",
        "x",
        "Đã tổ chức hội nghị gặp mặt kiều bào",
        "Đã tổ chức hội nghị gặp mặt kiều bào.",
        "Phối hợp; tốt",
    ),
    *("Đã tổ chức hai đoàn đi công tác nước bạn", "Hòa bình hữu nghị với nước bạn", "Hoà bình hữu nghị với nước bạn"),
    *(
        "dòng một\ndòng hai",
        'nói "tốt"',
        "'=1+1",
        "Ti?n d? th?c hi?n",
        "#REF!",
        "  hai đầu  ",
        "Ka\u0301m ơn",
        "a" * 5001,
    ),
    *("Err:502", "Lỗi:508", "#SPILL!", "Dec-26", "01/12/2026", "12:00", "45", "45%", "1,23457E+18", "45/KH-UBND"),
    *(
        '=DISPIMG("ID_1",1)',
        "Đ&atilde; họp",
        "T? ch?c h?i",
        "Làm gì? Đã rõ",
        "https://a.vn/?x",
        "'Đã họp",
        "ƒê√£ h·ªçp",
    ),
    *("ViÖt Nam", "MẬT", "việc mật", "x\nVIEC-0001;2026-Q2;5;;;x;;;", "https://a.vn/?a=1&b=2"),
)
CELLS = {
    "Mã nhiệm vụ": (
        "NV-01",
        "NV-02",
        "NV-03",
        "NV-04",
        "NV-05",
        "QH-01",
        "VIEC-0001",
        "VIEC-0002",
        "viec-0002",
        "VIEC-9",
        "NV-0１",
        "Ghi chú: tính đến ngày 14/6",
        "",
    ),
    "Kỳ báo cáo": ("2026-Q2", "2026-H1", "Quý II/2026", "", "2026-Q1", "2025-Q3", "2026-Q3", "kỳ lạ", "quí II/2026"),
    "Cơ quan": ("SNgV", "Sở Ngoại vụ", "SVHTT", "SVHTT", "so ngoai vu", "Sở X", ""),
    "Tiến độ (%)": (
        "75",
        "75,5",
        "75%",
        "100",
        "0",
        "1",
        "0,5",
        "175",
        "-1",
        "33,33",
        "99.999",
        "",
        "bảy",
        "Đang thực hiện",
    ),
    "Trạng thái": ("", "Đang thực hiện", "Hoàn thành", "Không phát sinh", "Có thực hiện", "Đã triển khai", "xong"),
    "Ngày hoàn thành": (
        "",
        "",
        "15/06/2026",
        "2026-06-15",
        "16/12/2026",
        "01/01/1990",
        "30/02/2026",
        "46000",
        "20260615",
        "2026-06-15T20:00:00Z",
    ),
    "Kết quả": WORDS,
    "Khó khăn": WORDS,
    "Nguyên nhân": WORDS,
    "Kiến nghị": WORDS,
    "Minh chứng": WORDS,
}


def same(one: ReportFile, other: ReportFile) -> bool:
    return (replace(one, rows=tuple(one.rows)), one.cells) == (replace(other, rows=tuple(other.rows)), other.cells)


def is_plain(content: bytes, context: ReportContext) -> bool:
    try:
        read_long_text(stream_of(content), file_name="a.csv", context=context, limits=BY_COLUMNS)
    except NotPlain:
        return False
    except UnreadableFile:
        return True
    return True


@pytest.mark.parametrize("case", every_case(), ids=lambda case: case.name)
def test_each_file_of_the_corpus_is_read_the_same_both_ways(case, monkeypatch):
    opened_once = cache(lambda content, kind: open_spreadsheet(content, kind, BY_ROWS))
    monkeypatch.setattr(report_file, "open_spreadsheet", lambda content, kind, _limits: opened_once(content, kind))
    content, name, context = case.make(), f"bao-cao{case.extension}", WORLDS[case.world]

    by_columns, by_rows = (
        read_report_file(content, file_name=name, context=context, limits=limits) for limits in (BY_COLUMNS, BY_ROWS)
    )

    assert same(by_columns, by_rows)


def test_more_than_half_of_the_corpus_takes_the_way_by_columns():
    plain = [case for case in TEXTS if is_plain(case.make(), WORLDS[case.world])]

    assert len(plain) > len(TEXTS) / 2


rows_of_cells = st.lists(
    st.fixed_dictionaries({name: st.sampled_from(cells) for name, cells in CELLS.items()}), min_size=1, max_size=12
)


@settings(max_examples=400, deadline=None)
@given(
    rows=rows_of_cells,
    world=st.sampled_from(sorted(WORLDS)),
    delimiter=st.sampled_from(";,\t"),
    line_end=st.sampled_from(["\n", "\r\n"]),
    title=st.booleans(),
    ends=st.booleans(),
    surplus=st.sampled_from(["", "", "thừa"]),
)
def test_any_table_is_read_the_same_both_ways(rows, world, delimiter, line_end, title, ends, surplus):
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, lineterminator=line_end)
    if title:
        writer.writerows([["BÁO CÁO"], [], ["Nơi nhận", "", ""]])
    writer.writerow(CELLS)
    writer.writerows([*row.values(), *([surplus] if surplus and index == 1 else [])] for index, row in enumerate(rows))
    content = text.getvalue().encode()[: None if ends else -len(line_end)]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(text_blocks, "BLOCK", SMALL_BLOCK)
        by_columns = read_report_file(content, file_name="a.csv", context=WORLDS[world], limits=BY_COLUMNS)
    by_rows = read_report_file(content, file_name="a.csv", context=WORLDS[world], limits=BY_ROWS)

    assert same(by_columns, by_rows)


@settings(max_examples=300, deadline=None)
@given(tail=st.text(alphabet=';,"\n\r \tab0é', max_size=80))
def test_quotes_and_line_ends_in_any_place_are_read_the_same_both_ways(tail):
    content = csv_bytes([("VIEC-0001", "", "50", "", "", "Đã làm", "", "", "")]) + tail.encode()

    by_columns, by_rows = (
        read_report_file(content, file_name="a.csv", context=WORLDS["staff"], limits=limits)
        for limits in (BY_COLUMNS, BY_ROWS)
    )

    assert same(by_columns, by_rows)


def test_a_file_on_disk_is_read_like_its_bytes(tmp_path: Path):
    content = csv_bytes([(f"VIEC-{n:04d}", "", "50", "", "", f"Đã làm việc {n}", "", "", "") for n in range(1, 701)])
    (tmp_path / "a.csv").write_bytes(content)

    read = [
        read_report_file(source, file_name="a.csv", context=WORLDS["staff"], limits=BY_COLUMNS)
        for source in (content, tmp_path / "a.csv")
    ]

    assert isinstance(read[0].rows, RowColumns)
    assert len(read[0].rows) == 700
    assert same(*read)


def test_rows_by_columns_are_taken_apart_and_put_together_again():
    content = csv_bytes(
        [
            ("VIEC-0001", "", "75,5", "Đang thực hiện", "", "Đã làm", "Thiếu người", "Thêm người", "12/BC"),
            ("VIEC-0002", "", "", "Không phát sinh", "", "Chưa đến hạn", "", "", ""),
            ("VIEC-0003", "", "100", "Hoàn thành", "15/06/2026", "Xong", "", "", ""),
        ]
    )
    rows = read_report_file(content, file_name="a.csv", context=WORLDS["staff"], limits=BY_ROWS).rows

    columns = in_columns(rows)

    assert tuple(columns) == rows
    assert (columns[1], tuple(columns[1:])) == (rows[1], rows[1:])
    assert HEADER[0] == "Mã nhiệm vụ"


def test_rows_in_order_cost_the_row_reader_nothing(monkeypatch):
    content = csv_bytes(
        [
            (f"VIEC-{n:04d}", "2026-Q2", "50", "Đang thực hiện", "", f"Đã làm việc số {n}", "", "", "")
            for n in range(1, 701)
        ]
        + [("VIEC-9999", "", "50", "", "", "", "", "", "")]
    )
    numbers = []
    read = RowReader.read
    monkeypatch.setattr(
        RowReader, "read", lambda self, number, *rest: (numbers.append(number), read(self, number, *rest))[1]
    )

    report = read_report_file(content, file_name="a.csv", context=WORLDS["staff"], limits=BY_COLUMNS)

    assert (len(report.rows), numbers) == (700, [702])


@pytest.mark.parametrize("marking", ["TUYET MAT", "DO MAT: MAT", "TUYỆT MẬT"])
@pytest.mark.parametrize("place", ["above the header", "in a row"])
def test_a_secrecy_marking_is_refused_both_ways_wherever_it_stands(marking, place):
    title, result = (f"{marking};;\n", "Đã làm") if place == "above the header" else ("", marking)
    content = title.encode() + csv_bytes([("VIEC-0001", "", "50", "", "", result, "", "", "")], encoding="utf-8")

    for limits in (BY_COLUMNS, BY_ROWS):
        report = read_report_file(content, file_name="a.csv", context=WORLDS["staff"], limits=limits)
        assert [finding.code for finding in report.findings] == [FindingCode.SECRECY_MARKING]


def test_thousands_of_tasks_are_not_taken_for_one_another():
    codes = [f"DÀI-{number:05d}" for number in range(5000)]
    tasks = {code: ReportableTask(code, "KH", TaskType.ONE_OFF, frozenset({"SNgV"})) for code in codes}
    context = replace(WORLDS["staff"], tasks=tasks)
    rows = [(code, "", "50", "", "", f"Đã làm {number}", "", "", "") for number, code in enumerate(codes)]

    report = read_report_file(csv_bytes([*rows, rows[7]]), file_name="a.csv", context=context, limits=BY_COLUMNS)

    assert [(finding.row, finding.code) for finding in report.findings] == [
        (9, FindingCode.DUPLICATE_ROW),
        (5002, FindingCode.DUPLICATE_ROW),
    ]
    assert len(report.rows) == 4999
