"""Saving a page address with its filters under a name, renaming and deleting it. Only its owner sees it."""

import unicodedata

from sqlmodel import Session

from data_model.rules.people.access import CurrentUser, check_may
from data_model.store import open_side_transaction
from data_model.store.people.saved_views import add_saved_view, delete_saved_view, rename_saved_view, saved_views
from data_model.values import Action

LONGEST_NAME = 80


class ViewRefused(ValueError):
    """The name can't be used."""


class ViewNameMissing(ViewRefused):
    """No name was given."""


class ViewNameTaken(ViewRefused):
    """The account has a saved view of this name; it may have been saved in another tab a moment ago."""


def save_view(*, user: CurrentUser, name: str, page: str, query: str) -> str:
    """Saves the address. Returns the name as stored. Raises NotAllowed, ViewNameMissing, ViewNameTaken."""
    check_may(user, Action.VIEW_FIGURES)
    name = _tidy(name)
    with open_side_transaction() as session:
        _check_free(session, user, name)
        add_saved_view(session, user_name=user.name, name=name, page=page, query=query)
    return name


def rename_view(*, user: CurrentUser, view_id: int, name: str) -> str:
    """Returns the name as stored. Raises NotAllowed, ViewNameMissing, ViewNameTaken."""
    check_may(user, Action.VIEW_FIGURES)
    name = _tidy(name)
    with open_side_transaction() as session:
        _check_free(session, user, name, other_than=view_id)
        rename_saved_view(session, user_name=user.name, view_id=view_id, name=name)
    return name


def delete_view(*, user: CurrentUser, view_id: int) -> None:
    """Deletes it; does nothing if it no longer exists. Raises NotAllowed."""
    check_may(user, Action.VIEW_FIGURES)
    with open_side_transaction() as session:
        delete_saved_view(session, user_name=user.name, view_id=view_id)


def _tidy(name: str) -> str:
    tidy = " ".join(unicodedata.normalize("NFC", name).split())[:LONGEST_NAME]
    if not tidy:
        raise ViewNameMissing
    return tidy


def _check_free(session: Session, user: CurrentUser, name: str, *, other_than: int | None = None) -> None:
    """Raises ViewNameTaken. Writers queue up, so nobody can take the name between this check and the commit."""
    if any(view.name == name and view.id != other_than for view in saved_views(session, user_name=user.name)):
        raise ViewNameTaken(name)
