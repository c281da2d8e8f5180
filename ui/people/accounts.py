"""The parts of the accounts page: adding, e-mail address, one-time code, disabling, and the list."""

from collections.abc import Callable, Mapping
from datetime import datetime

import streamlit as st
from sqlmodel import Session

from actions.people.accounts import (
    AccountRefused,
    add_user,
    disable_user,
    renew_code,
    set_agency,
    set_email,
)
from data_model.rules.people.access import CurrentUser
from data_model.rules.people.accounts import NEEDS_AGENCY, NEEDS_PROVINCE
from data_model.store import open_side_transaction
from data_model.store.base.organisation import Accounts, accounts_on
from data_model.store.people.accounts import Account, accounts, agency_choices, provinces
from data_model.values import UTC, Role
from exports.base.table_rows import RowValue
from ui.base.clock import today
from ui.base.language import _
from ui.base.plain_text import plain
from ui.base.screen_tables import show_table
from wording import labels
from wording.collation import vietnamese_order
from wording.formats import NO_VALUE, instant
from wording.groups import province_name
from wording.people import account_problem


def add_account(session: Session, user: CurrentUser) -> None:
    """The form for a new account. Its one-time code is shown once, in the run that made it."""
    name = st.text_input(_("Account name"), key="users_name", max_chars=50, placeholder="nguyen-van-an")
    display_name = st.text_input(_("Full name and post"), key="users_display_name", max_chars=100)
    role = st.selectbox(_("Role"), list(Role), index=None, key="users_role", format_func=_role)
    agency, province = None, ""
    if role in NEEDS_AGENCY:
        names = agency_choices(session)
        codes = sorted(names, key=lambda code: vietnamese_order(names[code]))
        agency = st.selectbox(_("Agency"), codes, index=None, key="users_agency", format_func=names.__getitem__)
    if role in NEEDS_PROVINCE:
        province = st.selectbox(
            _("Province or city"),
            ["", *sorted(provinces(session), key=vietnamese_order)],
            key="users_province",
            format_func=_province,
        )
    email = ""
    if role is Role.REPORTER:
        email = st.text_input(_("E-mail for reminders (optional)"), key="users_email", max_chars=254)
    if st.button(_("Add the account"), type="primary", key="users_add", disabled=role is None) and role is not None:
        _do(
            lambda change, at: add_user(
                change,
                user=user,
                name=name,
                display_name=display_name,
                role=role,
                agency=agency,
                province=province,
                email=email,
                at=at,
            ),
            name,
        )


def change_account(session: Session, user: CurrentUser) -> None:
    """E-mail address, new one-time code and disabling of one account."""
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
    email = st.text_input(
        _("E-mail for reminders (optional)"), value=by_name[name].email, key=f"users_email_{name}", max_chars=254
    )
    if st.button(_("Save the e-mail address"), key="users_set_email"):
        _set_email(user, name, email)
    if by_name[name].role in NEEDS_AGENCY:
        _choose_agency(session, user, by_name[name])
    st.caption(_("A new one-time code replaces a forgotten password. It also opens a disabled account again."))
    if st.button(_("Give a new one-time code"), key="users_renew"):
        _do(lambda change, at: renew_code(change, user=user, name=name, at=at), name)
    is_sure = st.checkbox(_("Nobody shall sign in by this account any more"), key=f"users_sure_{name}")
    if st.button(_("Disable the account"), key="users_disable", disabled=not is_sure):
        _do(lambda change, at: disable_user(change, user=user, name=name, at=at), name)


def _choose_agency(session: Session, user: CurrentUser, account: Account) -> None:
    """As after a split, when nobody but a person can say for which of the successors it acts."""
    names = agency_choices(session)
    codes = sorted(names, key=lambda code: vietnamese_order(names[code]))
    place = codes.index(account.agency) if account.agency in codes else None
    key = f"users_agency_{account.name}"
    agency = st.selectbox(_("Acts for"), codes, index=place, key=key, format_func=names.__getitem__)
    if st.button(_("Save the agency"), key="users_set_agency", disabled=agency in (None, account.agency)):
        try:
            with open_side_transaction() as change:
                set_agency(change, user=user, name=account.name, agency=agency or "", at=datetime.now(UTC))
        except AccountRefused as refused:
            st.error(account_problem(refused.problem))
        else:
            st.success(_("The account acts for {agency} now.").format(agency=plain(names[agency or ""])))


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
            _("Role"): _role(account.role),
            _("Agency"): _agency(account, acting, names),
            _("Province or city"): province_name(account.province),
            _("E-mail"): account.email,
            _("State"): _state(account),
        }
        for account in accounts(session)
    ]
    show_table(rows, key="users_accounts", empty=_("There is no account yet."))


def _set_email(user: CurrentUser, name: str, email: str) -> None:
    try:
        with open_side_transaction() as session:
            set_email(session, user=user, name=name, email=email, at=datetime.now(UTC))
    except AccountRefused as refused:
        st.error(account_problem(refused.problem))
    else:
        st.success(_("The e-mail address is saved."))


def _do(change: Callable[[Session, datetime], str | None], name: str) -> None:
    """Makes one change and shows its result. Streamlit must not be called inside the transaction."""
    try:
        with open_side_transaction() as session:
            code = change(session, datetime.now(UTC))
    except AccountRefused as refused:
        st.error(account_problem(refused.problem))
        return
    if code is None:
        st.success(_("The account is disabled and signed out everywhere."))
        return
    st.success(_("One-time code for {name}. It is shown only now; its owner enters it at /activate.").format(name=name))
    st.code(code, language=None)


def _role(role: Role) -> str:
    return _(labels.ROLE[role])


def _province(province: str) -> str:
    return province_name(province) or _("Every province")


def _who(account: Account) -> str:
    return f"{account.name} – {account.display_name}"


def _state(account: Account) -> str:
    if account.disabled_at is not None:
        return _("Disabled")
    if account.code_expires_at is not None:
        return _("One-time code until {day}").format(day=instant(account.code_expires_at))
    return _("Active") if account.has_password else NO_VALUE
