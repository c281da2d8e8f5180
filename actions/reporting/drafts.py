"""Saving and discarding a report that is being filled in on screen."""

from datetime import datetime

from data_model.rules.people.access import CurrentUser, NotAllowed, check_may
from data_model.store import open_side_transaction
from data_model.store.reporting.drafts import Cells, DraftKey, delete_draft, write_draft
from data_model.values import Action


def save_draft(*, user: CurrentUser, key: DraftKey, cells: Cells, version: int, at: datetime) -> int:
    """Replaces the version that was read. Returns the new version. Raises NotAllowed, DraftChanged."""
    _check(user, key)
    with open_side_transaction() as session:
        return write_draft(session, key, cells, version=version, saved_at=at, saved_by=user.name)


def discard_draft(*, user: CurrentUser, key: DraftKey) -> None:
    """Deletes the draft; does nothing if there is none. Raises NotAllowed."""
    _check(user, key)
    with open_side_transaction() as session:
        delete_draft(session, key)


def _check(user: CurrentUser, key: DraftKey) -> None:
    check_may(user, Action.SUBMIT_REPORT)
    if key.agency not in (user.agency, *user.predecessors):
        raise NotAllowed(f"{user.name} may not report for {key.agency}")
