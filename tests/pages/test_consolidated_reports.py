"""The page of the consolidated reports, on the case of docs/definitions.md §5: A consolidates, B has sent nothing for
the second quarter of 2026."""

import time

import pytest

from actions.consolidated import save_report_texts
from data_model.rules.consolidated.issue import ConsolidatedReport
from data_model.rules.consolidated.report_texts import OfficeTexts
from data_model.rules.figures.as_of import AsOf
from data_model.rules.figures.selection import Selection
from data_model.rules.people.access import CurrentUser, Scope
from data_model.rules.plans.periods import Period
from data_model.store import open_session
from data_model.store.consolidated.issued_reports import issued_reports
from data_model.store.consolidated.report_texts import ReportTextsKey, SavedTexts, saved_texts
from data_model.values import ContentGroup, ReportPart, Role
from documents.base.office_folder import OfficeTemplate
from documents.issuing.issue import issue
from tests.builders.pages import CASE, COORDINATOR, EMPTY, LEADER, ONE_REPORT, metrics, said
from tests.builders.stores import local
from ui.base.clock import now, today

pytestmark = pytest.mark.slow  # makes whole reports

CUONG = CurrentUser("cuong", "Cơ quan tổng hợp", Role.COORDINATOR, agency="A")
WAITS_FOR = 100
"""Runs of the page, a little apart, until the files are made."""


@pytest.fixture
def open_page(own, tmp_path, monkeypatch):
    monkeypatch.setenv("TIENDO_DOCUMENTS", str(tmp_path))
    store = own(CASE)
    return lambda who=COORDINATOR: store.open("consolidated_reports", who, report_period="2026-Q2")


def issued():
    with open_session() as session:
        return issued_reports(session, Scope())


def issue_on_21_june(number=5):
    wanted = ConsolidatedReport(
        Selection(plan="P1"), AsOf(local("2026-06-21 23:59"), Period.from_code("2026-Q2")), number, today()
    )
    issue(wanted, OfficeTemplate(), user=CUONG, at=now())


def press_issue(page, number):
    page.number_input(key="report_number").set_value(number)
    page.checkbox(key="report_sure").check().run()
    return page.button(key="report_issue").click().run()


def test_the_office_sees_the_figures_and_what_is_missing(open_page):
    page = open_page()

    shown = {element.label: (element.value, element.delta) for element in page.metric}
    assert shown["Hoàn thành nhiệm vụ đến hạn"] == ("66,7 %", "2/3")
    assert shown["Tỷ lệ gửi báo cáo"] == ("66,7 %", "2/3")
    assert "**Chưa gửi hoặc đang bổ sung: 1 · chờ xác nhận: 0**" in [element.value for element in page.markdown]
    assert page.dataframe[0].value["Cơ quan"].to_list() == ["Sở B"]


def test_a_report_is_issued_after_a_confirmation_and_stands_in_the_list(open_page):
    page = open_page()
    assert page.button(key="report_issue").disabled

    press_issue(page, 5)
    for _ in range(WAITS_FOR):
        if page.toast and "Đã chốt báo cáo (bản đầu)." in page.toast[0].value:
            break
        time.sleep(0.2)
        page.run()

    assert [(row.number, row.version, row.issued_by) for row in issued()] == [(5, 1, "cuong")]
    assert page.dataframe[-1].value["Số"].to_list() == ["05"]


KEY = ReportTextsKey("A", Selection(plan="P1"), Period.from_code("2026-Q2"))


def typed_in_store() -> SavedTexts:
    with open_session() as session:
        return saved_texts(session, KEY)


def box(page, part):
    return next(area for area in page.text_area if area.key.endswith(f"_{part}"))


def test_what_the_office_writes_is_saved_and_the_rest_follows_the_figures(open_page):
    page = open_page()
    assert box(page, ReportPart.STRENGTHS).value.startswith("Có 02/03 cơ quan gửi báo cáo")
    assert "III.3. Nguyên nhân." in page.checkbox(key="report_sure").label.replace("\\", "")

    box(page, ReportPart.CAUSES).set_value("Kinh phí giao chậm.")
    page.button(key="report_texts_save").click().run()

    assert said(page.toast)[0] == r"Đã lưu nội dung cùng dự thảo\."
    assert typed_in_store().texts == OfficeTexts({ReportPart.CAUSES: "Kinh phí giao chậm."})
    assert box(page, ReportPart.CAUSES).value == "Kinh phí giao chậm."
    assert "Nguyên nhân" not in page.checkbox(key="report_sure").label


def test_the_second_of_two_people_is_told_and_keeps_what_was_typed(open_page):
    page = open_page()
    box(page, ReportPart.CAUSES).set_value("Nguyên nhân của tôi.")
    other = OfficeTexts({ReportPart.CAUSES: "Nguyên nhân của người khác."})
    save_report_texts(user=CUONG, key=KEY, texts=other, version=0, at=now())

    page.button(key="report_texts_save").click().run()
    assert page.warning[0].value.startswith("cuong đã lưu nội dung này lúc")
    assert box(page, ReportPart.CAUSES).value == "Nguyên nhân của tôi."
    assert "Nguyên nhân của người khác." in [text.value for text in page.text]
    assert typed_in_store().texts == other

    page.button(key="report_texts_save").click().run()
    assert typed_in_store().texts == OfficeTexts({ReportPart.CAUSES: "Nguyên nhân của tôi."})


