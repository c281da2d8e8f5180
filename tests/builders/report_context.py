"""What report files are read against, without a store: two agencies, their tasks, which periods are open."""

from datetime import date
from decimal import Decimal

from data_model.rules.plans.periods import Calendar, Period
from data_model.rules.reporting.deadlines import TargetReport
from data_model.values import DeadlineStatus, PeriodKind, TaskType, WindowRule
from intake.base.checked_file import EarlierLine, ReportableTask, ReportContext
from intake.base.matching import matching_key

CALENDAR = Calendar(
    frozenset({PeriodKind.QUARTER, PeriodKind.HALF, PeriodKind.YEAR}), WindowRule.ND09, agency_due_days=3
)


LOCKED = {Period.from_code("2025-Q3")}


LATE = {Period.from_code("2026-Q1")}


NOT_OPEN = {Period.from_code("2026-Q3")}


BOTH = frozenset({"SNgV", "SVHTT"})


TASKS = [
    ReportableTask("NV-01", "217/KH-UBND", TaskType.ONE_OFF, frozenset({"SNgV"})),
    ReportableTask("NV-02", "217/KH-UBND", TaskType.ONE_OFF, BOTH),
    ReportableTask("NV-03", "217/KH-UBND", TaskType.YEARLY, BOTH),
    ReportableTask("NV-04", "217/KH-UBND", TaskType.CONTINUING, BOTH),
    ReportableTask("NV-05", "217/KH-UBND", TaskType.ONE_OFF, frozenset({"SVHTT"})),
    ReportableTask("QH-01", "217/KH-UBND", TaskType.ONE_OFF, BOTH, date(2026, 5, 30), overdue_of=frozenset({"SNgV"})),
    *(ReportableTask(f"VIEC-{n:04d}", "217/KH-UBND", TaskType.ONE_OFF, frozenset({"SNgV"})) for n in range(1, 701)),
]


AGENCIES = {
    "SNgV": ("Sở Ngoại vụ", "SNV"),
    "SVHTT": ("Sở Văn hóa và Thể thao", "Sở VHTT"),
}


ACCEPTED_BEFORE = EarlierLine(
    Period.from_code("2026-Q1"), Decimal(40), result="Đã tổ chức hai đoàn đi công tác nước bạn"
)
"""Of task NV-02 and SNgV."""


def target(agency: str, plan: str, period: Period) -> TargetReport:
    """Quarter, half-year and year, the widest counting; which is open is written down above."""
    report = CALENDAR.report_for(period)
    if report is None:
        return TargetReport(period, DeadlineStatus.NOT_EXPECTED, CALENDAR.last_day(period))
    for periods, how in (
        (LOCKED, DeadlineStatus.LOCKED),
        (LATE, DeadlineStatus.LATE),
        (NOT_OPEN, DeadlineStatus.NOT_OPEN),
    ):
        if report in periods:
            return TargetReport(report, how, CALENDAR.last_day(report))
    return TargetReport(report, DeadlineStatus.OPEN, CALENDAR.last_day(report))


def make_context(*, agency: str | None = "SNgV", period: str | None = "2026-Q2", **others) -> ReportContext:
    names = {matching_key(text): code for code, aliases in AGENCIES.items() for text in (code, *aliases)}
    return ReportContext(
        tasks={task.code: task for task in TASKS},
        agencies=names,
        target=others.pop("target", target),
        today=date(2026, 6, 16),
        agency=agency,
        period=None if period is None else Period.from_code(period),
        earlier={("NV-02", "SNgV"): (ACCEPTED_BEFORE,)},
        **others,
    )


PERIOD = Period.from_code("2026-H1")
