"""Fill in a report on screen: a draft that is kept until it is submitted, or “nothing to report” with its reason."""

import pytest
from sqlmodel import select

from actions.reporting.drafts import save_draft
from data_model.rules.people.access import EVERYTHING, CurrentUser
from data_model.rules.plans.periods import Period
from data_model.rules.round.rounds import due_reports
from data_model.store import open_session, open_transaction
from data_model.store.figures.facts import read_facts
from data_model.store.reporting.drafts import DraftKey, draft
from data_model.store.reporting.submissions import lines_of, submissions
from data_model.tables import Indicator, IndicatorValue, Plan
from data_model.values import AddsUp, LineStatus, Role
from intake.base.headings import Column
from tests.builders.pages import EMPTY, ONE_REPORT, OPEN_REPORT, REPORTER, THIS_YEAR, rows, said
from tests.builders.stores import load_files
from ui.base.clock import now, today

BINH = CurrentUser("binh", "Cán bộ Sở A", Role.REPORTER, agency="SO-A")
REPORT = DraftKey("SO-A", "KH", Period.from_code(THIS_YEAR))


def stored():
    """Of everything that was sent: task, percent, status and result of each line."""
    with open_session() as session:
        return [
            (line.task, line.now.percent, line.now.status, line.now.result)
            for submission in submissions(session, EVERYTHING, today=today())
            for line in lines_of(session, submission)
        ]


def open_reports():
    with open_session() as session:
        facts = read_facts(session, EVERYTHING, today=today())
    due = due_reports(facts, agency="SO-A", as_of=now())
    return [DraftKey("SO-A", status.key.plan, status.key.period) for status in due]


def drafted():
    with open_session() as session:
        found = draft(session, REPORT)
    return dict(found.cells) if found else None


@pytest.fixture
def open_page(own):
    """`open_page(NV1={Column.PERCENT: "40"})`: with this draft."""
    store = own(OPEN_REPORT)

    def opened(**cells):
        if cells:
            typed = {task: {str(column): text for column, text in row.items()} for task, row in cells.items()}
            save_draft(user=BINH, key=REPORT, cells=typed, version=0, at=now())
        return store.open("fill_in_report", REPORTER)

    return opened


def submit_nothing(page, reason):
    page.text_area(key="fill_in_nothing_reason").input(reason)
    return next(button for button in page.button if button.label == "Gửi báo cáo không phát sinh").click().run()


def test_the_grid_has_the_agencys_tasks_and_nothing_typed(open_page):
    page = open_page()

    assert said(page.main.title) == ["Điền trên màn hình"]
    assert rows(page) == [
        {
            "Mã nhiệm vụ": "NV1",
            "Lỗi": "",
            "Nhiệm vụ": "Tổ chức hội nghị",
            "Lần trước": "—",
            "Tiến độ (%)": None,
            "Trạng thái": None,
            "Ngày hoàn thành": None,
            "Kết quả": None,
            "Khó khăn, vướng mắc": None,
            "Nguyên nhân quá hạn": None,
            "Trách nhiệm": None,
            "Kiến nghị, đề xuất": None,
            "Văn bản, tài liệu kèm theo": None,
        }
    ]
    assert "submit_report_0" not in [button.key for button in page.button]


def test_without_an_open_report_a_sentence_says_when_there_will_be_one(shared):
    page = shared(EMPTY).open("fill_in_report", REPORTER)

    assert said(page.main.info) == [
        "Hiện cơ quan không có báo cáo nào đang mở để gửi. Kỳ sau được mở khi kỳ trước đã chốt số liệu."
    ]


def test_a_draft_is_submitted_and_ends(open_page):
    page = open_page(NV1={Column.PERCENT: "40", Column.RESULT: "Đã họp ban tổ chức"})

    page.button(key="submit_report_0").click().run()

    assert stored() == [("NV1", 40, None, "Đã họp ban tổ chức")]
    assert drafted() is None
    assert "số biên nhận" in page.main.success[0].value


def test_a_wrong_cell_is_said_in_its_row_and_is_not_submitted(open_page):
    page = open_page(NV1={Column.PERCENT: "140", Column.RESULT: "Đã họp ban tổ chức"})

    assert (
        rows(page)[0]["Lỗi"]
        == "Tiến độ (%): “140” nằm ngoài khoảng cho phép. Nhập số từ 0 đến 100, ví dụ 75 hoặc 75,5."
    )
    assert said(page.main.error) == ["Còn 1 dòng cần sửa trước khi gửi."]
    assert page.button(key="submit_report_0").disabled


def test_a_draft_is_thrown_away(open_page):
    page = open_page(NV1={Column.PERCENT: "40"})

    page.button(key="fill_in_drop").click().run()

    assert drafted() is None
    assert rows(page)[0]["Tiến độ (%)"] is None


