"""Reads and writes the filters that a user saved under a name, as page addresses."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, bindparam, delete, update
from sqlmodel import Session, col

from data_model.store.base.typed_select import columns
from data_model.tables import SavedView, User


@dataclass(frozen=True, slots=True)
class SavedAddress:
    """`page` is the page's path, `query` the part of the URL after the question mark."""

    id: int
    name: str
    page: str
    query: str


# Built once: the menu runs it in each script run.
_SAVED_VIEWS = (
    columns(SavedView.id, SavedView.name, SavedView.page, SavedView.query)
    .join(User, col(User.id) == col(SavedView.user_id))
    .where(col(User.name) == bindparam("user_name"))
    .order_by(col(SavedView.id))
)


def saved_views(session: Session, *, user_name: str) -> list[SavedAddress]:
    """Those of one account, oldest first."""
    return [SavedAddress(*row) for row in session.execute(_SAVED_VIEWS, {"user_name": user_name})]


def add_saved_view(session: Session, *, user_name: str, name: str, page: str, query: str) -> None:
    session.add(SavedView(user_id=_user_id(session, user_name), name=name, page=page, query=query))


def rename_saved_view(session: Session, *, user_name: str, view_id: int, name: str) -> None:
    """Nothing happens where it is not this account's, or was deleted."""
    session.execute(update(SavedView).where(*_own(session, user_name, view_id)).values(name=name))


def delete_saved_view(session: Session, *, user_name: str, view_id: int) -> None:
    """Nothing happens where it is not this account's, or was deleted."""
    session.execute(delete(SavedView).where(*_own(session, user_name, view_id)))


def _own(session: Session, user_name: str, view_id: int) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return (col(SavedView.id) == view_id, col(SavedView.user_id) == _user_id(session, user_name))


def _user_id(session: Session, name: str) -> int:
    return session.scalars(columns(User.id).where(col(User.name) == name)).one()
