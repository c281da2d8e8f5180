"""A store of any age comes to the tables of today, and keeps its rows."""

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import CheckConstraint, inspect, text
from sqlalchemy.exc import IntegrityError
from sqlmodel import SQLModel, select

import data_model.tables  # noqa: F401  fills SQLModel.metadata
from data_model.store import open_session
from data_model.store.base.engine import engine, versions
from data_model.store.base.migrate import alembic_config, migrate, migrating
from data_model.store.people.accounts import accounts
from data_model.tables import Agency, Plan, Regime, Submission, Task
from data_model.values import PaperTime

pytestmark = pytest.mark.slow  # runs each migration

FIRST, RELEASED = "0001", "0008"
"""The first revision, and the last of version 0.1.0."""
KEPT = {"kept_plan", "plan_sums", "agency_sums", "kept_task"}
"""Tables of version 0.1.0 that held nothing of their own."""


def upgrade_to(revision: str) -> None:
    with migrating() as config:
        command.upgrade(config, revision)


def downgrade_to(revision: str) -> None:
    with migrating() as config:
        command.downgrade(config, revision)


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
        assert [(account.name, account.email) for account in accounts(session)] == [("an", "")]
        assert versions(session).data == 7


def test_a_store_from_before_days_were_kept_is_brought_to_today_and_back(old_store):
    upgrade_to("0006")
    migrate()
    downgrade_to("0006")
    assert "ends" in {column["name"] for column in inspect(engine()).get_columns("kept_plan")}

    migrate()

    assert not KEPT & set(inspect(engine()).get_table_names())


OF_VERSION_0_1_0 = {
    "agency": "code, name, kind, province, aliases",
    "plan": "code, number, issuer, province, signer, title, replaces_text, text_file, text, notes",
    "regime": "plan_id, valid_from, kinds, window_rule, agency_due_days, lock_after_days, consolidator_id, basis",
    "task": "code, plan_id, section, title, quote, type, type_basis, due_on, weight, notes",
    "submission": "number, agency_id, plan_id, period, submitted_at, submitted_by, status, file_name, sha256",
    "report_line": "submission_id, task_id, percent, status, done_on, result, difficulties, proposals, evidence",
    "review": "submission_id, decision, reason, decided_by, decided_at",
    "review_note": "submission_id, text, written_by, written_at",
    "extension": "agency_id, plan_id, period, due_on, reason, granted_by, granted_at",
    "waiver": "agency_id, plan_id, period, reason, granted_by, granted_at, lifted_by, lifted_at",
    "user_account": "name, display_name, email, role, agency_id, province, password_hash, code_hash, language",
}
"""The columns that the rows below fill."""
ROWS = """
    agency: 'A', 'Sở A', 'department', 'Tỉnh mẫu', ''
    agency: 'B', 'Sở B', 'department', 'Tỉnh mẫu', ''
    plan: 'P1', '1/KH-UBND', 'UBND tỉnh', 'Tỉnh mẫu', '', 'Kế hoạch', '', '', '', ''
    regime: 1, '2025-12-15', 'quarter', 'nd09', 3, 30, 1, 'giả định'
    task: 'T1', 1, '', 'Nhiệm vụ 1', '', 'one_off', '', '2026-05-30', 20, ''
    task: 'T2', 1, '', 'Nhiệm vụ 2', '', 'continuing', '', NULL, 10, ''
    submission: 'S1', 1, 1, '2026-Q2', '2026-06-16 02:00:00', 'binh', 'returned', 'q2.xlsx', ''
    submission: 'S2', 1, 1, '2026-Q2', '2026-06-20 02:00:00', 'binh', 'accepted', 'q2.xlsx', ''
    submission: 'S3', 2, 1, '2026-Q2', '2026-06-17 02:00:00', 'em', 'withdrawn', '', ''
    submission: 'S4', 2, 1, '2026-Q2', '2026-06-18 02:00:00', 'em', 'submitted', '', ''
    report_line: 1, 1, 300, NULL, NULL, 'Đang làm', '', '', ''
    report_line: 2, 1, 1000, 'done', '2026-05-20', 'Đã xong', '', '', ''
    report_line: 2, 2, NULL, 'carried_out', NULL, '', 'Thiếu kinh phí', '', ''
    report_line: 4, 2, NULL, 'not_carried_out', NULL, '', '', 'Bổ sung', ''
    review: 1, 'returned', 'Thiếu minh chứng', 'cuong', '2026-06-18 08:00:00'
    review: 2, 'accepted', '', 'cuong', '2026-06-21 02:00:00'
    review: 3, 'withdrawn', '', 'em', '2026-06-17 03:00:00'
    review_note: 1, 'Gọi điện trước', 'cuong', '2026-06-18 07:00:00'
    extension: 2, 1, '2026-Q2', '2026-06-19', 'Chờ số liệu', 'cuong', '2026-06-16 02:00:00'
    waiver: 2, 1, '2026-Q1', 'Mới thành lập', 'cuong', '2026-03-16 02:00:00', 'cuong', '2026-03-17 02:00:00'
    user_account: 'cuong', 'Cường', 'c@tinh.gov.vn', 'coordinator', 1, '', 'băm', '', 'vi'
"""


