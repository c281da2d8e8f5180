"""The audit is a chain: each entry carries the hash of the one before it."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, update
from sqlmodel import select

from actions import audit as actions_audit
from actions.audit import acting_from
from data_model.store import open_session, open_side_transaction
from data_model.store.people import audit
from data_model.tables import AuditEntry
from manage import main
from tests.builders.stores import local

pytestmark = pytest.mark.usefixtures("database")

AT = local("2026-06-20 09:00") + timedelta(microseconds=123_456)


@pytest.fixture
def entries():
    """Three entries with Vietnamese, a quotation mark and a line break; the second came from another machine."""
    with open_side_transaction() as session:
        actions_audit.record(session, user_name="an", what="add_user", subject="binh", at=AT)
        token = acting_from.set("10.1.2.3")
        actions_audit.record(
            session, user_name="binh", what="submit", subject="260620-ABCDE", note="Nói “rõ”\n'", at=AT
        )
        acting_from.reset(token)
    with open_side_transaction() as session:
        actions_audit.record(session, user_name="cuong", what="accept", subject="260620-ABCDE", at=AT)
    with open_session() as session:
        return [entry.id for entry in session.exec(select(AuditEntry).order_by(AuditEntry.id))]


def check():
    with open_session() as session:
        return audit.check(session)


def change(statement):
    with open_side_transaction() as session:
        session.exec(statement)


def test_what_was_written_is_whole(entries):
    found = check()

    assert (found.entries, found.broken, found.is_whole) == (3, (), True)
    with open_session() as session:
        assert [entry.address for entry in session.exec(select(AuditEntry).order_by(AuditEntry.id))] == [
            "",
            "10.1.2.3",
            "",
        ]


@pytest.mark.parametrize(
    "values",
    [
        {"user_name": "an"},
        {"note": "Nói"},
        {"at": AT + timedelta(microseconds=1)},
        {"address": "10.1.2.4"},
        {"chained_hash": "0" * 64},
    ],
    ids=lambda values: next(iter(values)),
)
def test_an_edited_entry_is_named(entries, values):
    change(update(AuditEntry).where(AuditEntry.id == entries[1]).values(**values))

    assert entries[1] in check().broken


@pytest.mark.parametrize("place, broken", [(0, [1]), (1, [2])])
def test_after_a_cut_the_next_entry_is_named(entries, place, broken):
    change(delete(AuditEntry).where(AuditEntry.id == entries[place]))

    found = check()
    assert found.broken == tuple(entries[number] for number in broken)
    assert found.missing_at_end == 1


def test_a_cut_at_the_end_is_counted(entries):
    change(delete(AuditEntry).where(AuditEntry.id == entries[2]))

    found = check()
    assert (found.broken, found.missing_at_end, found.is_whole) == ((), 1, False)


def test_an_entry_that_was_put_in_is_named(entries):
    change(update(AuditEntry).where(AuditEntry.id == entries[2]).values(id=entries[2] + 1))
    with open_side_transaction() as session:
        session.add(AuditEntry(id=entries[2], at=AT, user_name="an", what="accept", chained_hash="0" * 64))

    found = check()
    assert found.broken == (entries[2], entries[2] + 1)
    assert found.missing_at_end == -1


def test_the_command_says_so(entries, capsys):
    assert main(["verify-audit"]) == 0
    head = check().head
    assert head in capsys.readouterr().out

    change(update(AuditEntry).where(AuditEntry.id == entries[0]).values(user_name="khác"))

    assert main(["verify-audit", "--head", head]) == 1
    assert f"Dòng {entries[0]}" in capsys.readouterr().err


def test_a_chain_that_was_written_anew_has_not_the_hash_that_was_noted(entries, capsys):
    noted = check().head
    change(delete(AuditEntry))

    assert main(["verify-audit", "--head", noted]) == 1
    assert noted in capsys.readouterr().err
