"""The form of a succession with its effect before it is made, and the list of those made, which can be undone."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial

import streamlit as st

from actions.plans.successions import effect_of, make_succession, noted_changes, undo_succession
from data_model.rules.people.access import CurrentUser
from data_model.rules.plans.codes import code_from
from data_model.rules.plans.keeping import KeepRefused, RowChange
from data_model.rules.plans.successions import Move
from data_model.store import open_session
from data_model.store.folder.kept_rows import rows
from data_model.store.folder.load import FolderRefused
from data_model.store.people.accounts import accounts
from data_model.store.plans.successions import made_on_screen
from data_model.values import AgencyKind, SuccessionKind
from exports.base.table_rows import RowValue
from ui.base.clock import now, today
from ui.base.flash import flash
from ui.base.language import _
from ui.base.plain_text import plain
from ui.base.screen_tables import show_table
from ui.plans.agency_grids import agencies_kept
from ui.plans.save import show_findings
from wording import formats
from wording.collation import vietnamese_order
from wording.keeping import keep_problem
from wording.labels import SUCCESSION_KIND, label

Row = Mapping[str, str]
SEVERAL_BEFORE = (SuccessionKind.MERGED,)
SEVERAL_AFTER = (SuccessionKind.SPLIT,)
CHOSEN_TASKS = (SuccessionKind.SPLIT, SuccessionKind.DUTY_MOVED)


def succession_form(user: CurrentUser) -> None:
    """What happens to which agency; the effect stands below before anything is stored."""
    agencies = {row["code"]: row for row in agencies_kept(user) if row["kind"] != AgencyKind.GROUP}
    kind = st.segmented_control(
        _("What happens"),
        list(SuccessionKind),
        format_func=lambda kind: label(SUCCESSION_KIND, kind),
        default=SuccessionKind.MERGED,
        key="successions_kind",
        required=True,
    )
    kind = SuccessionKind(kind or SuccessionKind.MERGED)
    before = _before(kind, agencies)
    after = _after(kind, agencies)
    left, right = st.columns([1, 3])
    on = left.date_input(_("From this day"), value=today(), format="DD/MM/YYYY", key="successions_on") or today()
    basis = right.text_input(_("By document"), key="successions_basis", max_chars=300)
    if not before:
        st.info(_("Choose the agency."))
        return
    codes, new = _successors(after, agencies, before, on)
    tasks = _tasks(kind, before, codes, agencies | {str(each.row and each.row["code"]): each.row or {} for each in new})
    move = Move(kind, on, tuple(before), tuple(codes), basis.strip(), tasks)
    try:
        effect = effect_of(move)
    except KeepRefused as refused:
        st.error(plain(keep_problem(refused)))
        return
    _show_effect(effect, agencies)
    _show_accounts(move, agencies, new)
    if st.button(_("Make it so"), type="primary", key="successions_make"):
        _do(lambda: make_succession(user=user, move=move, new=new, at=now()), _("The succession is entered."))


def successions_made(user: CurrentUser) -> None:
    """Every succession; those made here can be undone while nothing rests on them."""
    with open_session() as session:
        names = {row["code"]: row["name"] for row in rows(session, "agencies.csv")}
        stored = rows(session, "successions.csv")
        made = made_on_screen(session)
    shown: list[dict[str, RowValue]] = [
        {
            _("From this day"): date.fromisoformat(row["on"]),
            _("Agency"): names[row["from_agency"]],
            _("What happens"): label(SUCCESSION_KIND, SuccessionKind(row["kind"])),
            _("Successor"): names.get(row["to_agency"], ""),
            _("By document"): row["basis"],
        }
        for row in stored
    ]
    show_table(shown, key="successions_list", empty=_("No succession is entered yet."))
    for row_id, noted in made:
        words = _edge_words(noted_changes(noted), names)
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(plain(words))
            if st.button(_("Undo"), key=f"successions_undo_{row_id}"):
                undo = partial(undo_succession, user=user, succession=row_id, at=now())
                _do(undo, _("The succession is undone."))


def _before(kind: SuccessionKind, agencies: Mapping[str, Row]) -> list[str]:
    codes = sorted(agencies, key=lambda code: vietnamese_order(agencies[code]["name"]))

    def name(code: str) -> str:
        return agencies[code]["name"]

    if kind in SEVERAL_BEFORE:
        return st.multiselect(_("Several agencies"), codes, format_func=name, key="successions_several")
    chosen = st.selectbox(_("Agency"), codes, index=None, format_func=name, key="successions_one")
    return [chosen] if chosen else []


def _after(kind: SuccessionKind, agencies: Mapping[str, Row]) -> list[str]:
    """Codes of agencies that are there, or names of new ones."""
    if kind is SuccessionKind.DISSOLVED:
        return []
    codes = sorted(agencies, key=lambda code: vietnamese_order(agencies[code]["name"]))

    def name(code: str) -> str:
        return agencies[code]["name"] if code in agencies else code

    hint = _("Choose one that is there, or type the name of a new one.")
    if kind in SEVERAL_AFTER:
        return st.multiselect(
            _("Successors"), codes, format_func=name, key="successions_tos", accept_new_options=True, help=hint
        )
    chosen = st.selectbox(
        _("Successor"), codes, index=None, format_func=name, key="successions_to", accept_new_options=True, help=hint
    )
    return [chosen] if chosen else []


def _successors(
    after: Sequence[str], agencies: Mapping[str, Row], before: Sequence[str], on: date
) -> tuple[list[str], list[RowChange]]:
    """The codes of the successors; a new one has kind and province of who it follows."""
    with open_session() as session:
        taken = {row["code"] for row in rows(session, "agencies.csv")}
    codes, new = [], []
    for entered in after:
        code = entered if entered in agencies else code_from(entered, taken)
        codes.append(code)
        if entered not in agencies:
            taken.add(code)
            row = {**agencies[before[0]], "code": code, "name": entered.strip(), "aliases": "", "valid_to": ""}
            new.append(RowChange("agencies.csv", row={**row, "valid_from": on.isoformat()}))
    return codes, new


def _tasks(
    kind: SuccessionKind, before: Sequence[str], successors: Sequence[str], agencies: Mapping[str, Row]
) -> dict[str, str]:
    """Who goes on with which task, where a person chooses that: of a split agency the rest goes to the first."""
    if kind not in CHOSEN_TASKS or not successors:
        return {}
    with open_session() as session:
        own = {row["task"] for row in rows(session, "assignments.csv") if row["agency"] in before}
        titles = {row["code"]: row["title"] for row in rows(session, "tasks.csv") if row["code"] in own}
    chosen = dict.fromkeys(titles, successors[0]) if kind is SuccessionKind.SPLIT else {}
    for code in successors if kind is SuccessionKind.DUTY_MOVED else successors[1:]:
        words = _("Tasks that go to {agency}").format(agency=agencies[code]["name"])
        tasks = st.multiselect(
            words, list(titles), format_func=lambda task: f"{task} · {titles[task]}", key=f"successions_tasks_{code}"
        )
        chosen |= dict.fromkeys(tasks, code)
    return chosen


def _show_effect(effect: Sequence[RowChange], agencies: Mapping[str, Row]) -> None:
    st.subheader(_("What this changes"))
    counts = Counter((change.sheet, change.read is None) for change in effect)
    st.markdown(
        _(
            "Assignments that end: {ended}, that begin: {begun}. Memberships in groups that end: {left}, that begin: "
            "{joined}. Plans that get another consolidating agency: {plans}. Nothing that was reported changes."
        ).format(
            ended=counts["assignments.csv", False],
            begun=counts["assignments.csv", True],
            left=counts["groups.csv", False],
            joined=counts["groups.csv", True],
            plans=counts["regimes.csv", True] + counts["regimes.csv", False],
        )
    )
    with open_session() as session:
        titles = {row["code"]: row["title"] for row in rows(session, "tasks.csv")}
    begun = [change.row for change in effect if change.sheet == "assignments.csv" and change.row and not change.read]
    shown: list[dict[str, RowValue]] = [
        {
            _("Code"): row["task"],
            _("Task"): titles[row["task"]],
            _("Goes on with"): agencies[row["agency"]]["name"] if row["agency"] in agencies else row["agency"],
        }
        for row in begun
    ]
    show_table(shown, key="successions_effect", empty=_("No task changes its agency."))


def _show_accounts(move: Move, agencies: Mapping[str, Row], new: Sequence[RowChange]) -> None:
    """Whose accounts act for the successor from then on, and whose wait for a person."""
    with open_session() as session:
        ending = [
            account.display_name
            for account in accounts(session)
            if account.agency in move.from_agencies
            and account.agency not in move.to_agencies
            and not account.disabled_at
        ]
    if not ending or move.kind is SuccessionKind.DUTY_MOVED:
        return
    names = plain("; ".join(ending))
    if move.kind in (SuccessionKind.RENAMED, SuccessionKind.MERGED):
        known = {code: row["name"] for code, row in agencies.items()}
        known |= {row["code"]: row["name"] for change in new if (row := change.row)}
        words = _("Accounts that act for {agency} from that day on: {names}.")
        st.markdown(words.format(agency=plain(known[move.to_agencies[0]]), names=names))
    else:
        words = _("Accounts whose agency ends then; choose on the page Accounts for whom they act: {names}.")
        st.markdown(words.format(names=names))


def _edge_words(changes: Sequence[RowChange], names: Mapping[str, str]) -> str:
    edges = [change.row for change in changes if change.sheet == "successions.csv" and change.row]
    day = formats.day(date.fromisoformat(edges[0]["on"]))
    words = [
        f"{names[edge['from_agency']]} – {label(SUCCESSION_KIND, SuccessionKind(edge['kind']))} "
        f"{names.get(edge['to_agency'], '')}".strip()
        for edge in edges
    ]
    return f"{day}: " + "; ".join(words)


def _do(change: Callable[[], None], done: str) -> None:
    try:
        change()
    except KeepRefused as refused:
        st.error(plain(keep_problem(refused)))
    except FolderRefused as refused:
        show_findings(refused.problems, headings={"name": _("Name")}, rows={})
    else:
        flash(done)
        st.rerun()
