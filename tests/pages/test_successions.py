"""The page of successions: the effect is read before, made with a click, and undone."""

from data_model.store import open_session
from data_model.store.folder.kept_rows import rows as stored_rows
from tests.builders.pages import ADMIN, COORDINATOR, EMPTY, ONE_REPORT, rows, said


def stored(sheet):
    with open_session() as session:
        return stored_rows(session, sheet)


def test_an_empty_form_asks_for_the_agency(shared):
    page = shared(EMPTY).open("successions", COORDINATOR)

    assert said(page.main.info) == ["Chọn cơ quan.", "Chưa ghi lần sắp xếp tổ chức nào."]


def test_a_merger_is_read_before_made_and_undone(own):
    page = own(ONE_REPORT).open("successions", ADMIN)
    page.multiselect(key="successions_several").set_value(["SO-A"])
    page.selectbox(key="successions_to").set_value("SO-B").run()
    assert rows(page)[0] == {"Mã nhiệm vụ": "NV1", "Nhiệm vụ": "Tổ chức hội nghị", "Chuyển cho": "Sở B"}
    assert "Tài khoản làm việc cho Sở B từ ngày đó: Người thử binh." in said(page.main.markdown)
    assert stored("successions.csv") == []

    page.button(key="successions_make").click().run()
    assert [(row["kind"], row["from_agency"], row["to_agency"]) for row in stored("successions.csv")] == [
        ("merged", "SO-A", "SO-B")
    ]
    assert [(row["agency"], bool(row["valid_to"])) for row in stored("assignments.csv")] == [
        ("SO-A", True),
        ("SO-B", False),
    ]

    undo = next(button for button in page.main.button if button.key.startswith("successions_undo"))
    undo.click().run()
    assert stored("successions.csv") == []
    assert [(row["agency"], row["valid_to"]) for row in stored("assignments.csv")] == [("SO-A", "")]


def test_a_split_makes_the_new_agency_on_the_way(own):
    page = own(ONE_REPORT).open("successions", COORDINATOR)
    page.segmented_control(key="successions_kind").set_value("split").run()
    page.selectbox(key="successions_one").set_value("SO-A")
    page.multiselect(key="successions_tos").set_value(["Sở A và Du lịch"]).run()
    assert "Tài khoản của cơ quan kết thúc hoạt động, cần chọn cơ quan ở trang Tài khoản: Người thử binh." in said(
        page.main.markdown
    )
    page.button(key="successions_make").click().run()

    assert said(page.main.error) == []
    assert stored("agencies.csv")[-1]["code"] == "SO-A-VA-DU-LICH"
    assert stored("assignments.csv")[-1]["agency"] == "SO-A-VA-DU-LICH"
