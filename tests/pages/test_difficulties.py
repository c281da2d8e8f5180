"""Difficulties and proposals on a page: listed for all, handled by the office alone."""

from sqlmodel import select

from data_model.store import open_transaction
from data_model.tables import ReportLine
from tests.builders.pages import CASE, COORDINATOR, EMPTY, LEADER, rows, said


def with_difficulty(own):
    store = own(CASE)
    with open_transaction() as session:
        for line in session.exec(select(ReportLine)):
            line.difficulties = "Kinh phí cấp chậm"
    return store


def test_the_office_says_who_handles_it_and_leadership_sees_that(own):
    store = with_difficulty(own)
    page = store.open("difficulties", COORDINATOR)
    assert [(row["Nội dung"], row["Tình trạng"]) for row in rows(page)] == [("Kinh phí cấp chậm", "Chưa ai xử lý")]

    next(box for box in page.text_input if box.label == "Người, đơn vị xử lý").input("Sở Tài chính")
    page = next(button for button in page.button if button.label == "Lưu").click().run()

    assert said(page.exception) == []
    [row] = rows(store.open("difficulties", LEADER))
    assert (row["Tình trạng"], row["Người, đơn vị xử lý"]) == ("Đang xử lý", "Sở Tài chính")


def test_leadership_reads_and_does_not_handle(own):
    page = with_difficulty(own).open("difficulties", LEADER)

    assert len(rows(page)) == 1
    assert "Lưu" not in [button.label for button in page.button]


def test_where_nothing_is_said_a_sentence_says_so(shared):
    page = shared(EMPTY).open("difficulties", COORDINATOR)

    assert said(page.main.info) == ["Các báo cáo đã xác nhận không nêu khó khăn, kiến nghị."]
