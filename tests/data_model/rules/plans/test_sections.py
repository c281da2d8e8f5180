"""Numbers of sections, as the headings of real plans have them."""

import pytest

from data_model.rules.plans.sections import is_in_section, section_number


@pytest.mark.parametrize(
    "section, number",
    [
        ("IV. TỔ CHỨC THỰC HIỆN > 4. Sở kế hoạch đầu tư và Sở Tài chính.", "IV.4"),
        ("B. NỘI DUNG: > I.CÔNG TÁC ĐỐI NGOẠI > 2. Thông tin đối ngoại:", "B.I.2"),
        ("II. NỘI DUNG > 10. Tổ chức > a) Sở Nội vụ", "II.10.a"),
        ("1.2. Mục hai cấp", "1.2"),
        ("I. Nhiệm vụ > Không đánh số", "I"),
        ("Nhiệm vụ chung > 1. Một", ""),
        ("", ""),
    ],
)
def test_the_number_is_read_from_the_headings(section, number):
    assert section_number(section) == number


def test_a_section_has_those_below_it_and_not_those_whose_number_only_begins_alike():
    assert is_in_section("II. A > 1. B", "II")
    assert is_in_section("II. A > 1. B", "II.1")
    assert not is_in_section("II. A > 10. B", "II.1")
    assert not is_in_section("III. A", "II")
