"""Signing in, staying and leaving, in a real browser on the running app."""

import re
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from actions.people.accounts import disable_user, renew_code
from data_model.rules.people.access import CurrentUser
from data_model.store import open_side_transaction
from data_model.values import Role
from tests.builders.accounts import NAME, PASSWORD, add_accounts, in_vietnamese, sign_in_by_form
from tests.builders.permissions import CASES
from ui.base.menu import FIRST_PAGE, MENU

AN = CurrentUser("an", "", Role.ADMIN)
STEMS = {item.file.removeprefix("pages/").removesuffix(".py"): item for item in MENU}
MAY = {(action, role) for action, role, answer in CASES if answer == "yes"}


@pytest.mark.parametrize("stem", ["users", "review_submissions"])
def test_the_first_address_asked_of_a_fresh_server_is_a_forbidden_page(serve, page, stem):
    server = serve(add_accounts)

    sign_in_by_form(page, server, Role.REPORTER, address=f"/{stem}")

    page.get_by_role("heading").first.wait_for()
    assert in_vietnamese("All accounts") not in page.content()
    expect(page.get_by_role("heading", name="Tài khoản")).to_have_count(0)
    expect(page.get_by_role("heading", name="Xác nhận báo cáo")).to_have_count(0)


@pytest.mark.parametrize("role", list(Role))
def test_the_menu_offers_what_the_role_may_do(server, page, role):
    sign_in_by_form(page, server, role)

    links = page.get_by_test_id("stSidebarNavLink")
    expect(links.first).to_be_visible()
    offered = {link.get_attribute("href").rpartition("/")[2] for link in links.all()}
    may_open = [item for item in MENU if (item.action, role) in MAY and item.group is not None]
    assert offered == {"" if item is FIRST_PAGE[role] else item.address for item in may_open}


@pytest.mark.parametrize(
    "role, headings",
    [
        (Role.LEADER, ["Theo dõi", "Xử lý", "Báo cáo"]),
        (Role.COORDINATOR, ["Xử lý", "Theo dõi", "Báo cáo", "Quản lý"]),
        (Role.REPORTER, ["Xử lý", "Theo dõi"]),
        (Role.ADMIN, ["Quản lý", "Theo dõi", "Xử lý"]),
    ],
)
def test_the_menu_begins_with_the_work_of_the_role(server, page, role, headings):
    sign_in_by_form(page, server, role)

    expect(page.get_by_test_id("stNavSectionHeader").locator("p")).to_have_text(headings)


@pytest.mark.parametrize(
    "role, address, answers_at, heading",
    [
        (Role.REPORTER, "/my-reports", "/", "Báo cáo của cơ quan"),
        (Role.REPORTER, "/upload-report", "/upload-report", "Gửi báo cáo"),
        (Role.LEADER, "/overview?as_of=2026-06-30", "/?as_of=2026-06-30", "Tổng quan"),
        (Role.COORDINATOR, "/overview", "/", "Tổng quan"),
        (Role.ADMIN, "/overview", "/", "Tổng quan"),
    ],
)
def test_the_typed_address_of_a_page_opens_it_also_where_it_is_the_roles_first(
    server, page, role, address, answers_at, heading
):
    sign_in_by_form(page, server, role, address=address)

    expect(page.get_by_role("heading", name=heading, exact=True)).to_be_visible()
    expect(page.get_by_text("Không tìm thấy trang")).to_have_count(0)
    assert page.url == f"{server.url}{answers_at}"


def test_a_wrong_password_is_said_and_the_right_one_leads_to_the_page_asked_for(server, page):
    page.goto(f"{server.url}/by-agency")
    page.locator("#name").fill("binh")
    page.locator("#password").fill("sai")
    page.locator("button[type=submit]").click()

    expect(page.get_by_role("alert")).to_have_text(
        in_vietnamese("The account name or the password is not right. Check both and try again.")
    )
    page.locator("#password").fill(PASSWORD)
    page.locator("button[type=submit]").click()

    page.get_by_test_id("stSidebar").wait_for()
    assert page.url == f"{server.url}/by-agency"


def test_a_reload_and_a_second_tab_stay_signed_in(server, page):
    sign_in_by_form(page, server, Role.LEADER)

    page.reload()
    expect(page.get_by_text("Người thử lan")).to_be_visible()
    second = page.context.new_page()
    second.goto(server.url)
    expect(second.get_by_text("Người thử lan")).to_be_visible()


def test_scripts_cannot_read_the_cookie(server, page):
    sign_in_by_form(page, server, Role.LEADER)

    assert "tiendo=" not in page.evaluate("document.cookie")


def test_signing_out_ends_every_open_tab_and_back_shows_nothing(server, page):
    sign_in_by_form(page, server, Role.LEADER)
    second = page.context.new_page()
    second.goto(f"{server.url}/by-agency")
    expect(second.get_by_text("Người thử lan")).to_be_visible()

    page.get_by_role("button", name="Đăng xuất").click()

    page.wait_for_url("**/sign-in*")
    second.wait_for_url("**/sign-in?ended=1&next=%2Fby-agency", timeout=5_000, wait_until="commit")
    page.go_back(wait_until="commit")
    expect(page).to_have_url(re.compile("/sign-in"))
    assert "Người thử lan" not in page.content()


def test_a_disabled_account_is_shown_the_sign_in_page_within_five_seconds(serve, page):
    server = serve(add_accounts)
    sign_in_by_form(page, server, Role.REPORTER)

    with open_side_transaction() as session:
        disable_user(session, user=AN, name=NAME[Role.REPORTER], at=datetime.now(UTC))

    page.wait_for_url("**/sign-in*", timeout=5_000, wait_until="commit")
    page.locator("#name").wait_for()


def test_a_new_password_is_set_by_a_one_time_code(serve, page):
    server = serve(add_accounts)
    with open_side_transaction() as session:
        code = renew_code(session, user=AN, name="binh", at=datetime.now(UTC))
    page.goto(server.url)
    page.get_by_role("link", name=in_vietnamese("I have a one-time code")).click()

    page.locator("#name").fill("binh")
    page.locator("#code").fill(code.lower())
    page.locator("#password").fill("con đường mới")
    page.locator("#repeated").fill("con đường mới")
    page.get_by_role("button", name=in_vietnamese("Set the password and sign in")).click()

    expect(page.get_by_text("Người thử binh")).to_be_visible()


def test_the_language_is_changed_where_one_stands_and_stays(server, page):
    sign_in_by_form(page, server, Role.ADMIN, address="/users")
    expect(page.get_by_role("heading", name="Tài khoản", exact=True)).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "vi")

    page.get_by_role("link", name="English").click()

    expect(page.get_by_role("heading", name="Accounts", exact=True)).to_be_visible()
    assert page.url == f"{server.url}/users"
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.get_by_role("link", name="Tiếng Việt").click()
    expect(page.get_by_role("heading", name="Tài khoản", exact=True)).to_be_visible()


def test_the_sign_in_page_fits_a_telephone(server, page):
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{server.url}/sign-in")

    assert page.evaluate("document.documentElement.scrollWidth") <= 320
