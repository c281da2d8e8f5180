"""The grid of public holidays and swapped days, a year at a time."""

from datetime import date

import streamlit as st

from data_model.rules.people.access import CurrentUser, keeps_everything
from data_model.store import open_session
from data_model.store.folder.kept_rows import rows
from data_model.values import DayKind
from exports.base.table_rows import RowValue
from ui.base.address import take_from_address, write_to_address
from ui.base.clock import today
from ui.base.language import _
from ui.base.screen_tables import show_table
from ui.plans.agency_grids import replaced_where_key_changed
from ui.plans.grid import GridColumn, begin_again, draw_grid, give_up_button
from ui.plans.save import save, show_findings
from wording import formats
from wording.labels import DAY_KIND, label

SHEET, YEAR = "holidays.csv", "holidays_year"


def holidays_of(year: int) -> list[dict[str, str]]:
    """The rows of one year, by day."""
    with open_session() as session:
        found = rows(session, SHEET)
    return sorted((row for row in found if row["day"][:4] == str(year)), key=lambda row: row["day"])


def choose_year() -> int:
    """Lets the user choose a year, this one first; the choice is in the address."""
    years = [str(year) for year in range(today().year - 2, today().year + 3)]
    take_from_address(YEAR, years)
    st.selectbox(_("Year"), years, index=years.index(str(today().year)), key=YEAR, required=True)
    write_to_address(YEAR)
    return int(st.session_state.get(YEAR) or today().year)


def holiday_grid(user: CurrentUser, year: int) -> None:
    """The days of the year: a grid for who keeps them, a table for everybody else."""
    if not keeps_everything(user):
        show_holidays(year)
        return
    columns = holiday_columns()
    key = f"holidays_{year}"
    st.caption(_("Paste rows from a spreadsheet at the end of the table: the day and its name are enough."))
    state = draw_grid(key, SHEET, columns, lambda: holidays_of(year))
    with st.container(horizontal=True):
        asked = st.button(_("Save the holidays"), type="primary", key="holidays_save")
        give_up_button(key)
    if not asked:
        return
    headings = {column.header: column.heading for column in columns}
    if state.problems:
        show_findings(state.problems, headings=headings, rows={})
        return
    changes, places = [], []
    for edited in state.edited:
        changes += replaced_where_key_changed(SHEET, edited, key=("day",))
        if edited.row is not None:
            places.append(edited.place)
    save(
        user,
        changes,
        done=_("The holidays are saved. Due days of plans that move to a working day follow them."),
        headings=headings,
        rows={SHEET: places},
        after=lambda: begin_again(key),
    )


def show_holidays(year: int) -> None:
    """The days of the year, to be read."""
    names = {column.header: column.heading for column in holiday_columns()}
    shown: list[dict[str, RowValue]] = [
        {
            names["day"]: date.fromisoformat(row["day"]),
            _("Weekday"): formats.weekday(date.fromisoformat(row["day"])),
            names["kind"]: label(DAY_KIND, DayKind(row["kind"])),
            names["name"]: row["name"],
            names["basis"]: row["basis"],
        }
        for row in holidays_of(year)
    ]
    show_table(shown, key=f"holidays_list_{year}", empty=_("No holiday was entered for {year} yet.").format(year=year))


def holiday_columns() -> tuple[GridColumn, ...]:
    kinds = {kind.value: label(DAY_KIND, kind) for kind in DayKind}
    return (
        GridColumn("day", _("Day"), is_day=True, width="small"),
        GridColumn("kind", _("Kind of day"), kinds, help="; ".join(kinds.values()), width="small"),
        GridColumn("name", _("Name of the day"), width="medium"),
        GridColumn("basis", _("Decided by"), width="large", help=_("The document, or “giả định” while there is none.")),
    )
