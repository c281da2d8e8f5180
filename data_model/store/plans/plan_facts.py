"""Reads the plans of a scope with their regimes and rounds, for `catalogue.py`."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date

from sqlalchemy.orm import defer
from sqlmodel import Session, col, select

from data_model.rules.people.access import Scope
from data_model.rules.plans.facts import PlanFact
from data_model.rules.plans.holidays import Holidays
from data_model.rules.plans.periods import Calendar, Period
from data_model.rules.plans.regime_facts import LockFact, RegimeFact, RoundFact
from data_model.store.base.naming import directive_fact
from data_model.store.base.scoping import plans_in
from data_model.store.base.typed_select import columns
from data_model.store.folder.cell_values import SEPARATE
from data_model.tables import Agency, Directive, Holiday, Plan, Regime, RegimeConfirmation, ReportingRound, RoundLock
from data_model.values import DayKind, PaperTime, PeriodKind, WindowRule


def read_plans(session: Session, scope: Scope, today: date, codes: Collection[str] | None) -> dict[str, PlanFact]:
    regimes = _regimes(session)
    rounds = _rounds(session)
    locks = _locks(session)
    replacements = _replacements(session, regimes)
    query = (
        select(Plan, Directive)
        .join(Directive, col(Directive.id) == col(Plan.main_directive_id), isouter=True)
        .where(plans_in(session, scope, today=today))
        .order_by(col(Plan.id))
        .options(defer(Plan.text))  # type: ignore[arg-type]  # long, and not part of a PlanFact
    )
    if codes is not None:
        query = query.where(col(Plan.code).in_(codes))
    facts = {}
    for plan, directive in session.exec(query):
        replaced_on, replaced_by = replacements.get(plan.id, _NOT_REPLACED)
        fact = PlanFact(
            code=plan.code,
            number=plan.number,
            title=plan.title,
            province=plan.province,
            issued_on=plan.issued_on,
            main_directive=directive.code if directive else None,
            replaced_on=replaced_on,
            regimes=tuple(regimes[plan.id or 0]),
            replaced_by=replaced_by,
            ends_on=plan.ends_on,
            directive=directive_fact(directive) if directive else None,
        )
        facts[plan.code] = replace(
            fact,
            rounds=tuple(_with_report_period(fact, round_fact) for round_fact in rounds[plan.id or 0]),
            locks=tuple(replace(lock, period=fact.report_or_period(lock.period)) for lock in locks[plan.id or 0]),
        )
    return facts


def _with_report_period(plan: PlanFact, called: RoundFact) -> RoundFact:
    """The days set for a regular period hold for the plan's report that ends on the same day."""
    return replace(called, period=plan.report_or_period(called.period))


def _rounds(session: Session) -> dict[int, list[RoundFact]]:
    """By plan id: what was set for single rounds, in the order in which it was entered."""
    query = select(ReportingRound).order_by(col(ReportingRound.called_at), col(ReportingRound.id))
    rounds: dict[int, list[RoundFact]] = defaultdict(list)
    for row in session.exec(query):
        period = Period.from_code(row.period)
        rounds[row.plan_id].append(RoundFact(period, row.called_at, row.title, row.opens_on, row.due_on))
    return rounds


def _locks(session: Session) -> dict[int, list[LockFact]]:
    """By plan id: how rounds were locked and opened by hand."""
    locks: dict[int, list[LockFact]] = defaultdict(list)
    for row in session.exec(select(RoundLock).order_by(col(RoundLock.locked_at), col(RoundLock.id))):
        locks[row.plan_id].append(LockFact(Period.from_code(row.period), row.locks_on, row.reason, row.locked_at))
    return locks


Replacement = tuple[date | None, str | None]
_NOT_REPLACED: Replacement = (None, None)


def _replacements(session: Session, regimes: Mapping[int, list[RegimeFact]]) -> dict[int | None, Replacement]:
    """By id of a replaced plan: when the first plan that replaces it came into force, and its code."""
    query = columns(Plan.replaces_id, Plan.issued_on, Plan.id, Plan.code).where(col(Plan.replaces_id).is_not(None))
    replacements: dict[int | None, Replacement] = {}
    for replaced, issued_on, plan_id, code in session.execute(query.order_by(col(Plan.id))):
        in_force = issued_on or next((regime.valid_from for regime in regimes[plan_id or 0]), None)
        earlier = replacements.get(replaced, _NOT_REPLACED)[0]
        if earlier is None or (in_force is not None and in_force < earlier):
            replacements[replaced] = (in_force, code)
    return replacements


def read_holidays(session: Session) -> Holidays:
    """What was entered of every year."""
    days: dict[DayKind, set[date]] = {kind: set() for kind in DayKind}
    for day, kind in session.execute(columns(Holiday.day, Holiday.kind)):
        days[DayKind(kind)].add(day)
    return Holidays(frozenset(days[DayKind.OFF]), frozenset(days[DayKind.WORKED]))


def _regimes(session: Session) -> dict[int, list[RegimeFact]]:
    """By plan id: the regimes, in order of date."""
    query = select(Regime, Agency.code).join(Agency, col(Agency.id) == col(Regime.consolidator_id), isouter=True)
    confirmed = {
        (row[0], row[1]): row[2]
        for row in session.execute(
            columns(RegimeConfirmation.plan_id, RegimeConfirmation.valid_from, RegimeConfirmation.confirmed_at)
        )
    }
    holidays = read_holidays(session)
    regimes: dict[int, list[RegimeFact]] = defaultdict(list)
    for regime, consolidator in session.exec(query.order_by(col(Regime.valid_from))):
        calendar = Calendar(
            kinds=frozenset(PeriodKind(kind) for kind in regime.kinds if kind != SEPARATE),
            window=WindowRule(regime.window_rule),
            agency_due_days=regime.agency_due_days,
            lock_after_days=regime.lock_after_days,
            separate=SEPARATE in regime.kinds,
            first_period=Period.from_code(regime.first_period) if regime.first_period else None,
            to_working_day=regime.to_working_day,
            holidays=holidays,
        )
        confirmed_at = confirmed.get((regime.plan_id, regime.valid_from))
        regimes[regime.plan_id].append(
            RegimeFact(
                regime.valid_from,
                calendar,
                consolidator,
                regime.basis,
                confirmed_at,
                PaperTime(regime.paper_time),
                regime.office_due_day,
            )
        )
    return regimes
