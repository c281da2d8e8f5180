"""A real mail server in a thread, and a round with accounts to write to, on both databases."""

import pytest
from sqlmodel import select

from actions.people.accounts import add_sample_user
from data_model.store import open_side_transaction
from data_model.tables import User
from data_model.values import Role
from tests.builders.stores import local


@pytest.fixture
def people(worked_case: str) -> None:
    """The case of docs/definitions.md §5, where B owes the second quarter: two reporters in B, one in A and C each."""
    with open_side_transaction() as session:
        for name, agency in {"anh": "A", "binh": "B", "bach": "B", "chi": "C"}.items():
            add_sample_user(
                session,
                name=name,
                display_name=f"Cán bộ {name}",
                role=Role.REPORTER,
                agency=agency,
                password="mật khẩu để thử",
                at=local("2026-01-01 09:00"),
            )
        for user in session.exec(select(User)).all():
            user.email = f"{user.name}@example.vn"
