"""How each agency's report of a period came, for the map of agencies and periods: the worst first."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from data_model.rules.figures.statuses import ExpectedReport
from data_model.rules.plans.periods import Period


class ReportArrival(StrEnum):
    """From best to worst; of several reports of one agency for one period the worst is shown."""

    WAIVED = "waived"
    NOTHING_AROSE = "nothing_arose"
    ON_TIME = "on_time"
    PENDING = "pending"
    """Not sent, and its due day has not passed."""
    EXTENDED = "extended"
    """After the original due day, within an extension: it is not named late."""
    EXTENSION_RUNS = "extension_runs"
    """Not sent, and the extension has not passed."""
    LATE = "late"
    MISSING = "missing"


_ORDER = list(ReportArrival)


def report_arrival(report: ExpectedReport, *, today: date) -> ReportArrival:
    """`today` is the day of knowledge of the report's row."""
    if report.waived:
        return ReportArrival.WAIVED
    if not report.is_submitted:
        if today <= report.due_on:
            return ReportArrival.PENDING
        return ReportArrival.EXTENSION_RUNS if today <= report.extended_due_on else ReportArrival.MISSING
    if not report.is_on_time:
        return ReportArrival.EXTENDED if report.is_on_time_extended else ReportArrival.LATE
    return ReportArrival.NOTHING_AROSE if report.says_nothing else ReportArrival.ON_TIME


@dataclass(frozen=True)
class ArrivalCell:
    """One agency in one period: the worst of its reports, how late that is in days, and how many reports there are."""

    arrival: ReportArrival
    agency: str
    plan: str
    """Of which that worst report is expected, and on which plan."""
    days_late: int = 0
    reports: int = 1


@dataclass(frozen=True)
class ArrivalRow:
    """One agency, or by an organisation one body: its cells by period; it has none where nothing was asked of it."""

    agency: str
    cells: Mapping[Period, ArrivalCell]

    def count(self, arrival: ReportArrival) -> int:
        return sum(cell.arrival is arrival for cell in self.cells.values())

    @property
    def badness(self) -> tuple[int, int, int]:
        """Missing reports, late ones, days late: what "worst first" compares."""
        days = sum(cell.days_late for cell in self.cells.values())
        return self.count(ReportArrival.MISSING), self.count(ReportArrival.LATE), days


def arrival_rows(reports: Mapping[Period, Iterable[ExpectedReport]], *, today: date) -> list[ArrivalRow]:
    """One row for each agency that was asked for a report in one of the periods, the worst first."""
    by_agency: dict[str, dict[Period, list[ExpectedReport]]] = defaultdict(lambda: defaultdict(list))
    for period, asked in reports.items():
        for report in asked:
            by_agency[report.body][period].append(report)
    rows = [
        ArrivalRow(agency, {period: _cell(asked, today) for period, asked in periods.items()})
        for agency, periods in by_agency.items()
    ]
    return sorted(rows, key=lambda row: tuple(-number for number in row.badness))


def _cell(reports: Sequence[ExpectedReport], today: date) -> ArrivalCell:
    arrivals = [(report_arrival(report, today=today), report) for report in reports]
    worst, report = max(arrivals, key=lambda pair: (_ORDER.index(pair[0]), pair[1].days_named_late))
    late = worst in (ReportArrival.LATE, ReportArrival.MISSING)
    return ArrivalCell(worst, report.agency, report.plan, report.days_named_late if late else 0, len(reports))
