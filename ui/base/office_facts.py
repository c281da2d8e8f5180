"""The facts of the consolidating office's plans, cached by data version."""

from datetime import date, datetime

import streamlit as st

from data_model.rules.people.access import CurrentUser, Scope
from data_model.rules.plans.facts import Facts
from data_model.rules.reporting.deadlines import ReportKey
from data_model.rules.round.rounds import report_status
from data_model.store import open_session
from data_model.store.base.engine import Versions, versions
from data_model.store.figures.facts import read_facts
from ui.base.clock import now, today


@st.cache_resource(max_entries=8, show_spinner=False)
def _facts(version: Versions, scope: Scope, day: date) -> Facts:
    with open_session() as session:
        return read_facts(session, scope, today=day)


def round_facts(user: CurrentUser) -> Facts:
    """The facts in the user's scope."""
    with open_session() as session:
        version = versions(session)
    return _facts(version, user.scope, today())


def first_sent_at(facts: Facts, report: ReportKey) -> datetime | None:
    """When a report was first submitted, which a return does not change; None if it was not, or is not expected."""
    status = report_status(facts, report, as_of=now())
    return status.expected.first_submitted_at if status else None
