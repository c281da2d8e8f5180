"""Confirms a coming year in one go: due dates of yearly tasks that differ from other years, and regimes still assumed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from actions import audit
from actions.plans.keep import keep_in
from actions.plans.task_changes import change_of_task
from actions.round.decisions import confirm_in
from data_model.rules.people.access import CurrentUser, check_may
from data_model.rules.plans.keeping import KeepProblem, KeepRefused
from data_model.rules.plans.periods import local_day
from data_model.rules.round.new_year import YearlyDate, year_ahead
from data_model.store import open_transaction
from data_model.store.figures.facts import read_facts
from data_model.store.plans.kept_tasks import value_on
from data_model.values import Action, TaskField


@dataclass(frozen=True, slots=True)
class NewDate:
    """The due date of a yearly task in the year: as it was read, and as it shall be."""

    read: date | None
    wanted: date


def confirm_year(
    *,
    user: CurrentUser,
    year: int,
    dates: Mapping[str, NewDate],
    regimes: bool,
    reason: str,
    document: str,
    at: datetime,
) -> None:
    """Enters the due dates (by task) that are not so already, and with `regimes` confirms what is assumed; all or nothing.
    What exists stays: a second call with the same finds nothing to do.

    Raises NotAllowed; FolderRefused for a change without a reason; KeepRefused where a date was changed meanwhile, lies in
    another year, or there is nothing to confirm.
    """
    check_may(user, Action.MANAGE_ROUND)
    check_may(user, Action.MANAGE_PLANS)
    today = local_day(at)
    with open_transaction() as session:
        ahead = year_ahead(read_facts(session, user.scope, today=today), year)
        moved = _moved({row.task: row for row in ahead.dates}, dates, year)
        changes = [
            change_of_task(
                task,
                TaskField.DUE_ON,
                wanted.isoformat(),
                stands=value_on(session, task, TaskField.DUE_ON, today) or "",
                valid_from=max(date(year, 1, 1), today),
                reason=reason,
                document=document,
                by=user.name,
                at=at,
            )
            for task, wanted in moved.items()
        ]
        assumed = ahead.assumed if regimes else ()
        if not changes and not assumed:
            raise KeepRefused(KeepProblem.NOTHING_CHANGED)
        if changes:
            keep_in(session, user=user, changes=changes, at=at)
        for plan, regime in assumed:
            confirm_in(session, user, plan=plan, valid_from=regime.valid_from, at=at)
        audit.record(session, user_name=user.name, what="confirm_year", subject=str(year), note=document, at=at)


def _moved(rows: Mapping[str, YearlyDate], dates: Mapping[str, NewDate], year: int) -> dict[str, date]:
    """By task the dates that are not so already. Raises KeepRefused."""
    moved = {}
    for task, new in dates.items():
        row = rows.get(task)
        if row is None or row.due_on != new.read:
            raise KeepRefused(KeepProblem.CHANGED_MEANWHILE, name=task)
        if new.wanted.year != year:
            raise KeepRefused(KeepProblem.OTHER_YEAR, name=task)
        if new.wanted != row.due_on:
            moved[task] = new.wanted
    return moved
