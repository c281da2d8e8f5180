"""Accounts from a list: what is read, what each wrong row is told, and that all are made or none."""

import io
from datetime import datetime

import pytest
from openpyxl import Workbook

from actions.people.accounts import AccountRefused, NewAccount
from actions.people.import_accounts import check_rows, import_accounts
from data_model.rules.people.access import CurrentUser, NotAllowed
from data_model.rules.people.accounts import AccountProblem
from data_model.store import open_session, open_side_transaction, open_transaction
from data_model.store.people.accounts import accounts as all_accounts
from data_model.tables import Agency
from data_model.values import UTC, AgencyKind, Role
from intake.people.account_file import AccountColumn, ColumnsMissing, read_account_file, role_of

AT = datetime(2026, 11, 22, 5, tzinfo=UTC)
AN = CurrentUser("an", "Người thử an", Role.ADMIN)
HEAD = "Họ và tên;Tên đăng nhập;Cơ quan;Vai trò;Thư điện tử"


def read(*lines, name="ds.csv"):
    return read_account_file("\n".join(lines).encode("utf-8-sig"), file_name=name)


def check(*lines):
    with open_session() as session:
        return check_rows(session, read(HEAD, *lines))


def test_a_list_is_read_whatever_the_order_of_its_columns_and_what_stands_above():
    rows = read(
        "DANH SÁCH CÁN BỘ;;;;;",
        "",
        "STT;Email;VAI TRÒ;Đơn vị;Tên tài khoản;Họ tên, chức vụ",
        "1;a@example.vn;Cán bộ báo cáo;Sở A;le-an;Lê An, chuyên viên",
        ";;;;;",
        "2;;lãnh đạo;;tran-binh;Trần Bình",
    )

    assert [(row.number, row.display_name, row.name, row.agency, row.role, row.email) for row in rows] == [
        (4, "Lê An, chuyên viên", "le-an", "Sở A", "Cán bộ báo cáo", "a@example.vn"),
        (6, "Trần Bình", "tran-binh", "", "lãnh đạo", ""),
    ]


def test_a_workbook_is_read_like_the_text():
    book = Workbook()
    for line in (HEAD, "Lê An;le-an;SO-A;reporter;"):
        book.active.append(line.split(";"))
    content = io.BytesIO()
    book.save(content)

    [row] = read_account_file(content.getvalue(), file_name="ds.xlsx")

    assert (row.number, row.name, row.agency) == (2, "le-an", "SO-A")


@pytest.mark.parametrize(
    "head, missing",
    [
        ("Họ tên;Cơ quan;Vai trò", (AccountColumn.NAME,)),
        ("Tên;Mã", (AccountColumn.DISPLAY_NAME, AccountColumn.NAME, AccountColumn.ROLE)),
        ("", (AccountColumn.DISPLAY_NAME, AccountColumn.NAME, AccountColumn.ROLE)),
    ],
)
def test_a_list_without_the_columns_is_told_which(head, missing):
    with pytest.raises(ColumnsMissing) as refused:
        read(head, "Lê An;le-an;reporter")

    assert refused.value.columns == missing


@pytest.mark.parametrize(
    "words, role",
    [
        ("Cán bộ báo cáo", Role.REPORTER),
        ("CAN BO BAO CAO", Role.REPORTER),
        ("Cơ quan tổng hợp", Role.COORDINATOR),
        ("Quản trị viên", Role.ADMIN),
        ("leader", Role.LEADER),
        ("giám đốc", None),
        ("", None),
    ],
)
def test_roles_are_named_by_their_words_or_codes(words, role):
    assert role_of(words) is role


