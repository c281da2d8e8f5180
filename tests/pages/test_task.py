"""One task: its quote, who was given it, and everything reported on it."""

import pytest

from tests.builders.pages import ADMIN, CASE, COORDINATOR, EMPTY, JUNE, LEADER, ONE_REPORT, REPORTER, read_tables, said
from tests.builders.stores import load_files
from ui.base.clock import now


def htmls(at) -> list[str]:
    return [block.proto.body for block in at.main.get("html")]


@pytest.mark.parametrize("who", [LEADER, COORDINATOR, REPORTER, ADMIN])
def test_a_task_with_one_report_is_read_whole(shared, who):
    at = shared(ONE_REPORT).open("task", who, task="NV1", **JUNE)

    assert said(at.main.title) == ["Tổ chức hội nghị"]
    assert said(at.main.subheader) == ["Trích kế hoạch", "Thông tin nhiệm vụ", "Phân công thực hiện", "Các lần báo cáo"]
    assert any("<strong>Hoàn thành đúng hạn</strong>" in html for html in htmls(at))
    assert (
        "**Mã nhiệm vụ**: NV1  \n**Loại**: Thực hiện một lần  \n**Căn cứ xếp loại**: —  \n**Thời hạn**: 30/05/2026  \n"
        "**Trọng số**: 1  \n**Tiến độ**: 100,0 %  \n**Chủ trì**: Sở A"
    ) in said(at.main.markdown)
    assert said(at.main.info) == ["Nhiệm vụ không có trích dẫn từ kế hoạch."]
    assigned, reported = read_tables(at)
    assert assigned == [{"Cơ quan": "Sở A", "Vai trò": "Chủ trì", "Hình thức phân công": "Giao"}]
    assert reported == [
        {
            "Kỳ báo cáo": "Quý II/2026",
            "Cơ quan": "Sở A",
            "Tiến độ": "100,0 %",
            "Trạng thái": "—\nngày 20/05/2026",
            "Kết quả": "Đã tổ chức",
            "Gửi, xác nhận": "Gửi 16/06/2026 09:00\nĐã xác nhận, 20/06/2026 09:00, Người thử cuong",
        }
    ]


@pytest.mark.parametrize("who, leads", [(LEADER, False), (COORDINATOR, True), (REPORTER, True), (ADMIN, False)])
def test_a_report_leads_to_its_messages_for_who_may_see_them(shared, who, leads):
    at = shared(ONE_REPORT).open("task", who, task="NV1", **JUNE)

    assert any("/one-report?about=SO-A~KH~2026-Q2" in html for html in htmls(at)) is leads


def test_a_quote_stands_in_its_text(own, tmp_path):
    store = own(EMPTY)
    (tmp_path / "plan").mkdir()
    (tmp_path / "plan" / "kh.txt").write_text("Mở đầu. Tổ chức hội nghị hữu nghị. Kết thúc.", encoding="utf-8")
    load_files(
        tmp_path / "plan",
        plans="code,number,title,text_file\nKH,1/KH-UBND,Kế hoạch đối ngoại,kh.txt",
        tasks="code,plan,title,type,quote,quote_start,quote_end\n"
        "NV1,KH,Tổ chức hội nghị,one_off,Tổ chức hội nghị hữu nghị,8,33",
    )

    at = store.open("task", LEADER, task="NV1")

    assert (
        '<blockquote class="plan-text">…Mở đầu. <mark>Tổ chức hội nghị hữu nghị</mark>. Kết thúc.…</blockquote>'
        in htmls(at)
    )
    assert said(at.main.info) == [
        "Văn bản không giao cơ quan cụ thể. Cơ quan tổng hợp xem xét, phân công.",
        "Nhiệm vụ này chưa có báo cáo.",
    ]


def test_a_report_that_waits_is_said_beside_the_state_of_a_continuing_task(own, tmp_path):
    store = own(CASE)
    load_files(
        tmp_path / "sent",
        submissions=f"""number,agency,plan,period,submitted_at,submitted_by,status
                        W1,C,P1,2026-Q3,{now().isoformat()},can-bo-c,submitted""",
        report_lines="submission,task,status,result\nW1,T5,carried_out,Thực hiện thường xuyên",
    )

    at = store.open("task", LEADER, task="T5", period="2026-Q3")

    assert any("<strong>Báo cáo đang rà soát</strong>" in html for html in htmls(at))


def test_a_task_is_chosen_from_the_list(shared):
    at = shared(CASE).open("task", LEADER)
    assert at.selectbox(key="task").options[0] == "T1 · Nhiệm vụ 1"

    at.selectbox(key="task").select("T3").run()

    assert said(at.main.title) == ["Nhiệm vụ 3"]


def test_a_reporter_is_not_shown_the_task_of_another_agency(shared):
    at = shared(CASE).open("task", REPORTER, task="T1")

    assert at.selectbox(key="task").options == ["T3 · Nhiệm vụ 3", "T6 · Nhiệm vụ 6"]
    assert said(at.main.title) == ["Nhiệm vụ"]
    assert said(at.main.info) == [
        "Có 2 nhiệm vụ khớp bộ lọc. Chọn một nhiệm vụ để xem trích văn bản và các lần báo cáo."
    ]


def test_without_a_plan_no_task_is_offered(shared):
    at = shared(EMPTY).open("task", LEADER)

    assert at.selectbox(key="task").options == []
    assert said(at.main.info) == [
        "Có 0 nhiệm vụ khớp bộ lọc. Chọn một nhiệm vụ để xem trích văn bản và các lần báo cáo."
    ]


def test_changes_of_the_due_date_stand_with_their_reason_and_document(own, tmp_path):
    store = own(CASE)
    load_files(
        tmp_path / "changes",
        task_changes="""task,field,value,valid_from,reason,document,by,at
                        T2,due_on,2027-03-31,2026-06-20,Chờ ý kiến Bộ,12/UBND-NC,dau-moi-a,2026-06-20T10:00:00+07:00
                        T2,due_on,2027-06-30,2026-07-01,Thiếu kinh phí,,dau-moi-a,2026-07-01T10:00:00+07:00""",
    )

    at = store.open("task", LEADER, task="T2")

    assert [list(row.values())[:6] for row in read_tables(at)[1]] == [
        ["Thời hạn", "20/06/2026", "31/12/2026", "31/03/2027", "Chờ ý kiến Bộ", "12/UBND-NC"],
        ["Thời hạn", "01/07/2026", "31/03/2027", "30/06/2027", "Thiếu kinh phí", ""],
    ]


def test_the_next_and_the_previous_task_are_those_of_the_register_s_filter(shared):
    at = shared(CASE).open("task", LEADER, task="T3", state="due", period="2026-Q2", as_of="2026-06-30")
    assert "2/3" in said(at.main.markdown)

    at.button(key="task_next").click().run()
    assert said(at.main.title) == ["Nhiệm vụ 4"]
    assert at.button(key="task_next").disabled

    at.button(key="task_previous").click().run()
    at.button(key="task_previous").click().run()
    assert said(at.main.title) == ["Nhiệm vụ 1"]
    assert at.button(key="task_previous").disabled


def test_a_task_that_the_filter_leaves_out_still_leads_back_to_the_register(shared):
    at = shared(CASE).open("task", LEADER, task="T2", state="overdue", period="2026-Q2", as_of="2026-06-30")

    assert said(at.main.title) == ["Nhiệm vụ 2"]
    assert next(link.proto.label for link in at.main.get("page_link")) == "Quay lại sổ theo dõi"
    assert "task_next" not in {button.key for button in at.main.button}
