"""Results in numbers: each indicator in the period, over the year, against last year and against its target."""

import streamlit as st

from data_model.rules.indicators.facts import IndicatorKey
from data_model.rules.people.access import CurrentUser, may
from data_model.rules.plans.periods import Period
from data_model.values import Action, IndicatorsBy
from exports.indicators.indicator_rows import figure_cells, indicator_rows
from ui.base.access import require
from ui.base.flash import show_flash
from ui.base.language import _
from ui.figures.filters import current_view
from ui.figures.notices import show_notices
from ui.figures.view import View
from ui.figures.view_tables import show_view_table
from ui.indicators.choose_indicators import choose_indicators_of_plan
from ui.indicators.view_indicators import key_number_by, key_numbers
from wording.groups import agency_name, plan_name, province_name
from wording.labels import ADDS_UP, INDICATORS_BY, label
from wording.periods import period_name

user = require(Action.VIEW_FIGURES)


def main(user: CurrentUser, view: View) -> None:
    st.title(_("Key numbers"))
    show_flash()
    show_notices(view)
    figures = key_numbers(view)
    if figures:
        _all(view)
        _one(view)
    elif may(user, Action.MANAGE_ROUND):
        st.info(_("These plans have no indicators yet. Choose below what the agencies should report in numbers."))
    else:
        st.info(_("These plans have no indicators yet. The consolidating office chooses what is reported in numbers."))
    if may(user, Action.MANAGE_ROUND):
        choose_indicators_of_plan(user, view)


def _all(view: View) -> None:
    if view.period is not None:
        st.subheader(period_name(view.period))
    figures = key_numbers(view)
    show_view_table(view, _("Key numbers"), indicator_rows(figures), key="key_numbers_all", empty="")
    st.caption(
        _(
            "Accepted numbers only. “—” is nothing reported, which is not 0. Numbers of different units, and money of "
            "different currencies, are never added; attendances are not people."
        )
    )


def _one(view: View) -> None:
    """One indicator by agency, plan, province or period."""
    st.subheader(_("One indicator, split"))
    keys = [figure.key for figure in key_numbers(view)]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        key = st.selectbox(_("Indicator"), keys, format_func=_named, key="key_numbers_one")
        by = st.segmented_control(
            _("By"),
            _ways(view),
            format_func=lambda way: label(INDICATORS_BY, way),
            default=IndicatorsBy.AGENCY,
            required=True,
            key="key_numbers_by",
        )
    by = by or IndicatorsBy.AGENCY
    st.caption(label(ADDS_UP, key.adds_up))
    rows = [
        {label(INDICATORS_BY, by): _group_name(code, by, view), **figure_cells(figure)}
        for code, figure in key_number_by(view, key, by)
    ]
    title = f"{key.name} ({key.unit})"
    show_view_table(view, title, rows, key="key_numbers_split", empty=_("Nobody was asked for it yet."))


def _ways(view: View) -> list[IndicatorsBy]:
    """Who sees one agency or one province alone has nothing to choose there."""
    plans = view.plans
    useless = {
        IndicatorsBy.PLAN: len(plans) < 2,
        IndicatorsBy.PROVINCE: len({plan.province for plan in plans}) < 2,
    }
    return [way for way in IndicatorsBy if not useless.get(way)]


def _named(key: IndicatorKey) -> str:
    return f"{key.name} ({key.unit})"


def _group_name(code: str, by: IndicatorsBy, view: View) -> str:
    match by:
        case IndicatorsBy.AGENCY:
            return agency_name(code, view.facts)
        case IndicatorsBy.PLAN:
            return plan_name(view.facts.plans[code])
        case IndicatorsBy.PROVINCE:
            return province_name(code)
        case IndicatorsBy.PERIOD:
            return period_name(Period.from_code(code))


main(user, current_view(user))
