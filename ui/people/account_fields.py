"""The fields that say what an account is: role, and agency or province."""

import streamlit as st
from sqlmodel import Session

from data_model.rules.people.accounts import NEEDS_AGENCY, NEEDS_PROVINCE
from data_model.store.people.accounts import Account, agency_choices, provinces
from data_model.values import Role
from ui.base.language import _
from wording.collation import vietnamese_order
from wording.groups import province_name
from wording.labels import ROLE, label


def post_fields(session: Session, *, key: str, now: Account | None = None) -> tuple[Role | None, str | None, str]:
    """Role, agency and province as chosen; `now` is what the account has already, `key` what the widgets' keys end in."""
    roles = list(Role)
    role = st.selectbox(
        _("Role"),
        roles,
        index=roles.index(now.role) if now else None,
        key=f"users_role{key}",
        format_func=lambda role: label(ROLE, role),
    )
    agency, province = None, ""
    if role in NEEDS_AGENCY:
        names = agency_choices(session)
        codes = sorted(names, key=lambda code: vietnamese_order(names[code]))
        agency = st.selectbox(
            _("Agency"),
            codes,
            index=codes.index(now.agency) if now and now.agency in names else None,
            key=f"users_agency{key}",
            format_func=names.__getitem__,
        )
    if role in NEEDS_PROVINCE:
        known = [
            "",
            *sorted({*provinces(session), *([now.province] if now and now.province else [])}, key=vietnamese_order),
        ]
        province = st.selectbox(
            _("Province or city"),
            known,
            index=known.index(now.province) if now else 0,
            key=f"users_province{key}",
            format_func=lambda name: province_name(name) or _("Every province"),
        )
    return role, agency, province
