"""How the reports of each period came in: who sent, who was late and by how much, who not."""

import streamlit as st

from data_model.rules.arrivals import counts
from data_model.rules.measures import Measure
from data_model.values import Action, GroupBy
from figures.arrivals import arrivals_by_period
from figures.rates import rates_by_period
from ui.access import require
from ui.charts import show_chart
from ui.filters import chosen_view
from ui.language import _
from ui.marks import show_marks
from ui.tables import group_rows, report_rows, show_table
from ui.view import View
from wording import formats
from wording.groups import group_label
from wording.labels import MEASURE, label
from wording.periods import period_name

user = require(Action.VIEW_FIGURES)

SHOWN_PERIODS = 12


def main(view: View) -> None:
    st.title(_("By period"))
    show_marks(view)
    groups = view.groups(GroupBy.PERIOD)[-SHOWN_PERIODS:]
    if not groups:
        st.info(_("No reporting period has ended yet. The first one appears here on the day after it ends."))
        st.stop()
    names = [group_label(one.key, by=GroupBy.PERIOD, facts=view.facts) for one in groups]
    arrivals = [counts(view.at_period_code(one.key).reports()) for one in groups]
    rows = group_rows(groups, by=GroupBy.PERIOD, facts=view.facts)
    show_chart(
        _("Did the reports come in, and on time?"),
        arrivals_by_period(list(zip(names, arrivals, strict=True))),
        key="by_period_arrivals",
        rows=rows,
    )
    measures = (Measure.DUE_COMPLETION, Measure.PROGRESS, Measure.COVERAGE)
    lines = [(label(MEASURE, one), [group.figures[one] for group in groups]) for one in measures]
    show_chart(
        _("How far had the tasks come at the end of each period?"),
        rates_by_period(names, lines),
        key="by_period_rates",
        rows=rows,
    )
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
    show_table(report_rows(reports, view.facts), key="by_period_reports", empty=_("No report was asked for."))


main(chosen_view(user))
