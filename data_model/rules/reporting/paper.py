"""A report that came on paper and is entered by the office: what stood on it, and which instant it counts from."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from data_model.rules.plans.periods import end_of, local_day
from data_model.rules.reporting.deadlines import ReportKey
from data_model.values import PaperTime


@dataclass(frozen=True, slots=True)
class Paper:
    """Its number, its own date, who signed it, and when the office received it; of a loaded one anything may be missing."""

    number: str = ""
    dated_on: date | None = None
    signer: str = ""
    received_on: date | None = None

    def counted_day(self, paper_time: PaperTime) -> date | None:
        """The day on which it counts as sent, by the setting of the regime."""
        return self.dated_on if paper_time is PaperTime.DATE else self.received_on


@dataclass(frozen=True, slots=True)
class PaperEntry:
    """Which report of which agency the paper is."""

    report: ReportKey
    paper: Paper


class PaperProblem(StrEnum):
    """Why a report can't be entered from paper."""

    NUMBER_MISSING = "number_missing"
    DATE_MISSING = "date_missing"
    SIGNER_MISSING = "signer_missing"
    RECEIPT_MISSING = "receipt_missing"
    RECEIVED_BEFORE_ITS_DATE = "received_before_its_date"
    IN_THE_FUTURE = "in_the_future"
    OTHER_REPORT = "other_report"


class PaperRefused(ValueError):
    """Nothing was stored."""

    def __init__(self, problem: PaperProblem) -> None:
        super().__init__(problem)
        self.problem = problem


def paper_problem(paper: Paper, *, today: date) -> PaperProblem | None:
    """The first thing that is missing or cannot be; None if it can be entered."""
    if not paper.number.strip():
        return PaperProblem.NUMBER_MISSING
    if paper.dated_on is None:
        return PaperProblem.DATE_MISSING
    if not paper.signer.strip():
        return PaperProblem.SIGNER_MISSING
    if paper.received_on is None:
        return PaperProblem.RECEIPT_MISSING
    if paper.received_on > today:
        return PaperProblem.IN_THE_FUTURE
    return PaperProblem.RECEIVED_BEFORE_ITS_DATE if paper.received_on < paper.dated_on else None


def counted_from(paper: Paper, paper_time: PaperTime, *, entered_at: datetime) -> datetime:
    """The end of the day that counts, in whole seconds, and never after the entry: paper has no time of day, and who sends
    on the due day is on time (definitions §1, Submission). Raises PaperRefused."""
    problem = paper_problem(paper, today=local_day(entered_at))
    if problem is not None:
        raise PaperRefused(problem)
    day = paper.counted_day(paper_time)
    assert day is not None, "checked above"
    return min(end_of(day).replace(microsecond=0), entered_at)
