"""Headings of an agency's own table are matched by hand once, and read as columns from then on."""

import pytest
from sqlmodel import select

from actions.reporting.check_report import check_report
from actions.reporting.match_headings import NotAMatch, forget_headings, match_headings
from data_model.rules.people.access import CurrentUser, NotAllowed
from data_model.rules.plans.periods import Period
from data_model.store import open_session
from data_model.tables import AuditEntry
from data_model.values import Role
from intake.base.checked_file import ReportFile
from intake.base.finding_codes import FindingCode
from intake.base.headings import Column
from intake.base.opened_file import Limits
from tests.builders.report_files import csv_bytes, problems
from tests.builders.stores import local

pytestmark = pytest.mark.usefixtures("postgres")  # each test runs on both databases

USER = CurrentUser("binh", "Cán bộ", Role.REPORTER, agency="A")
OTHER = CurrentUser("chi", "Cán bộ", Role.REPORTER, agency="B")
AT = local("2026-06-15 09:00")
OWN = ("TT", "Ký hiệu việc", "Mức đạt được", "Diễn giải")
TABLE = csv_bytes([["1", "T2", "40", "Đã họp ban tổ chức"]], header=OWN)
MEANT = {Column.TASK: "Ký hiệu việc", Column.PERCENT: "Mức đạt được", Column.RESULT: "Diễn giải"}


def read(content: bytes = TABLE, *, agency: str = "A", limits: Limits | None = None) -> ReportFile:
    with open_session() as session:
        return check_report(
            session,
            content,
            file_name="theo-doi.csv",
            agency=agency,
            period=Period.from_code("2026-Q2"),
            at=AT,
            limits=limits or Limits(),
        )


def values(report: ReportFile) -> list[tuple[str, str, str]]:
    return [(row.task, str(row.percent), row.result) for row in report.rows]


def test_once_matched_the_agencys_table_is_read(worked_case):
    assert values(read()) == []

    match_headings(user=USER, agency="A", headings=MEANT, at=AT)

    assert values(read()) == [("T2", "40", "Đã họp ban tổ chức")]
    assert values(read(agency="B")) == []


def test_case_marks_and_spaces_of_a_matched_heading_do_not_count(worked_case):
    match_headings(user=USER, agency="A", headings=MEANT, at=AT)
    later = csv_bytes([["1", "T2", "40", "Đã họp"]], header=("TT", "KÝ HIỆU  VIỆC", "muc dat duoc", "Diễn_giải"))

    assert values(read(later)) == [("T2", "40", "Đã họp")]


def test_a_long_file_is_read_by_the_same_headings(worked_case):
    match_headings(user=USER, agency="A", headings=MEANT, at=AT)

    by_columns = read(limits=Limits(long_from=0, many_rows=0))

    assert values(by_columns) == values(read())
    assert by_columns.cells[0] == ("TT", "Mã nhiệm vụ", "Tiến độ (%)", "Kết quả")


def test_a_column_that_the_file_has_itself_goes_before_a_matched_one(worked_case):
    match_headings(user=USER, agency="A", headings=MEANT, at=AT)
    both = csv_bytes([["T2", "40", "Đã họp", "chi tiết"]], header=("Mã nhiệm vụ", "Tiến độ", "Kết quả", "Diễn giải"))

    report = read(both)

    assert values(report) == [("T2", "40", "Đã họp")]
    assert problems(report) == [(1, None, FindingCode.UNKNOWN_COLUMN)]


def test_a_heading_means_what_was_said_last(worked_case):
    match_headings(
        user=USER, agency="A", headings=MEANT | {Column.RESULT: "Mức đạt được", Column.PERCENT: "Diễn giải"}, at=AT
    )
    match_headings(user=USER, agency="A", headings=MEANT, at=AT)

    assert values(read()) == [("T2", "40", "Đã họp ban tổ chức")]


def test_what_is_forgotten_is_asked_again(worked_case):
    match_headings(user=USER, agency="A", headings=MEANT, at=AT)
    forget_headings(user=USER, agency="A", at=AT)

    assert values(read()) == []


def test_one_heading_means_one_column(worked_case):
    with pytest.raises(NotAMatch):
        match_headings(user=USER, agency="A", headings={Column.TASK: "Diễn giải", Column.RESULT: "diễn giải "}, at=AT)

    assert values(read()) == []


def test_only_the_agency_itself_matches_its_headings(worked_case):
    for user in (OTHER, CurrentUser("an", "Lãnh đạo", Role.LEADER)):
        with pytest.raises(NotAllowed):
            match_headings(user=user, agency="A", headings=MEANT, at=AT)

    assert values(read()) == []


def test_the_audit_says_who_matched_and_forgot(worked_case):
    match_headings(user=USER, agency="A", headings={Column.TASK: "Ký hiệu việc"}, at=AT)
    forget_headings(user=USER, agency="A", at=AT)

    with open_session() as session:
        entries = session.exec(select(AuditEntry).order_by(AuditEntry.id)).all()
    assert [(entry.user_name, entry.what, entry.subject, entry.note) for entry in entries][-2:] == [
        ("binh", "match_headings", "A", "Ký hiệu việc = ma_nhiem_vu"),
        ("binh", "forget_headings", "A", ""),
    ]
