"""Files that went wrong for people who do this job elsewhere, each with its verdict: `expected.csv` beside `cases/`.

The store holds the five plans and no report; staff of Sở Nội vụ Hà Nội check on 30/11/2026, when the report of 2026 is open.
"""

import csv
from collections.abc import Callable
from datetime import date, datetime
from functools import cache
from pathlib import Path

import pytest

from actions.reporting.check_report import check_report
from data_model.rules.figures.as_of import AsOf
from data_model.rules.figures.grouping import task_statuses
from data_model.rules.people.access import EVERYTHING
from data_model.store.figures.facts import read_facts
from data_model.values import Language, TaskState
from intake.base.checked_file import (
    Finding,
    ReportFile,
    ReportRow,
    Severity,
)
from intake.base.finding_codes import FindingCode
from intake.base.opened_file import Limits
from intake.report_file import DEFAULT_LIMITS
from tests.builders.stores import local
from wording.findings import sentence
from wording.translation import use

pytestmark = pytest.mark.slow  # a hundred files, most of them through a process of their own

HERE = Path(__file__).parent
with (HERE / "expected.csv").open(encoding="utf-8", newline="") as table:
    EXPECTED = list(csv.DictReader(table, delimiter=";"))
"""By file: its verdict, its findings (`error 2/minh_chung cell_error “#REF!”`), and what of its rows will be stored."""
NOON = local("2026-11-30 12:00")


def check(
    session, name: str, *, agency: str = "HN-SNV", at: datetime = NOON, limits: Limits = DEFAULT_LIMITS
) -> ReportFile:
    content = (HERE / "cases" / name).read_bytes()
    return check_report(session, content, file_name=name, agency=agency, period=None, at=at, limits=limits)


@pytest.fixture(scope="module")
def checked(five_plans) -> Callable[[str], ReportFile]:
    """`checked("delim_mixed.csv")`: what `check` says of a file, which several tests look at and none changes."""
    return cache(lambda name: check(five_plans, name))


def said(finding: Finding) -> str:
    place = f"{finding.row or ''}/{finding.column or ''}"
    value = " ".join(finding.value.split())
    return f"{finding.severity} {place} {finding.code} “{value if len(value) < 60 else value[:40] + '…'}”"


def stored(row: ReportRow) -> str:
    """The row without its key, which all of these files have in common."""
    values = (row.percent, row.done_on, row.result, row.difficulties, row.evidence)
    return f"{row.number}: " + " · ".join(str(value).replace("\n", "↵") for value in values if value not in (None, ""))


@pytest.mark.parametrize("case", EXPECTED, ids=lambda case: case["file"])
def test_the_file_gets_its_verdict(checked, case):
    report = checked(case["file"])

    assert report.verdict == case["verdict"]
    assert " | ".join(map(said, report.findings)) == case["findings"]
    assert " | ".join(map(stored, report.rows)) == case["stored"]


@pytest.mark.parametrize("case", EXPECTED, ids=lambda case: case["file"])
def test_the_file_is_read_the_same_by_columns(five_plans, case):
    by_rows, by_columns = (
        check(five_plans, case["file"], limits=limits)
        for limits in (Limits(long_from=1 << 40, many_rows=1 << 40), Limits(long_from=0, many_rows=0))
    )

    assert by_columns.findings == by_rows.findings
    assert tuple(by_columns.rows) == tuple(by_rows.rows)


def test_every_file_has_a_line_in_the_table():
    files = {path.name for path in (HERE / "cases").iterdir()}

    assert files == {case["file"] for case in EXPECTED} | {"yearly_new_year_fall.csv"}


def test_every_finding_has_its_sentence(checked):
    use(Language.VI)
    for case in EXPECTED:
        for finding in checked(case["file"]).findings:
            assert "{" not in sentence(finding)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("xl_date_11.xlsx", "20/09/2026"),
        ("xl_picture_in_evidence.xlsx", "hình ảnh"),
        ("xl_ev_00.xlsx", "“Dec-26”"),
        ("xl_ev_03.xlsx", "15 chữ số"),
        ("delim_mixed.csv", "Từ dòng 2, các ô ngăn cách bằng dấu “;”"),
        ("line_quoted.csv", "nằm trong một ô"),
    ],
)
def test_the_sentence_names_the_cause(checked, name, words):
    use(Language.VI)

    assert words in " ".join(map(sentence, checked(name).findings))


def test_a_new_year_is_no_fall_and_last_years_day_told_in_the_first_quarter_is_taken_for_last_year(yearly_tasks):
    report = check(yearly_tasks, "yearly_new_year_fall.csv", agency="T-A", at=local("2027-03-16 12:00"))

    assert FindingCode.PERCENT_WENT_DOWN not in {finding.code for finding in report.findings}
    assert [(finding.code, finding.severity) for finding in report.findings if finding.row == 3] == [
        (FindingCode.DONE_ON_LAST_YEAR, Severity.WARNING)
    ]
    assert (3, date(2026, 12, 20)) in [(row.number, row.done_on) for row in report.rows]


@pytest.mark.parametrize("task", ["V-Y1214", "V-Y1215", "V-Y1231"])
def test_a_yearly_task_that_nobody_reports_is_overdue_after_its_day(yearly_tasks, task):
    facts = read_facts(yearly_tasks, EVERYTHING, today=date(2027, 1, 2))
    states = {status.task.code: status.state for status in task_statuses(facts, cutoff=AsOf(local("2027-01-02 12:00")))}

    assert states[task] is TaskState.OVERDUE
