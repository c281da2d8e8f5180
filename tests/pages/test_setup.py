"""A new store is set up step by step, and at any time the office reads what is missing and where to mend it."""

import pytest

from tests.builders.pages import ADMIN, COORDINATOR, EMPTY, LEADER, ONE_REPORT, said


def steps(page):
    return [text for text in said(page.main.markdown) if text.startswith(":material")]


def gaps(page):
    return [expander.label.replace("*", "") for expander in page.main.expander]


@pytest.mark.parametrize("name", ["overview", "setup"])
@pytest.mark.parametrize("who", [COORDINATOR, ADMIN])
def test_an_empty_store_shows_who_can_act_the_steps_to_a_first_round(shared, name, who):
    page = shared(EMPTY).open(name, who)

    assert steps(page) == [
        ":material/check_circle: 1. Nhập các cơ quan",
        ":material/check_circle: 2. Cấp tài khoản cho cán bộ báo cáo",
        ":material/radio_button_unchecked: 3. Thêm kế hoạch",
        ":material/radio_button_unchecked: 4. Nhập nhiệm vụ của kế hoạch và cơ quan chủ trì",
        ":material/radio_button_unchecked: 5. Đặt thời gian báo cáo",
        ":material/radio_button_unchecked: 6. Mở kỳ báo cáo đầu tiên",
    ]


def test_who_cannot_act_is_told_who_does(shared):
    page = shared(EMPTY).open("overview", LEADER)

    assert steps(page) == []
    assert said(page.main.info) == ["Chưa có kế hoạch và nhiệm vụ. Cơ quan tổng hợp và quản trị viên sẽ thiết lập."]


def test_a_step_opens_its_page(own):
    page = own(EMPTY).open("setup", COORDINATOR)
    assert page.button(key="setup_plan").label == "Mở trang"
    page.button(key="setup_plan").click().run()

    assert said(page.main.title) == ["Kế hoạch"]


def test_steps_are_ticked_by_what_is_so_and_gaps_are_counted(shared):
    page = shared(ONE_REPORT).open("setup", COORDINATOR)

    assert all(text.startswith(":material/check_circle:") for text in steps(page))
    assert gaps(page) == [
        "Cơ quan chưa có địa chỉ thư điện tử để nhắc: 1",
        "Chế độ báo cáo chưa được xác nhận: 1",
    ]


def test_a_gap_leads_to_where_it_is_mended(own):
    page = own(ONE_REPORT).open("setup", COORDINATOR)
    page.button(key="gap_regime_unconfirmed_KH").click().run()

    assert said(page.main.title) == ["Theo dõi, đôn đốc báo cáo"]


def test_an_administrator_reads_that_the_office_confirms_a_regime(shared):
    page = shared(ONE_REPORT).open("setup", ADMIN)

    assert "Chế độ báo cáo chưa được xác nhận: 1" in gaps(page)
    assert "Cơ quan tổng hợp của kế hoạch thực hiện việc này." in said(page.main.caption)
    assert "Quản trị viên bổ sung việc này." not in said(page.main.caption)