@pytest.fixture
def released_store(empty_database):
    """A store of version 0.1.0 with a row or more in each table that the next version makes anew or refers to."""
    upgrade_to(RELEASED)
    with engine().execution_options(writes=True).begin() as connection:
        for row in ROWS.strip().splitlines():
            table, values = row.strip().split(": ", 1)
            connection.execute(text(f"INSERT INTO {table} ({OF_VERSION_0_1_0[table]}) VALUES ({values})"))
        connection.execute(text("INSERT INTO store_state (id, version, sampled) VALUES (1, 7, false)"))


def rows_of_version_0_1_0() -> dict[str, list[tuple]]:
    with engine().connect() as connection:
        return {
            table: [tuple(row) for row in connection.execute(text(f"SELECT id, {names} FROM {table} ORDER BY id"))]
            for table, names in OF_VERSION_0_1_0.items()
        }


def test_a_store_of_version_0_1_0_keeps_every_row(released_store):
    before = rows_of_version_0_1_0()
    assert sum(map(len, before.values())) == len(ROWS.strip().splitlines())

    migrate()

    assert rows_of_version_0_1_0() == before
    assert not KEPT & set(inspect(engine()).get_table_names())


def test_what_a_store_of_version_0_1_0_did_not_know_is_empty_or_as_it_was(released_store):
    migrate()

    with open_session() as session:
        regime = session.exec(select(Regime)).one()
        assert (regime.first_period, regime.to_working_day, regime.office_due_day) == ("", False, None)
        assert regime.paper_time is PaperTime.RECEIPT
        assert session.exec(select(Plan.ends_on)).one() is None
        assert set(session.exec(select(Task.product, Task.first_on, Task.entered_at))) == {("", None, None)}
        assert set(session.exec(select(Submission.entered_at, Submission.paper_number))) == {(None, "")}


def test_a_migrated_store_still_holds_to_its_foreign_keys_and_indexes(released_store):
    indexes = {table: inspect(engine()).get_indexes(table) for table in ("regime", "submission", "review")}
    migrate()

    for table, known in indexes.items():
        assert names_of(inspect(engine()).get_indexes(table)) == names_of(known)
    for table in ("submission", "agency", "plan"):
        with pytest.raises(IntegrityError), engine().execution_options(writes=True).begin() as connection:
            connection.execute(text(f"DELETE FROM {table}"))


def names_of(indexes) -> set[str]:
    return {index["name"] for index in indexes}


def test_a_migration_that_fails_leaves_the_store_as_it_was(released_store):
    before = rows_of_version_0_1_0()
    with pytest.raises(RuntimeError), migrating() as config:
        command.upgrade(config, "head")
        raise RuntimeError

    assert revision() == RELEASED
    assert rows_of_version_0_1_0() == before
    assert set(inspect(engine()).get_table_names()) >= KEPT


def test_going_back_to_version_0_1_0_says_in_its_words_what_it_does_not_know(released_store):
    migrate()
    with engine().execution_options(writes=True).begin() as connection:
        connection.execute(text("UPDATE submission SET status = 'superseded' WHERE number = 'S4'"))
        connection.execute(text("UPDATE submission SET status = 'submitted' WHERE number = 'S2'"))
        taken_back = "VALUES (2, 'submitted', 'Duyệt nhầm', 'cuong', '2026-06-22 02:00:00')"
        connection.execute(text(f"INSERT INTO review ({OF_VERSION_0_1_0['review']}) {taken_back}"))

    downgrade_to(RELEASED)

    found = rows_of_version_0_1_0()
    assert {row[1]: row[7] for row in found["submission"]} == {
        "S1": "returned",
        "S2": "returned",
        "S3": "withdrawn",
        "S4": "withdrawn",
    }
    assert [row[2:4] for row in found["review"]][-1] == ("returned", "Duyệt nhầm")
    assert len(found["report_line"]) == 4


def test_the_tables_are_those_of_the_models(database):
    with engine().connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, SQLModel.metadata) == []


def test_the_constraints_are_those_of_the_models(database):
    found = inspect(engine())
    for table in SQLModel.metadata.sorted_tables:
        wanted = {constraint.name for constraint in table.constraints if isinstance(constraint, CheckConstraint)}
        assert {constraint["name"] for constraint in found.get_check_constraints(table.name)} == wanted, table.name


def test_a_new_store_starts_at_version_0_and_a_second_migration_changes_nothing(empty_database):
    migrate()
    migrate()

    with open_session() as session:
        assert versions(session).data == 0


def test_there_is_one_line_of_revisions():
    revisions = list(ScriptDirectory.from_config(alembic_config()).walk_revisions())

    assert revisions[-1].revision == FIRST
    assert len({revision.down_revision for revision in revisions}) == len(revisions)
