"""Review of waiting submissions: old and new values; accept one or many, or return with a reason."""

import streamlit as st

from data_model.values import Action
from ui.base.access import require
from ui.base.language import _
from ui.review.queue import review_queue

user = require(Action.REVIEW_SUBMISSION)

st.title(_("Review"))
review_queue(user, elsewhere=_("{count} reports of your own agency wait for leadership, which decides on them."))
