"""How expected reports came in: on time, late or not at all; the three add up to all that were expected."""

from collections.abc import Sequence
from enum import StrEnum

from data_model.rules.standings import ReportStanding


class Arrival(StrEnum):
    ON_TIME = "on_time"
    LATE = "late"
    MISSING = "missing"


def arrival(report: ReportStanding) -> Arrival:
    if not report.is_submitted:
        return Arrival.MISSING
    return Arrival.ON_TIME if report.is_on_time else Arrival.LATE


def counts(reports: Sequence[ReportStanding]) -> dict[Arrival, int]:
    found = [arrival(report) for report in reports]
    return {one: found.count(one) for one in Arrival}
