"""The review page while somebody else decides too. In the case of docs/definitions.md §5, agency A consolidates."""

from datetime import datetime

import pytest

from actions.review import accept_submission, withdraw_submission
from data_model.rules.people.access import EVERYTHING, CurrentUser
from data_model.store import open_session
from data_model.store.reporting.submissions import submission
from data_model.values import UTC, Role, SubmissionStatus
from tests.builders.pages import CASE, COORDINATOR, EMPTY, OPEN_REPORT, THIS_YEAR, rows, said
from tests.builders.stores import load_files, local

COLLEAGUE = CurrentUser("dung", "Đầu mối khác", Role.COORDINATOR, agency="A")
WAITING = """number,agency,plan,period,submitted_at,submitted_by,status
W1,B,P1,2026-Q2,2026-06-20T09:00:00+07:00,can-bo-b,submitted
W2,C,P1,2026-Q2,2026-06-21T09:00:00+07:00,can-bo-c,submitted
"""


@pytest.fixture
def page(own, tmp_path):
    store = own(CASE)
    load_files(tmp_path / "waiting", submissions=WAITING)
    return store.open("review_submissions", COORDINATOR)


def status(number):
    with open_session() as session:
        return submission(session, EVERYTHING, number=number, today=local("2026-07-01 09:00").date()).status


def test_the_oldest_is_shown_and_accepted(page):
    assert page.header[0].value == "Sở B"

    page.button(key="review_accept_W1").click().run()

    assert (status("W1"), status("W2")) == (SubmissionStatus.ACCEPTED, SubmissionStatus.SUBMITTED)
    assert page.toast[0].value == "Đã xác nhận báo cáo của Sở B\\."


def test_a_click_on_a_page_that_shows_what_a_colleague_has_decided_decides_nothing(page):
    accept_submission(user=COLLEAGUE, number="W1", at=datetime.now(UTC))

    page.button(key="review_accept_W1").click().run()

    assert status("W2") is SubmissionStatus.SUBMITTED
    assert page.warning[0].value == "Báo cáo W1 không còn chờ xác nhận. Chọn báo cáo khác."
    assert page.header[0].value == "Sở C"


def test_a_reason_is_asked_for_and_sent_with_its_own_report_alone(page):
    page.button(key="FormSubmitter:review_return_form_W1-Đề nghị bổ sung").click().run()
    assert status("W1") is SubmissionStatus.SUBMITTED
    assert page.error[0].value == "Ghi rõ nội dung cơ quan cần bổ sung, chỉnh sửa rồi bấm “Đề nghị bổ sung”."

    page.text_area(key="review_reason_W1").input("Thiếu minh chứng")
    page.button(key="FormSubmitter:review_return_form_W1-Đề nghị bổ sung").click().run()

    assert (status("W1"), status("W2")) == (SubmissionStatus.RETURNED, SubmissionStatus.SUBMITTED)
    assert page.text_area(key="review_reason_W2").value == ""


def take_back(page, reason):
    page.selectbox(key="review_take_back_number").select("W1")
    page.text_area(key="review_take_back_reason").input(reason)
    page.button(key="FormSubmitter:review_take_back_form-Thu hồi xác nhận báo cáo").click().run()


def test_an_acceptance_is_taken_back_with_a_reason_and_the_report_waits_again(page):
    page.button(key="review_accept_W1").click().run()

    take_back(page, " ")
    assert page.error[0].value == "Ghi lý do thu hồi xác nhận; cơ quan báo cáo đọc được lý do này."
    assert status("W1") is SubmissionStatus.ACCEPTED

    take_back(page, "Số liệu chưa *đúng*")

    assert status("W1") is SubmissionStatus.SUBMITTED
    assert page.toast[0].value == "Đã thu hồi xác nhận báo cáo của Sở B; báo cáo trở lại chờ xác nhận\\."
    page.selectbox(key="number").select("W1").run()
    assert page.warning[0].value == "Đã thu hồi xác nhận: Số liệu chưa \\*đúng\\*"


def test_with_nothing_accepted_nothing_is_offered_to_be_taken_back(page):
    assert "review_take_back_number" not in [box.key for box in page.selectbox]


