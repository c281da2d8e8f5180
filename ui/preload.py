"""Loads at server start what the first run of a page would load, so that nobody waits for it."""

import inspect
from datetime import datetime
from fractions import Fraction

from charts.rates import rate_by_group, rates_by_period
from data_model.store import open_session
from data_model.store.people import accounts
from data_model.store.people.saved_views import saved_views
from data_model.values import UTC, Language
from ui.figures.view import figures_of_everything
from wording.rates import Rate
from wording.translation import _, worded_in


def preload_modules() -> None:
    import pandas  # noqa: F401
    import plotly.graph_objects as go
    import pyarrow  # noqa: F401

    go.Figure(go.Bar(x=[1], y=[1])).to_json()  # its encoder and templates load at first use


def preload() -> None:
    """Loads the modules of the first page, the translations, Plotly's lazy parts, the SQL of every run, and the columns of
    the store."""

    half = Rate(Fraction(50), "1/2")
    for language in Language:
        with worded_in(language):
            _("Overview")
            rate_by_group([("", half)]).to_json()
            rates_by_period([""], [("", [half])]).to_json()
    with open_session() as session:
        accounts.visit(session, token_hash="", at=datetime.now(UTC))
        saved_views(session, user_name="")
    figures_of_everything()
    inspect.stack()  # Streamlit asks once who called it, and Python then looks where each loaded module lies
