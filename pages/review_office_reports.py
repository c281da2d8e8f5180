"""Review of the consolidating offices' own reports, by leadership."""

import streamlit as st

from data_model.values import Action
from ui.base.access import require
from ui.base.language import _
from ui.review.queue import review_queue

user = require(Action.REVIEW_OFFICE_REPORT)

st.title(_("Reports of the offices"))
st.markdown(_("A consolidating office does not review its own report; leadership does."))
review_queue(user, elsewhere="")
