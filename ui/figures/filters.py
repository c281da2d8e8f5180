"""The filter bar: one line of pills, each of which says what is set and opens on a click (web/assets/app.css). Filters are
in the URL, so that a link opens the same view; `ui/page_frame.py` draws the bar for all pages of figures, so that filters
stay when the page changes."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache

import streamlit as st

from data_model.rules.figures.selection import Selection, selected_plans
from data_model.rules.people.access import CurrentUser
from data_model.rules.plans.facts import Facts
from data_model.rules.plans.periods import Period
from data_model.values import Language
from ui.base.address import take_from_address, take_parsed, write_to_address
from ui.base.clock import today
from ui.base.language import _
from ui.base.run_cache import shared_versions
from ui.figures.save_view_form import save_filters
from ui.figures.view import View, remember, view_for
from wording import formats
from wording.collation import vietnamese_order
from wording.groups import (
    agency_name,
    by_todays_organisation,
    directive_name,
    plan_name,
    province_name,
    selection_names,
)
from wording.periods import period_name
from wording.translation import language

PROVINCE, DIRECTIVE, PLAN, AGENCY, PERIOD = "province", "directive", "plan", "agency", "period"
AS_OF, UNREVIEWED = "as_of", "unreviewed"
ORGANISATION, TODAYS = "organisation", "today"
"""By which organisation agencies are shown, and its only value beside none: as reported then."""
FILTERS = (PROVINCE, DIRECTIVE, PLAN, AGENCY, ORGANISATION, PERIOD, AS_OF, UNREVIEWED)
_EARLIEST = date(2010, 1, 1)


def filter_bar(user: CurrentUser, whole: View, page: str) -> None:
    """Draws the filters with more than one option for this user. `page` is the page's path, `whole` all they may see."""
    facts = whole.facts
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key="filters"):
        _select(PROVINCE, _("Province"), _provinces(whole), province_name)
        _select(DIRECTIVE, _("Directive"), _directives(whole), lambda code: directive_name(code, facts))
        above = replace(current_selection(), plan=None, agency=None)  # which leaves some of the plans and agencies
        _select(PLAN, _("Plan"), _plans(whole, above), lambda code: plan_name(facts.plans[code]))
        _select(AGENCY, _("Agency"), _agencies_shown(whole, above), lambda code: agency_name(code, facts))
        _select_organisation(whole)
        _select(PERIOD, _("Period"), _periods(whole), _period_name, everything=_("latest"))
        _known_by()
        _take_all_off(facts)
        _copy_address()
        save_filters(user, page)


def current_view(user: CurrentUser) -> View:
    """The view of the current filters."""
    state = st.session_state
    period = state.get(PERIOD)
    return view_for(
        user,
        selection=current_selection(),
        period=Period.from_code(period) if period else None,
        as_of=state.get(AS_OF),
        unreviewed=bool(state.get(UNREVIEWED)),
        todays_organisation=state.get(ORGANISATION) == TODAYS,
        version=shared_versions(),
    )


def _copy_address() -> None:
    """The button that copies the URL (web/assets/page.js); who opens it sees the same within their own scope."""
    if st.button(_("Link"), key="copy_address", icon=":material/link:", type="tertiary"):
        st.toast(_("The link to this view is copied."))


def _take_all_off(facts: Facts) -> None:
    """A single filter is taken off in its pill."""
    state = st.session_state
    names = filter_names(
        current_selection(),
        state.get(PERIOD),
        state.get(AS_OF),
        bool(state.get(UNREVIEWED)),
        facts,
        todays_organisation=state.get(ORGANISATION) == TODAYS,
    )
    if len(names) > 1:
        st.button(_("Take all off"), key="filters_off", type="tertiary", on_click=_remove_filters, args=tuple(names))


def filter_names(
    selection: Selection,
    period: str | None,
    as_of: date | None,
    unreviewed: bool,
    facts: Facts,
    *,
    todays_organisation: bool = False,
) -> dict[str, str]:
    """The active filters in words, by the name of the filter."""
    names = selection_names(selection, facts)
    if todays_organisation:
        names[ORGANISATION] = by_todays_organisation()
    if period:
        names[PERIOD] = _period_name(period)
    if as_of:
        names[AS_OF] = _("As of {day}").format(day=formats.day(as_of))
    if unreviewed:
        names[UNREVIEWED] = _("Unreviewed too")
    return names


def _remove_filters(*keys: str) -> None:
    for key in keys:
        st.session_state[key] = False if key == UNREVIEWED else None


def set_filters(address: Mapping[str, str]) -> None:
    """Gives each filter the value that an address names, and none where it names none."""
    state = st.session_state
    for key in (PROVINCE, DIRECTIVE, PLAN, AGENCY, ORGANISATION, PERIOD):
        state[key] = address.get(key)
    try:
        state[AS_OF] = _past_day(address[AS_OF]) if AS_OF in address else None
    except ValueError:
        state[AS_OF] = None
    state[UNREVIEWED] = UNREVIEWED in address


