"""Adds, corrects and takes back plans, tasks, assignments, agencies, groups, directives, regimes and successions.

Rows are those of the folder's sheets, and go through the checks of a load. Everything of one call is stored, or nothing.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from sqlmodel import Session

from actions import audit
from actions.first_period import begin_today
from actions.plans.sent_periods import Asked, asked_of_sent, check_past_due_days, check_still_asked
from data_model.rules.people.access import (
    CurrentUser,
    check_may,
    check_may_keep_agencies,
    check_may_keep_holidays,
    check_may_keep_plans,
    keeps_everything,
)
from data_model.rules.plans.keeping import KeepProblem, KeepRefused, RowChange
from data_model.rules.plans.periods import local_day
from data_model.store import open_transaction
from data_model.store.folder.cell_values import BadCell
from data_model.store.folder.kept_rows import name_of, row_named, rows, take_back
from data_model.store.folder.load import load_rows
from data_model.store.plans.kept_tasks import value_on
from data_model.store.plans.managed import (
    known_plans,
    plans_citing,
    plans_kept,
    plans_of_tasks,
    province_of,
)
from data_model.store.plans.regimes import plans_asking_from_the_start, plans_with_regime
from data_model.tables import Agency
from data_model.values import Action, TaskField

_OF_A_PLAN = ("regimes.csv", "rounds.csv", "tasks.csv", "regime_confirmations.csv")
_OF_A_TASK = ("assignments.csv", "task_changes.csv")
_OF_AGENCIES = {
    "agencies.csv": ("code",),
    "groups.csv": ("group", "member"),
    "successions.csv": ("from_agency", "to_agency"),
}
HOLIDAYS = "holidays.csv"
KEPT = ("directives.csv", HOLIDAYS, "plans.csv", *_OF_A_PLAN, *_OF_A_TASK, *_OF_AGENCIES)
"""The sheets whose rows are kept on screen; what was sent and decided is not."""


def keep(
    *, user: CurrentUser, changes: Sequence[RowChange], at: datetime, texts: Mapping[str, str] | None = None
) -> None:
    """Makes all of the changes, or none.

    `texts` are the texts of plans by the name in the cell `text_file`. Raises NotAllowed; FolderRefused with the problems of
    each row, counted from 1 among the rows of its sheet in `changes`; KeepRefused where a row was changed by somebody else
    meanwhile, exists already, or something rests on what is taken back.
    """
    check_may(user, Action.MANAGE_PLANS)
    if not changes:
        raise KeepRefused(KeepProblem.NOTHING_CHANGED)
    if {change.sheet for change in changes} - set(KEPT):
        raise ValueError("not kept on screen")
    with open_transaction() as session:
        keep_in(session, user=user, changes=changes, at=at, texts=texts)


def keep_in(
    session: Session,
    *,
    user: CurrentUser,
    changes: Sequence[RowChange],
    at: datetime,
    texts: Mapping[str, str] | None = None,
) -> None:
    """`keep` within the transaction of another action, which has checked the role."""
    today = local_day(at)
    plans = _plans_of(session, changes)
    existing = known_plans(session, plans)
    check_may_keep_plans(user, existing, plans_kept(session, user.scope, today=today))
    _check_agencies(session, user, changes)
    asked = asked_of_sent(session, existing, today=today)
    by_holidays = _moved_by_holidays(session, user, changes, today)
    with_regime = plans_with_regime(session)
    _check_as_read(session, changes)
    _check_values_stand(session, changes, today)
    _take_back(session, changes)
    load_rows(session, _given(changes, at), texts=texts)
    check_may_keep_plans(user, known_plans(session, plans), plans_kept(session, user.scope, today=today))
    _check_agencies(session, user, changes)
    check_still_asked(session, asked, today=today)
    check_past_due_days(session, by_holidays, today=today)
    begin_today(session, (plans_asking_from_the_start(session) - with_regime) & plans, today=today)
    for change in changes:
        subject = name_of(change.sheet, change.row or change.read or {})
        note = json.dumps({"sheet": change.sheet, "before": change.read, "after": change.row}, ensure_ascii=False)
        audit.record(session, user_name=user.name, what=_what(change), subject=subject, note=note, at=at)


def _what(change: RowChange) -> str:
    if change.read is None:
        return "add_row"
    return "take_back_row" if change.row is None else "correct_row"


def _cells(changes: Iterable[RowChange], *sheets: str) -> list[Mapping[str, str]]:
    return [cells for change in changes if change.sheet in sheets for cells in (change.read, change.row) if cells]


def _plans_of(session: Session, changes: Sequence[RowChange]) -> set[str]:
    """Every plan that the changes touch, by code."""
    tasks = {cells.get("task", "") for cells in _cells(changes, *_OF_A_TASK)}
    tasks |= {cells.get("code", "") for cells in _cells(changes, "tasks.csv")}
    return (
        {cells.get("code", "") for cells in _cells(changes, "plans.csv")}
        | {cells.get("plan", "") for cells in _cells(changes, *_OF_A_PLAN)}
        | set(plans_of_tasks(session, tasks).values())
    )


def _moved_by_holidays(session: Session, user: CurrentUser, changes: Sequence[RowChange], today: date) -> Asked:
    """What the plans of everybody asked for before the holidays change; nothing where they don't."""
    if not any(change.sheet == HOLIDAYS for change in changes):
        return {}
    check_may_keep_holidays(user)
    return asked_of_sent(session, plans_with_regime(session), today=today)


