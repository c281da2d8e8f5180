"""The grids of agencies, of groups and of their members."""

from collections.abc import Mapping, Sequence

import streamlit as st

from data_model.rules.people.access import CurrentUser, keeps_everything
from data_model.rules.plans.codes import code_from
from data_model.rules.plans.keeping import RowChange
from data_model.store import open_session
from data_model.store.folder.kept_rows import rows
from data_model.store.folder.load_problem import LoadProblem
from data_model.store.plans.managed import province_of
from data_model.values import AgencyKind
from ui.base.language import _
from ui.plans.grid import Edited, GridColumn, begin_again, draw_grid, give_up_button
from ui.plans.save import save, show_findings
from wording.collation import vietnamese_order
from wording.labels import AGENCY_KIND, label

AGENCIES, GROUPS = "agencies.csv", "groups.csv"


def own_province(user: CurrentUser) -> str | None:
    """The province whose agencies the user keeps; None is every one."""
    if keeps_everything(user):
        return None
    with open_session() as session:
        return province_of(session, user.agency or "")


def agencies_kept(user: CurrentUser) -> list[dict[str, str]]:
    """The rows of the agencies and groups that the user keeps."""
    province = own_province(user)
    with open_session() as session:
        found = rows(session, AGENCIES)
    return [row for row in found if province in (None, row["province"])]


def spellings_of(agencies: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """By alias of each agency: its code."""
    return {alias: row["code"] for row in agencies for alias in row["aliases"].split("; ") if alias}


def agency_grid(user: CurrentUser) -> None:
    """Every agency that the user keeps; a paste of names alone is enough for new ones."""
    columns = _agency_columns(user)
    st.caption(_("Paste rows from a spreadsheet at the end of the table: the name alone is enough for a new agency."))
    state = draw_grid("agencies", AGENCIES, columns, lambda: _sorted(agencies_kept(user), groups=False))
    if _asked("agencies", _("Save the agencies")):
        _save(user, "agencies", state.edited, state.problems, columns)


def group_grid(user: CurrentUser) -> None:
    columns = _agency_columns(user, of_groups=True)
    state = draw_grid("groups", AGENCIES, columns, lambda: _sorted(agencies_kept(user), groups=True))
    if _asked("groups", _("Save the groups")):
        _save(user, "groups", state.edited, state.problems, columns, kind=AgencyKind.GROUP)


def member_grid(user: CurrentUser) -> None:
    """Who belongs to which group, from when to when."""
    agencies = agencies_kept(user)
    groups = {row["code"]: row["name"] for row in agencies if row["kind"] == AgencyKind.GROUP}
    if not groups:
        st.info(_("There is no group yet. Add one above."))
        return
    members = {row["code"]: row["name"] for row in agencies if row["kind"] != AgencyKind.GROUP}
    columns = (
        GridColumn("group", _("Group of agencies"), groups, spellings_of(agencies)),
        GridColumn("member", _("Agency"), members, spellings_of(agencies)),
        *_days(),
    )
    state = draw_grid("members", GROUPS, columns, lambda: _memberships(groups))
    if not _asked("members", _("Save the members")):
        return
    headings = {column.header: column.heading for column in columns}
    if state.problems:
        show_findings(state.problems, headings=headings, rows={})
        return
    changes, places = [], []
    for edited in state.edited:
        changes += replaced_where_key_changed(GROUPS, edited, key=("group", "member", "valid_from"))
        if edited.row is not None:
            places.append(edited.place)
    save(
        user,
        changes,
        done=_("The members of the groups are saved."),
        headings=headings,
        rows={GROUPS: places},
        after=lambda: begin_again("members"),
    )


def replaced_where_key_changed(sheet: str, edited: Edited, *, key: Sequence[str]) -> list[RowChange]:
    """A row that is named by what was changed in it is taken back and added."""
    read, row = edited.read, edited.row
    if read is None or row is None or all(read[header] == row[header] for header in key):
        return [RowChange(sheet, read, row)]
    return [RowChange(sheet, read=read), RowChange(sheet, row=row)]


def _memberships(groups: Mapping[str, str]) -> list[dict[str, str]]:
    with open_session() as session:
        return [row for row in rows(session, GROUPS) if row["group"] in groups]


def _sorted(agencies: Sequence[dict[str, str]], *, groups: bool) -> list[dict[str, str]]:
    chosen = [row for row in agencies if (row["kind"] == AgencyKind.GROUP) is groups]
    return sorted(chosen, key=lambda row: (row["province"], vietnamese_order(row["name"])))


def _days() -> tuple[GridColumn, ...]:
    return (
        GridColumn("valid_from", _("From"), is_day=True, width="small"),
        GridColumn("valid_to", _("To"), is_day=True, width="small"),
    )


def _agency_columns(user: CurrentUser, *, of_groups: bool = False) -> tuple[GridColumn, ...]:
    kinds = {kind.value: label(AGENCY_KIND, kind) for kind in AgencyKind if kind is not AgencyKind.GROUP}
    return (
        GridColumn("name", _("Name"), width="large"),
        *(() if of_groups else (GridColumn("kind", _("Kind"), kinds, help="; ".join(kinds.values())),)),
        GridColumn("aliases", _("Other names"), help=_("Abbreviations and former names, with “;” between them.")),
        *((GridColumn("province", _("Province or city")),) if keeps_everything(user) else ()),
        *_days(),
    )


def _asked(key: str, words: str) -> bool:
    with st.container(horizontal=True):
        asked = st.button(words, type="primary", key=f"{key}_save")
        give_up_button(key)
    return asked


def _save(
    user: CurrentUser,
    key: str,
    edited: Sequence[Edited],
    problems: Sequence[LoadProblem],
    columns: Sequence[GridColumn],
    *,
    kind: str | None = None,
) -> None:
    headings = {column.header: column.heading for column in columns}
    if problems:
        show_findings(problems, headings=headings, rows={})
        return
    with open_session() as session:
        taken = {row["code"] for row in rows(session, AGENCIES)}
    province = own_province(user)
    changes, places = [], []
    for each in edited:
        row = each.row
        if each.read is None and row is not None:
            code = code_from(row["name"], taken)
            taken.add(code)
            row = {
                **row,
                "code": code,
                **({"kind": kind} if kind else {}),
                **({"province": province} if province else {}),
            }
        if row is not None:
            places.append(each.place)
        changes.append(RowChange(AGENCIES, each.read, row))
    save(
        user,
        changes,
        done=_("Saved."),
        headings=headings,
        rows={AGENCIES: places},
        after=lambda: begin_again(key),
    )
