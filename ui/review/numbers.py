"""The numbers of a submission for its reviewer: beside what was accepted before, and what to ask about."""

from collections.abc import Mapping
from decimal import Decimal

import streamlit as st

from data_model.rules.indicators.adding_up import running_total
from data_model.rules.plans.facts import Facts, PlanFact
from data_model.rules.plans.periods import Period
from data_model.store import open_session
from data_model.store.indicators.catalogue import read_indicators
from data_model.store.indicators.values import accepted_values, values_of
from data_model.store.reporting.submissions import SubmissionRow
from data_model.values import AddsUp
from exports.base.table_rows import RowValue
from intake.indicators.number_rows import is_ten_times
from ui.base.clock import today
from ui.base.language import _
from ui.base.screen_tables import show_table
from wording.rates import Amount


def show_sent_numbers(row: SubmissionRow, facts: Facts) -> None:
    """Nothing where the submission has no numbers."""
    plan = facts.plans[row.plan]
    period = plan.report_for(row.period) or row.period
    with open_session() as session:
        sent = values_of(session, row.number)
        lines = accepted_values(session, facts) if sent else []
        adds_up = {fact.code: fact.adds_up for fact in read_indicators(session, [row.plan], today=today())}
    if not sent:
        return
    st.subheader(_("Key numbers"))
    rows: list[dict[str, RowValue]] = []
    for value in sent:
        before = {
            line.period: line.value
            for line in lines
            if (line.indicator, line.agency) == (value.indicator, row.agency) and line.period != period
        }
        total = running_total({**before, period: value.value}, adds_up[value.indicator], plan, period)
        rows.append(
            {
                _("Indicator"): value.name,
                _("Unit"): value.unit,
                _("In the period"): Amount(value.value),
                _("Number before"): Amount(_last_before(before, period)),
                _("Running total of the year"): Amount(total),
                _("What to look at"): _question(before, value.value, adds_up[value.indicator], plan, period),
                _("Note"): value.note,
            }
        )
    show_table(rows, key="review_numbers", empty="")


def _last_before(before: Mapping[Period, Decimal], period: Period) -> Decimal | None:
    earlier = [own for own in before if own < period]
    return before[max(earlier)] if earlier else None


def _question(before: Mapping[Period, Decimal], value: Decimal, adds_up: AddsUp, plan: PlanFact, period: Period) -> str:
    """What the sender was told too: a running total that falls, ten times the last number or a tenth of it."""
    stood = running_total(before, adds_up, plan, period)
    now = running_total({**before, period: value}, adds_up, plan, period)
    if adds_up is AddsUp.SUM and stood is not None and now is not None and now < stood:
        return _("The running total falls")
    last = _last_before(before, period)
    return _("Ten times the number before, or a tenth") if last and is_ten_times(value, last) else ""
