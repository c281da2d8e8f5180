"""A reporting round (one plan × one period): the status of each expected report, and what the office may change."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from data_model.rules.figures.as_of import AsOf
from data_model.rules.figures.grouping import expected_reports
from data_model.rules.figures.selection import Selection
from data_model.rules.figures.statuses import ExpectedReport
from data_model.rules.plans.facts import Facts, PlanFact
from data_model.rules.plans.periods import Period, local_day
from data_model.rules.plans.report_facts import WaiverFact
from data_model.rules.reporting.deadlines import Deadline, ReportKey, deadline, rounds_of, rounds_taken
from data_model.values import DeadlineStatus, ReportState, SubmissionStatus

LONGEST_EXTENSION = timedelta(days=366)
"""A later due day is taken for a typing error."""
STATUS_OF_SUBMISSION = {
    SubmissionStatus.SUBMITTED: ReportState.WAITING,
    SubmissionStatus.RETURNED: ReportState.RETURNED,
    SubmissionStatus.ACCEPTED: ReportState.ACCEPTED,
}
OUTSTANDING = frozenset({ReportState.NOT_SENT, ReportState.LATE, ReportState.RETURNED})
"""Something is still to be sent and can be: these are reminded of."""


class RoundProblem(StrEnum):
    """Why a round can't be changed as asked."""

    REASON_MISSING = "reason_missing"
    NOBODY_CHOSEN = "nobody_chosen"
    NOT_EXPECTED = "not_expected"
    DUE_IN_THE_PAST = "due_in_the_past"
    DUE_NOT_LATER = "due_not_later"
    DUE_TOO_FAR = "due_too_far"
    WAIVED = "waived"
    NOT_WAIVED = "not_waived"
    ALREADY_CONFIRMED = "already_confirmed"
    NOT_DUE_YET = "not_due_yet"
    LOCKED_ALREADY = "locked_already"
    NOT_LOCKED = "not_locked"
    OPEN_UNTIL_THE_PAST = "open_until_the_past"


class RoundRefused(ValueError):
    """Nothing was changed; `agency` is the one that `problem` is about, where it is about one."""

    def __init__(self, problem: RoundProblem, agency: str = "") -> None:
        super().__init__(f"{problem} {agency}")
        self.problem = problem
        self.agency = agency


@dataclass(frozen=True, slots=True)
class ReportStatus:
    """One report of a round. `number` and `sent_at` are those of its newest submission that was neither withdrawn nor
    superseded."""

    expected: ExpectedReport
    deadline: Deadline
    state: ReportState
    number: str = ""
    sent_at: datetime | None = None
    waiver_reason: str = ""

    @property
    def key(self) -> ReportKey:
        return ReportKey(self.expected.agency, self.expected.plan, self.expected.period)

    @property
    def due_on(self) -> date:
        """The due day that holds now: the extended one where there is one."""
        return self.deadline.extended_due_on


def current_round(plan: PlanFact, *, as_of: datetime) -> Period | None:
    """The last round whose window has ended, else the last that opened; a round of its own only where no other has
    opened."""
    ended = plan.periods_ended(as_of)
    if ended:
        return ended[-1]
    opened = rounds_of(plan, today=local_day(as_of))
    return next((period for period in opened if period.own is None), next(iter(opened), None))


def report_statuses(
    facts: Facts, *, plan: str, period: Period, as_of: datetime, agency: str | None = None
) -> list[ReportStatus]:
    """The status at the instant of every report of the round, waived ones too; with `agency` only of its report."""
    if facts.plans[plan].report_for(period) is None:
        return []
    expected = expected_reports(
        facts, cutoff=AsOf(as_of, period), selection=Selection(plan=plan, agency=agency), waived=True
    )
    waivers = facts.waivers_at(as_of)
    return [_report_status(facts, expected_report, waivers, as_of) for expected_report in expected]


def report_status(facts: Facts, report: ReportKey, *, as_of: datetime) -> ReportStatus | None:
    """The status of one report; None where it is not expected."""
    statuses = report_statuses(facts, plan=report.plan, period=report.period, as_of=as_of, agency=report.agency)
    return next(iter(statuses), None)


def due_reports(facts: Facts, *, agency: str, as_of: datetime) -> list[ReportStatus]:
    """The open and late reports of one agency over all plans, sent or not, the most urgent first; without waived ones."""
    today = local_day(as_of)
    taken = rounds_taken(facts, today=today)
    periods = sorted({period for own in taken.values() for period in own})
    if not periods:  # without a plan, or between its rounds
        return []
    expected = expected_reports(facts, cutoff=AsOf(as_of), selection=Selection(agency=agency), periods=periods)
    statuses = [_report_status(facts, row, {}, as_of) for row in expected if row.period in taken[row.plan]]
    due = {
        status.key: status
        for status in statuses
        if status.deadline.status_on(today) in (DeadlineStatus.OPEN, DeadlineStatus.LATE)
    }
    return sorted(due.values(), key=lambda status: (status.due_on, status.key.plan))