def test_a_section_is_put_into_a_group_of_content(open_page):
    page = open_page()
    [section] = [choice for choice in page.selectbox if choice.key.startswith("report_section_")]
    section.set_value(ContentGroup.AID)
    page.button(key="report_texts_save").click().run()

    assert typed_in_store().texts.content_groups == {("P1", ""): ContentGroup.AID}
    assert box(page, ContentGroup.AID).value


def test_the_signed_copy_is_added_by_the_office_and_read_by_leadership(open_page):
    issue_on_21_june()
    page = open_page()
    [chooser] = [chooser for chooser in page.get("file_uploader") if "signed_copy" in chooser.key]
    chooser.upload("05.docx.pdf", b"PK").run()
    page.button(key="signed_copy_add").click().run()
    assert [message.value for message in page.error] == ["Tệp không phải PDF. Lưu báo cáo đã ký dạng PDF rồi chọn lại."]

    [chooser] = [chooser for chooser in page.get("file_uploader") if "signed_copy" in chooser.key]
    chooser.upload("05-da-ky.pdf", b"%PDF-1.7 da ky").run()
    page.button(key="signed_copy_add").click().run()
    assert said(page.toast)[0] == r"Đã lưu bản đã ký cùng báo cáo\."

    page = open_page(LEADER)
    assert any("cuong thêm lúc" in words for words in said(page.caption))
    assert not page.get("file_uploader")


def test_a_number_used_before_is_refused_in_a_sentence(open_page):
    issue_on_21_june()

    page = press_issue(open_page(), 5)

    assert [element.value for element in page.error] == ["Cơ quan đã dùng số này trong năm. Nhập số khác."]
    assert len(issued()) == 1


def test_what_has_changed_since_the_issue_is_shown_with_before_and_after(open_page):
    issue_on_21_june()
    page = open_page(LEADER)

    changed = next(table.value for table in page.dataframe if "Báo cáo, nhiệm vụ" in table.value.columns)
    assert changed[["Báo cáo, nhiệm vụ", "Cơ quan", "Trong báo cáo", "Hiện nay"]].to_numpy().tolist()[0] == [
        "Báo cáo", "Sở C", "Chờ xác nhận", "Đã xác nhận",
    ]  # fmt: skip
    assert page.warning[0].value.startswith("Có 3 báo cáo hoặc dòng số liệu khác với báo cáo đã chốt.")


def test_leadership_reads_issued_reports_and_issues_none(open_page):
    issue_on_21_june()
    page = open_page(LEADER)

    assert page.dataframe[0].value["Số"].to_list() == ["05"]
    assert not [button for button in page.button if button.key == "report_issue"]


def test_a_broken_template_is_said_and_nothing_can_be_issued(open_page, tmp_path):
    (tmp_path / "bao-cao.docx").write_bytes(b"hong")
    page = open_page()

    assert page.error[0].value.startswith("Tệp mẫu không phải tệp Word")
    assert not [button for button in page.button if button.key == "report_issue"]


def test_a_day_before_shows_the_figures_of_that_day(open_page):
    page = open_page()
    page.date_input(key="report_as_of").set_value(local("2026-06-14 12:00").date()).run()

    shown = {element.label: element.value for element in page.metric}
    assert shown["Tỷ lệ gửi báo cáo"] == "0,0 %"


def test_a_round_of_one_accepted_report_is_ready_to_be_issued(shared):
    page = shared(ONE_REPORT).open("consolidated_reports", COORDINATOR, report_period="2026-Q2")

    assert said(page.main.header) == ["Nội dung cơ quan viết", "Dự thảo", "Chốt báo cáo", "Báo cáo đã chốt"]
    assert metrics(page) == {
        "Hoàn thành nhiệm vụ đến hạn": "100,0 %",
        "Tiến độ (bình quân)": "100,0 %",
        "Tỷ lệ nhiệm vụ có báo cáo": "100,0 %",
        "Tỷ lệ gửi báo cáo": "100,0 %",
        "Báo cáo đã xác nhận": "100,0 %",
    }
    assert said(page.main.success) == ["Tất cả báo cáo phải gửi đã gửi và được xác nhận."]
    assert said(page.main.info) == ["Chưa chốt báo cáo nào."]


@pytest.mark.parametrize(
    "who, sentences",
    [
        (COORDINATOR, ["Hiện cơ quan không tổng hợp kế hoạch nào.", "Chưa chốt báo cáo nào."]),
        (LEADER, ["Chưa chốt báo cáo nào."]),
    ],
)
def test_without_a_plan_there_is_nothing_to_issue(shared, who, sentences):
    page = shared(EMPTY).open("consolidated_reports", who)

    assert said(page.main.info) == sentences
    assert len(page.main.metric) == 0
