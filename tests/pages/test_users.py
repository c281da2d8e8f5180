"""The accounts page, driven by Streamlit's own test driver."""

import pytest

from data_model.store import open_session
from data_model.store.people.accounts import accounts
from data_model.values import Role
from tests.builders.accounts import in_vietnamese
from tests.builders.pages import ADMIN, EMPTY, rows, said


@pytest.fixture
def page(own):
    return own(EMPTY).open("users", ADMIN)


def stored(name):
    with open_session() as session:
        return next((account for account in accounts(session) if account.name == name), None)


def fill(page, name="moi", display_name="Người mới", role=Role.REPORTER, agency="SO-B"):
    page.text_input(key="users_name").set_value(name)
    page.text_input(key="users_display_name").set_value(display_name)
    page.selectbox(key="users_role").set_value(role).run()
    if agency:
        page.selectbox(key="users_agency").set_value(agency)
    return page.button(key="users_add").click().run()


def test_every_account_is_listed(page):
    rows = page.dataframe[0].value

    assert list(rows["Tên tài khoản"]) == ["an", "binh", "cuong", "lan"]
    assert list(rows["Trạng thái"]) == [in_vietnamese("Active")] * 4


def test_a_new_account_shows_its_code_once_and_stands_in_the_list(page):
    fill(page)

    [code] = page.code
    assert len(code.value) == len("ABCD-EFGH-JKLM-NPQR")
    assert "moi" in list(page.dataframe[0].value["Tên tài khoản"])
    assert stored("moi").agency == "SO-B"
    page.run()
    assert len(page.code) == 0


@pytest.mark.parametrize(
    "wrong, sentence",
    [
        (
            {"name": "người mới"},
            in_vietnamese(
                "Write the account name with 2 to 50 unaccented letters, digits, dots or hyphens, for example nguyen-van-an."
            ),
        ),
        ({"name": "binh"}, in_vietnamese("This account name is taken. Choose another one.")),
        ({"display_name": ""}, in_vietnamese("Enter the full name of the person.")),
        ({"agency": None}, in_vietnamese("Choose the agency: this role sees and does only what concerns an agency.")),
    ],
)
def test_a_wrong_entry_is_said_and_stores_nothing(page, wrong, sentence):
    fill(page, **wrong)

    assert page.error[0].value.startswith(sentence)
    assert len(page.code) == 0
    assert len(page.dataframe[0].value) == 4


def test_an_account_is_disabled_only_after_saying_so(page):
    page.selectbox(key="users_account").set_value("binh").run()
    assert page.button(key="users_disable").disabled

    page.checkbox(key="users_sure_binh").check().run()
    page.button(key="users_disable").click().run()

    assert stored("binh").disabled_at is not None
    assert page.success[0].value == in_vietnamese("The account is disabled and signed out everywhere.")


def test_ones_own_account_cannot_be_disabled(page):
    page.selectbox(key="users_account").set_value("an").run()
    page.checkbox(key="users_sure_an").check().run()
    page.button(key="users_disable").click().run()

    assert page.error[0].value == in_vietnamese("You cannot disable your own account. Ask another administrator.")
    assert stored("an").disabled_at is None


def test_a_forgotten_password_is_answered_with_a_new_code(page):
    page.selectbox(key="users_account").set_value("lan").run()
    page.button(key="users_renew").click().run()

    assert len(page.code) == 1
    assert stored("lan").code_expires_at is not None


def test_the_administrator_reads_who_may_sign_in_as_what(shared):
    page = shared(EMPTY).open("users", ADMIN)

    assert said(page.main.title) == ["Tài khoản"]
    assert [expander.label for expander in page.main.expander] == ["Thêm tài khoản", "Thay đổi tài khoản"]
    assert [(row["Tên tài khoản"], row["Vai trò"], row["Cơ quan"]) for row in rows(page)] == [
        ("an", "Quản trị viên", ""),
        ("binh", "Cán bộ báo cáo", "Sở A"),
        ("cuong", "Cơ quan tổng hợp", "Sở B"),
        ("lan", "Lãnh đạo", ""),
    ]


def test_an_account_is_given_to_another_agency(page):
    page.selectbox(key="users_account").set_value("binh").run()
    assert page.button(key="users_set_agency").disabled
    page.selectbox(key="users_agency_binh").set_value("SO-B").run()
    page.button(key="users_set_agency").click().run()

    assert said(page.main.success) == ["Từ nay tài khoản làm việc cho Sở B."]
    assert stored("binh").agency == "SO-B"


def test_an_address_for_reminders_is_saved_and_a_wrong_one_refused(page):
    page.selectbox(key="users_account").set_value("binh").run()
    page.text_input(key="users_email_binh").set_value("binh@so-a")
    page.button(key="users_set_email").click().run()
    assert said(page.main.error) == ["Địa chỉ thư điện tử không đúng. Nhập theo mẫu nguyenvanan@hanoi.gov.vn."]
    assert stored("binh").email == ""

    page.text_input(key="users_email_binh").set_value("binh@so-a.gov.vn")
    page.button(key="users_set_email").click().run()

    assert stored("binh").email == "binh@so-a.gov.vn"
    assert said(page.main.success) == ["Đã lưu địa chỉ thư điện tử."]