def _check_agencies(session: Session, user: CurrentUser, changes: Sequence[RowChange]) -> None:
    """Asked before and after, so that nobody moves an agency into or out of a province that is not theirs."""
    if keeps_everything(user):
        return
    codes = {
        cells[header]
        for sheet, headers in _OF_AGENCIES.items()
        for cells in _cells(changes, sheet)
        for header in headers
        if cells.get(header)
    }
    if codes:
        found = {row["province"] for row in rows(session, "agencies.csv", Agency.code.in_(codes))}  # type: ignore[attr-defined]
        check_may_keep_agencies(user, found, province_of(session, user.agency or ""))
    kept = plans_kept(session, user.scope, today=date.max)
    for change in changes:
        if change.sheet == "directives.csv" and change.read is not None:
            check_may_keep_plans(user, plans_citing(session, change.read["code"]), kept)


def _check_as_read(session: Session, changes: Sequence[RowChange]) -> None:
    """Each row must still be as it was read; a new one must not exist."""
    for change in changes:
        cells = change.read if change.read is not None else change.row or {}
        try:
            stored = row_named(session, change.sheet, cells)
        except BadCell:
            continue  # the checks of the load name the cell
        now = stored[1] if stored else None
        if change.read is None and now is not None:
            raise KeepRefused(KeepProblem.EXISTS_ALREADY, name=name_of(change.sheet, cells), now=now)
        if change.read is not None and (now is None or any(now[name] != text for name, text in change.read.items())):
            raise KeepRefused(KeepProblem.CHANGED_MEANWHILE, name=name_of(change.sheet, cells), now=now)


def _check_values_stand(session: Session, changes: Sequence[RowChange], today: date) -> None:
    """What a dated change replaces must still hold today."""
    for change in changes:
        row = change.row
        if change.stands is None or row is None:
            continue
        value = value_on(session, row["task"], TaskField(row["field"]), today)
        if value != change.stands:
            raise KeepRefused(KeepProblem.CHANGED_MEANWHILE, name=row["task"], now={row["field"]: value or ""})


def _take_back(session: Session, changes: Sequence[RowChange]) -> None:
    """In the order of `changes`: who takes back a plan and its agencies names the plan first."""
    for change in changes:
        if change.row is not None or change.read is None:
            continue
        stored = row_named(session, change.sheet, change.read)
        if stored is None:
            continue  # it went with the row that it belonged to
        resting = take_back(session, change.sheet, stored[0])
        if resting:
            name = name_of(change.sheet, change.read)
            raise KeepRefused(KeepProblem.RESTS_ON_IT, name=name, resting=resting)


def _given(changes: Sequence[RowChange], at: datetime) -> dict[str, list[Mapping[str, str]]]:
    """The rows to store, by sheet. A task that is added on screen is known from now on."""
    given: dict[str, list[Mapping[str, str]]] = {}
    for change in changes:
        if change.row is None:
            continue
        entered = {"entered_at": at.isoformat()} if change.sheet == "tasks.csv" and change.read is None else {}
        given.setdefault(change.sheet, []).append({**change.row, **entered})
    return given
