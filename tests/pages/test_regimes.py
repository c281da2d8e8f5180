"""The page of regimes: one is corrected while nothing was sent, another follows from a day on, rounds are called."""

from datetime import date

from data_model.store import open_session
from data_model.store.folder.kept_rows import rows as stored_rows
from tests.builders.pages import COORDINATOR, EMPTY, ONE_REPORT, OPEN_REPORT, said
from ui.base.clock import today


def stored(sheet):
    with open_session() as session:
        return stored_rows(session, sheet)


def press(page, label):
    next(button for button in page.main.button if button.label == label).click().run()


def test_without_a_plan_the_page_says_where_to_begin(shared):
    page = shared(EMPTY).open("regimes", COORDINATOR)

    assert said(page.main.info) == ["Chưa có kế hoạch nào. Thêm kế hoạch ở trang Kế hoạch."]


def test_a_regime_is_corrected_and_taken_back_while_nothing_was_sent(own):
    page = own(OPEN_REPORT).open("regimes", COORDINATOR)
    page.number_input(key="regimes_KH_2025-12-15_due").set_value(10)
    page.button(key="regimes_save").click().run()
    assert said(page.main.error) == []
    assert stored("regimes.csv")[0]["agency_due_days"] == "10"


def test_a_regime_under_which_something_was_sent_is_followed_by_another(own):
    page = own(ONE_REPORT).open("regimes", COORDINATOR)
    page.number_input(key="regimes_KH_2025-12-15_due").set_value(10)
    page.button(key="regimes_save").click().run()
    assert said(page.main.error)[0].startswith("Đã có báo cáo Quý II/2026 gửi theo chế độ này")

    page.selectbox(key="regimes_which_KH").set_value("").run()
    page.date_input(key="regimes_KH__from").set_value(date(2027, 1, 1))
    page.multiselect(key="regimes_KH__kinds").set_value(["month"])
    page.button(key="regimes_save").click().run()
    assert [(row["valid_from"], row["kinds"]) for row in stored("regimes.csv")] == [
        ("2025-12-15", "quarter"),
        ("2027-01-01", "month"),
    ]


def test_a_round_is_called_for_a_topic(own):
    page = own(ONE_REPORT).open("regimes", COORDINATOR)
    page.text_input(key="rounds_title").set_value("Chuyên đề lễ hội")
    page.date_input(key="rounds_first").set_value(date(2026, 9, 1))
    page.date_input(key="rounds_last").set_value(date(2026, 9, 15))
    page.date_input(key="rounds_call_due").set_value(date(2026, 9, 20))
    press(page, "Yêu cầu báo cáo")

    [row] = stored("rounds.csv")
    assert (row["period"], row["title"], row["due_on"], row["by"]) == (
        "R20260901-20260915",
        "Chuyên đề lễ hội",
        "2026-09-20",
        "cuong",
    )


def test_a_called_round_is_taken_back_while_nothing_was_sent(own):
    page = own(ONE_REPORT).open("regimes", COORDINATOR)
    page.text_input(key="rounds_title").set_value("Chuyên đề lễ hội")
    for name, day in (("first", date(2026, 9, 1)), ("last", date(2026, 9, 15)), ("call_due", date(2026, 9, 20))):
        page.date_input(key=f"rounds_{name}").set_value(day)
    press(page, "Yêu cầu báo cáo")
    [row] = stored("rounds.csv")

    page.selectbox(key="rounds_back_which").set_value(f"{row['period']} {row['at']}")
    press(page, "Bỏ thiết lập này")
    assert stored("rounds.csv") == []


def test_a_coming_round_gets_days_of_its_own(own):
    page = own(OPEN_REPORT).open("regimes", COORDINATOR)
    [code] = page.selectbox(key="rounds_period").options[:1]
    assert code == f"Năm {today().year}"
    page.selectbox(key="rounds_period").set_value(str(today().year))
    page.date_input(key="rounds_due").set_value(date(today().year + 1, 1, 20))
    press(page, "Đặt ngày này")

    [row] = stored("rounds.csv")
    assert (row["period"], row["due_on"]) == (str(today().year), f"{today().year + 1}-01-20")
