from decimal import Decimal

import pytest

from exports.base.csv_text import decimal_comma, guarded
from intake.base.cells import read_text
from tests.builders.hostile_texts import HOSTILE_TEXTS


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+84 24", "'+84 24"),
        ("- Đã tổ chức", "'- Đã tổ chức"),
        ("@ai", "'@ai"),
        ("\t=1", "'=1"),
        ("\tchữ", "'\tchữ"),
        ("\rchữ", "'\rchữ"),
        ("  =1", "'=1"),
        ("'đã có dấu", "''đã có dấu"),
        ("\x00=1", "'=1"),
        ("một = hai", "một = hai"),
        ("", ""),
    ],
)
def test_an_apostrophe_guards_what_a_spreadsheet_could_run(text, written):
    assert guarded(text) == written


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_intake_takes_the_guard_off_again(text):
    stored = read_text(text)

    assert read_text(guarded(stored), from_csv=True) == stored


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Decimal("75.50"), "75,5"),
        (Decimal("60.0"), "60"),
        (Decimal("1E+2"), "100"),
        (1250, "1250"),
        (Decimal("0"), "0"),
    ],
)
def test_numbers_have_a_decimal_comma_and_no_exponent(value, written):
    assert decimal_comma(value) == written
