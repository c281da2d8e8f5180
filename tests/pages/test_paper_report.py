"""The office enters a report that came on paper: what stood on it, then its rows, and the mark that stays with it."""

from datetime import date

import pytest

from data_model.rules.people.access import EVERYTHING
from data_model.rules.reporting.paper import Paper
from data_model.store import open_session
from data_model.store.reporting.submissions import lines_of, submissions
from tests.builders.pages import CASE, COORDINATOR, REPORTER, drawn, rows, said
from tests.builders.report_files import csv_bytes
from ui.base.clock import today

B_LATE = "B~P1~2026-Q2"
FIELDS = f"paper_{B_LATE}_0"
GOOD = csv_bytes([["T6", "20", "", "Đã bắt đầu"]], header=("Mã nhiệm vụ", "Tiến độ (%)", "Ngày hoàn thành", "Kết quả"))
MARK = "nhập từ văn bản giấy số 12/BC-SB ngày 16/06/2026"


def sent_by_b():
    with open_session() as session:
        found = submissions(session, EVERYTHING, today=today(), of_report=("B", "P1"))
        row = next(row for row in found if row.period.code == "2026-Q2")
        return row, [(line.task, line.now.percent) for line in lines_of(session, row)]


def fill(page):
    page.text_input(key=f"{FIELDS}_number").set_value("12/BC-SB")
    page.date_input(key=f"{FIELDS}_dated").set_value(date(2026, 6, 16))
    page.text_input(key=f"{FIELDS}_signer").set_value("Trần Văn B")
    page.date_input(key=f"{FIELDS}_received").set_value(date(2026, 6, 19))
    return page.run()


@pytest.fixture
def store(own):
    return own(CASE)


def test_the_fields_are_asked_for_one_after_the_other(store):
    page = store.open("paper_report", COORDINATOR, about=B_LATE)
    assert said(page.main.info)[0].startswith("Ghi số, ký hiệu của văn bản")
    assert len(page.file_uploader) == 0

    fill(page)
    assert any("thời điểm gửi tính theo ngày nhận: 19/06/2026" in words.value for words in page.markdown)


def test_a_file_becomes_a_marked_report_even_after_the_lock(store):
    page = fill(store.open("paper_report", COORDINATOR, about=B_LATE))
    page.file_uploader(key=f"paper_file_{B_LATE}_0").set_value(("bc.csv", GOOD, "text/csv")).run()
    page.button(key="submit_report_0_file").click().run()

    assert said(page.main.error) == []
    row, lines = sent_by_b()
    assert (row.paper, lines) == (Paper("12/BC-SB", date(2026, 6, 16), "Trần Văn B", date(2026, 6, 19)), [("T6", 20)])
    assert MARK in said(page.main.success)[0]

    review = store.open("review_submissions", COORDINATOR, number=row.number)
    assert any(MARK in markup and "Trần Văn B" in markup for markup in drawn(review))
    [listed] = [line for line in rows(store.open("my_reports", REPORTER)) if line["Số biên nhận"] == row.number]
    assert listed["Nguồn"] == MARK


def test_rows_are_typed_in_the_grid(store):
    page = fill(store.open("paper_report", COORDINATOR, about=B_LATE))
    typed = {"edited_rows": {1: {"Tiến độ (%)": "35", "Kết quả": "Đã bắt đầu"}}, "added_rows": [], "deleted_rows": []}
    page.session_state[f"paper_cells_{B_LATE}_0"] = typed
    page.run()
    page.session_state[f"paper_cells_{B_LATE}_0"] = typed  # a browser tells it again with each click
    page.button(key="submit_report_0").click().run()

    assert said(page.main.error) == []
    assert sent_by_b()[1] == [("T6", 35)]