def filters_in_address() -> dict[str, str]:
    """The filters that are set, as they stand in the URL: what a link takes along so that they stay."""
    return {name: value for name, value in st.query_params.items() if name in FILTERS}


def current_selection() -> Selection:
    state = st.session_state
    return Selection(state.get(PROVINCE), state.get(DIRECTIVE), state.get(PLAN), state.get(AGENCY))


def _select(
    key: str, name: str, options: list[str], words: Callable[[str], str], *, everything: str | None = None
) -> None:
    """One filter; where there is nothing to choose between, or to take off, it is left out."""
    take_from_address(key, options)
    if len(options) > 1 or st.session_state.get(key) is not None:
        st.selectbox(name, options, index=None, key=key, format_func=words, placeholder=everything or _("all"))
    write_to_address(key)


def _agencies_shown(whole: View, above: Selection) -> list[str]:
    """Those of the plans; by today's organisation its bodies, and the chosen agency becomes the one that goes on with it."""
    state = st.session_state
    chosen, by = (state.get(key, st.query_params.get(key)) for key in (AGENCY, ORGANISATION))
    if by != TODAYS:
        return _agencies(whole, above)
    bodies = _bodies(whole, above)
    if chosen is not None and chosen in whole.facts.agencies and chosen not in bodies:
        state[AGENCY] = whole.organisation.of_agency(chosen)
    return bodies


def _select_organisation(whole: View) -> None:
    """Offered where something became of an agency; else both views are the same."""
    take_from_address(ORGANISATION, [TODAYS])
    if st.session_state.get(ORGANISATION) is not None or whole.organisation.changed & whole.facts.agencies.keys():
        st.selectbox(
            _("Agencies as"),
            [TODAYS],
            index=None,
            key=ORGANISATION,
            format_func=lambda _today: _("by today's organisation"),
            placeholder=_("reported then"),
        )
    write_to_address(ORGANISATION)


def _known_by() -> None:
    """Which reports count: up to which day, and whether those that wait for review do."""
    take_parsed(AS_OF, _past_day)
    take_parsed(UNREVIEWED, lambda text: text == "True")
    with st.popover(_known_words(), key="known_by", wrap=False):
        st.date_input(
            _("As of"),
            value=None,
            min_value=_EARLIEST,
            max_value=today(),
            format="DD/MM/YYYY",
            key=AS_OF,
            help=_("Empty is today. An earlier day shows what was known then."),
        )
        st.toggle(
            _("Unreviewed too"),
            key=UNREVIEWED,
            help=_("Counts reports that wait for review as well. Official figures count accepted ones alone."),
        )
    write_to_address(AS_OF)
    write_to_address(UNREVIEWED)


def _known_words() -> str:
    """What is set in bold, by which the style sheet knows it."""
    day, unreviewed = st.session_state.get(AS_OF), st.session_state.get(UNREVIEWED)
    chosen = [formats.day(day)] if day else []
    chosen += [_("unreviewed too")] if unreviewed else []
    return _("As of: {day}").format(day=f"**{' · '.join(chosen)}**") if chosen else _("As of")


def _past_day(text: str) -> date:
    day = date.fromisoformat(text)
    if not _EARLIEST <= day <= today():
        raise ValueError(text)
    return day


@remember
def _provinces(whole: View) -> list[str]:
    return sorted({plan.province for plan in whole.facts.plans.values() if plan.province}, key=vietnamese_order)


@remember
def _directives(whole: View) -> list[str]:
    facts = whole.facts
    return sorted(facts.directives, key=lambda code: vietnamese_order(directive_name(code, facts)))


@remember
def _plans(whole: View, above: Selection) -> list[str]:
    facts = whole.facts
    return sorted(selected_plans(facts, above), key=lambda code: vietnamese_order(plan_name(facts.plans[code])))


@remember
def _agencies(whole: View, above: Selection) -> list[str]:
    facts = whole.facts
    plans = selected_plans(facts, above)
    codes = {assignment.agency for task in facts.tasks if task.plan in plans for assignment in task.assignments}
    return sorted(codes, key=lambda code: vietnamese_order(agency_name(code, facts)))


@remember
def _bodies(whole: View, above: Selection) -> list[str]:
    facts, plans = whole.facts, selected_plans(whole.facts, above)
    codes = {
        whole.organisation.of_task(task.code, assignment.agency, task.plan)
        for task in facts.tasks
        if task.plan in plans
        for assignment in task.assignments
    }
    return sorted(codes, key=lambda code: vietnamese_order(agency_name(code, facts)))


def _periods(whole: View) -> list[str]:
    return [period.code for period in reversed(whole.ended_periods())]


def _period_name(code: str) -> str:
    return _period_name_in(language(), code)


@lru_cache(maxsize=1024)
def _period_name_in(_language: Language, code: str) -> str:
    return period_name(Period.from_code(code))
