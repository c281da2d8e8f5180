"""The parts of the accounts page: adding, changing, one-time code, second factor, disabling, and the list."""

from collections.abc import Callable, Mapping
from datetime import datetime

import streamlit as st
from sqlmodel import Session

from actions.people.accounts import (
    AccountRefused,
    NewAccount,
    add_user,
    change_account,
    disable_user,
    renew_code,
    set_email,
)
from actions.people.import_accounts import GivenCode
from actions.people.second_factor import reset_second_factor
from data_model.rules.people.access import CurrentUser
from data_model.rules.people.accounts import folded_name
from data_model.settings import linked_mail
from data_model.store import open_side_transaction
from data_model.store.base.organisation import Accounts, accounts_on
from data_model.store.people.accounts import Account, accounts, agency_choices
from data_model.values import UTC
from exports.base.table_rows import RowValue
from ui.base.clock import today
from ui.base.language import _
from ui.base.screen_tables import show_table
from ui.people.account_fields import post_fields
from ui.people.given_codes import give_out
from wording.formats import NO_VALUE, instant
from wording.groups import province_name
from wording.labels import ROLE, label
from wording.people import account_problem


def add_account(session: Session, user: CurrentUser) -> None:
    """The form for a new account. Its one-time code goes by mail, or is shown once, in the run that made it."""
    name = st.text_input(_("Account name"), key="users_name", max_chars=50, placeholder="nguyen-van-an")
    display_name = st.text_input(_("Full name and post"), key="users_display_name", max_chars=100)
    role, agency, province = post_fields(session, key="")
    email = _email_field(key="users_email")
    if st.button(_("Add the account"), type="primary", key="users_add", disabled=role is None) and role is not None:
        account = NewAccount(name, display_name, role, agency, province, email)
        code = _do(lambda change, at: add_user(change, user=user, account=account, at=at))
        if code is not None:
            give_out([GivenCode(folded_name(name), display_name, code)])


def change_accounts(session: Session, user: CurrentUser) -> None:
    """Of one account: name, role and agency, e-mail address, new one-time code, second factor, disabling."""
    by_name = {account.name: account for account in accounts(session)}
    name = st.selectbox(
        _("Account"),
        list(by_name),
        index=None,
        key="users_account",
        format_func=lambda account_name: _who(by_name[account_name]),
    )
    if name is None:
        return
    account = by_name[name]
    post, entry = st.columns(2, gap="large")
    with post:
        _change_post(session, user, account)
    with entry:
        _change_email(user, account)
        _renew(user, account)
        _reset_second_factor(user, account)
        _disable(user, account)


def _change_post(session: Session, user: CurrentUser, account: Account) -> None:
    key = f"_{account.name}"
    display_name = st.text_input(
        _("Full name and post"), value=account.display_name, key=f"users_display_name{key}", max_chars=100
    )
    role, agency, province = post_fields(session, key=key, now=account)
    reason = st.text_input(_("Reason of the change"), key=f"users_reason{key}", max_chars=300)
    st.caption(
        _("With another role, agency or province the person is signed out everywhere and goes on with the new one.")
    )
    if not st.button(_("Save the changes"), key="users_change") or role is None:
        return
    if _done(
        lambda change, at: change_account(
            change,
            user=user,
            name=account.name,
            display_name=display_name,
            role=role,
            agency=agency,
            province=province,
            reason=reason,
            at=at,
        )
    ):
        st.success(_("The account is changed."))


def _email_field(*, key: str, value: str = "") -> str:
    what_for = (
        _("Invitations, links for a forgotten password, reminders and notices go there.")
        if linked_mail() is not None
        else _("Reminders and notices go there once a mail server is set.")
    )
    return st.text_input(_("E-mail (optional)"), value=value, key=key, max_chars=254, help=what_for)


def _change_email(user: CurrentUser, account: Account) -> None:
    email = _email_field(key=f"users_email_{account.name}", value=account.email)
    if st.button(_("Save the e-mail address"), key="users_set_email") and _done(
        lambda change, at: set_email(change, user=user, name=account.name, email=email, at=at)
    ):
        st.success(_("The e-mail address is saved."))


def _renew(user: CurrentUser, account: Account) -> None:
    st.caption(_("A new one-time code replaces a forgotten password. It also opens a disabled account again."))
    if st.button(_("Give a new one-time code"), key="users_renew"):
        code = _do(lambda change, at: renew_code(change, user=user, name=account.name, at=at))
        if code is not None:
            give_out([GivenCode(account.name, account.display_name, code)])


def _reset_second_factor(user: CurrentUser, account: Account) -> None:
    if not account.has_second_factor:
        return
    st.caption(_("For who has lost both phone and recovery codes. Make sure that it is this person who asks."))
    reason = st.text_input(_("Reason of the reset"), key=f"users_factor_reason_{account.name}", max_chars=300)
    if st.button(_("Reset the second factor"), key="users_reset_factor") and _done(
        lambda change, at: reset_second_factor(change, user=user, name=account.name, reason=reason, at=at)
    ):
        st.success(_("The second factor is reset, and the account signed out everywhere."))


def _disable(user: CurrentUser, account: Account) -> None:
    is_sure = st.checkbox(_("Nobody shall sign in by this account any more"), key=f"users_sure_{account.name}")
    if st.button(_("Disable the account"), key="users_disable", disabled=not is_sure) and _done(
        lambda change, at: disable_user(change, user=user, name=account.name, at=at)
    ):
        st.success(_("The account is disabled and signed out everywhere."))


def _agency(account: Account, acting: Accounts, names: Mapping[str, str]) -> str:
    """The agency for which the account was made, and who goes on with it where that is another."""
    body = acting.body(account.agency) if account.agency else None
    return account.agency_name if body in (None, account.agency) else f"{account.agency_name} → {names[body or '']}"


def account_list(session: Session) -> None:
    acting, names = accounts_on(session, today()), agency_choices(session)
    rows: list[dict[str, RowValue]] = [
        {
            _("Account name"): account.name,
            _("Full name and post"): account.display_name,
            _("Role"): label(ROLE, account.role),
            _("Agency"): _agency(account, acting, names),
            _("Province or city"): province_name(account.province),
            _("E-mail"): account.email,
            _("State"): _state(account),
        }
        for account in accounts(session)
    ]
    show_table(rows, key="users_accounts", empty=_("There is no account yet."))


def _do(change: Callable[[Session, datetime], str]) -> str | None:
    """Makes one change; what it returned, or None where it is refused, which is said. Streamlit must not be called inside
    the transaction."""
    try:
        with open_side_transaction() as session:
            return change(session, datetime.now(UTC))
    except AccountRefused as refused:
        st.error(account_problem(refused.problem))
        return None


def _done(change: Callable[[Session, datetime], None]) -> bool:
    """Whether the change was made."""

    def made(session: Session, at: datetime) -> str:
        change(session, at)
        return ""

    return _do(made) is not None


def _who(account: Account) -> str:
    return f"{account.name} – {account.display_name}"


def _state(account: Account) -> str:
    if account.disabled_at is not None:
        return _("Disabled")
    if account.code_expires_at is not None:
        return _("One-time code until {day}").format(day=instant(account.code_expires_at))
    if account.has_second_factor:
        return _("Active, with a second factor")
    return _("Active") if account.has_password else NO_VALUE
