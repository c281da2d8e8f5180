"""Each form of a number, a day, a period and a text."""

import unicodedata
from datetime import date
from decimal import Decimal

import pytest

from intake.base.cells import read_date, read_percent, read_period, read_text
from intake.base.finding_codes import FindingCode as F


@pytest.mark.parametrize(
    "text, value",
    [
        ("75", "75"),
        ("75%", "75"),
        ("75,5", "75.5"),
        ("75.5 %", "75.5"),
        (" 75\u00a0%", "75"),
        ("'75", "75"),
        ("75,50", "75.5"),
        ("075", "75"),
        ("0", "0"),
        ("100,0", "100"),
    ],
)
def test_a_percentage_is_read(text, value):
    reading = read_percent(text)

    assert (str(reading.value.value), reading.problem) == (value, None)


@pytest.mark.parametrize(
    "text", ["1e2", "7_5", "75,", ",5", "75%%", "%75", "~75", "75 phần trăm", "1.234,5", "0x10", "nan"]
)
def test_anything_else_is_not_guessed_at(text):
    assert read_percent(text).problem is F.PERCENT_NOT_A_NUMBER


@pytest.mark.parametrize(
    "text",
    [
        "20/5/2026",
        "20/05/2026",
        "20/05/26",
        "20-5-2026",
        "20.05.2026",
        "2026-05-20",
        "2026-05-20T00:00:00",
        "'20/5/2026",
    ],
)
def test_the_twentieth_of_may_in_every_form(text):
    assert read_date(text).value == date(2026, 5, 20)


def test_the_day_comes_before_the_month():
    assert read_date("3/4/2026").value == date(2026, 4, 3)


@pytest.mark.parametrize("text", ["20/5-2026", "5/2026", "2026", "20 tháng 5", "20/5/126", "hôm qua"])
def test_a_day_that_is_not_whole_is_not_guessed_at(text):
    assert read_date(text).problem is F.DATE_UNREADABLE


@pytest.mark.parametrize(
    "text, code",
    [
        ("2026-Q2", "2026-Q2"),
        ("Quý II/2026", "2026-Q2"),
        ("quý 2 năm 2026", "2026-Q2"),
        ("Q2 2026", "2026-Q2"),
        ("Q2/2026", "2026-Q2"),
        ("QUÝ IV - 2026", "2026-Q4"),
        ("6 tháng đầu năm 2026", "2026-H1"),
        ("6 tháng cuối năm 2026", "2026-H2"),
        ("2026-h1", "2026-H1"),
        ("9 tháng năm 2026", "2026-9M"),
        ("9 tháng đầu năm 2026", "2026-9M"),
        ("2026-9M", "2026-9M"),
        ("Năm 2026", "2026"),
        ("2026", "2026"),
        ("Tháng 6/2026", "2026-M06"),
        ("tháng 06 năm 2026", "2026-M06"),
        ("2026-M06", "2026-M06"),
        ("Kỳ báo cáo: Quý I/2026", "2026-Q1"),
    ],
)
def test_a_period_in_every_form(text, code):
    for form in ("NFC", "NFD"):
        assert read_period(unicodedata.normalize(form, text)).value.code == code


@pytest.mark.parametrize(
    "text", ["6/2026", "Quý V/2026", "quý 2", "Tháng 13/2026", "2026-M00", "1026-Q2", "6 tháng", "x"]
)
def test_half_a_period_is_none(text):
    assert read_period(text).problem is F.PERIOD_UNREADABLE


@pytest.mark.parametrize(
    "typed, stored",
    [
        ("  Đã họp \n", "Đã họp"),
        ("một\r\nhai\rba", "một\nhai\nba"),
        ("a\x00b\x07c", "abc"),
        ("\u200bĐã\u202e họp\ufeff", "Đã họp"),
        (unicodedata.normalize("NFD", "Đề nghị"), "Đề nghị"),
        ("=1+1", "=1+1"),
        ("- họp", "- họp"),
        ("🇻🇳 👩\u200d💻", "🇻🇳 👩\u200d💻"),
        ("hoà\tbình", "hoà\tbình"),
    ],
)
def test_a_text_is_stored_as_typed_without_what_nobody_sees(typed, stored):
    assert read_text(typed) == stored


def test_numbers_keep_their_digits():
    assert read_percent("33.3").value.value == Decimal("33.3")


@pytest.mark.parametrize("text", ["75.500", "1.000", "75,000 %"])
def test_three_digits_behind_the_sign_may_be_thousands(text):
    assert read_percent(text).problem is F.PERCENT_AMBIGUOUS


@pytest.mark.parametrize("text", ["05-06-07", "5.6.26"])
def test_a_year_of_two_digits_is_read_only_between_slashes(text):
    assert read_date(text).problem is F.DATE_UNREADABLE
