"""One round of the Hà Nội plan, as its office goes through it: reminders by a real mail server, files on time, late and
not at all, a returned one, an extension, letters, the report issued, a correction after that.

The third quarter of 2026 is due on 17 September and locked after 17 October; what happened then is done by the actions
at those instants, what the office does afterwards in the browser, today.
"""

import re
import zipfile
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Page, expect
from sqlmodel import select

from actions.people.accounts import add_sample_user
from actions.reporting.check_report import check_report
from actions.reporting.submit_report import submit_report
from actions.review import accept_submission, return_submission
from actions.round.reminders import queue_due_reminders
from data_model.rules.people.access import CurrentUser, Scope
from data_model.rules.plans.periods import Period
from data_model.rules.round.rounds import ReportStatus, report_statuses, rounds_of
from data_model.settings import PROJECT_DIR, mail_settings, public_url
from data_model.store import open_session, open_side_transaction
from data_model.store.consolidated.issued_reports import issued_reports
from data_model.store.figures.facts import read_facts
from data_model.tables import User
from data_model.values import ReportState, Role
from devtools.screenshots.camera import SETTLED
from documents.issuing.reproduce import reproduce
from mail.outgoing import send_waiting
from tests.builders.accounts import NAME, PASSWORD, sign_in_by_form
from tests.builders.decree30 import Checked
from tests.builders.server import Server
from tests.builders.stores import load, local
from ui.base.clock import now, today
from wording.collation import vietnamese_order

PLAN, Q3 = "HN-45-2012", Period.from_code("2026-Q3")
OFFICE = Scope(consolidator="HN-SNGV")
CUONG = CurrentUser("cuong", "Sở Ngoại vụ", Role.COORDINATOR, agency="HN-SNGV")
SILENT = "HN-LHHN"
DESK = f"/round?round_plan={PLAN}&round_period=2026-Q3"
FIRST_ROW_BOX = {"x": 16, "y": 52}
"""Where the box of the first row stands in a table, below its head."""


def facts_of(at):
    with open_session() as session:
        return read_facts(session, OFFICE, today=at.date())


def reports(at=None) -> dict[str, ReportStatus]:
    at = at or now()
    return {report.key.agency: report for report in report_statuses(facts_of(at), plan=PLAN, period=Q3, as_of=at)}


def prepare() -> None:
    """The five plans; an account in each agency of the Hà Nội plan, and that of its office."""
    load(PROJECT_DIR / "seed_data")
    accounts = {agency: (agency.lower(), Role.REPORTER) for agency in reports()} | {
        "HN-SNGV": (NAME[Role.COORDINATOR], Role.COORDINATOR)
    }
    with open_side_transaction() as session:
        for agency, (name, role) in accounts.items():
            add_sample_user(
                session, name=name, display_name=f"Cán bộ {name}", role=role, agency=agency, password=PASSWORD, at=now()
            )  # fmt: skip
        for user in session.exec(select(User)).all():
            user.email = f"{user.name}@example.vn"


def send(agency: str, text: str, at: str) -> str:
    """A file of one row, as the agency sent it then; its number."""
    user = CurrentUser(agency.lower(), agency, Role.REPORTER, agency=agency)
    content = f"ma_nhiem_vu,ky_bao_cao,tien_do,ngay_hoan_thanh,ket_qua\n{text}\n".encode()
    with open_session() as session:
        report = check_report(session, content, file_name="q3.csv", agency=agency, period=Q3, at=local(at))
    return submit_report(user=user, report=report, file_name="q3.csv", agency=None, at=local(at)).number


def remind(at: str) -> int:
    queue_due_reminders(at=local(at), days_before=3, again_after_days=3)
    return send_waiting(mail_settings(), public_url=public_url(), clock=lambda: local(at)).sent


def go(page: Page, address: str) -> None:
    page.goto(urljoin(page.url, address))


def choose(page: Page, state: str, deed: str, *, all_of_them: bool) -> None:
    """On the desk: show one state, choose its agencies, and what shall be done."""
    page.get_by_test_id("stButtonGroup").get_by_text(state).click()
    expect(page).to_have_url(re.compile("round_state="))
    page.wait_for_function(SETTLED)  # the table takes clicks only after it was drawn
    if all_of_them:
        page.get_by_text("cơ quan đang hiển thị trong bảng").click()
    else:
        page.get_by_test_id("stDataFrame").first.click(position=FIRST_ROW_BOX)
    page.get_by_text("Đã chọn:").wait_for()
    if deed != "Gia hạn":  # it is offered first, and another click would take it off
        page.get_by_test_id("stButtonGroup").get_by_text(deed, exact=True).click()
    page.wait_for_function(SETTLED)


