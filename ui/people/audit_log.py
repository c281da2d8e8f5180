"""The filters of the audit log, and its entries as rows."""

import streamlit as st
from sqlmodel import Session

from data_model.rules.people.audit_chain import AuditQuestion, AuditRow
from data_model.store.people import audit
from exports.base.table_rows import TableRows
from ui.base.clock import today
from ui.base.language import _
from wording.audit import audited
from wording.collation import vietnamese_order


def ask(session: Session) -> AuditQuestion:
    """What the reader wants to see: by person, act, words and days; at first everything."""
    person_column, act_column, words_column = st.columns(3)
    person = person_column.text_input(_("Account name"), key="audit_person").strip()
    acts = sorted(audit.recorded_acts(session), key=lambda act: vietnamese_order(audited(act)))
    act = act_column.selectbox(_("What was done"), acts, index=None, format_func=audited, key="audit_act")
    words = words_column.text_input(_("Words in subject, note or address"), key="audit_words").strip()
    first_column, last_column, _rest = st.columns(3)
    first = first_column.date_input(_("From the day"), None, max_value=today(), format="DD/MM/YYYY", key="audit_first")
    last = last_column.date_input(_("Until the day"), None, max_value=today(), format="DD/MM/YYYY", key="audit_last")
    return AuditQuestion(person, act or "", words, first, last)


def audit_rows(entries: list[AuditRow]) -> TableRows:
    return [
        {
            _("Time"): entry.event.at,
            _("Account name"): entry.event.user_name,
            _("What was done"): audited(entry.event.what),
            _("Subject"): entry.event.subject,
            _("Note"): entry.event.note,
            _("Network address"): entry.event.address,
            _("Entry"): entry.id,
        }
        for entry in entries
    ]
