"""Accounts from a list: the file, what is wrong with it, what it makes, and the button that makes it."""

from collections.abc import Sequence
from datetime import datetime

import streamlit as st

from actions.people.accounts import AccountRefused
from actions.people.import_accounts import CheckedRow, check_rows, import_accounts
from data_model.rules.people.access import CurrentUser
from data_model.settings import linked_mail
from data_model.store import open_session, open_side_transaction
from data_model.values import UTC, Role
from exports.base.csv_text import csv_bytes
from exports.base.table_rows import RowValue
from intake.base.checked_file import Finding, Severity
from intake.base.opened_file import UnreadableFile
from intake.people.account_file import HEADINGS, AccountRow, ColumnsMissing, read_account_file
from ui.base.download_button import download_button
from ui.base.language import _
from ui.base.screen_tables import show_table
from ui.base.upload_box import upload_box
from ui.people.given_codes import give_out
from wording.findings import sentence
from wording.labels import ROLE, label
from wording.people import account_problem

EXAMPLES = (
    ("Nguyễn Văn An, chuyên viên", "nguyen-van-an", Role.REPORTER, "nguyenvanan@example.vn"),
    ("Trần Thị Bình, trưởng phòng", "tran-thi-binh", Role.LEADER, ""),
)


_LISTS = "users_lists"
"""How many lists were made into accounts: with it the box is a new one, and empty, in the next run."""


def import_from_list(user: CurrentUser) -> None:
    """Nothing is made before the button under the preview, and nothing at all while a row is wrong."""
    st.caption(
        _(
            "CSV or Excel with the columns {columns}. The agency by name or code; for leadership the column says the province, and empty is every one."
        ).format(columns=", ".join(f"“{names[0]}”" for names in HEADINGS.values()))
    )
    download_button(_("Sample file"), _sample_file, name="tai-khoan.csv", key="users_sample", of=None, kind="tertiary")
    upload = upload_box(
        _("List of accounts"),
        type=["csv", "xlsx", "xls", "ods", "tsv"],
        key=f"users_file_{st.session_state.get(_LISTS, 0)}",
    )
    if upload is None:
        return
    rows = _read(upload.getvalue(), upload.name)
    if rows is None:
        return
    with open_session() as session:
        checked = check_rows(session, rows)
    if wrong := [row for row in checked if row.problem is not None]:
        _show_wrong(wrong, len(checked))
        return
    _show_right(checked)
    if st.button(_("Make {count} accounts").format(count=len(checked)), type="primary", key="users_import"):
        _make(user, checked)


def _read(content: bytes, file_name: str) -> list[AccountRow] | None:
    """The rows; None where the file is refused as a whole, which is said."""
    try:
        rows = read_account_file(content, file_name=file_name)
    except UnreadableFile as refusal:
        finding = Finding(Severity.BLOCKER, refusal.code, refusal.row, refusal.column, refusal.value, refusal.expected)
        st.error(sentence(finding))
        return None
    except ColumnsMissing as missing:
        names = ", ".join(f"“{HEADINGS[column][0]}”" for column in missing.columns)
        st.error(_("The file lacks the columns {columns}. Add them and upload the file again.").format(columns=names))
        return None
    if not rows:
        st.error(_("Below the headings the file has no row. Add a row for each person and upload it again."))
        return None
    return rows


def _show_wrong(wrong: Sequence[CheckedRow], count: int) -> None:
    st.error(
        _(
            "{wrong} of {count} rows have to be corrected. No account is made yet: correct them in the file and upload it again."
        ).format(wrong=len(wrong), count=count)
    )
    rows: list[dict[str, RowValue]] = [
        {
            _("Row"): str(row.row.number),
            _("Full name and post"): row.row.display_name,
            _("Account name"): row.row.name,
            _("To be corrected"): account_problem(row.problem),
        }
        for row in wrong
        if row.problem is not None
    ]
    show_table(rows, key="users_wrong", empty="")


def _show_right(checked: Sequence[CheckedRow]) -> None:
    rows: list[dict[str, RowValue]] = [
        {
            _("Account name"): row.account.name,
            _("Full name and post"): row.account.display_name,
            _("Role"): label(ROLE, row.account.role),
            _("Agency"): row.row.agency,
            _("E-mail"): row.account.email,
        }
        for row in checked
        if row.account is not None
    ]
    show_table(rows, key="users_preview", empty="")
    if linked_mail() is not None:
        st.caption(_("Who has an e-mail address gets the invitation at once; the codes of the others are shown here."))
    else:
        st.caption(_("No mail server is set: the one-time codes are shown here, once."))


def _make(user: CurrentUser, checked: Sequence[CheckedRow]) -> None:
    try:
        with open_side_transaction() as session:
            codes = import_accounts(
                session,
                user=user,
                accounts=[row.account for row in checked if row.account is not None],
                at=datetime.now(UTC),
            )
    except AccountRefused as refused:  # somebody else added one of them meanwhile
        st.error(account_problem(refused.problem))
        return
    st.session_state[_LISTS] = st.session_state.get(_LISTS, 0) + 1
    st.success(_("Accounts made: {count}.").format(count=len(codes)))
    give_out(codes)


def _sample_file() -> bytes:
    header = [names[0] for names in HEADINGS.values()]
    rows = [[who, name, "", label(ROLE, role), email] for who, name, role, email in EXAMPLES]
    return csv_bytes([header, *rows])
