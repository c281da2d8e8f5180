"""How the reports of each period came in: who sent, who was late and by how much, who not."""

import streamlit as st

from data_model.rules.measures import Measure
from data_model.values import Action
from ui.access import require
from ui.charts import show_chart
from ui.filters import chosen_view
from ui.language import _
from ui.marks import show_marks
from ui.tables import report_rows
from ui.view import View
from ui.view_charts import arrivals_over_periods, rates_over_periods
from ui.view_tables import show_view_table
from wording import formats
from wording.periods import period_name

user = require(Action.VIEW_FIGURES)

TREND = (Measure.DUE_COMPLETION, Measure.PROGRESS, Measure.COVERAGE)
SHOWN_PERIODS = 12


def main(view: View) -> None:
    st.title(_("By period"))
    show_marks(view)
    if not view.ended_periods():
        st.info(_("No reporting period has ended yet. The first one appears here on the day after it ends."))
        st.stop()
    question = _("Did the reports come in, and on time?")
    show_chart(view, question, arrivals_over_periods(view, SHOWN_PERIODS), key="by_period_arrivals")
    question = _("How far had the tasks come at the end of each period?")
    show_chart(view, question, rates_over_periods(view, TREND, SHOWN_PERIODS), key="by_period_rates")
    _one_period(view)


def _one_period(view: View) -> None:
    if view.period is None:
        return
    shown = view.at_period(view.period)
    st.header(period_name(view.period))
    days = shown.total().days_late
    if days.max is not None:
        words = _("Days late or still missing: median {median}, at most {max}.")
        st.markdown(words.format(median=formats.number(days.median or 0), max=days.max))
    reports = sorted(shown.reports(), key=lambda report: (report.is_submitted, -report.days_late))
    rows = report_rows(reports, view.facts)
    title = period_name(view.period)
    show_view_table(view, title, rows, key="by_period_reports", empty=_("No report was asked for."))


main(chosen_view(user))