def _report_status(
    facts: Facts, expected: ExpectedReport, waivers: Mapping[tuple[str, str, Period], WaiverFact], as_of: datetime
) -> ReportStatus:
    """Due days come from `expected`, so that the status agrees with every figure."""
    days = deadline(facts.plans[expected.plan], expected.period, extended_to=expected.extended_due_on, as_of=as_of)
    waiver = waivers.get((expected.agency, expected.plan, expected.period))
    return ReportStatus(
        expected=expected,
        deadline=days,
        state=_state(expected, days, as_of),
        number=expected.last.number if expected.last else "",
        sent_at=expected.last.submitted_at if expected.last else None,
        waiver_reason=waiver.reason if waiver else "",
    )


_NOT_SENT = {
    DeadlineStatus.LATE: ReportState.LATE,
    DeadlineStatus.LOCKED: ReportState.LOCKED,
}


def _state(expected: ExpectedReport, days: Deadline, as_of: datetime) -> ReportState:
    if expected.waived:
        return ReportState.WAIVED
    if expected.last is not None:
        return STATUS_OF_SUBMISSION[expected.last.status]
    return _NOT_SENT.get(days.status_on(local_day(as_of)), ReportState.NOT_SENT)


def check_extension(facts: Facts, report: ReportKey, *, due_on: date, as_of: datetime) -> None:
    """Allows a due day from today on and later than the original; it may be after the lock, which it lifts. Raises
    RoundRefused."""
    today = local_day(as_of)
    expected = _expected(facts, report, as_of)
    if expected.state is ReportState.WAIVED:
        raise RoundRefused(RoundProblem.WAIVED, report.agency)
    if due_on < today:
        raise RoundRefused(RoundProblem.DUE_IN_THE_PAST, report.agency)
    if due_on <= expected.deadline.due_on:
        raise RoundRefused(RoundProblem.DUE_NOT_LATER, report.agency)
    if due_on > max(today, facts.plans[report.plan].last_day_of(report.period)) + LONGEST_EXTENSION:
        raise RoundRefused(RoundProblem.DUE_TOO_FAR, report.agency)


def check_waiver(facts: Facts, report: ReportKey, *, as_of: datetime) -> None:
    """Raises RoundRefused where the report is not expected or already waived."""
    if _expected(facts, report, as_of).state is ReportState.WAIVED:
        raise RoundRefused(RoundProblem.WAIVED, report.agency)


def check_lifting(facts: Facts, report: ReportKey, *, as_of: datetime) -> None:
    """Raises RoundRefused where no waiver holds."""
    if (report.agency, report.plan, report.period) not in facts.waivers_at(as_of):
        raise RoundRefused(RoundProblem.NOT_WAIVED, report.agency)


def check_locking(plan: PlanFact, period: Period, *, as_of: datetime) -> None:
    """Allows to lock a round from the day after its due day on, once. Raises RoundRefused."""
    days = deadline(plan, _asked(plan, period))
    today = local_day(as_of)
    if today <= days.due_on:
        raise RoundRefused(RoundProblem.NOT_DUE_YET)
    if today > days.locks_on:
        raise RoundRefused(RoundProblem.LOCKED_ALREADY)


def check_reopening(plan: PlanFact, period: Period, *, until: date, as_of: datetime) -> None:
    """Allows to open a locked round again up to a day from today on. Raises RoundRefused."""
    today = local_day(as_of)
    if today <= deadline(plan, _asked(plan, period)).locks_on:
        raise RoundRefused(RoundProblem.NOT_LOCKED)
    if until < today:
        raise RoundRefused(RoundProblem.OPEN_UNTIL_THE_PAST)
    if until > today + LONGEST_EXTENSION:
        raise RoundRefused(RoundProblem.DUE_TOO_FAR)


def _asked(plan: PlanFact, period: Period) -> Period:
    report = plan.report_for(period)
    if report is None:
        raise RoundRefused(RoundProblem.NOT_EXPECTED)
    return report


def _expected(facts: Facts, report: ReportKey, as_of: datetime) -> ReportStatus:
    status = report_status(facts, report, as_of=as_of)
    if status is None or status.key != report:
        raise RoundRefused(RoundProblem.NOT_EXPECTED, report.agency)
    return status
