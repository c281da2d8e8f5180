"""The consolidating office's own report, on which leadership decides. In docs/definitions.md §5 that office is A."""

import pytest

from data_model.rules.people.access import EVERYTHING
from data_model.store import open_session
from data_model.store.reporting.submissions import submission
from data_model.values import SubmissionStatus
from tests.builders.pages import CASE, EMPTY, LEADER, rows, said
from tests.builders.stores import load_files
from ui.base.clock import today

pytestmark = pytest.mark.slow  # makes whole reports

WAITING = """number,agency,plan,period,submitted_at,submitted_by,status
W1,A,P1,2026-Q3,2026-09-16T09:00:00+07:00,can-bo-a,submitted
W2,B,P1,2026-Q3,2026-09-16T10:00:00+07:00,can-bo-b,submitted
"""
LINE = "submission,task,percent,status,result\nW1,T2,50,in_progress,Đã trình dự thảo"


@pytest.fixture
def page(own, tmp_path):
    """While the reports of A and of B wait."""
    store = own(CASE)
    load_files(tmp_path / "waiting", submissions=WAITING, report_lines=LINE)
    return store.open("review_office_reports", LEADER)


def status(number):
    with open_session() as session:
        return submission(session, EVERYTHING, number=number, today=today()).status


def test_leadership_reads_the_offices_report_and_no_other(page):
    assert said(page.main.title) == ["Xác nhận báo cáo của cơ quan tổng hợp"]
    assert said(page.main.markdown)[0] == "Cơ quan tổng hợp không xác nhận báo cáo của chính mình; lãnh đạo xác nhận."
    assert page.selectbox(key="number").options == ["Sở A · Quý III/2026 · 16/09/2026 09:00"]
    assert said(page.main.header) == ["Sở A"]
    assert [(row["Nhiệm vụ"], row["Lần trước"], row["Lần này"], row["Kết quả"]) for row in rows(page)] == [
        ("T2 · Nhiệm vụ 2", "30,0 %", "50,0 % · Đang thực hiện", "Đã trình dự thảo")
    ]


def test_it_is_accepted(page):
    page.button(key="review_accept_W1").click().run()

    assert (status("W1"), status("W2")) == (SubmissionStatus.ACCEPTED, SubmissionStatus.SUBMITTED)
    assert said(page.toast) == ["Đã xác nhận báo cáo của Sở A\\."]
    assert said(page.main.success) == ["Không có báo cáo chờ xác nhận."]


def test_it_is_returned_only_with_a_reason(page):
    def press():
        page.button(key="FormSubmitter:review_return_form_W1-Đề nghị bổ sung").click().run()

    press()
    assert said(page.main.error) == ["Ghi rõ nội dung cơ quan cần bổ sung, chỉnh sửa rồi bấm “Đề nghị bổ sung”."]
    assert status("W1") is SubmissionStatus.SUBMITTED

    page.text_area(key="review_reason_W1").input("Thiếu số liệu của các huyện")
    press()
    assert status("W1") is SubmissionStatus.RETURNED


def test_where_nothing_waits_a_sentence_says_so(shared):
    page = shared(EMPTY).open("review_office_reports", LEADER)

    assert said(page.main.success) == ["Không có báo cáo chờ xác nhận."]
