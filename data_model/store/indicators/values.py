"""Reads the values of indicators that agencies sent, and writes those of new submissions."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import ColumnElement, func, insert, literal, true
from sqlmodel import Session, col, select

from data_model.rules.indicators.facts import IndicatorLine, SentNumbers, last_of_each
from data_model.rules.plans.facts import Facts
from data_model.rules.plans.periods import Period
from data_model.store.base.typed_select import columns
from data_model.store.indicators.catalogue import read_indicators
from data_model.tables import Agency, Indicator, IndicatorValue, Plan, Submission
from data_model.values import SubmissionStatus


@dataclass(frozen=True, slots=True)
class SentValue:
    """A value of a submission, as its reviewer sees it."""

    indicator: str
    name: str
    unit: str
    decimals: int
    value: Decimal
    note: str = ""
    taken_over: bool = False


def read_numbers(session: Session, facts: Facts, *, today: date) -> SentNumbers:
    """The indicators and every version of the values of the plans of `facts`, and with `only_agency` of that agency."""
    return SentNumbers(tuple(read_indicators(session, facts.plans, today=today)), sent_lines(session, facts))


def sent_lines(session: Session, facts: Facts) -> tuple[tuple[int, IndicatorLine], ...]:
    """Every version of those values with its submission (id), in the order of sending. They are never changed, only added
    to: as long as `last_value` is the same, they are."""
    return tuple(_sent_lines(session, facts))


def last_value(session: Session) -> int:
    """The id of the value that was stored last; 0 for none."""
    return session.scalar(columns(func.max(IndicatorValue.id))) or 0


def accepted_values(session: Session, facts: Facts) -> list[IndicatorLine]:
    """The values that new ones are checked against: accepted by now."""
    return _standing(session, facts, SubmissionStatus.ACCEPTED)


def current_values(session: Session, facts: Facts) -> list[IndicatorLine]:
    """The values that stand now, accepted or waiting for review."""
    return _standing(session, facts, SubmissionStatus.ACCEPTED, SubmissionStatus.SUBMITTED)


def _standing(session: Session, facts: Facts, *statuses: SubmissionStatus) -> list[IndicatorLine]:
    sent = _sent_lines(session, facts, col(Submission.status).in_(statuses))
    return last_of_each(line for _submission, line in sent)


def _sent_lines(session: Session, facts: Facts, *only: ColumnElement[bool]) -> Iterator[tuple[int, IndicatorLine]]:
    """In the order of sending."""
    query = (
        columns(
            IndicatorValue.submission_id,
            Indicator.code,
            Plan.code,
            Agency.code,
            Submission.period,
            IndicatorValue.value,
            IndicatorValue.note,
        )
        .join(Submission, col(Submission.id) == col(IndicatorValue.submission_id))
        .join(Indicator, col(Indicator.id) == col(IndicatorValue.indicator_id))
        .join(Plan, col(Plan.id) == col(Submission.plan_id))
        .join(Agency, col(Agency.id) == col(Submission.agency_id))
        .where(
            col(Plan.code).in_(facts.plans),
            true() if facts.own_agencies is None else col(Agency.code).in_(facts.own_agencies),
            *only,
        )
        .order_by(col(Submission.submitted_at), col(Submission.id))
    )
    reports: dict[tuple[str, str], Period] = {}
    for submission, indicator, plan, agency, code, value, note in session.execute(query):
        report = reports.get((plan, code)) or facts.plans[plan].report_or_period(Period.from_code(code))
        reports[plan, code] = report
        yield submission, IndicatorLine(indicator, plan, agency, report, value, note)


def values_of(session: Session, number: str) -> list[SentValue]:
    """The values of a submission in the order of the plan. Does not check the scope: the number was read in it."""
    query = (
        columns(
            Indicator.code,
            Indicator.name,
            Indicator.unit,
            Indicator.decimals,
            IndicatorValue.value,
            IndicatorValue.note,
            IndicatorValue.taken_over,
        )
        .join(Indicator, col(Indicator.id) == col(IndicatorValue.indicator_id))
        .join(Submission, col(Submission.id) == col(IndicatorValue.submission_id))
        .where(col(Submission.number) == number)
        .order_by(col(Indicator.position), col(Indicator.id))
    )
    return [SentValue(*row) for row in session.execute(query)]


def add_values(session: Session, values: Mapping[str, Iterable[tuple[str, Decimal, str]]]) -> None:
    """Stores (indicator code, value, note) by the number of their submission."""
    submissions = dict(
        session.execute(columns(Submission.number, Submission.id).where(col(Submission.number).in_(values))).all()
    )
    indicators = dict(session.execute(columns(Indicator.code, Indicator.id)).all())
    for number, of_submission in values.items():
        for code, value, note in of_submission:
            session.add(
                IndicatorValue(submission_id=submissions[number], indicator_id=indicators[code], value=value, note=note)
            )
    session.flush()


def take_over_values(session: Session, *, of: str, into: str) -> int:
    """Copies the values of one submission (a number) into another for the indicators that it leaves out. Returns how many."""
    ids = dict(
        session.execute(columns(Submission.number, Submission.id).where(col(Submission.number).in_([of, into]))).all()
    )
    sent = select(IndicatorValue.indicator_id).where(col(IndicatorValue.submission_id) == ids[into])
    left_out = columns(
        literal(ids[into]),
        col(IndicatorValue.indicator_id),
        col(IndicatorValue.value),
        col(IndicatorValue.note),
        true(),
    ).where(col(IndicatorValue.submission_id) == ids[of], col(IndicatorValue.indicator_id).not_in(sent))
    copied = insert(IndicatorValue).from_select(
        ["submission_id", "indicator_id", "value", "note", "taken_over"], left_out
    )
    return len(session.scalars(copied.returning(col(IndicatorValue.id))).all())
