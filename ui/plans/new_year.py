"""The parts of the page that prepares a year: holidays, rounds, due dates of yearly tasks, and what would be made."""

from collections.abc import Mapping, Sequence
from datetime import date

import pandas as pd
import streamlit as st
from sqlalchemy.exc import SQLAlchemyError

from actions.plans.new_year import NewDate, confirm_year
from data_model.rules.people.access import CurrentUser
from data_model.rules.plans.facts import Facts
from data_model.rules.plans.keeping import KeepProblem, KeepRefused
from data_model.rules.round.new_year import YearAhead, YearlyDate
from exports.base.table_rows import RowValue
from ui.base.clock import now
from ui.base.errors import store_is_busy
from ui.base.flash import flash
from ui.base.language import _
from ui.base.menu import HOLIDAYS
from ui.base.plain_text import plain
from ui.base.screen_tables import show_table
from ui.plans.holiday_grid import YEAR, holidays_of, show_holidays
from wording import formats
from wording.groups import plan_name
from wording.keeping import keep_problem
from wording.periods import period_name
from wording.round_problems import regime_words


def show_year_of_holidays(year: int) -> None:
    """Whether the administrator has entered the year, and its days."""
    found = holidays_of(year)
    if not found:
        words = _("No holiday of {year} was entered yet, so due days can still move. The administrator enters them.")
        st.warning(words.format(year=year))
    else:
        with st.expander(_("Holidays entered for {year}: {count}").format(year=year, count=len(found))):
            show_holidays(year)
    if st.button(_("Open the page of holidays"), key="new_year_holidays"):
        st.switch_page(HOLIDAYS.file, query_params={YEAR: str(year)})


def show_rounds(ahead: YearAhead, facts: Facts) -> None:
    """Every report that the plans ask for in the year, with its days."""
    shown: list[dict[str, RowValue]] = [
        {
            _("Plan"): plan_name(facts.plans[coming.plan]),
            _("Reporting period"): period_name(coming.period),
            _("Data up to"): coming.last_day,
            _("Report due"): coming.due_on,
            _("Weekday"): formats.weekday(coming.due_on),
            _("Note"): _("moved from a day off") if coming.moved else "",
        }
        for coming in ahead.rounds
    ]
    show_table(shown, key="new_year_rounds", empty=_("Your plans ask for no report in this year."))


def date_grid(ahead: YearAhead, facts: Facts, year: int) -> dict[str, NewDate]:
    """The yearly tasks with their due dates in the year, to be changed in place. Returns the changed ones by task."""
    if not ahead.dates:
        st.info(_("Your plans have no yearly task."))
        return {}
    due = _("Due in {year}").format(year=year)
    frame = pd.DataFrame(
        [
            {
                _("Plan"): plan_name(facts.plans[row.plan]),
                _("Code"): row.task,
                _("Task"): row.title,
                due: row.due_on,
                _("Set for this year"): _("yes") if row.is_set else "",
            }
            for row in ahead.dates
        ]
    )
    frame[due] = pd.to_datetime(frame[due]).astype("datetime64[s]")
    edited = st.data_editor(
        frame,
        column_config={
            due: st.column_config.DateColumn(
                format="DD/MM/YYYY", min_value=date(year, 1, 1), max_value=date(year, 12, 31)
            )
        },
        disabled=[name for name in frame.columns if name != due],
        hide_index=True,
        width="stretch",
        key=f"new_year_dates_{year}_{st.session_state.get('new_year_turn', 0)}",
    )
    return _changed(ahead.dates, edited[due])


def _changed(rows: Sequence[YearlyDate], typed: "pd.Series[pd.Timestamp]") -> dict[str, NewDate]:
    wanted = {row.task: (row.due_on, day) for row, day in zip(rows, typed, strict=True) if not pd.isna(day)}
    return {
        task: NewDate(read, day.date()) for task, (read, day) in wanted.items() if read is None or day.date() != read
    }


def confirm_form(user: CurrentUser, ahead: YearAhead, facts: Facts, year: int, dates: Mapping[str, NewDate]) -> None:
    """The list of what would be made, and the button that makes it."""
    made = [
        _("Task {task}: due on {day} in this year.").format(task=task, day=formats.day(new.wanted))
        for task, new in dates.items()
    ]
    made += [
        _("The reporting regime of {plan} is confirmed: {regime}.").format(
            plan=plan_name(facts.plans[plan]), regime=regime_words(regime)
        )
        for plan, regime in ahead.assumed
    ]
    if not made:
        st.success(
            _(
                "Nothing is to be made for {year}: yearly tasks keep the day and month of their due dates, and the regimes are "
                "confirmed."
            ).format(year=year)
        )
        return
    st.markdown("\n".join(f"- {plain(line)}" for line in made))
    with st.form("new_year_confirm", border=False):
        left, right = st.columns(2)
        reason = left.text_input(
            _("Reason"),
            value=_("Due dates of the year {year}").format(year=year),
            key="new_year_reason",
            max_chars=1000,
        )
        document = right.text_input(_("By document"), key="new_year_document", max_chars=200)
        asked = st.form_submit_button(_("Confirm the year {year}").format(year=year), type="primary")
    if asked and not reason.strip():
        st.error(_("Write the reason, then try again."))
    elif asked:
        _confirm(user, year, dates, reason.strip(), document.strip())


def _confirm(user: CurrentUser, year: int, dates: Mapping[str, NewDate], reason: str, document: str) -> None:
    try:
        confirm_year(user=user, year=year, dates=dates, regimes=True, reason=reason, document=document, at=now())
    except KeepRefused as refused:
        st.error(plain(keep_problem(refused)))
        if refused.problem is not KeepProblem.CHANGED_MEANWHILE:
            return
    except SQLAlchemyError as error:
        st.error(store_is_busy(error))
    else:
        st.session_state["new_year_turn"] = st.session_state.get("new_year_turn", 0) + 1
        flash(_("The year {year} is confirmed.").format(year=year))
        st.rerun()
