"""The fields of a reporting regime."""

from collections.abc import Mapping, Sequence
from datetime import date

import streamlit as st

from data_model.rules.plans.periods import Period
from data_model.rules.plans.regime_facts import ASSUMED
from data_model.store.folder.cell_values import SEPARATE
from data_model.values import PaperTime, PeriodKind, WindowRule
from ui.base.clock import today
from ui.base.language import _
from wording.collation import vietnamese_order
from wording.labels import PAPER_TIME, PERIOD_KIND, WINDOW_RULE, label
from wording.periods import period_name

KINDS = tuple(kind for kind in PeriodKind if kind is not PeriodKind.OWN)
START = {
    "kinds": "quarter; half; nine_months; year",
    "window": WindowRule.ND09.value,
    "agency_due_days": "3",
    "lock_after_days": "30",
    "to_working_day": "yes",
    "basis": ASSUMED,
}
"""What Decree 09/2019/NĐ-CP and the practice of offices suggest; each is asked for."""


def regime_headings() -> dict[str, str]:
    """The name on screen of each column of a regime."""
    return {
        "valid_from": _("Holds from"),
        "kinds": _("Reports asked for"),
        "window": _("Data windows"),
        "agency_due_days": _("Days after the window until agencies report"),
        "lock_after_days": _("Days after the due day until it locks"),
        "consolidator": _("Consolidating agency"),
        "basis": _("Basis of the reporting"),
        "first_period": _("First period"),
        "to_working_day": _("A due day on a day off moves to the next working day"),
        "office_due_day": _("Day of the window's last month by which the office reports"),
        "paper_time": _("Day that counts for a report on paper"),
    }


def regime_fields(
    key: str, start: Mapping[str, str], agencies: Mapping[str, str], *, consolidator: str | None
) -> dict[str, str]:
    """Draws the fields with the cells of `start` and returns their cells. An office (`consolidator`) names itself."""
    start = {**START, **start}
    names = regime_headings()
    first = st.date_input(
        names["valid_from"], value=_day(start.get("valid_from", "")) or today(), format="DD/MM/YYYY", key=f"{key}_from"
    )
    marked = start["kinds"].split("; ")
    kinds = st.multiselect(
        names["kinds"],
        KINDS,
        default=[kind for kind in KINDS if kind in marked],
        format_func=lambda kind: label(PERIOD_KIND, kind),
        key=f"{key}_kinds",
    )
    separate = st.checkbox(
        _("Reports that end on the same day stay separate"), value=SEPARATE in marked, key=f"{key}_separate"
    )
    window = st.selectbox(
        names["window"],
        list(WindowRule),
        index=list(WindowRule).index(WindowRule(start["window"])),
        format_func=lambda rule: label(WINDOW_RULE, rule),
        key=f"{key}_window",
        required=True,
    )
    days = _days(key, start)
    moves = st.checkbox(names["to_working_day"], value=start["to_working_day"] == "yes", key=f"{key}_working")
    asked = [kind.value for kind in kinds] + ([SEPARATE] if separate else [])
    return {
        "valid_from": first.isoformat() if first else "",
        "kinds": "; ".join(asked),
        "window": window or "",
        **days,
        "consolidator": consolidator or _consolidator(key, start.get("consolidator", ""), agencies),
        "first_period": _first_period(key, start.get("first_period", ""), kinds),
        "to_working_day": "yes" if moves else "no",
        "paper_time": _paper_time(key, start.get("paper_time", "")),
        "basis": _basis(key, start["basis"]),
    }


def _basis(key: str, start: str) -> str:
    """What the regime rests on. Left empty it is an assumption, so that nobody takes our suggestion for the plan's own
    words and the office is asked to confirm it."""
    typed = st.text_input(
        regime_headings()["basis"],
        value=start,
        key=f"{key}_basis",
        help=_("The sentence of the plan, or “giả định” where it states none: then the office confirms the regime."),
    )
    return typed.strip() or ASSUMED


def _days(key: str, start: Mapping[str, str]) -> dict[str, str]:
    names = regime_headings()
    left, middle, right = st.columns(3, vertical_alignment="bottom")
    due = left.number_input(names["agency_due_days"], 0, value=int(start["agency_due_days"]), key=f"{key}_due")
    lock = middle.number_input(names["lock_after_days"], 0, value=int(start["lock_after_days"]), key=f"{key}_lock")
    office = right.number_input(
        names["office_due_day"], 1, 31, value=_whole(start.get("office_due_day", "")), key=f"{key}_office"
    )
    return {
        "agency_due_days": str(int(due)),
        "lock_after_days": str(int(lock)),
        "office_due_day": "" if office is None else str(int(office)),
    }


def _consolidator(key: str, chosen: str, agencies: Mapping[str, str]) -> str:
    codes = sorted(agencies, key=lambda code: vietnamese_order(agencies[code]))
    who = st.selectbox(
        regime_headings()["consolidator"],
        codes,
        index=codes.index(chosen) if chosen in codes else None,
        format_func=agencies.__getitem__,
        key=f"{key}_consolidator",
    )
    return who or ""


def _first_period(key: str, start: str, kinds: Sequence[PeriodKind]) -> str:
    """From this year and the next; empty lets a new plan begin with the report that is open."""
    years = (today().year - 1, today().year, today().year + 1)
    offered = {period.code: period for year in years for kind in kinds for period in _periods(kind, year)}
    codes = sorted({*offered, *filter(None, [start])}, key=lambda code: Period.from_code(code).sort_key)
    chosen = st.selectbox(
        regime_headings()["first_period"],
        codes,
        index=codes.index(start) if start else None,
        format_func=lambda code: period_name(Period.from_code(code)),
        placeholder=_("The one that is open when the plan comes in"),
        key=f"{key}_first",
    )
    return chosen or ""


def _periods(kind: PeriodKind, year: int) -> list[Period]:
    last = {PeriodKind.MONTH: 12, PeriodKind.QUARTER: 4, PeriodKind.HALF: 2}.get(kind, 1)
    return [Period(kind, year, index) for index in range(1, last + 1)]


def _paper_time(key: str, start: str) -> str:
    times = list(PaperTime)
    chosen = st.selectbox(
        regime_headings()["paper_time"],
        times,
        index=times.index(PaperTime(start)) if start else times.index(PaperTime.RECEIPT),
        format_func=lambda time: label(PAPER_TIME, time),
        key=f"{key}_paper",
        required=True,
    )
    return chosen or ""


def _day(cell: str) -> date | None:
    return date.fromisoformat(cell) if cell else None


def _whole(cell: str) -> int | None:
    return int(cell) if cell else None
