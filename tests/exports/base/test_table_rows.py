"""Rows of a screen as columns of a file: what was a number, a rate or a day on screen is one in the file too."""

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from io import BytesIO

import pytest
from openpyxl import load_workbook

from data_model.rules.figures.measures import Ratio
from exports.base.table_file import CellKind, table_csv, table_xlsx
from exports.base.table_rows import cell_words, file_columns
from wording.rates import Change, Rate

TWO_OF_THREE = Rate(Fraction(200, 3), "2/3", Ratio(Fraction(2), Fraction(3)))
MEAN = Rate(Fraction(50), "bình quân 4 nhiệm vụ")
NOTHING = Rate(None, "", Ratio(Fraction(0), Fraction(0)))
SENT = datetime(2026, 6, 16, 2, tzinfo=UTC)
ROWS = [
    {
        "Cơ quan": "Sở A",
        "Nhiệm vụ": 4,
        "Đến hạn": TWO_OF_THREE,
        "Tiến độ": MEAN,
        "Tăng, giảm": Change(Fraction(-7, 2)),
        "Thời hạn": date(2026, 5, 30),
        "Gửi lúc": SENT,
        "Ghi chú": "",
    },
    {
        "Cơ quan": "Sở B",
        "Nhiệm vụ": None,
        "Đến hạn": NOTHING,
        "Tiến độ": None,
        "Tăng, giảm": Change(None),
        "Thời hạn": None,
        "Gửi lúc": None,
        "Ghi chú": None,
    },
]


def test_a_reader_sees_words():
    assert [cell_words(value) for value in ROWS[0].values()] == [
        "Sở A", "4", "66,7 % (2/3)", "50,0 % (bình quân 4 nhiệm vụ)", "−3,5", "30/05/2026", "16/06/2026 09:00", ""
    ]  # fmt: skip
    assert [cell_words(value) for value in ROWS[1].values()] == ["Sở B", "", "—", "", "—", "", "", ""]


def test_a_rate_of_counts_has_n_and_n_in_columns_of_their_own_and_an_empty_column_is_left_out():
    columns, cells = file_columns(ROWS)

    assert [(column.header, column.kind) for column in columns] == [
        ("Cơ quan", CellKind.TEXT),
        ("Nhiệm vụ", CellKind.COUNT),
        ("Đến hạn", CellKind.PERCENT),
        ("Đến hạn: tử số", CellKind.COUNT),
        ("Đến hạn: mẫu số", CellKind.COUNT),
        ("Tiến độ", CellKind.PERCENT),
        ("Tăng, giảm", CellKind.POINTS),
        ("Thời hạn", CellKind.DAY),
        ("Gửi lúc", CellKind.INSTANT),
    ]
    assert cells[0] == [
        "Sở A", 4, Decimal(200) / 3, 2, 3, 50, Decimal("-3.5"), date(2026, 5, 30), SENT
    ]  # fmt: skip
    assert cells[1] == ["Sở B", None, None, 0, 0, None, None, None, None]


def test_a_column_of_days_and_words_stays_words():
    columns, cells = file_columns([{"Hạn": date(2026, 5, 30)}, {"Hạn": "không nêu"}])

    assert [column.kind for column in columns] == [CellKind.TEXT]
    assert cells == [["30/05/2026"], ["không nêu"]]


def test_excel_gets_percentages_days_and_numbers_that_it_can_sort_and_add():
    columns, cells = file_columns(ROWS)
    sheet = load_workbook(BytesIO(table_xlsx("Bảng", columns, cells, notes=[]).content)).worksheets[0]

    row = next(row for row in sheet.iter_rows() if row[0].value == "Sở A")
    assert [(cell.value, cell.number_format) for cell in row[2:8]] == [
        (pytest.approx(2 / 3), "0.0%"),
        (2, "#,##0"),
        (3, "#,##0"),
        (0.5, "0.0%"),
        (-3.5, "+0.0;-0.0;0.0"),
        (datetime(2026, 5, 30), "dd/mm/yyyy"),  # noqa: DTZ001 - a sheet knows no zone
    ]


def test_csv_has_the_decimal_comma():
    columns, cells = file_columns(ROWS)

    assert "Sở A;4;66,7;2;3;50;-3,5;30/05/2026;" in table_csv("Bảng", columns, cells, notes=[]).content.decode(
        "utf-8-sig"
    )
