"""How expected reports came in: on time, late or not at all; the three add up to all that were expected."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from data_model.rules.figures.statuses import ExpectedReport
from data_model.rules.figures.sums import Sums
from data_model.rules.plans.periods import local_day


class ReportTimeliness(StrEnum):
    ON_TIME = "on_time"
    LATE = "late"
    MISSING = "missing"


def report_timeliness(report: ExpectedReport) -> ReportTimeliness:
    if not report.is_submitted:
        return ReportTimeliness.MISSING
    return ReportTimeliness.ON_TIME if report.is_on_time else ReportTimeliness.LATE


def timeliness_counts(sums: Sums) -> dict[ReportTimeliness, int]:
    return {
        ReportTimeliness.ON_TIME: sums.on_time,
        ReportTimeliness.LATE: sums.submitted - sums.on_time,
        ReportTimeliness.MISSING: sums.expected - sums.submitted,
    }


def cumulative_by_day(reports: Sequence[ExpectedReport], *, until: date) -> list[tuple[int, int]]:
    """(days after the due day, how many reports had come in by the end of that day); before the due day is negative.

    From a day before the first arrival, at least from the due day, to the day `until` or a week after the last arrival
    or the due day, whichever comes first. Nothing where nothing was expected.
    """
    if not reports:
        return []
    came = sorted(
        (local_day(report.first_submitted_at) - report.due_on).days
        for report in reports
        if report.first_submitted_at is not None
    )
    first = min(came[0] - 1 if came else 0, 0)
    known = max((until - report.due_on).days for report in reports)
    last = max(min(known, max(came[-1] if came else 0, 0) + 7), first)
    return [(day, sum(day_of_arrival <= day for day_of_arrival in came)) for day in range(first, last + 1)]
