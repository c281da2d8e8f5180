"""The audit log: who did what, when and from where."""

import streamlit as st

from data_model.store import open_session
from data_model.store.people import audit
from data_model.values import Action
from ui.base.access import require
from ui.base.language import _
from ui.base.screen_tables import show_table
from ui.figures.view_tables import table_files
from ui.people.audit_log import ask, audit_rows
from wording import formats

user = require(Action.VIEW_AUDIT)

SHOWN = 1_000

title = _("Audit log")
st.title(title)
st.markdown(
    _(
        "Entries are added and never changed. `manage.py verify-audit` shows whether each is still as it was written; "
        "the number it prints, kept elsewhere, shows it for good."
    )
)
with open_session() as session:
    asked = ask(session)
    found = audit.count(session, asked)
    entries = audit.entries(session, asked, at_most=SHOWN)
if found > SHOWN:
    words = _("{found} entries; the newest {shown} are shown. Narrow the days to see the others.")
    st.caption(words.format(found=formats.number(found), shown=formats.number(SHOWN)))
else:
    st.caption(_("Entries: {found}").format(found=formats.number(found)))
rows = audit_rows(entries)
show_table(rows, key="audit_entries", empty=_("No entry matches."))
if rows:
    table_files(title, rows, (), key="audit_entries")
