"""Timeliness of reports by period: sent, late, missing; and the dates ahead."""

from urllib.parse import urlencode

import streamlit as st

from data_model.rules.figures.measures import Measure
from data_model.rules.figures.timeliness import ReportTimeliness, timeliness_counts
from data_model.rules.plans.periods import Period
from data_model.values import Action
from ui.base.access import require
from ui.base.language import _
from ui.base.print_view import on_screen_only
from ui.base.screen_tables import report_table_rows, upcoming_rows
from ui.figures.all_lines import all_lines_file
from ui.figures.charts import show_chart
from ui.figures.filters import current_view, filters_in_address
from ui.figures.notices import show_notices
from ui.figures.report_map import who_sent_html
from ui.figures.view import View
from ui.figures.view_charts import rates_over_periods, submissions_over_days, timeliness_over_periods
from ui.figures.view_tables import show_view_table
from wording import formats
from wording.collation import vietnamese_order
from wording.groups import body_name
from wording.labels import REPORT_TIMELINESS, label
from wording.periods import period_name

user = require(Action.VIEW_FIGURES)

TREND = (Measure.DUE_COMPLETION, Measure.PROGRESS, Measure.COVERAGE)
SHOWN_PERIODS = 12
AHEAD_DAYS = 120


def main(view: View) -> None:
    st.title(_("By period"))
    show_notices(view)
    if view.ended_periods():
        with on_screen_only("by_period_hint"):
            st.markdown(_("Click a period to see who sent its report, who was late and who did not send."))
        question = _("Did the reports come in, and on time?")
        show_chart(view, question, timeliness_over_periods(view, SHOWN_PERIODS), key="by_period_arrivals")
        if view.period is not None:
            _one_period(view.at_period(view.period), view.period)
        question = _("How far had the tasks come at the end of each period?")
        show_chart(view, question, rates_over_periods(view, TREND, SHOWN_PERIODS), key="by_period_rates")
    else:
        st.info(_("No reporting period has ended yet. The first one appears here on the day after it ends."))
    _upcoming(view)
    all_lines_file(view)


def _one_period(view: View, period: Period) -> None:
    st.header(period_name(period))
    reports = sorted(
        view.reports(),
        key=lambda report: (
            report.is_submitted,
            -report.days_late,
            vietnamese_order(body_name(report, view.facts)),
        ),
    )
    counts = timeliness_counts(view.total().sums)
    named = [kind for kind in ReportTimeliness if counts[kind] or kind is not ReportTimeliness.EXTENDED]
    parts = [f"{label(REPORT_TIMELINESS, timeliness).lower()} {counts[timeliness]}" for timeliness in named]
    sentences = [_("{count} reports expected: {arrivals}.").format(count=len(reports), arrivals="; ".join(parts))]
    days = view.total().days_late
    if days.max is not None:
        words = _("Days late or still missing: median {median}, at most {max}.")
        sentences.append(words.format(median=formats.number(days.median or 0), max=days.max))
    if view.total().nothing_to_report:
        sentences.append(_("Nothing to report: {count} reports.").format(count=view.total().nothing_to_report))
    st.markdown(" ".join(sentences))
    st.html(who_sent_html(view, urlencode(filters_in_address())))
    chart = submissions_over_days(view)
    if chart is not None:
        question = _("How did the reports come in before and after the due day?")
        show_chart(view, question, chart, key="by_period_came_in")
    title = _("Who sent the report of {period}").format(period=period_name(period))
    st.subheader(title)
    rows = report_table_rows(reports, view.facts)
    show_view_table(view, title, rows, key="by_period_reports", empty=_("No report was asked for."))


def _upcoming(view: View) -> None:
    title = _("What comes next")
    st.header(title)
    rows = upcoming_rows(view.upcoming(AHEAD_DAYS), view.facts, today=view.cutoff.as_of.date())
    empty = _("Nothing falls due in the next {days} days.").format(days=AHEAD_DAYS)
    show_view_table(view, title, rows, key="by_period_ahead", empty=empty)


main(current_view(user))
