"""A whole store moves between the kinds of database: every value the same, ids kept, ids go on."""

from pathlib import Path

import pytest
from sqlmodel import Session, select

import manage
from data_model.rules.backups import BackupProblem, BackupRefused
from data_model.settings import other_database_url
from data_model.store import open_session, open_transaction
from data_model.store.backups.move import move
from data_model.store.base.engine import engine_for
from data_model.store.base.migrate import is_migrated
from data_model.tables import AuditEntry, Plan
from tests.builders.store_fixtures import using
from tests.builders.stores import CASE
from tests.builders.whole_stores import AT, add_what_folders_leave_out, all_rows

pytestmark = pytest.mark.slow  # copies whole stores

OTHER = {"sqlite": "postgresql", "postgresql": "sqlite"}


@pytest.fixture
def full_store(worked_case: str) -> str:
    """With a plan that names a later row of its own table."""
    add_what_folders_leave_out()
    with open_transaction() as session:
        first = session.exec(select(Plan).order_by(Plan.code)).first()
        assert first
        later = Plan(code="KH-SAU", title="Kế hoạch sau")
        session.add(later)
        session.flush()
        first.replaces_id = later.id
    return worked_case


def everything(url: str) -> dict[str, list[object]]:
    """Through the product's own types, which are the same on both databases."""
    tables = [mapper.class_ for mapper in Plan._sa_registry.mappers]
    with open_session(url) as session:
        return {
            table.__tablename__: sorted((row.model_dump() for row in session.exec(select(table))), key=repr)
            for table in tables
        }


@pytest.mark.usefixtures("postgres")
def test_every_row_is_the_same_in_the_other_kind_of_database(kind, full_store, new_url):
    before = everything(full_store)
    to = other_database_url(new_url(OTHER[kind]))

    moved = move(to)

    assert everything(to) == before
    assert {table.name: table.rows for table in moved} == {name: len(rows) for name, rows in before.items()}
    assert all(before[name] for name in ("user_account", "audit_entry", "draft", "issued_report", "issued_file"))
    assert any(plan["replaces_id"] for plan in before["plan"])
    with using(to, pytest.MonkeyPatch()):
        assert is_migrated()
        with open_transaction() as session:  # ids go on after those that were moved
            entry = AuditEntry(at=AT, user_name="binh", what="later")
            session.add(entry)
            session.flush()
            assert entry.id == max(row["id"] for row in before["audit_entry"]) + 1


@pytest.mark.parametrize("kind", ["sqlite"])
def test_a_database_with_tables_is_left_alone(kind, full_store, new_url):
    other = new_url(kind, CASE)
    before = all_rows(other)

    with pytest.raises(BackupRefused) as refused:
        move(other)

    assert refused.value.problem is BackupProblem.NOT_EMPTY
    assert all_rows(other) == before


@pytest.mark.usefixtures("postgres")
@pytest.mark.parametrize("kind", ["sqlite"])
def test_what_the_other_database_refuses_leaves_it_empty(kind, full_store, new_url):
    with Session(engine_for(full_store).execution_options(writes=True)) as session:
        session.add(AuditEntry(at=AT, user_name="binh", what="a\0b"))
        session.commit()
    to = other_database_url(new_url("postgresql"))

    with pytest.raises(BackupRefused) as refused:
        move(to)

    assert (refused.value.problem, refused.value.name) == (BackupProblem.ROW_REFUSED, "audit_entry")
    assert all_rows(to) == {}


@pytest.mark.parametrize("kind", ["sqlite"])
def test_the_command_line_moves_and_refuses(kind, full_store, new_url, tmp_path: Path, capsys):
    to = new_url(kind)
    assert manage.main(["move", "--to", to]) == 0
    assert everything(to) == everything(full_store)
    assert capsys.readouterr().out.splitlines()[-1].startswith("Đã chuyển")

    assert manage.main(["move", "--to", to]) == 1
    assert manage.main(["move", "--to", "mysql://nowhere/x"]) == 2
    first, second = capsys.readouterr().err.splitlines()
    assert first.startswith("Đã có cơ sở dữ liệu")
    assert "--to" in second
