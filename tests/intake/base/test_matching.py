"""Which texts are the same for each key, and which are not."""

import pytest

from intake.base.headings import Column, column_of, is_column_header
from intake.base.matching import code_key, matching_key, plain_key


@pytest.mark.parametrize(
    "one, other",
    [
        ("Sở Văn hóa", "SỞ VĂN HOÁ"),
        ("Ủy ban", "Uỷ  ban"),
        ("khỏe", "khoẻ"),
        ("thúy", "thuý"),
        ("MTTQ – Việt Nam", "mttq - việt nam."),
        ("“Hội”", '"hội"'),
        ("Sở\u00a0Y\u200b tế", "sở y tế"),
    ],
)
def test_names_that_are_the_same(one, other):
    assert matching_key(one) == matching_key(other)


@pytest.mark.parametrize("one, other", [("sở", "so"), ("Đ", "D"), ("kỹ", "kĩ"), ("má", "mà")])
def test_names_that_are_not_the_same(one, other):
    assert matching_key(one) != matching_key(other)


def test_the_plain_key_has_no_marks_at_all():
    assert plain_key("Đắk  Lắk") == "dak lak"


@pytest.mark.parametrize(
    "one, other, same",
    [("NV-01", "nv - 01", True), ("NV-01", "NV–01", False), ("NV-01", "NV-1", False), ("ĐA-1", "DA-1", False)],
)
def test_codes_match_in_no_looser_way(one, other, same):
    assert (code_key(one) == code_key(other)) is same


@pytest.mark.parametrize(
    "header, column",
    [
        ("ma_nhiem_vu", Column.TASK),
        ("MÃ NV", Column.TASK),
        ("taskCode", Column.TASK),
        ("Tiến độ", Column.PERCENT),
        ("Tiến độ (%)", Column.PERCENT),
        ("% Hoàn thành", Column.PERCENT),
        ("Ngày hoàn thành (dd/mm/yyyy)", Column.DONE_ON),
        ("Khó khăn,\nvướng mắc", Column.DIFFICULTIES),
        ("Kết quả thực hiện *", Column.RESULT),
        ("\ufeffKỳ báo cáo:", Column.PERIOD),
        ("Kì", Column.PERIOD),
        ("Tỉ lệ hoàn thành (%)", Column.PERCENT),
        ("Tình hình thực hiện", Column.RESULT),
        ("Kết quả hiện nay", Column.RESULT),
        ("Văn bản, tài liệu kèm theo", Column.EVIDENCE),
    ],
)
def test_a_header_is_known_by_many_names(header, column):
    assert column_of(header) is column


def test_done_alone_may_mean_several_things_and_is_no_column():
    assert not is_column_header("Hoàn thành")
