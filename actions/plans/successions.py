"""Makes and undoes a succession of organisations: its effect is asked for before, and undone to the last byte."""

import json
from datetime import datetime

from actions.plans.keep import keep_in
from data_model.rules.people.access import CurrentUser, check_may
from data_model.rules.plans.keeping import KeepProblem, KeepRefused, RowChange
from data_model.rules.plans.successions import Move, changes_of, check_move, undone
from data_model.store import open_session, open_transaction
from data_model.store.plans.successions import keep_changes, made_on_screen, read_kept
from data_model.values import Action


def effect_of(move: Move) -> list[RowChange]:
    """What the succession would end and begin; nothing is stored. Raises KeepRefused."""
    with open_session() as session:
        kept = read_kept(session)
    check_move(move, kept)
    return changes_of(move, kept)


def make_succession(*, user: CurrentUser, move: Move, new: list[RowChange], at: datetime) -> None:
    """Stores the agencies that are `new` with it, and everything that the succession changes.

    Raises NotAllowed, KeepRefused, FolderRefused.
    """
    check_may(user, Action.MANAGE_PLANS)
    with open_transaction() as session:
        kept = read_kept(session)
        check_move(move, kept)
        changes = [*new, *changes_of(move, kept)]
        keep_in(session, user=user, changes=changes, at=at)
        edge = next(change.row for change in changes if change.sheet == "successions.csv")
        noted = [{"sheet": each.sheet, "read": each.read, "row": each.row} for each in changes]
        keep_changes(session, dict(edge or {}), json.dumps(noted, ensure_ascii=False))


def undo_succession(*, user: CurrentUser, succession: int, at: datetime) -> None:
    """Everything is again as before it. Raises NotAllowed; KeepRefused where it was changed since, or something rests on it."""
    check_may(user, Action.MANAGE_PLANS)
    with open_transaction() as session:
        noted = dict(made_on_screen(session)).get(succession)
        if noted is None:
            raise KeepRefused(KeepProblem.CHANGED_MEANWHILE)
        keep_in(session, user=user, changes=undone(noted_changes(noted)), at=at)


def noted_changes(noted: str) -> list[RowChange]:
    """The changes of a succession as they were noted."""
    return [RowChange(**each) for each in json.loads(noted)]