def test_what_was_accepted_last_is_copied_into_the_draft(own, tmp_path):
    store = own(ONE_REPORT)
    load_files(tmp_path / "lines", report_lines="submission,task,percent,done_on,result\nBC1,NV1,60,,Đã họp")
    page = store.open("fill_in_report", REPORTER)
    assert rows(page)[0]["Lần trước"] == "60,0 %"

    page.button(key="fill_in_copy").click().run()

    [row] = rows(page)
    assert (row["Tiến độ (%)"], row["Ngày hoàn thành"], row["Kết quả"]) == ("60", None, "Đã họp")


def test_a_finished_task_stands_as_done_and_asks_for_nothing(own):
    page = own(ONE_REPORT).open("fill_in_report", REPORTER)
    assert rows(page)[0]["Lần trước"] == "Đã hoàn thành 20/05/2026; có thể để trống"

    page.button(key="fill_in_copy").click().run()

    [row] = rows(page)
    assert (row["Tiến độ (%)"], row["Ngày hoàn thành"], row["Kết quả"]) == (None, None, None)


def test_a_finished_task_whose_line_was_left_empty_since_is_still_finished(own, tmp_path):
    store = own(ONE_REPORT)
    load_files(
        tmp_path / "since",
        submissions="""number,agency,plan,period,submitted_at,submitted_by,status
                       BC2,SO-A,KH,2026-Q3,2026-09-16T09:00:00+07:00,binh,accepted""",
        report_lines="submission,task,percent,done_on,result\nBC2,NV1,,,",
    )

    page = store.open("fill_in_report", REPORTER)

    assert rows(page)[0]["Lần trước"] == "Đã hoàn thành 20/05/2026; có thể để trống"


def test_a_fall_is_to_be_corrected_until_it_has_a_reason(own, tmp_path):
    store = own(ONE_REPORT)
    load_files(tmp_path / "lines", report_lines="submission,task,percent,done_on,result\nBC1,NV1,60,,Đã họp")
    [report] = open_reports()
    fallen = {str(Column.PERCENT): "50", str(Column.RESULT): "Phải họp lại"}
    version = save_draft(user=BINH, key=report, cells={"NV1": fallen}, version=0, at=now())

    page = store.open("fill_in_report", REPORTER)
    assert rows(page)[0]["Lỗi"] == (
        "Tiến độ (%): Tiến độ thấp hơn lần đã xác nhận (60 %). Kiểm tra lại; nếu đúng, ghi lý do ở cột “Khó khăn, vướng mắc”."
    )
    assert page.button(key="submit_report_0").disabled

    explained = fallen | {str(Column.DIFFICULTIES): "Đại biểu vắng quá nửa"}
    save_draft(user=BINH, key=report, cells={"NV1": explained}, version=version, at=now())
    page = store.open("fill_in_report", REPORTER)

    assert not page.button(key="submit_report_0").disabled


def test_nothing_to_report_needs_a_reason(open_page):
    page = submit_nothing(open_page(), " ")

    assert said(page.main.error) == ["Ghi lý do không phát sinh rồi gửi."]
    assert stored() == []


def test_nothing_to_report_is_a_submitted_report(open_page):
    submit_nothing(open_page(), "Hội nghị hoãn sang năm sau")

    assert stored() == [("NV1", None, LineStatus.NOTHING_TO_REPORT, "Hội nghị hoãn sang năm sau")]


def with_indicator():
    with open_transaction() as session:
        plan = session.exec(select(Plan)).one()
        session.add(
            Indicator(code="KH-DV", plan_id=plan.id, name="Đoàn vào", unit="đoàn", adds_up=AddsUp.SUM, decimals=0)
        )


def test_numbers_typed_into_the_second_grid_are_checked_and_sent_with_the_report(own):
    store = own(OPEN_REPORT)
    with_indicator()
    typed = {"NV1": {"tien_do": "40", "ket_qua": "Đã họp"}, "KH-DV": {"trong_ky": "1,5 nghìn"}}
    save_draft(user=BINH, key=REPORT, cells=typed, version=0, at=now())

    page = store.open("fill_in_report", REPORTER)

    assert rows(page, 1)[0]["Số trong kỳ"] == "1,5 nghìn"
    assert any("được đọc là 1\\.500 đoàn" in words for words in said(page.main.warning))
    page.button(key="submit_report_0").click().run()
    with open_session() as session:
        assert [(row.value, row.taken_over) for row in session.exec(select(IndicatorValue))] == [(1500, False)]


def test_a_wrong_number_is_said_in_its_row_and_nothing_is_sent(own):
    store = own(OPEN_REPORT)
    with_indicator()
    typed = {"NV1": {"tien_do": "40", "ket_qua": "Đã họp"}, "KH-DV": {"trong_ky": "nhiều"}}
    save_draft(user=BINH, key=REPORT, cells=typed, version=0, at=now())

    page = store.open("fill_in_report", REPORTER)

    assert "“nhiều” không phải là số" in rows(page, 1)[0]["Lỗi"]
    assert page.button(key="submit_report_0").disabled
