"""What a connection of the store leaves behind for the next transaction, which a pooler may give another connection."""

import pytest
from sqlalchemy import text

from data_model.store import open_session


@pytest.mark.usefixtures("postgres")
def test_nothing_is_prepared_on_a_connection_of_postgresql(postgres, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", postgres.create())

    with open_session() as session:
        for _ in range(12):  # more often than the driver waits before it prepares a statement
            session.execute(text("SELECT 1 + 1"))
        assert session.execute(text("SELECT count(*) FROM pg_prepared_statements")).scalar() == 0
