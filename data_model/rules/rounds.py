"""A reporting round, one plan × one period: how each expected report stands, and what the office may change in it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from data_model.rules.facts import Facts, PlanFact
from data_model.rules.grouping import report_standings
from data_model.rules.owed import is_expected_from
from data_model.rules.period_standing import opens_on, reports_until
from data_model.rules.periods import Period, local_day
from data_model.rules.questions import Choice
from data_model.rules.standings import Lens, ReportStanding
from data_model.values import RoundState, SubmissionStatus

_LOOK_AHEAD = timedelta(days=400)
LONGEST_EXTENSION = timedelta(days=366)
"""A later due day is a slip of the pen."""
SENT_STATE = {
    SubmissionStatus.SUBMITTED: RoundState.WAITING,
    SubmissionStatus.RETURNED: RoundState.RETURNED,
    SubmissionStatus.ACCEPTED: RoundState.ACCEPTED,
}
OWING = frozenset({RoundState.NOT_SENT, RoundState.LATE, RoundState.RETURNED})
"""Who is reminded: something is still to be sent, and it would be taken."""


@dataclass(frozen=True, slots=True)
class ReportKey:
    """Which report: agency × plan × period."""

    agency: str
    plan: str
    period: Period


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


class RoundRefused(ValueError):
    """Nothing was changed; `agency` is the one that `problem` is about, where it is about one."""

    def __init__(self, problem: RoundProblem, agency: str = "") -> None:
        super().__init__(f"{problem} {agency}")
        self.problem = problem
        self.agency = agency


@dataclass(frozen=True, slots=True)
class RoundReport:
    """One report of a round. `number` and `sent_at` are those of the newest submission, but for those that were
    withdrawn or superseded."""

    standing: ReportStanding
    state: RoundState
    locks_on: date
    number: str = ""
    sent_at: datetime | None = None
    waiver_reason: str = ""

    @property
    def key(self) -> ReportKey:
        return ReportKey(self.standing.agency, self.standing.plan, self.standing.period)

    @property
    def due_on(self) -> date:
        """The due day that holds now: the extended one where there is one."""
        return self.standing.extended_due_on


def rounds_of(plan: PlanFact, *, today: date) -> list[Period]:
    """The reports of a plan that have opened by today, newest first."""
    asked = reports_until(plan, today + _LOOK_AHEAD)
    return [period for period in asked if opens_on(plan, period) <= today][::-1]


def current_round(plan: PlanFact, *, as_of: datetime) -> Period | None:
    """The round that is worked on: the last whose window has ended, else the last that opened. One of its own kind only
    where no other has opened."""
    ended = plan.periods_ended(as_of)
    if ended:
        return ended[-1]
    opened = rounds_of(plan, today=local_day(as_of))
    return next((period for period in opened if period.own is None), next(iter(opened), None))


def round_reports(facts: Facts, *, plan: str, period: Period, as_of: datetime) -> list[RoundReport]:
    """Every report of the round, waived ones too, as it stands at the instant."""
    known = facts.plans[plan]
    if known.report_for(period) is None:
        return []
    waivers = facts.waivers_at(as_of)
    found = []
    for standing in report_standings(facts, lens=Lens(as_of, period), choice=Choice(plan=plan), waived=True):
        locks_on = max(standing.extended_due_on, known.locks_on(standing.period))
        waiver = waivers.get((standing.agency, plan, standing.period))
        found.append(
            RoundReport(
                standing=standing,
                state=_state(standing, locks_on, as_of),
                locks_on=locks_on,
                number=standing.last.number if standing.last else "",
                sent_at=standing.last.submitted_at if standing.last else None,
                waiver_reason=waiver.reason if waiver else "",
            )
        )
    return found


def _state(standing: ReportStanding, locks_on: date, as_of: datetime) -> RoundState:
    if standing.waived:
        return RoundState.WAIVED
    if standing.last is not None:
        return SENT_STATE[standing.last.status]
    today = local_day(as_of)
    if today <= standing.extended_due_on:
        return RoundState.NOT_SENT
    return RoundState.LATE if today <= locks_on else RoundState.LOCKED


def check_extension(facts: Facts, report: ReportKey, *, due_on: date, as_of: datetime) -> None:
    """A later due day that is not over yet; it may lie after the lock, which it lifts. Raises RoundRefused."""
    today = local_day(as_of)
    plan = _plan_expecting(facts, report)
    if (report.agency, report.plan, report.period) in facts.waivers_at(as_of):
        raise RoundRefused(RoundProblem.WAIVED, report.agency)
    if due_on < today:
        raise RoundRefused(RoundProblem.DUE_IN_THE_PAST, report.agency)
    if due_on <= plan.due_on(report.period):
        raise RoundRefused(RoundProblem.DUE_NOT_LATER, report.agency)
    if due_on > max(today, plan.last_day_of(report.period)) + LONGEST_EXTENSION:
        raise RoundRefused(RoundProblem.DUE_TOO_FAR, report.agency)


def check_waiver(facts: Facts, report: ReportKey, *, as_of: datetime) -> None:
    """Only what is expected can be waived, and once. Raises RoundRefused."""
    _plan_expecting(facts, report)
    if (report.agency, report.plan, report.period) in facts.waivers_at(as_of):
        raise RoundRefused(RoundProblem.WAIVED, report.agency)


def check_lifting(facts: Facts, report: ReportKey, *, as_of: datetime) -> None:
    """Raises RoundRefused where no waiver holds."""
    if (report.agency, report.plan, report.period) not in facts.waivers_at(as_of):
        raise RoundRefused(RoundProblem.NOT_WAIVED, report.agency)


def _plan_expecting(facts: Facts, report: ReportKey) -> PlanFact:
    plan = facts.plans[report.plan]
    day = plan.last_day_of(report.period)
    asked = plan.report_for(report.period) == report.period and plan.is_in_force_on(day)
    if not asked or report.agency not in facts.agencies or not is_expected_from(facts, plan.code, report.agency, day):
        raise RoundRefused(RoundProblem.NOT_EXPECTED, report.agency)
    return plan