def downloaded(page: Page, button: str) -> bytes:
    with page.expect_download() as download:
        page.get_by_role("link", name=button).click()
    return Path(download.value.path()).read_bytes()


@pytest.fixture
def server(mailbox, serve) -> Server:
    """With the mail server that `mailbox` is."""
    return serve(prepare)


@pytest.fixture
def waiting_number(server) -> str:
    """What had happened by the end of September; the number of the report that still waits for review."""
    assert rounds_of(facts_of(now()).plans[PLAN], today=local("2026-06-15 08:00").date())[0] == Q3
    assert remind("2026-09-15 08:00") == len(reports()) - 1  # everybody but the office, which has no reporter
    first = send("HN-SNV", "HN45-32,2026-Q3,40,,Đang soạn", "2026-09-16 09:00")
    return_submission(user=CUONG, number=first, reason="Ghi rõ kết quả", at=local("2026-09-18 09:00"))
    remind("2026-09-19 08:00")
    again = send("HN-SNV", "HN45-32,2026-Q3,60,,Đã trình dự thảo", "2026-09-20 09:00")
    late = send("HN-STC", "HN45-49,2026-Q3,30,,Đang thẩm định", "2026-09-21 09:00")
    for number in (again, late):
        accept_submission(user=CUONG, number=number, at=local("2026-09-25 09:00"))
    remind("2026-09-26 08:00")
    return send("HN-SKHDT", "HN45-37,2026-Q3,50,,Đã lập kế hoạch", "2026-09-28 09:00")


def test_one_round_of_the_ha_noi_plan(page, server, mailbox, waiting_number, tmp_path):
    sent = reports()
    assert sent["HN-SNV"].expected.first_submitted_at == local("2026-09-16 09:00")
    assert (sent["HN-SNV"].expected.is_on_time, sent["HN-STC"].expected.days_late) == (True, 4)
    assert (sent["HN-SKHDT"].state, sent[SILENT].state) == (ReportState.WAITING, ReportState.LOCKED)

    sign_in_by_form(page, server, Role.COORDINATOR, address=DESK)
    extended = extend_the_first(page)
    remind_by_hand(page, mailbox, extended)
    letters_to_the_silent(page, extended, tmp_path)
    issued = freeze(page)
    add_signed_copy(page)

    accept_submission(user=CUONG, number=waiting_number, at=now())
    page.reload()
    expect(page.get_by_text("báo cáo hoặc dòng số liệu khác với báo cáo đã chốt")).to_be_visible()
    assert downloaded(page, "Tải bản Word") == issued
    with open_session() as session:
        [row] = issued_reports(session, OFFICE)
        assert {reproduction.format: reproduction.is_equal for reproduction in reproduce(session, row)} == {
            "docx": True, "xlsx": True, "pdf": True,
        }  # fmt: skip
    assert row.files[0].sha256 == sha256(issued).hexdigest()
    assert row.waiting_count == 1


def extend_the_first(page: Page) -> str:
    """By hand, the first agency in the table; which it was."""
    choose(page, "Chưa gửi, đã khóa", "Gia hạn", all_of_them=False)
    expect(page.get_by_text("Đã chọn: 1.")).to_be_visible()
    day = today() + timedelta(days=5)
    page.get_by_test_id("stDateInput").get_by_role("spinbutton").first.click()
    page.keyboard.type(f"{day:%d%m%Y}")
    page.get_by_label("Lý do (cơ quan báo cáo đọc được)").fill("Chờ số liệu")
    page.get_by_test_id("stMain").get_by_test_id("stFormSubmitButton").get_by_role("button").click()
    expect(page.get_by_text("Đã gia hạn đến")).to_be_visible()
    [found] = [agency for agency, report in reports().items() if report.expected.extended_due_on == day]
    return found


