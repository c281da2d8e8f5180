"""Plans and directives by the names that readers know."""

import pytest

from data_model.rules.plans.facts import DirectiveFact, PlanNaming
from data_model.values import Language
from wording.groups import directive_words, plan_words, province_name
from wording.translation import use

CT38 = DirectiveFact("38-CT-TW", "38-CT/TW", "Về tiếp tục đổi mới", "chỉ thị")


@pytest.fixture(autouse=True)
def vietnamese():
    use(Language.VI)


def test_a_plan_with_a_number_is_named_by_it_and_its_province():
    assert plan_words(PlanNaming("HN-45-2012", "45/KH-UBND", "Hà Nội", CT38)) == "45/KH-UBND · Hà Nội"


def test_a_plan_without_a_number_is_named_by_its_directive_not_by_a_code():
    named = plan_words(PlanNaming("HCM-CT38", "", "Hồ Chí Minh", CT38))
    assert named == "Kế hoạch thực hiện Chỉ thị số 38-CT/TW (chưa có số) · Thành phố Hồ Chí Minh"


@pytest.mark.parametrize(
    ("directive", "words"),
    [
        (CT38, "Chỉ thị số 38-CT/TW"),
        (DirectiveFact("X", "", "Nghị quyết Đại hội lần thứ tám", "nghị quyết"), "Nghị quyết Đại hội lần thứ tám"),
        (DirectiveFact("X", "12-CT/TW", ""), "12-CT/TW"),
    ],
)
def test_a_directive_is_named_by_kind_and_number_or_by_its_title(directive, words):
    assert directive_words(directive) == words


def test_a_place_named_after_a_person_is_written_in_full():
    assert [province_name(name) for name in ("Hồ Chí Minh", "Hà Nội")] == ["Thành phố Hồ Chí Minh", "Hà Nội"]
