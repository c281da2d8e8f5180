"""The page of plans: a plan is added with its regime, its tasks are pasted, corrected, changed by date and stopped."""

import pytest

from data_model.store import open_session
from data_model.store.folder.kept_rows import rows as stored_rows
from tests.builders.pages import ADMIN, COORDINATOR, EMPTY, ONE_REPORT, OPEN_REPORT, said
from tests.pages.grids import type_into


def stored(sheet, **cells):
    with open_session() as session:
        return [row for row in stored_rows(session, sheet) if cells.items() <= row.items()]


def test_an_empty_store_offers_the_form_of_a_plan_alone(shared):
    page = shared(EMPTY).open("plans", COORDINATOR)

    assert said(page.main.title) == ["Kế hoạch"]
    assert [expander.label for expander in page.main.expander] == ["Thêm kế hoạch"]
    assert said(page.main.error) == []


@pytest.mark.parametrize("who", [COORDINATOR, ADMIN])
def test_a_plan_comes_in_with_its_regime_and_its_pasted_tasks(own, who):
    page = own(EMPTY).open("plans", who)
    page.text_input(key="plans_new_number").set_value("217/KH-UBND")
    page.text_input(key="plans_new_title").set_value("Kế hoạch đối ngoại")
    page.multiselect(key="plans_new_directives").set_value(["04-CT/TW"])
    if who == ADMIN:
        page.selectbox(key="plans_new_regime_consolidator").set_value("SO-B")
    page.button(key="plans_add").click().run()
    assert said(page.main.error) == []

    key = "tasks_217-KH-UBND"
    type_into(
        page,
        key,
        added=[
            {"title": "Tổ chức hội nghị", "type": "Thực hiện một lần", "due_on": "31/12/2027", "lead": "Sở A; SO-B"},
            {"title": "Thông tin đối ngoại", "type": "Thường xuyên", "lead": "sở b", "coordinate": "Sở A"},
        ],
    )
    page.button(key=f"{key}_save").click().run()

    assert said(page.main.error) == []
    assert [(row["code"], row["type"], row["due_on"]) for row in stored("tasks.csv")] == [
        ("217-KH-UBND-01", "one_off", "2027-12-31"),
        ("217-KH-UBND-02", "continuing", ""),
    ]
    assert [(row["task"][-2:], row["agency"], row["role"]) for row in stored("assignments.csv")] == [
        ("01", "SO-A", "lead"),
        ("01", "SO-B", "lead"),
        ("02", "SO-B", "lead"),
        ("02", "SO-A", "coordinate"),
    ]
    assert stored("plans.csv")[0]["main_directive"] == "04-CT-TW"
    assert stored("regimes.csv")[0]["consolidator"] == "SO-B"
    assert stored("regimes.csv")[0]["first_period"] != ""


def test_every_wrong_cell_of_a_paste_is_named_and_nothing_typed_is_lost(own):
    page = own(OPEN_REPORT).open("plans", COORDINATOR)
    wrong = [
        {"title": "Một", "type": "Hằng tuần"},
        {"title": "Hai", "lead": "Sở Không có"},
        {"title": "Ba", "due_on": "32/13/2026"},
    ]
    type_into(page, "tasks_KH", added=wrong[:2])
    page.button(key="tasks_KH_save").click().run()
    [sentence] = said(page.main.error)
    assert "Dòng 2, cột “Loại”" in sentence.replace("\\", "")
    assert "Dòng 3, cột “Chủ trì”" in sentence.replace("\\", "")

    type_into(page, "tasks_KH", added=wrong[2:])
    page.button(key="tasks_KH_save").click().run()
    [sentence] = said(page.main.error)
    assert "Dòng 2, cột “Thời hạn”" in sentence.replace("\\", "")
    assert page.session_state["tasks_KH_grid_0"]["added_rows"] == wrong[2:]
    assert len(stored("tasks.csv")) == 1


def test_before_a_report_a_value_is_corrected_and_after_it_changed_by_date(own):
    page = own(OPEN_REPORT).open("plans", COORDINATOR)
    type_into(page, "tasks_KH", edited={0: {"due_on": "30/06/2027"}})
    page.button(key="tasks_KH_save").click().run()
    assert (stored("tasks.csv")[0]["due_on"], stored("task_changes.csv")) == ("2027-06-30", [])

    page = own(ONE_REPORT).open("plans", COORDINATOR)
    type_into(page, "tasks_KH", edited={0: {"due_on": "30/06/2027", "lead": "Sở B"}})
    page.button(key="tasks_KH_save").click().run()
    assert said(page.main.error)[0].startswith("Ghi lý do điều chỉnh")

    page.text_input(key="tasks_KH_reason").set_value("Theo đề nghị của Sở A")
    page.text_input(key="tasks_KH_document").set_value("99/UBND-TH")
    page.button(key="tasks_KH_save").click().run()
    assert said(page.main.error) == []
    assert stored("tasks.csv")[0]["due_on"] == "2026-05-30"
    [change] = stored("task_changes.csv")
    assert (change["field"], change["value"], change["document"]) == ("due_on", "2027-06-30", "99/UBND-TH")
    assert [(row["agency"], bool(row["valid_from"]), bool(row["valid_to"])) for row in stored("assignments.csv")] == [
        ("SO-A", False, True),
        ("SO-B", True, False),
    ]


def test_a_task_that_was_reported_on_cannot_be_taken_back_but_stopped(own):
    page = own(ONE_REPORT).open("plans", COORDINATOR)
    type_into(page, "tasks_KH", deleted=[0])
    page.button(key="tasks_KH_save").click().run()
    assert "1 dòng số liệu đã báo cáo" in said(page.main.error)[0]

    page.multiselect(key="stop_KH_tasks").set_value(["NV1"])
    page.text_input(key="stop_KH_reason").set_value("Không còn phù hợp")
    page.get("button")
    next(button for button in page.main.button if button.label == "Ghi điều chỉnh").click().run()

    [change] = stored("task_changes.csv")
    assert (change["field"], change["value"], change["reason"]) == ("stopped", "yes", "Không còn phù hợp")


def test_a_plan_is_closed_by_its_day_and_taken_back_only_while_nothing_was_sent(own):
    page = own(ONE_REPORT).open("plans", COORDINATOR)
    page.text_input(key="plans_KH_signer").set_value("Nguyễn Văn B")
    page.button(key="plans_KH_save").click().run()
    assert stored("plans.csv")[0]["signer"] == "Nguyễn Văn B"

    page.checkbox(key="plans_KH_sure").check().run()
    page.button(key="plans_KH_back").click().run()
    assert "1 báo cáo đã gửi" in said(page.main.error)[0]

    page = own(OPEN_REPORT).open("plans", COORDINATOR)
    page.checkbox(key="plans_KH_sure").check().run()
    page.button(key="plans_KH_back").click().run()
    assert stored("plans.csv") == stored("tasks.csv") == stored("regimes.csv") == []
