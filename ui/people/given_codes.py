"""Gives one-time codes out: by mail where the server and the account's address allow it, else on screen, once."""

from collections.abc import Sequence

import streamlit as st

from actions.people.code_letters import CodeLetter, code_letter
from actions.people.import_accounts import GivenCode
from data_model.settings import linked_mail
from data_model.store import open_session
from exports.base.table_rows import RowValue
from mail.code_letters import send_code_letters
from ui.base.language import _
from ui.base.screen_tables import show_table


def give_out(codes: Sequence[GivenCode]) -> None:
    """Says for each code where it went; those that did not go by mail are shown in this run and never again."""
    letters = _letters(codes)
    sent = _send(list(letters.values()))
    if sent:
        st.success(
            _("Links sent by e-mail: {count}. Each works once. {addresses}").format(
                count=len(sent), addresses=", ".join(letters[name].address for name in sorted(sent))
            )
        )
    not_taken = [letter.address for name, letter in letters.items() if name not in sent]
    if not_taken:
        st.warning(
            _("The mail server did not take the letter to: {addresses}. Hand the codes over yourself.").format(
                addresses=", ".join(not_taken)
            )
        )
    _show([code for code in codes if code.name not in sent])


def _letters(codes: Sequence[GivenCode]) -> dict[str, CodeLetter]:
    """By account name; none where no mail server is set."""
    if linked_mail() is None:
        return {}
    with open_session() as session:
        found = {code.name: code_letter(session, name=code.name, code=code.code) for code in codes}
    return {name: letter for name, letter in found.items() if letter is not None}


def _send(letters: Sequence[CodeLetter]) -> frozenset[str]:
    mail = linked_mail()
    if mail is None or not letters:
        return frozenset()
    with st.spinner(_("Sending the letters …")):
        return send_code_letters(mail, letters)


def _show(codes: Sequence[GivenCode]) -> None:
    if len(codes) == 1:
        st.success(
            _("One-time code for {name}. It is shown only now; its owner enters it at /activate.").format(
                name=codes[0].name
            )
        )
        st.code(codes[0].code, language=None)
    elif codes:
        st.success(_("One-time codes, shown only now: each person enters theirs at /activate."))
        rows: list[dict[str, RowValue]] = [
            {
                _("Account name"): code.name,
                _("Full name and post"): code.display_name,
                _("One-time code"): code.code,
            }
            for code in codes
        ]
        show_table(rows, key="users_codes", empty="")
