"""A row beside what was accepted before: falls, moved days, finished tasks, and which accepted line it is held against."""

from datetime import date
from decimal import Decimal

import pytest

from data_model.rules.plans.periods import Period
from intake.base.checked_file import EarlierLine, Severity
from intake.base.finding_codes import FindingCode as F
from intake.report_file import read_report_file
from tests.builders.report_context import make_context
from tests.builders.report_files import csv_bytes

ONE_OFF, YEARLY, CONTINUING = "NV-02", "NV-03", "NV-04"
HEADER = ["ma_nhiem_vu", "ky_bao_cao", "tien_do", "trang_thai", "ngay_hoan_thanh", "ket_qua", "kho_khan"]
DONE_IN_MAY = date(2026, 5, 20)


def accepted(period, percent, done_on=None, result="Đã làm một phần"):
    return EarlierLine(Period.from_code(period), None if percent is None else Decimal(percent), done_on, result=result)


def read(task, *earlier, period="2026-H1", percent="", status="", done_on="", result="Đã lấy ý kiến các sở", why=""):
    context = make_context(period=None)
    context = type(context)(**{**vars(context), "earlier": {(task, "SNgV"): earlier}})
    row = [task, period, percent, status, done_on, result, why]
    return read_report_file(csv_bytes([row], header=HEADER), file_name="bao-cao.csv", context=context)


def findings(report):
    return [
        (finding.code, finding.severity, finding.expected)
        for finding in report.findings
        if finding.code not in (F.PERIOD_LATE, F.PERIOD_NOT_OPEN)
    ]


FALL_FROM_40 = [(F.PERCENT_WENT_DOWN, Severity.ERROR, "40")]


class TestAFall:
    def test_without_a_reason_is_an_error_and_the_row_is_not_stored(self):
        report = read(ONE_OFF, accepted("2026-Q1", 40), percent="30")

        assert findings(report) == FALL_FROM_40
        assert list(report.rows) == []

    def test_with_a_reason_in_its_column_is_none(self):
        assert findings(read(ONE_OFF, accepted("2026-Q1", 40), percent="30", why="Phải làm lại từ đầu")) == []

    @pytest.mark.parametrize("percent", ["40", "41,5", "100"])
    def test_is_no_rise_and_no_standing_still(self, percent):
        done_on = "20/5/2026" if percent == "100" else ""
        assert findings(read(ONE_OFF, accepted("2026-Q1", 40), percent=percent, done_on=done_on)) == []

    def test_is_seen_past_a_line_that_means_as_before(self):
        assert findings(read(ONE_OFF, accepted("2025-Q4", 40), accepted("2026-Q1", None), percent="30")) == FALL_FROM_40

    def test_is_held_against_what_was_accepted_of_the_same_report(self):
        assert findings(read(ONE_OFF, accepted("2026-Q1", 20), accepted("2026-H1", 40), percent="30")) == FALL_FROM_40

    def test_is_not_held_against_a_later_report(self):
        lines = accepted("2025", 20), accepted("2026-H1", 40)
        assert findings(read(ONE_OFF, *lines, period="2026-Q1", percent="30")) == []

    def test_of_a_continuing_task_there_is_none(self):
        found = findings(read(CONTINUING, accepted("2026-Q1", 40), percent="30", status="Có thực hiện"))
        assert [code for code, _, _ in found] == [F.PERCENT_NOT_USED]

    def test_of_a_yearly_task_from_one_year_to_the_next_is_none(self):
        assert findings(read(YEARLY, accepted("2025", 100, date(2025, 12, 10)), percent="20")) == []

    def test_of_a_yearly_task_within_a_year_is_one(self):
        assert findings(read(YEARLY, accepted("2026-Q1", 40), percent="30")) == FALL_FROM_40

    def test_is_none_where_the_line_before_finished_the_year_before(self):
        """Told in the first quarter of 2026 as done on 20/12/2025: that line belongs to 2025."""
        assert findings(read(YEARLY, accepted("2026-Q1", 100, date(2025, 12, 20)), percent="20")) == []


class TestADayOfCompletion:
    def test_that_moves_the_accepted_one_is_said(self):
        report = read(ONE_OFF, accepted("2026-Q1", 100, date(2026, 2, 20)), percent="100", done_on="20/5/2026")

        assert findings(report) == [(F.DONE_ON_MOVED, Severity.WARNING, "20/02/2026")]
        assert len(report.rows) == 1

    def test_that_repeats_it_is_not(self):
        line = accepted("2026-Q1", 100, date(2026, 2, 20))
        assert findings(read(ONE_OFF, line, percent="100", done_on="20/2/2026")) == []

    def test_after_a_fall_is_a_new_one(self):
        lines = accepted("2025", 100, date(2025, 11, 20)), accepted("2026-Q1", 80)
        assert findings(read(ONE_OFF, *lines, percent="100", done_on="20/5/2026")) == []

    def test_of_last_year_told_again_counts_for_last_year(self):
        line = accepted("2025", 100, date(2025, 12, 10))
        found = findings(read(YEARLY, line, percent="100", done_on="10/12/2025"))
        assert found == [(F.DONE_ON_LAST_YEAR, Severity.WARNING, "2025")]


class TestAFinishedOneOffTask:
    line = accepted("2026-Q1", 100, date(2026, 2, 20))

    def test_may_leave_its_line_empty(self):
        report = read(ONE_OFF, self.line, result="")

        assert findings(report) == []
        [row] = report.rows
        assert (row.percent, row.status, row.done_on, row.result) == (None, None, None, "")

    def test_may_say_in_words_what_became_of_it(self):
        assert findings(read(ONE_OFF, self.line, result="Đang duy trì kết quả")) == []

    def test_that_falls_needs_a_reason_as_any_other(self):
        found = findings(read(ONE_OFF, self.line, percent="80"))
        assert found == [(F.PERCENT_WENT_DOWN, Severity.ERROR, "100")]

    @pytest.mark.parametrize(
        "task, line",
        [
            (ONE_OFF, accepted("2026-Q1", 100)),
            (ONE_OFF, accepted("2026-Q1", 90, date(2026, 2, 20))),
            (ONE_OFF, accepted("2026-9M", 100, date(2026, 2, 20))),
            (YEARLY, accepted("2026-Q1", 100, date(2026, 2, 20))),
        ],
        ids=["without its day", "not at 100", "in a later report", "a yearly one"],
    )
    def test_is_what_was_accepted_as_done_and_no_other(self, task, line):
        assert F.PERCENT_MISSING in [code for code, _, _ in findings(read(task, line, result=""))]


def test_a_text_is_repeated_from_the_report_before_and_not_from_an_earlier_version_of_the_same():
    text = "Đã tổ chức hai đoàn đi công tác nước bạn"
    before, same = accepted("2026-Q1", 40, result=text), accepted("2026-H1", 40, result=text)

    assert findings(read(ONE_OFF, before, percent="45", result=text)) == [(F.RESULT_REPEATED, Severity.WARNING, "")]
    assert findings(read(ONE_OFF, same, percent="45", result=text)) == []
