"""Upload one agency's report: its template, what would be stored and what is wrong, and the receipt."""

import re

import pytest

from data_model.rules.people.access import EVERYTHING
from data_model.store import open_session
from data_model.store.reporting.submissions import lines_of, submissions
from tests.builders.pages import DUE_ON, EMPTY, OPEN_REPORT, REPORTER, THIS_YEAR, offered_files, rows, said
from tests.builders.report_files import csv_bytes
from ui.base.clock import today

HEADER = ("Mã nhiệm vụ", "Tiến độ (%)", "Ngày hoàn thành", "Kết quả", "Nguyên nhân quá hạn")
GOOD = csv_bytes([["NV1", "40", "", "Đã họp ban tổ chức", "Đối tác hoãn đoàn vào"]], header=HEADER)
WRONG = csv_bytes([["NV1", "140", "", "Đã họp ban tổ chức", "Đối tác hoãn đoàn vào"]], header=HEADER)


def stored():
    """Of everything that was sent: percent and result of each line."""
    with open_session() as session:
        return [
            (line.task, line.now.percent, line.now.result)
            for submission in submissions(session, EVERYTHING, today=today())
            for line in lines_of(session, submission)
        ]


@pytest.fixture
def page(own):
    return own(OPEN_REPORT).open("upload_report", REPORTER)


def upload(page, content, name="bao-cao.csv"):
    return page.file_uploader(key="upload_file_0").set_value((name, content, "text/csv")).run()


def submit_button(page):
    return page.button(key="submit_report_0")


def test_the_open_report_is_chosen_and_its_template_offered(page):
    assert said(page.main.title) == ["Gửi báo cáo"]
    assert page.selectbox(key="report").options == [
        f"Năm {THIS_YEAR} · 1/KH-UBND · Hà Nội · thời hạn gửi {DUE_ON:%d/%m/%Y}"
    ]
    assert said(page.main.subheader) == [
        "1. Tải mẫu đã điền sẵn nhiệm vụ của cơ quan",
        "2. Chọn tệp đã điền",
    ]
    assert offered_files(page) == ["Mẫu Excel", "Mẫu CSV"]


def test_without_an_open_report_a_sentence_says_when_there_will_be_one(shared):
    page = shared(EMPTY).open("upload_report", REPORTER)

    assert said(page.main.info) == [
        "Hiện cơ quan không có báo cáo nào đang mở để gửi. Kỳ sau được mở khi kỳ trước đã chốt số liệu."
    ]
    assert len(page.file_uploader) == 0


def test_a_good_file_is_looked_at_then_stored_and_answered_with_a_receipt(page):
    upload(page, GOOD)
    assert said(page.main.success) == ["Dòng này lưu được."]
    assert [(row["Mã nhiệm vụ"], row["Thay đổi"], row["Tiến độ"]) for row in rows(page)] == [("NV1", "mới", "40,0 %")]
    assert stored() == []

    submit_button(page).click().run()

    assert stored() == [("NV1", 40, "Đã họp ban tổ chức")]
    assert re.fullmatch(
        r"Đã gửi lúc \S+ \S+: lưu 1 dòng, số biên nhận [0-9]{6}-[A-Z0-9]{5}\.", page.main.success[0].value
    )
    assert offered_files(page)[0] == "Tải biên nhận"


def test_a_wrong_cell_is_named_and_stores_nothing(page):
    upload(page, WRONG)

    assert said(page.main.error) == ["Tệp có 1 dòng cần sửa. Sửa trong tệp rồi tải lên lại."]
    assert rows(page) == [
        {
            "Dòng": "2",
            "Cột": "Tiến độ (%)",
            "Đã nhập": "140",
            "Cần sửa": "“140” nằm ngoài khoảng cho phép. Nhập số từ 0 đến 100, ví dụ 75 hoặc 75,5.",
        }
    ]
    assert submit_button(page).disabled
    assert stored() == []


def test_what_is_no_report_is_refused_in_a_sentence(page):
    upload(page, b"\x00\x01\x02", "anh.png")

    assert said(page.main.error) == [
        "Không nhận tệp loại “\\.png”\\. Lưu bảng thành \\.xlsx hoặc \\.csv rồi tải lên lại\\."
    ]
    assert "submit_report_0" not in [button.key for button in page.button]


def test_a_link_to_a_report_that_is_not_open_any_more_is_said(shared):
    page = shared(OPEN_REPORT).open("upload_report", REPORTER, report="KH~2020")

    assert said(page.main.warning) == ["Báo cáo trong đường dẫn không còn mở. Dưới đây là báo cáo đang mở gần nhất."]
    assert page.selectbox(key="report").value == f"KH~{THIS_YEAR}"


OFFICE_TABLE = csv_bytes(
    [["1", "NV1", "Họp ban tổ chức", "40", "Đã họp ban tổ chức"]],
    header=("TT", "Ký hiệu việc", "Tên nhiệm vụ", "Tiến độ", "Tình hình thực hiện"),
)


def match_of(page, column):
    return next(box for box in page.selectbox if box.key.startswith(f"match_heading_{column}_"))


def test_a_table_of_the_office_is_told_what_it_lacks_and_matched_by_hand_once(page):
    upload(page, OFFICE_TABLE)
    [words] = said(page.main.error)
    assert words.startswith("Tệp thiếu cột “Mã nhiệm vụ”")
    assert match_of(page, "ma_nhiem_vu").options == ["Ký hiệu việc", "Tên nhiệm vụ"]

    match_of(page, "ma_nhiem_vu").set_value("Ký hiệu việc")
    next(button for button in page.button if button.label == "Ghi nhớ và đọc lại tệp").click().run()

    assert said(page.main.error) == []
    submit_button(page).click().run()
    assert stored() == [("NV1", 40, "Đã họp ban tổ chức")]

    later = page.file_uploader(key="upload_file_1").set_value(("thang-sau.csv", OFFICE_TABLE, "text/csv")).run()
    assert said(later.main.error) == []
    later.button(key="forget_headings").click().run()
    assert len(said(later.main.error)) == 1


def test_without_a_heading_to_choose_nothing_is_asked(page):
    upload(page, csv_bytes([["40", "Đã họp"]], header=("Tiến độ", "Kết quả")))

    [words] = said(page.main.error)
    assert words.startswith("Tệp thiếu cột “Mã nhiệm vụ”")
    assert [box.key for box in page.selectbox] == ["report"]


def test_a_missing_column_does_not_hide_the_other_faults(page):
    wrong = csv_bytes([["1", "Họp", "Đã hoàn thành", "Đã họp"]], header=("TT", "Tên nhiệm vụ", "Tiến độ", "Kết quả"))

    upload(page, wrong)

    assert len(said(page.main.error)) == 1
    assert [(row["Dòng"], row["Cột"]) for row in rows(page)] == [("2", "Tiến độ (%)")]
