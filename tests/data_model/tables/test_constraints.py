"""What the database itself holds to, on SQLite and on PostgreSQL, and what a transaction promises."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlmodel import func, select

from data_model.store import open_session, open_transaction
from data_model.store.base.engine import versions
from data_model.tables import (
    Agency,
    Extension,
    GroupMember,
    Regime,
    ReportingRound,
    ReportLine,
    Review,
    StoreState,
    Submission,
    Task,
    TaskChange,
    User,
)
from data_model.values import Role, SubmissionStatus, TaskField, TaskType, WindowRule
from tests.builders.stores import local

AT = local("2026-06-16 09:00")


def violates(*rows) -> bool:
    """Whether the database refuses to take these rows in."""
    try:
        with open_transaction() as session:
            session.add_all(rows)
    except IntegrityError:
        return True
    return False


def id_of(table, code):
    key = Submission.number if table is Submission else table.code
    with open_session() as session:
        return session.exec(select(table.id).where(key == code)).one()


def a_line(**more):
    return ReportLine(submission_id=id_of(Submission, "S1"), task_id=id_of(Task, "T6"), **more)


def a_review(**more):
    return Review(submission_id=id_of(Submission, "S1"), decided_by="an", decided_at=AT, **more)


def a_submission(**more):
    report = {"agency_id": id_of(Agency, "A"), "plan_id": 1, "period": "2026-Q2", "submitted_at": AT}
    return Submission(number="S9", submitted_by="an", status=SubmissionStatus.SUBMITTED, **report, **more)


def a_change(**more):
    change = {"field": TaskField.DUE_ON, "value": "2026-12-31", "valid_from": date(2026, 6, 20), "reason": "Đề nghị"}
    entered = {"task_id": id_of(Task, "T1"), "entered_by": "an", "entered_at": AT}
    return TaskChange(**(entered | change | more))


def a_task(**more):
    values = {"code": "T9", "plan_id": 1, "title": "Tên", "type": TaskType.ONE_OFF}
    return Task(**(values | more))


@pytest.mark.usefixtures("worked_case")
class TestTheDatabaseRefuses:
    @pytest.mark.parametrize("percent, refused", [(0, False), (100, False), (-0.1, True), (100.1, True), (175, True)])
    def test_a_percentage_outside_0_to_100(self, percent, refused):
        assert violates(a_line(percent=str(percent))) is refused

    def test_a_line_of_a_submission_or_task_that_is_not_there(self):
        assert violates(ReportLine(submission_id=99, task_id=id_of(Task, "T6")))
        assert violates(ReportLine(submission_id=id_of(Submission, "S1"), task_id=99))

    def test_a_second_line_on_one_task_in_one_submission(self):
        assert violates(ReportLine(submission_id=id_of(Submission, "S1"), task_id=id_of(Task, "T3")))

    @pytest.mark.parametrize("row", [lambda: Agency(code="A", name="Khác"), lambda: a_task(code="T1")])
    def test_a_code_that_is_taken(self, row):
        assert violates(row())

    def test_a_number_that_is_taken(self):
        taken = {"agency_id": id_of(Agency, "A"), "plan_id": 1, "period": "2026-Q2", "submitted_at": AT}
        assert violates(Submission(number="S1", submitted_by="an", status=SubmissionStatus.SUBMITTED, **taken))

    def test_to_remove_what_other_rows_refer_to(self):
        with pytest.raises(IntegrityError), open_transaction() as session:
            session.exec(text("DELETE FROM submission"))

    def test_a_member_that_stands_undated_twice(self):
        group, member = id_of(Agency, "A"), id_of(Agency, "B")

        assert not violates(GroupMember(group_id=group, member_id=member))
        assert violates(GroupMember(group_id=group, member_id=member))
        assert not violates(GroupMember(group_id=group, member_id=member, valid_from=date(2026, 1, 1)))
        assert violates(GroupMember(group_id=group, member_id=member, valid_from=date(2026, 1, 1)))

    def test_a_group_that_is_its_own_member(self):
        assert violates(GroupMember(group_id=id_of(Agency, "A"), member_id=id_of(Agency, "A")))

    def test_days_that_end_before_they_begin(self):
        assert violates(Agency(code="D", name="Sở D", valid_from=date(2026, 2, 1), valid_to=date(2026, 1, 31)))

    def test_a_return_without_a_reason(self):
        assert violates(a_review(decision=SubmissionStatus.RETURNED))
        assert not violates(a_review(decision=SubmissionStatus.RETURNED, reason="Thiếu minh chứng"))

    def test_to_take_an_acceptance_back_without_a_reason(self):
        assert violates(a_review(decision=SubmissionStatus.SUBMITTED))
        assert not violates(a_review(decision=SubmissionStatus.SUBMITTED, reason="Xác nhận nhầm"))

    @pytest.mark.parametrize(
        "paper",
        [
            {"paper_number": "12/BC-SXD"},
            {"paper_dated_on": date(2026, 6, 15)},
            {"paper_signer": "Giám đốc"},
            {"paper_received_on": date(2026, 6, 17)},
        ],
        ids=lambda paper: next(iter(paper)),
    )
    def test_what_stood_on_a_paper_that_nobody_entered(self, paper):
        assert violates(a_submission(**paper))
        assert not violates(a_submission(**paper, entered_at=AT))

    @pytest.mark.parametrize("day, refused", [(0, True), (1, False), (31, False), (32, True)])
    def test_a_due_day_of_the_office_that_is_in_no_month(self, day, refused):
        values = {"plan_id": 1, "kinds": ("year",), "window_rule": WindowRule.ND09, "agency_due_days": 3}
        assert violates(Regime(**values, valid_from=date(2027, 1, 1), office_due_day=day)) is refused

    @pytest.mark.parametrize(
        "change, refused",
        [
            ({}, False),
            ({"reason": ""}, True),
            ({"value": ""}, False),
            ({"field": TaskField.WEIGHT, "value": ""}, True),
        ],
    )
    def test_a_change_of_a_task_without_a_reason_or_a_value(self, change, refused):
        assert violates(a_change(**change)) is refused

    def test_the_same_change_entered_twice_at_once(self):
        assert not violates(a_change())
        assert violates(a_change(value="2027-01-31"))
        assert not violates(a_change(value="2027-01-31", entered_at=local("2026-06-16 09:01")))

    @pytest.mark.parametrize(
        "called, refused",
        [
            ({"due_on": date(2026, 6, 20)}, False),
            ({"opens_on": date(2026, 6, 1)}, False),
            ({}, True),
            ({"opens_on": date(2026, 6, 21), "due_on": date(2026, 6, 20)}, True),
            ({"period": "R20260901-20260915", "title": "Báo cáo chuyên đề"}, False),
            ({"period": "R20260901-20260915"}, True),
        ],
    )
    def test_a_round_that_sets_nothing_or_has_no_name(self, called, refused):
        values = {"plan_id": 1, "period": "2026-Q2", "called_by": "an", "called_at": AT}
        assert violates(ReportingRound(**(values | called))) is refused

    def test_an_extension_without_a_reason(self):
        row = {"agency_id": id_of(Agency, "A"), "plan_id": 1, "period": "2026-Q2", "due_on": date(2026, 7, 1)}
        assert violates(Extension(**row, reason="", granted_by="an", granted_at=AT))

    @pytest.mark.parametrize("weight, refused", [("0", True), ("-1", True), ("0.1", False)])
    def test_a_weight_of_nothing(self, weight, refused):
        assert violates(a_task(weight=weight)) is refused

    def test_a_quote_that_ends_before_it_begins(self):
        assert violates(a_task(quote_start=5, quote_end=5))

    def test_a_result_of_more_than_5000_characters(self):
        assert violates(a_line(result="ế" * 5_001))
        assert not violates(a_line(result="ế" * 5_000))

    def test_a_reporter_without_an_agency(self):
        assert violates(User(name="x", display_name="X", role=Role.REPORTER))

    @pytest.mark.parametrize(
        "column, table", [("type", "task"), ("status", "submission"), ("decision", "review"), ("paper_time", "regime")]
    )
    def test_a_value_that_is_in_no_list(self, column, table):
        with pytest.raises(IntegrityError), open_transaction() as session:
            session.exec(text(f"UPDATE {table} SET {column} = 'khác'"))


def test_sqlite_waits_for_the_disk_and_for_other_writers(store):
    with open_session() as session:
        asked = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        found = {name: session.exec(text(f"PRAGMA {name}")).one()[0] for name in asked}

    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 10_000}


def test_a_transaction_raises_the_version_by_one(database):
    with open_transaction() as session:
        session.add(Agency(code="A", name="Sở A"))
    with open_session() as session:
        assert versions(session).data == 1


def test_a_transaction_that_fails_leaves_nothing_and_the_version_as_it_was(database):
    with pytest.raises(RuntimeError), open_transaction() as session:
        session.add(Agency(code="A", name="Sở A"))
        session.flush()
        raise RuntimeError

    with open_session() as session:
        assert session.exec(select(func.count()).select_from(Agency)).one() == 0
        assert versions(session).data == 0


def test_there_is_one_row_of_state(database):
    with open_session() as session:
        assert session.exec(select(func.count()).select_from(StoreState)).one() == 1
    assert violates(StoreState(id=2))


def test_writers_at_once_lose_no_update(database):
    with open_transaction() as session:
        session.add(Agency(code="A", name="0"))
    at_once = Barrier(4)

    def count_up(_):
        at_once.wait()
        for _ in range(5):
            with open_transaction() as session:
                agency = session.exec(select(Agency)).one()
                agency.name = str(int(agency.name) + 1)

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(count_up, range(4)))

    with open_session() as session:
        assert session.exec(select(Agency.name)).one() == "20"
        assert versions(session).data == 21


def test_who_reads_sees_no_half_of_a_change(database):
    with open_transaction() as writing:
        writing.add(Agency(code="A", name="Sở A"))
        writing.flush()
        with open_session() as reading:
            assert reading.exec(select(Agency)).all() == []


def test_instants_come_back_as_the_same_instant(worked_case):
    with open_session() as session:
        sent = session.exec(select(Submission.submitted_at).where(Submission.number == "S2")).one()

    assert sent == AT
    assert sent.tzinfo is not None