def remind_by_hand(page: Page, box, extended: str) -> None:
    box.letters.clear()
    go(page, DESK)
    choose(page, "Chưa gửi, còn hạn", "Nhắc", all_of_them=True)
    page.get_by_role("button", name="Gửi thư nhắc").click()
    expect(page.get_by_text("Thư đã gửi: 1")).to_be_visible()
    assert set(box.by_address()) == {f"{extended.lower()}@example.vn"}


def letters_to_the_silent(page: Page, extended: str, folder: Path) -> None:
    """Each was reminded twice by e-mail after the due day and had no letter; the second letter in a row is warned of."""
    go(page, DESK)
    choose(page, "Chưa gửi, đã khóa", "Lập công văn", all_of_them=True)
    page.get_by_label("Số đầu").fill("12")
    page.get_by_role("button", name="Lập các công văn").click()
    package = folder / "cong-van.zip"
    expect(page.get_by_text("Đã lập")).to_be_visible()
    package.write_bytes(downloaded(page, "Tải các công văn"))
    locked = {agency for agency, report in reports().items() if report.state is ReportState.LOCKED} - {"HN-SNGV"}
    names = facts_of(now()).agencies
    in_order = sorted(locked, key=lambda agency: vietnamese_order(names[agency].name))
    numbered = list(enumerate(in_order, start=12))
    with zipfile.ZipFile(package) as letters:
        assert set(letters.namelist()) == {f"cong-van-{number}_{agency}.docx" for number, agency in numbered}
        a_letter = letters.read(f"cong-van-12_{dict(numbered)[12]}.docx")
    assert extended not in locked
    text = "\n".join(paragraph.text for paragraph in Checked(a_letter).elements())
    assert "nhắc qua thư điện tử 02 lần" in text
    assert "(lần" not in text
    page.get_by_text(f"Sổ công văn ({len(locked)})").wait_for()

    page.get_by_label("Số đầu").fill("40")
    page.get_by_role("button", name="Lập các công văn").click()
    expect(page.get_by_text("Trong 10 ngày gần đây đã có công văn gửi")).to_be_visible()
    page.get_by_role("button", name="Vẫn lập công văn").click()
    page.get_by_text(f"Sổ công văn ({2 * len(locked)})").wait_for()


def freeze(page: Page) -> bytes:
    """Draft, what only the office knows, number, confirmation; the frozen Word file."""
    go(page, "/consolidated-reports?report_period=2026-Q3")
    expect(page.get_by_text("chờ xác nhận: 1")).to_be_visible()
    assert "DỰ THẢO" in "\n".join(
        paragraph.text for paragraph in Checked(downloaded(page, "Dự thảo (Word)")).elements()
    )
    page.get_by_label("I.1. Công tác chỉ đạo").fill("Sở Ngoại vụ đã ban hành 02 văn bản hướng dẫn.")
    page.get_by_label("III.3. Nguyên nhân").fill("Kinh phí giao chậm.")
    page.get_by_role("button", name="Lưu nội dung").click()
    expect(page.get_by_text("Đã lưu nội dung cùng dự thảo.")).to_be_visible()
    page.get_by_label("Số văn bản").fill("5")
    page.keyboard.press("Tab")
    page.get_by_text("Tôi đã xem dự thảo").click()
    page.get_by_role("button", name="Chốt báo cáo").click()
    expect(page.get_by_text("Đã chốt báo cáo (bản đầu).")).to_be_visible()
    expect(page.get_by_text("Số liệu hiện nay không khác báo cáo đã chốt.")).to_be_visible()
    frozen = downloaded(page, "Tải bản Word")
    text = [paragraph.text for paragraph in Checked(frozen).elements()]
    assert text[text.index("3. Nguyên nhân") + 1] == "Kinh phí giao chậm."
    assert "Sở Ngoại vụ đã ban hành 02 văn bản hướng dẫn." in text
    assert "…………" not in text[: text.index("Nơi nhận:")]
    return frozen


def add_signed_copy(page: Page) -> None:
    signed = b"%PDF-1.7 da ky"
    page.get_by_test_id("stFileUploader").locator("input").set_input_files(
        {"name": "05-BC-SNgV.pdf", "mimeType": "application/pdf", "buffer": signed}
    )
    page.get_by_role("button", name="Thêm bản đã ký").click()
    expect(page.get_by_text("Đã lưu bản đã ký cùng báo cáo.")).to_be_visible()
    assert downloaded(page, "Tải bản đã ký") == signed
