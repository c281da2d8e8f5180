"""The accounts page, driven by Streamlit's own test driver."""

from datetime import datetime

import pytest

from actions.people.second_factor import begin_set_up, confirm_set_up
from actions.people.tries import Origin
from data_model.rules.people.second_factor import code_of
from data_model.store import open_session
from data_model.store.people.accounts import accounts
from data_model.values import UTC, Role
from tests.builders.accounts import PASSWORD, in_vietnamese
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
    assert [expander.label for expander in page.main.expander] == [
        "Thêm tài khoản",
        "Thêm tài khoản từ danh sách",
        "Thay đổi tài khoản",
    ]
    assert [(row["Tên tài khoản"], row["Vai trò"], row["Cơ quan"]) for row in rows(page)] == [
        ("an", "Quản trị viên", ""),
        ("binh", "Cán bộ báo cáo", "Sở A"),
        ("cuong", "Cơ quan tổng hợp", "Sở B"),
        ("lan", "Lãnh đạo", ""),
    ]


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


def upload(page, *lines):
    text = "\n".join(("Họ và tên;Tên đăng nhập;Cơ quan;Vai trò;Thư điện tử", *lines))
    return page.file_uploader(key="users_file_0").set_value(("ds.csv", text.encode(), "text/csv")).run()


def test_a_list_is_shown_before_anything_is_made_and_then_gives_a_code_to_each(page):
    upload(page, "Lê An;le-an;Sở A;Cán bộ báo cáo;", "Lê Bình;le-binh;;Lãnh đạo;")
    assert stored("le-an") is None
    assert list(page.dataframe[0].value["Tên tài khoản"]) == ["le-an", "le-binh"]

    page.button(key="users_import").click().run()

    codes = next(table.value for table in page.dataframe if "Mã dùng một lần" in table.value)
    assert list(codes["Tên tài khoản"]) == ["le-an", "le-binh"]
    assert len(set(codes["Mã dùng một lần"])) == 2
    assert (stored("le-an").agency, stored("le-binh").role) == ("SO-A", Role.LEADER)
    page.run()
    assert not any("Mã dùng một lần" in table.value for table in page.dataframe)
    assert not page.error, "the box is empty again"


def test_each_wrong_row_of_a_list_is_told_what_to_correct_and_nothing_is_made(page):
    upload(page, "Lê An;le-an;Sở Z;Cán bộ báo cáo;", "Lê Bình;le-binh;;Lãnh đạo;")

    assert said(page.error) == [
        "1/2 dòng cần sửa. Chưa tạo tài khoản nào: sửa các dòng này trong tệp rồi tải tệp lên lại."
    ]
    [wrong] = page.dataframe[0].value.to_dict("records")
    assert wrong["Dòng"] == "2"
    assert wrong["Nội dung cần sửa"] == in_vietnamese("There is no agency with this code. Choose one from the list.")
    assert not [button for button in page.button if button.key == "users_import"]


def test_a_file_that_is_no_list_is_told_what_it_lacks(page):
    page.file_uploader(key="users_file_0").set_value(("ds.csv", b"a;b\n1;2\n", "text/csv")).run()

    assert said(page.error) == [
        "Tệp thiếu cột “Họ và tên”, “Tên đăng nhập”, “Vai trò”. Bổ sung cột rồi tải tệp lên lại."
    ]


def test_invitations_go_by_mail_where_a_server_is_set_and_no_code_is_shown_then(page, mailbox):
    upload(page, "Lê An;le-an;Sở A;Cán bộ báo cáo;le.an@example.vn", "Lê Bình;le-binh;;Lãnh đạo;")

    page.button(key="users_import").click().run()

    [letter] = mailbox.letters
    assert letter["To"].addresses[0].addr_spec == "le.an@example.vn"
    assert "https://tiendo.example.vn/activate?name=le-an&code=" in letter.get_content()
    assert len(page.code) == 1, "the code of who has no address"
    assert "Đã gửi liên kết qua thư điện tử: 1." in " ".join(said(page.success))


def test_a_letter_that_the_server_does_not_take_leaves_the_code_on_screen(page, mailbox):
    mailbox.refuses["le.an@example.vn"] = "550 no such mailbox"
    upload(page, "Lê An;le-an;Sở A;Cán bộ báo cáo;le.an@example.vn")

    page.button(key="users_import").click().run()

    assert mailbox.letters == []
    assert len(page.code) == 1
    assert said(page.warning)[0].startswith("Máy chủ thư không nhận thư gửi đến: le.an@example.vn.")


def test_another_post_is_saved_with_a_reason(page):
    page.selectbox(key="users_account").set_value("binh").run()
    page.selectbox(key="users_agency_binh").set_value("SO-B")
    page.button(key="users_change").click().run()
    assert said(page.main.error) == [in_vietnamese("Say why: the reason stands in the audit.")]
    assert stored("binh").agency == "SO-A"

    page.text_input(key="users_reason_binh").set_value("Theo QĐ 12/QĐ-SNV")
    page.button(key="users_change").click().run()

    assert stored("binh").agency == "SO-B"
    assert said(page.main.success) == [in_vietnamese("The account is changed.")]


def test_a_lost_second_factor_is_reset_with_a_reason(page):
    at = datetime.now(UTC)
    secret = begin_set_up(name="binh", password=PASSWORD, origin=Origin(), at=at)
    confirm_set_up(name="binh", code=code_of(secret, at=at), origin=Origin(), at=at)
    page.selectbox(key="users_account").set_value("lan").run()
    assert not [button for button in page.button if button.key == "users_reset_factor"]
    assert list(page.dataframe[0].value["Trạng thái"])[1] == "Đang hoạt động, có xác thực hai bước"

    page.selectbox(key="users_account").set_value("binh").run()
    page.text_input(key="users_factor_reason_binh").set_value("Mất điện thoại")
    page.button(key="users_reset_factor").click().run()

    assert not stored("binh").has_second_factor
    assert said(page.main.success) == [
        in_vietnamese("The second factor is reset, and the account signed out everywhere.")
    ]
