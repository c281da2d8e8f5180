"""What nobody loses: text that was typed when a session ended or the store was busy, and a file that was offered."""

import re
import sqlite3
from contextlib import closing

import pytest
from playwright.sync_api import Page, expect

from data_model.store import open_session, open_side_transaction
from data_model.store.people.accounts import user_named
from data_model.store.people.sessions import end_sessions
from data_model.store.round.messages import thread
from data_model.values import Role
from tests.builders.accounts import NAME, PASSWORD
from tests.journeys.steps import person
from ui.base.report_links import report_of_link

TYPED = "Đề nghị gia hạn đến hết tháng, vì chờ số liệu của các huyện"


@pytest.fixture
def page(browser, server, nothing_sent) -> Page:
    return person(browser, server, Role.REPORTER)


@pytest.fixture
def messages(page) -> Page:
    """The page on which the agency and its office write to each other about the report that is open."""
    page.get_by_role("button", name="Trao đổi").first.click()
    page.get_by_role("textbox", name="Nội dung").wait_for()
    return page


def box(page: Page):
    return page.get_by_role("textbox", name="Nội dung")


def sign_in_again(page: Page, role: Role) -> None:
    page.wait_for_url("**/sign-in?ended=1&next=*", timeout=10_000)
    page.locator("#name").fill(NAME[role])
    page.locator("#password").fill(PASSWORD)
    page.locator("button[type=submit]").click()


def written(page: Page) -> list[str]:
    report = report_of_link(re.search(r"about=([^&]+)", page.url)[1].replace("%7E", "~"))
    with open_session() as session:
        return [message.text for message in thread(session, report)]


def test_what_was_typed_is_there_again_after_the_session_ended_and_a_new_sign_in(messages):
    box(messages).fill(TYPED)
    with open_side_transaction() as session:
        end_sessions(session, user_id=user_named(session, NAME[Role.REPORTER]).id)

    expect(messages.get_by_text("nội dung đang nhập trên trang được giữ nguyên")).to_be_visible()
    sign_in_again(messages, Role.REPORTER)

    expect(box(messages)).to_have_value(TYPED)
    messages.get_by_role("button", name="Gửi", exact=True).click()
    expect(messages.get_by_text("Đã gửi.")).to_be_visible()
    assert written(messages) == [TYPED]


def test_a_text_that_was_saved_and_then_changed_is_put_back_as_it_was_changed(browser, server, nothing_sent):
    office = person(browser, server, Role.COORDINATOR, address="/consolidated-reports")
    written, untouched = office.get_by_label("III.1. Ưu điểm"), office.get_by_label("V. Phương hướng")
    written.fill("Bản đầu")
    untouched.fill("Tiếp tục thực hiện Kế hoạch")
    office.get_by_role("button", name="Lưu nội dung").click()
    expect(office.get_by_text("Đã lưu nội dung cùng dự thảo.")).to_be_visible()
    written.fill(TYPED)
    with open_side_transaction() as session:
        end_sessions(session, user_id=user_named(session, NAME[Role.COORDINATOR]).id)

    sign_in_again(office, Role.COORDINATOR)

    expect(written).to_have_value(TYPED)
    expect(untouched).to_have_value("Tiếp tục thực hiện Kế hoạch")
    office.get_by_role("button", name="Lưu nội dung").click()
    expect(office.get_by_text("Đã lưu nội dung cùng dự thảo.")).to_be_visible()
    office.reload()
    expect(written).to_have_value(TYPED)


def test_somebody_else_who_signs_in_there_does_not_see_it(messages):
    box(messages).fill(TYPED)
    address = messages.url
    with open_side_transaction() as session:
        end_sessions(session, user_id=user_named(session, NAME[Role.REPORTER]).id)

    sign_in_again(messages, Role.COORDINATOR)

    expect(messages.get_by_text(f"Người thử {NAME[Role.COORDINATOR]}")).to_be_visible()
    messages.goto(address)
    expect(box(messages)).to_have_value("")
    assert messages.evaluate("sessionStorage.getItem('tiendo.typed')") is None


def test_a_message_to_a_store_that_is_busy_stays_in_its_box_and_is_sent_once(messages, server):
    before = written(messages)
    box(messages).fill(TYPED)
    with closing(sqlite3.connect(server.database_url.removeprefix("sqlite:///"), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        messages.get_by_role("button", name="Gửi", exact=True).click()
        expect(messages.get_by_text("Đang gửi nội dung trao đổi…")).to_be_visible()
        expect(messages.get_by_text("Chưa lưu nội dung nào; nội dung vừa nhập vẫn còn")).to_be_visible(timeout=20_000)
        other.execute("ROLLBACK")
    expect(box(messages)).to_have_value(TYPED)

    messages.get_by_role("button", name="Gửi", exact=True).dblclick()

    expect(messages.get_by_test_id("stText").filter(has_text=TYPED)).to_have_count(len(before) + 1)
    expect(box(messages)).to_have_value("")
    messages.wait_for_timeout(1_000)  # for the second click
    assert written(messages) == [*before, TYPED]


def test_a_file_is_there_while_four_others_click(browser, server):
    leader = person(browser, server, Role.LEADER, address="/by-agency")
    others = [
        person(browser, server, Role.LEADER, address=address) for address in ("/", "/by-period", "/", "/by-agency")
    ]
    leader.get_by_text("Bảng số liệu và tệp tải về").first.click()
    leader.get_by_role("button", name="Tải", exact=True).first.click()
    link = leader.get_by_role("link", name="Tải bảng (CSV)").first
    link.wait_for()
    contents = []
    for turn in range(25):
        others[turn % 4].get_by_test_id("stSidebarNavLink").nth(turn % 3).click()
        with leader.expect_download() as download:
            link.click()
        contents.append(download.value.path().read_bytes())

    assert len(set(contents)) == 1
    assert "Sở A" in contents[0].decode("utf-8-sig")
