import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal

import pyarrow.parquet as pq
import pytest
from openpyxl import load_workbook

from exports.base.table_file import CellKind, TableColumn, table_csv, table_parquet, table_xlsx
from tests.builders.hostile_texts import HOSTILE_TEXTS

TITLE = "Hoàn thành theo cơ quan"
COLUMNS = [
    TableColumn("Cơ quan"),
    TableColumn("Nhiệm vụ", CellKind.COUNT),
    TableColumn("Tiến độ", CellKind.PERCENT, width=14),
    TableColumn("Hạn", CellKind.DAY),
    TableColumn("Nộp lúc", CellKind.INSTANT),
]
ROWS = [
    ["Sở A", 1250, Decimal("66.666666"), date(2026, 6, 14), datetime(2026, 6, 14, 20, 30, tzinfo=UTC)],
    ["Sở B", 0, None, None, None],
    ["Sở C", -5, 12.5, date(2026, 1, 5), None],
]
NOTES = ["Kế hoạch: 217/KH-UBND", "Tính đến: 30/06/2026", "SỐ LIỆU MẪU"]


def sheet_of(download):
    return load_workbook(io.BytesIO(download.content)).active


def test_a_workbook_says_what_it_shows_above_the_table():
    download = table_xlsx(TITLE, COLUMNS, ROWS, notes=NOTES)
    sheet = sheet_of(download)

    assert download.file_name == "hoan-thanh-theo-co-quan.xlsx"
    assert [sheet.cell(row, 1).value for row in range(1, 7)] == [TITLE, *NOTES, None, "Cơ quan"]
    assert sheet.freeze_panes == "A7"
    assert sheet.auto_filter.ref == "A6:E9"
    assert sheet.print_title_rows == "$6:$6"


def test_numbers_and_days_are_real_ones_with_their_formats():
    sheet = sheet_of(table_xlsx(TITLE, COLUMNS, ROWS, notes=[]))

    row = sheet[4]
    assert [cell.value for cell in row[:3]] == ["Sở A", 1250, pytest.approx(0.66666666)]
    assert row[3].value.date() == date(2026, 6, 14)
    assert f"{row[4].value:%d/%m/%Y %H:%M}" == "15/06/2026 03:30"  # in Asia/Ho_Chi_Minh
    assert [cell.number_format for cell in row] == ["@", "#,##0", "0.0%", "dd/mm/yyyy", "dd/mm/yyyy hh:mm"]
    assert sheet.column_dimensions["C"].width == pytest.approx(14, abs=1)


def test_what_is_not_known_is_a_dash_and_never_a_zero():
    rows = [[None, None, float("nan"), None, None]]

    sheet = sheet_of(table_xlsx(TITLE, COLUMNS, rows, notes=[]))
    last = table_csv(TITLE, COLUMNS, rows, notes=[]).content.decode("utf-8-sig").splitlines()[-1]

    assert [cell.value for cell in sheet[4]] == [None, "—", "—", "—", "—"]
    assert last == ";—;—;—;—"


def test_the_csv_reads_as_a_vietnamese_spreadsheet_expects():
    download = table_csv(TITLE, COLUMNS, ROWS, notes=NOTES)

    assert download.file_name == "hoan-thanh-theo-co-quan.csv"
    assert download.content.startswith(b"\xef\xbb\xbf")
    assert download.content.decode("utf-8-sig").split("\r\n") == [
        TITLE,
        *NOTES,
        ";;;;",
        "Cơ quan;Nhiệm vụ;Tiến độ;Hạn;Nộp lúc",
        "Sở A;1250;66,7;14/06/2026;15/06/2026 03:30",
        "Sở B;0;—;—;—",
        "Sở C;-5;12,5;05/01/2026;—",
        "",
    ]


def test_the_parquet_file_has_typed_columns_and_carries_the_notes():
    download = table_parquet(TITLE, COLUMNS, ROWS, notes=NOTES)
    table = pq.read_table(io.BytesIO(download.content))

    assert download.file_name == "hoan-thanh-theo-co-quan.parquet"
    assert table.schema.metadata[b"title"].decode() == TITLE
    assert table.schema.metadata[b"notes"].decode().split("\n") == NOTES
    assert table.column_names == [column.header for column in COLUMNS]
    assert table["Tiến độ"].to_pylist() == [pytest.approx(66.666666), None, 12.5]
    assert table["Hạn"].to_pylist() == [date(2026, 6, 14), None, date(2026, 1, 5)]
    assert table["Nộp lúc"].to_pylist() == [ROWS[0][4], None, None]


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_nothing_in_a_workbook_becomes_a_formula_or_a_link(text):
    sheet = sheet_of(table_xlsx(text, [TableColumn(text)], [[text]], notes=[text]))

    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert [cell.data_type for cell in cells] == ["s"] * 4
    assert [cell.coordinate for cell in cells if cell.hyperlink] == []
    shown = text.replace("\r", "\n").replace("\x00", "").replace("\x01", "")
    shown = shown if len(shown) <= 32_767 else shown[:32_766] + "…"
    assert cells[3].value == shown


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_nothing_in_a_csv_opens_with_a_formula_sign(text):
    content = table_csv(text, [TableColumn(text), TableColumn("x")], [[text, text]], notes=[text]).content

    cells = [
        cell
        for line in csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";")
        for cell in line
    ]
    assert len(cells) == 8
    assert [cell for cell in cells if cell.lstrip().startswith(("=", "+", "-", "@", "＝"))] == []
    assert [cell for cell in cells if cell.startswith(("\t", "\r", "\n"))] == []


def test_characters_that_no_spreadsheet_can_hold_do_not_damage_the_file():
    sheet = sheet_of(table_xlsx("a\ud800b", [TableColumn("c\ufffed")], [["e\x0bf"]], notes=[]))

    assert [sheet["A1"].value, sheet["A3"].value, sheet["A4"].value] == ["ab", "cd", "ef"]


def test_a_table_without_rows_has_its_header():
    assert sheet_of(table_xlsx(TITLE, COLUMNS, [], notes=[]))["A3"].value == "Cơ quan"
    assert table_csv(TITLE, COLUMNS, [], notes=[]).content.count(b"\r\n") == 3


def test_more_rows_than_a_sheet_holds_are_refused_and_not_dropped():
    with pytest.raises(ValueError, match="1048576 rows"):
        table_xlsx(TITLE, [TableColumn("x")], [["a"]] * 1_048_576, notes=[])


def test_a_row_is_as_high_as_its_longest_text():
    long = "Tiếp tục quán triệt và tổ chức thực hiện có hiệu quả Chỉ thị số 04 của Ban Bí thư Trung ương"
    sheet = sheet_of(table_xlsx(TITLE, [TableColumn("Nhiệm vụ")], [["Ngắn"], [long], ["Hai\ndòng"]], notes=[]))

    assert [sheet.row_dimensions[row].height for row in (4, 5, 6)] == [None, 30, 30]
