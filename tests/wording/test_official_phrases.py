"""Dates, numbers and names as official documents write them."""

from datetime import date

import pytest

from data_model.rules.consolidated.quotations import Citation
from data_model.rules.plans.periods import Period
from tests.builders.stores import local
from wording import official_phrases as official


@pytest.mark.parametrize(
    "day, words",
    [
        (date(2026, 3, 5), "ngày 05 tháng 3 năm 2026"),
        (date(2026, 1, 15), "ngày 15 tháng 01 năm 2026"),
        (date(2026, 2, 9), "ngày 09 tháng 02 năm 2026"),
        (date(2026, 9, 2), "ngày 02 tháng 9 năm 2026"),
        (date(2026, 10, 10), "ngày 10 tháng 10 năm 2026"),
    ],
)
def test_a_zero_stands_before_days_below_ten_and_the_months_one_and_two(day, words):
    assert official.day_phrase(day) == words


@pytest.mark.parametrize(
    "code, words",
    [
        ("2026-M06", "tháng 6 năm 2026"),
        ("2026-Q2", "quý II năm 2026"),
        ("2026-H1", "6 tháng đầu năm 2026"),
        ("2026-H2", "6 tháng cuối năm 2026"),
        ("2026-9M", "9 tháng năm 2026"),
        ("2026", "năm 2026"),
    ],
)
def test_a_period_inside_a_sentence(code, words):
    assert official.period_phrase(Period.from_code(code)) == words


@pytest.mark.parametrize(
    "number, kind, symbol, unit, line",
    [
        (5, "BC", "SNgV", "", "Số: 05/BC-SNgV"),
        (123, "BC", "UBND", "", "Số: 123/BC-UBND"),
        (None, "BC", "", "", "Số: …/BC-…"),
        (12, "", "SNgV", "HTQT", "Số: 12/SNgV-HTQT"),
        (None, "", "", "", "Số: …/…-…"),
    ],
)
def test_number_and_symbol(number, kind, symbol, unit, line):
    assert official.number_line(number, kind=kind, symbol=symbol, unit=unit) == line


COMMITTEE = "Ủy ban nhân dân tỉnh Kon Tum"
ISSUED = date(2012, 3, 29)


@pytest.mark.parametrize(
    "source, words",
    [
        (
            Citation("kế hoạch", "45/KH-UBND", COMMITTEE, ISSUED, "Thực hiện Chỉ thị số 04-CT/TW"),
            f"Kế hoạch số 45/KH-UBND ngày 29/3/2012 của {COMMITTEE} thực hiện Chỉ thị số 04-CT/TW",
        ),
        (
            Citation("kế hoạch", "", COMMITTEE, None, "Về việc tiếp tục đổi mới"),
            f"Kế hoạch số … ngày … của {COMMITTEE} về việc tiếp tục đổi mới",
        ),
        (
            Citation("chỉ thị", "04-CT/TW", "Ban Bí thư", None, "Công tác đối ngoại"),
            "Chỉ thị số 04-CT/TW của Ban Bí thư về công tác đối ngoại",
        ),
        (Citation("", "", "", None, ""), "Văn bản"),
    ],
)
def test_a_source_is_cited_in_full_with_what_it_states(source, words):
    assert official.cited(source) == words


@pytest.mark.parametrize(
    "at, words",
    [
        ("2026-09-30 17:00", "17 giờ 00 phút ngày 30/9/2026"),
        ("2026-09-30 23:59", "hết ngày 30/9/2026"),
    ],
)
def test_an_instant(at, words):
    assert official.instant_phrase(local(at)) == words


@pytest.mark.parametrize(
    "agency, committee, name",
    [
        ("Sở Nội vụ thành phố Hà Nội", "Ủy ban nhân dân Thành phố Hà Nội", "Sở Nội vụ"),
        ("Sở Nội vụ tỉnh Kon Tum", "UBND tỉnh Kon Tum", "Sở Nội vụ"),
        ("Công an tỉnh Kon Tum", "Ủy ban nhân dân tỉnh Kon Tum", "Công an tỉnh"),
        ("Các địa phương trong tỉnh Kon Tum", "Ủy ban nhân dân tỉnh Kon Tum", "Các địa phương trong tỉnh"),
        ("Liên hiệp hữu nghị Thành phố Hồ Chí Minh", "UBND Thành phố Hồ Chí Minh", "Liên hiệp hữu nghị Thành phố"),
        ("Liên hiệp hữu nghị thành phố Hà Nội", "Ủy ban nhân dân Thành phố Hà Nội", "Liên hiệp hữu nghị Thành phố"),
        ("Báo Hà Nội mới", "Ủy ban nhân dân Thành phố Hà Nội", "Báo Hà Nội mới"),
        ("Sở Nội vụ tỉnh Kon Tum", "Liên hiệp các tổ chức hữu nghị tỉnh Kon Tum", "Sở Nội vụ tỉnh Kon Tum"),
    ],
)
def test_an_agency_is_called_without_the_province_that_it_shares(agency, committee, name):
    assert official.short_name(agency, committee) == name


@pytest.mark.parametrize(
    "title, words",
    [
        (
            "Thực hiện Chỉ thị số 04-CT/TW ngày 06/7/2011 của Ban Bí thư về tiếp tục đổi mới công tác đối ngoại nhân dân",
            "về tiếp tục đổi mới công tác đối ngoại nhân dân",
        ),
        (
            "Triển khai Chỉ thị số 12-CT/TW về nâng cao hiệu quả đối ngoại nhân dân, Kế hoạch số 108-KH/TU về quán triệt",
            "về nâng cao hiệu quả đối ngoại nhân dân",
        ),
        ("Về việc tiếp tục đổi mới", "về việc tiếp tục đổi mới"),
        ("Kế hoạch đối ngoại nhân dân", "về đối ngoại nhân dân"),
        ("Thực hiện Chỉ thị số 04-CT/TW", "thực hiện Chỉ thị số 04-CT/TW"),
        ("", ""),
    ],
)
def test_what_a_document_is_about_as_a_phrase(title, words):
    assert official.subject_of(title) == words


@pytest.mark.parametrize(
    "name, words",
    [
        ("Ủy ban nhân dân Thành phố Hà Nội", "Ủy ban nhân dân Thành phố"),
        ("Ủy ban nhân dân tỉnh Kon Tum", "Ủy ban nhân dân tỉnh"),
        ("Liên hiệp các tổ chức hữu nghị tỉnh Đắk Lắk", "Liên hiệp các tổ chức hữu nghị tỉnh Đắk Lắk"),
    ],
)
def test_a_committee_is_named_without_its_province(name, words):
    assert official.short_committee(name) == words


def test_counts_below_ten_have_a_zero():
    assert [official.count(number) for number in (0, 1, 9, 10)] == ["0", "01", "09", "10"]
    assert official.of_total(9, 10) == "09/10"
