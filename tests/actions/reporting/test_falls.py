"""What a new report is held against in the store: the accepted lines of its own agency, period by period."""

import pytest

from actions.review import accept_submission
from intake.base.checked_file import Severity
from intake.base.finding_codes import FindingCode
from tests.builders.stores import local
from tests.builders.submissions import CUONG, check, sent_and_waiting, submit

pytestmark = pytest.mark.usefixtures("worked_case")

HEADER = "ma_nhiem_vu,ky_bao_cao,tien_do,ngay_hoan_thanh,ket_qua,kho_khan\n"
ACCEPTED = local("2026-06-26 10:00")
OPEN = local("2026-07-01 09:00")


def findings(text, at=OPEN):
    wanted = (FindingCode.PERCENT_WENT_DOWN, FindingCode.DONE_ON_MOVED, FindingCode.PERCENT_MISSING)
    return [
        (note.code, note.severity, note.expected)
        for note in check(HEADER + text, at=at).findings
        if note.code in wanted
    ]


def test_a_fall_below_what_was_accepted_is_an_error_and_a_reason_allows_it():
    """Of T3, 60 % was accepted for the first quarter."""
    assert findings("T3,2026-Q2,50,,Làm lại,\n") == [(FindingCode.PERCENT_WENT_DOWN, Severity.ERROR, "60")]
    assert findings("T3,2026-Q2,50,,Làm lại,Đối tác rút lui\n") == []


def test_what_only_waits_is_no_measure():
    sent_and_waiting()

    assert findings("T6,2026-Q2,10,,Tính lại,\n") == []


def test_the_accepted_version_of_the_same_report_is_one():
    accept_submission(user=CUONG, number=sent_and_waiting(), at=ACCEPTED)

    assert findings("T6,2026-Q2,10,,Tính lại,\n") == [(FindingCode.PERCENT_WENT_DOWN, Severity.ERROR, "20")]
    assert findings("T3,2026-Q2,100,16/5/2026,Đã xong,\n") == [
        (FindingCode.DONE_ON_MOVED, Severity.WARNING, "15/05/2026")
    ]


def test_a_finished_task_may_be_left_empty_and_its_line_changes_no_figure():
    accept_submission(user=CUONG, number=sent_and_waiting(), at=ACCEPTED)

    assert findings("T3,2026-Q2,,,,\n") == []
    receipt = submit(HEADER + "T3,2026-Q2,,,,\nT6,2026-Q2,40,,Đã trình,\n", at=OPEN)
    assert receipt.stored == 2


def test_an_unfinished_one_may_not():
    assert findings("T6,2026-Q2,,,,\n") == [(FindingCode.PERCENT_MISSING, Severity.ERROR, "")]
