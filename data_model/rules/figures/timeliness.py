"""Expected reports sent on time, within an extension, late or missing; the counts add up to those expected."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from data_model.rules.figures.statuses import ExpectedReport
from data_model.rules.figures.sums import Sums
from data_model.rules.plans.periods import local_day


class ReportTimeliness(StrEnum):
    ON_TIME = "on_time"
    EXTENDED = "extended"
    """After the original due day, within an extension: it is not named late."""
    LATE = "late"
    MISSING = "missing"


def report_timeliness(report: ExpectedReport) -> ReportTimeliness:
    if not report.is_submitted:
        return ReportTimeliness.MISSING
    if report.is_on_time:
        return ReportTimeliness.ON_TIME
    return ReportTimeliness.EXTENDED if report.is_on_time_extended else ReportTimeliness.LATE


def timeliness_counts(sums: Sums) -> dict[ReportTimeliness, int]:
    return {
        ReportTimeliness.ON_TIME: sums.on_time,
        ReportTimeliness.EXTENDED: sums.on_time_extended - sums.on_time,
        ReportTimeliness.LATE: sums.submitted - sums.on_time_extended,
        ReportTimeliness.MISSING: sums.expected - sums.submitted,
    }


def cumulative_by_day(reports: Sequence[ExpectedReport], *, until: date) -> list[tuple[int, int]]:
    """(days after the due day, number of reports sent by the end of that day); days before the due day are negative.

    Starts a day before the first submission, at the latest on the due day; ends on `until` or a week after the last
    submission or the due day, whichever comes first. Empty where nothing was expected.
    """
    if not reports:
        return []
    sent_after = sorted(
        (local_day(report.first_submitted_at) - report.due_on).days
        for report in reports
        if report.first_submitted_at is not None
    )
    first = min(sent_after[0] - 1 if sent_after else 0, 0)
    days_until = max((until - report.due_on).days for report in reports)
    last = max(min(days_until, max(sent_after[-1] if sent_after else 0, 0) + 7), first)
    return [(day, sum(sent_on <= day for sent_on in sent_after)) for day in range(first, last + 1)]
