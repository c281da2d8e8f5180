"""A plan document is read into drafts; nothing is stored before a person confirms them."""

from data_model.store import open_session
from data_model.store.folder.kept_rows import rows as stored_rows
from tests.builders.pages import ADMIN, COORDINATOR, EMPTY, said
from tests.plan_reading.examples.documents import appendix_table
from tests.plan_reading.examples.texts import COMMUNE

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def stored(sheet):
    with open_session() as session:
        return list(stored_rows(session, sheet))


def read(own, content, name="ke-hoach.docx", who=COORDINATOR):
    page = own(EMPTY).open("plan_document", who)
    return page.file_uploader(key="plandoc_file_0").set_value((name, content, DOCX)).run()


def test_a_plan_is_stored_with_its_text_tasks_and_new_agencies_when_it_is_confirmed(own):
    page = read(own, COMMUNE.file(), "ke-hoach.txt")
    assert said(page.main.error) == said(page.exception) == []
    assert stored("plans.csv") == stored("tasks.csv") == []
    assert page.text_input(key="plandoc_number").value == "35/KH-UBND"

    page.button(key="plandoc_confirm").click().run()

    assert said(page.main.error) == said(page.exception) == []
    [plan] = stored("plans.csv")
    assert (plan["number"], plan["issued_on"], plan["signer"]) == ("35/KH-UBND", "2026-01-12", "Lê Văn Thành")
    assert plan["main_directive"] == "57-NQ-TW"
    tasks = stored("tasks.csv")
    assert len(tasks) == len(COMMUNE.duties)
    assert [task["due_on"] for task in tasks[:3]] == ["", "2026-10-31", "2026-06-30"]
    assert tasks[0]["quote"].startswith("Tổ chức tuyên truyền về chuyển đổi số")
    leads = {row["task"]: row["agency"] for row in stored("assignments.csv") if row["role"] == "lead"}
    names = {row["code"]: row["name"] for row in stored("agencies.csv")}
    assert names[leads[tasks[0]["code"]]] == "Phòng Văn hóa - Xã hội"


def test_an_agency_that_is_made_on_the_way_consolidates_and_a_regime_without_basis_is_assumed(own):
    page = read(own, appendix_table(), who=ADMIN)
    assert page.text_input(key="plandoc_regime_basis").value == "giả định"
    page.text_input(key="plandoc_province").set_value("An Bình")
    page.text_input(key="plandoc_regime_basis").set_value(" ")
    offered = page.selectbox(key="plandoc_regime_consolidator")
    assert "Sở Tư pháp" in offered.options
    assert "Các sở, ban, ngành" not in offered.options  # a group gathers nothing
    offered.select("Sở Tư pháp").run()

    page.button(key="plandoc_confirm").click().run()

    assert said(page.main.error) == said(page.exception) == []
    [regime] = stored("regimes.csv")
    names = {row["code"]: row["name"] for row in stored("agencies.csv")}
    assert (names[regime["consolidator"]], regime["basis"]) == ("Sở Tư pháp", "giả định")


def test_a_row_that_says_what_the_body_says_is_left_out_at_first(own):
    page = read(own, appendix_table())

    assert said(page.exception) == []
    assert page.button(key="plandoc_confirm").label == "Xác nhận kế hoạch và 6 nhiệm vụ"


def test_two_drafts_are_merged_and_one_is_split(own):
    page = read(own, appendix_table())
    page.selectbox(key="plandoc_chosen_1").set_value(1).run()
    page.button(key="plandoc_merge").click().run()
    assert page.button(key="plandoc_confirm").label == "Xác nhận kế hoạch và 5 nhiệm vụ"

    page.button(key="plandoc_split").click().run()

    assert page.button(key="plandoc_confirm").label == "Xác nhận kế hoạch và 6 nhiệm vụ"
    assert said(page.exception) == []


def test_a_file_that_holds_no_plan_is_refused_in_a_sentence(own):
    page = read(own, b"\x89PNG\r\n\x1a\n" + b"\0" * 50)

    assert said(page.main.error)[0].startswith("Tệp là bản quét")
    assert len(page.button) == 0
