"""Issuing a consolidated report: what it is about, and the checks before it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from data_model.rules.figures.as_of import AsOf
from data_model.rules.figures.selection import Selection, facts_of_selection
from data_model.rules.plans.facts import Facts
from data_model.rules.plans.periods import Period, local_day
from data_model.rules.reporting.deadlines import rounds_of
from data_model.rules.round.rounds import report_statuses
from data_model.values import ReportState


@dataclass(frozen=True, slots=True)
class ConsolidatedReport:
    """A report to be issued. `selection` names a plan or a directive, `cutoff` a period and an instant."""

    selection: Selection
    cutoff: AsOf
    number: int
    issued_on: date

    @property
    def period(self) -> Period:
        assert self.cutoff.period is not None, "an issued report is on one period"
        return self.cutoff.period

    @property
    def about(self) -> str:
        """The code of the plan or directive."""
        return self.selection.plan or self.selection.directive or ""


class IssueProblem(StrEnum):
    """Why a report can't be issued as asked."""

    NUMBER_WRONG = "number_wrong"
    NUMBER_USED = "number_used"
    AS_OF_IN_FUTURE = "as_of_in_future"
    DATE_IN_FUTURE = "date_in_future"
    DATE_BEFORE_FIGURES = "date_before_figures"
    NOT_ASKED_FOR = "not_asked_for"
    ISSUED_MEANWHILE = "issued_meanwhile"


class IssueRefused(ValueError):
    """Nothing was issued."""

    def __init__(self, problem: IssueProblem) -> None:
        super().__init__(problem)
        self.problem = problem


def check_issue(facts: Facts, wanted: ConsolidatedReport, *, at: datetime) -> None:
    """Raises IssueRefused. Whether the number is free is checked where it is stored."""
    if wanted.number < 1:
        raise IssueRefused(IssueProblem.NUMBER_WRONG)
    if wanted.cutoff.as_of > at:
        raise IssueRefused(IssueProblem.AS_OF_IN_FUTURE)
    if wanted.issued_on > local_day(at):
        raise IssueRefused(IssueProblem.DATE_IN_FUTURE)
    if wanted.issued_on < local_day(wanted.cutoff.as_of):
        raise IssueRefused(IssueProblem.DATE_BEFORE_FIGURES)
    if wanted.period not in periods_to_issue(facts, wanted.selection, today=local_day(at)):
        raise IssueRefused(IssueProblem.NOT_ASKED_FOR)


def periods_to_issue(facts: Facts, selection: Selection, *, today: date) -> list[Period]:
    """The reports that the chosen plans ask for and that have opened, newest first."""
    opened = {
        period
        for plan in facts_of_selection(facts, selection).plans.values()
        for period in rounds_of(plan, today=today)
    }
    return sorted(opened, reverse=True)


def waiting_count(facts: Facts, wanted: ConsolidatedReport) -> int:
    """Number of reports of the period that waited for review at the cutoff."""
    as_of = wanted.cutoff.as_of
    return sum(
        report.state is ReportState.WAITING
        for plan in facts_of_selection(facts, wanted.selection).plans
        for report in report_statuses(facts, plan=plan, period=wanted.period, as_of=as_of)
    )
