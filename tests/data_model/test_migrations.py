"""A store of any age comes to the tables of today, and keeps its rows."""

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import CheckConstraint, inspect, text
from sqlmodel import SQLModel, select

from data_model import issued_tables, kept_tables, round_tables  # noqa: F401  their tables are to be there too
from data_model.store import open_session
from data_model.store.accounts import accounts
from data_model.store.engine import engine, versions
from data_model.store.migrate import alembic_config, migrate
from data_model.tables import Agency

FIRST = "0001"


def upgrade_to(revision: str) -> None:
    config = alembic_config()
    with engine().execution_options(writes=True).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


@pytest.fixture
def old_store(empty_database):
    """A store as the first version made it, with a row in it, written in plain SQL."""
    upgrade_to(FIRST)
    with engine().begin() as connection:
        connection.execute(text("INSERT INTO store_state (id, version, sampled) VALUES (1, 7, false)"))
        connection.execute(
            text("INSERT INTO user_account (name, display_name, role, province, password_hash, code_hash, language) VALUES ('an', 'An', 'admin', '', '', '', 'vi')")
        )  # fmt: skip
        connection.execute(
            text("INSERT INTO agency (code, name, kind, province, aliases) VALUES ('A', 'Sở A', 'department', '', 'SA; S.A')")
        )  # fmt: skip


def revision() -> str | None:
    with engine().connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def test_an_old_store_is_brought_to_today_and_keeps_its_rows(old_store):
    migrate()

    assert revision() == ScriptDirectory.from_config(alembic_config()).get_current_head()
    with open_session() as session:
        [agency] = session.exec(select(Agency)).all()
        assert (agency.code, agency.name, agency.aliases) == ("A", "Sở A", ("SA", "S.A"))
        assert [(one.name, one.email) for one in accounts(session)] == [("an", "")]
        assert versions(session).data == 7


def test_a_store_from_before_days_were_kept_is_brought_to_today_and_back(old_store):
    upgrade_to("0006")
    migrate()
    with engine().execution_options(writes=True).begin() as connection:
        config = alembic_config()
        config.attributes["connection"] = connection
        command.downgrade(config, "0006")
    assert "ends" in {column["name"] for column in inspect(engine()).get_columns("kept_plan")}

    migrate()

    assert "told_from" in {column["name"] for column in inspect(engine()).get_columns("kept_plan")}


def test_the_tables_are_those_of_the_models(database):
    with engine().connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, SQLModel.metadata) == []


def test_the_constraints_are_those_of_the_models(database):
    found = inspect(engine())
    for table in SQLModel.metadata.sorted_tables:
        wanted = {one.name for one in table.constraints if isinstance(one, CheckConstraint)}
        assert {one["name"] for one in found.get_check_constraints(table.name)} == wanted, table.name


def test_a_new_store_starts_at_version_0_and_a_second_migration_changes_nothing(empty_database):
    migrate()
    migrate()

    with open_session() as session:
        assert versions(session).data == 0


def test_there_is_one_line_of_revisions():
    revisions = list(ScriptDirectory.from_config(alembic_config()).walk_revisions())

    assert revisions[-1].revision == FIRST
    assert len({one.down_revision for one in revisions}) == len(revisions)