@pytest.mark.parametrize(
    "line, account",
    [
        ("Lê An;Le-An;Sở A;Cán bộ báo cáo;", NewAccount("le-an", "Lê An", Role.REPORTER, "SO-A")),
        ("Lê An;le-an;so-a;reporter;x@y.vn", NewAccount("le-an", "Lê An", Role.REPORTER, "SO-A", "", "x@y.vn")),
        ("Lê An;le-an;sở b.;Cơ quan tổng hợp;", NewAccount("le-an", "Lê An", Role.COORDINATOR, "SO-B")),
        ("Lê An;le-an;;Lãnh đạo;", NewAccount("le-an", "Lê An", Role.LEADER)),
        ("Lê An;le-an;Sở A;Quản trị viên;", NewAccount("le-an", "Lê An", Role.ADMIN)),
    ],
)
def test_a_right_row_is_an_account(accounts, line, account):
    [checked] = check(line)

    assert (checked.account, checked.problem) == (account, None)


@pytest.mark.parametrize(
    "line, problem",
    [
        ("Lê An;lê an;Sở A;Cán bộ báo cáo;", AccountProblem.NAME_NOT_USABLE),
        ("Lê An;binh;Sở A;Cán bộ báo cáo;", AccountProblem.NAME_TAKEN),
        (";le-an;Sở A;Cán bộ báo cáo;", AccountProblem.DISPLAY_NAME_MISSING),
        ("Lê An;le-an;;Cán bộ báo cáo;", AccountProblem.AGENCY_MISSING),
        ("Lê An;le-an;Sở Z;Cán bộ báo cáo;", AccountProblem.AGENCY_UNKNOWN),
        ("Lê An;le-an;Sở A;Giám đốc;", AccountProblem.ROLE_UNKNOWN),
        ("Lê An;le-an;Sở A;Cán bộ báo cáo;le.an@", AccountProblem.EMAIL_NOT_USABLE),
        ("Lê An;le-an;Atlantis;Lãnh đạo;", AccountProblem.PROVINCE_UNKNOWN),
    ],
)
def test_a_wrong_row_is_told_what_is_wrong(accounts, line, problem):
    [wrong, right] = check(line, "Trần Bình;tran-binh;Sở A;Cán bộ báo cáo;")

    assert (wrong.account, wrong.problem) == (None, problem)
    assert right.problem is None


def test_a_name_that_stands_twice_is_wrong_both_times(accounts):
    assert [row.problem for row in check("A;le-an;;Lãnh đạo;", "B; LE-AN;;Lãnh đạo;")] == [
        AccountProblem.NAME_TWICE
    ] * 2


def test_of_several_agencies_with_one_name_the_code_says_which(accounts):
    with open_transaction() as session:
        session.add(Agency(code="SO-A-2", name="Sở A", kind=AgencyKind.DEPARTMENT, province="Huế"))

    named, coded = check("Lê An;le-an;Sở A;reporter;", "Lê Bình;le-binh;SO-A-2;reporter;")

    assert named.problem is AccountProblem.AGENCY_AMBIGUOUS
    assert coded.account.agency == "SO-A-2"


def make(*accounts, user=AN):
    with open_side_transaction() as session:
        return import_accounts(session, user=user, accounts=accounts, at=AT)


def names():
    with open_session() as session:
        return [account.name for account in all_accounts(session)]


def test_all_are_made_each_with_a_code_of_its_own(accounts):
    codes = make(NewAccount("le-an", "Lê An", Role.LEADER), NewAccount("le-binh", "Lê Bình", Role.REPORTER, "SO-A"))

    assert [code.name for code in codes] == ["le-an", "le-binh"]
    assert len({code.code for code in codes}) == 2
    assert {"le-an", "le-binh"} < set(names())


def test_all_or_none(accounts):
    before = names()

    with pytest.raises(AccountRefused):
        make(NewAccount("le-an", "Lê An", Role.LEADER), NewAccount("binh", "Lê Bình", Role.LEADER))
    for role in (Role.LEADER, Role.COORDINATOR, Role.REPORTER):
        with pytest.raises(NotAllowed):
            make(NewAccount("le-an", "Lê An", Role.LEADER), user=CurrentUser("x", "X", role, agency="SO-A"))

    assert names() == before