LINES = """submission,task,percent,status,result
W1,T3,50,in_progress,Đã lấy ý kiến các sở về dự thảo
"""


def buttons(page):
    return {button.label: button.disabled for button in page.button}


def test_a_line_that_falls_is_marked_and_its_report_left_out_of_all_without_a_warning(page, tmp_path):
    load_files(tmp_path / "lines", report_lines=LINES)
    page.run()

    assert page.warning[0].value == "Cần xem: Tiến độ giảm (1)."
    assert not buttons(page)["Xác nhận tất cả 1 báo cáo không có cảnh báo"]

    next(button for button in page.button if button.label.startswith("Xác nhận tất cả")).click().run()

    assert (status("W1"), status("W2")) == (SubmissionStatus.SUBMITTED, SubmissionStatus.ACCEPTED)
    assert page.toast[0].value == "Đã xác nhận 1 báo cáo\\."


def test_a_withdrawn_report_is_refused_by_name(page):
    move = CurrentUser("can-bo-b", "Cán bộ Sở B", Role.REPORTER, agency="B")
    withdraw_submission(user=move, number="W1", at=local("2026-06-21 09:00"))

    page.button(key="review_accept_W1").click().run()

    assert status("W1") is SubmissionStatus.WITHDRAWN
    assert page.warning[0].value == "Báo cáo W1 không còn chờ xác nhận. Chọn báo cáo khác."


def test_a_note_is_kept_beside_its_report(page):
    page.text_area(key="review_note_W1_0").input("Hỏi lại số văn bản")
    page.button(key="FormSubmitter:review_note_form_W1_0-Lưu ghi chú").click().run()

    assert "Hỏi lại số văn bản" in [element.value for element in page.text]


def test_the_own_agencys_report_is_not_in_the_queue(page, tmp_path):
    load_files(tmp_path / "own", submissions=WAITING.replace("W1,B", "W3,A").replace("W2,C", "W4,A"))
    page.run()

    assert page.info[0].value == "2 báo cáo của chính cơ quan đang chờ lãnh đạo xác nhận."
    assert page.selectbox(key="number").options[0].startswith("Sở B")
    assert len(page.selectbox(key="number").options) == 2


def test_one_report_is_read_with_who_sent_it_and_what_it_says(own, tmp_path):
    store = own(OPEN_REPORT)
    load_files(
        tmp_path / "sent",
        submissions=f"""number,agency,plan,period,submitted_at,submitted_by,status
                        W1,SO-A,KH,{THIS_YEAR},2026-11-16T09:00:00+07:00,binh,submitted""",
        report_lines="submission,task,percent,status,result\nW1,NV1,40,in_progress,Đã họp ban tổ chức",
    )

    page = store.open("review_submissions", COORDINATOR)

    assert said(page.main.title) == ["Xác nhận báo cáo"]
    assert said(page.main.header) == ["Sở A"]
    assert said(page.main.markdown)[:2] == [
        "Đang chờ xác nhận: 1 báo cáo, báo cáo gửi trước xếp trước.",
        f"Năm {THIS_YEAR} · 1/KH\\-UBND · Người thử binh gửi lúc 16/11/2026 09:00 · số biên nhận W1 · 1 dòng",
    ]
    assert rows(page) == [
        {
            "Nhiệm vụ": "NV1 · Tổ chức hội nghị",
            "Lần trước": "—",
            "Lần này": "40,0 % · Đang thực hiện",
            "Kết quả": "Đã họp ban tổ chức",
        }
    ]


def test_where_nothing_waits_a_sentence_says_so(shared):
    page = shared(EMPTY).open("review_submissions", COORDINATOR)

    assert said(page.main.success) == ["Không có báo cáo chờ xác nhận."]


def test_the_next_and_the_previous_report_are_a_button_or_a_key_away(page):
    assert page.button(key="review_previous").disabled

    page.button(key="review_next").click().run()
    assert page.header[0].value == "Sở C"
    assert page.button(key="review_next").disabled
    assert page.button(key="review_next").proto.shortcut == "alt+down"

    page.button(key="review_previous").click().run()
    assert page.header[0].value == "Sở B"
