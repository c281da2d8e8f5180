"""Amounts as Vietnamese offices write them: read exactly, shown back where words were used, never guessed."""

from decimal import Decimal

import pytest

from intake.base.finding_codes import FindingCode
from intake.base.opened_file import SheetNumber
from intake.indicators.amounts import read_amount


@pytest.mark.parametrize(
    "text, unit, decimals, value, read_as",
    [
        ("56", "đoàn", 0, "56", ""),
        ("1.500", "lượt người", 0, "1500", ""),
        ("87.180 lượt", "lượt người", 0, "87180", ""),
        ("1.500.000.000", "VND", 0, "1500000000", ""),
        ("1 500 000 000 đồng", "VND", 0, "1500000000", ""),
        ("1,500,000,000", "VND", 0, "1500000000", ""),
        ("1,5 tỷ", "VND", 0, "1500000000", "1.500.000.000 VND"),
        ("1,5 tỉ đồng", "VND", 0, "1500000000", "1.500.000.000 VND"),
        ("1 tỷ 500 triệu", "VND", 0, "1500000000", "1.500.000.000 VND"),
        ("800 nghìn tỷ", "VND", 0, "800000000000000", "800.000.000.000.000 VND"),
        ("45,5", "USD", 2, "45.5", ""),
        ("45.000,50 USD", "USD", 2, "45000.5", ""),
        ("$45000.5", "USD", 2, "45000.5", ""),
        ("45 nghìn USD", "USD", 2, "45000", "45.000 USD"),
        ("0", "đoàn", 0, "0", ""),
    ],
)
def test_an_amount_is_read_as_its_writer_means_it(text, unit, decimals, value, read_as):
    amount = read_amount(text, unit=unit, decimals=decimals)

    assert (amount.value, amount.problem, amount.read_as) == (Decimal(value), None, read_as)


@pytest.mark.parametrize(
    "text, unit, decimals, problem",
    [
        ("nhiều", "đoàn", 0, FindingCode.AMOUNT_NOT_A_NUMBER),
        ("12 đoàn, 3 lớp", "đoàn", 0, FindingCode.UNIT_DISAGREES),
        ("174 người", "lượt người", 0, FindingCode.UNIT_DISAGREES),
        ("45.000 USD", "VND", 0, FindingCode.UNIT_DISAGREES),
        ("1,5 tỷ đồng", "USD", 2, FindingCode.UNIT_DISAGREES),
        ("12,5", "đoàn", 0, FindingCode.AMOUNT_NOT_WHOLE),
        ("1,500", "đoàn", 0, FindingCode.AMOUNT_AMBIGUOUS),
        ("1.500", "USD", 2, FindingCode.AMOUNT_AMBIGUOUS),
        ("1.500 tỷ", "VND", 0, FindingCode.AMOUNT_AMBIGUOUS),
        ("45,505", "USD", 2, FindingCode.AMOUNT_AMBIGUOUS),
        ("45,5055", "USD", 2, FindingCode.AMOUNT_TOO_PRECISE),
        ("-5", "đoàn", 0, FindingCode.AMOUNT_NEGATIVE),
        ("2.000.000 tỷ", "VND", 0, FindingCode.AMOUNT_TOO_BIG),
        ("#REF!", "đoàn", 0, FindingCode.CELL_ERROR),
        ("1 2 3", "đoàn", 0, FindingCode.UNIT_DISAGREES),
    ],
)
def test_what_is_no_amount_or_may_be_two_says_so(text, unit, decimals, problem):
    amount = read_amount(text, unit=unit, decimals=decimals)

    assert (amount.value, amount.problem) == (None, problem)


def test_a_blank_cell_is_not_zero():
    assert read_amount("  ", unit="đoàn", decimals=0).value is None
    assert read_amount("", unit="đoàn", decimals=0).problem is None


def test_a_number_of_a_sheet_is_taken_as_it_is():
    assert read_amount(SheetNumber.from_float(1.5e9), unit="VND", decimals=0).value == Decimal(1_500_000_000)
    assert read_amount(SheetNumber.from_float(0.1 + 0.2), unit="USD", decimals=2).value == Decimal("0.3")
