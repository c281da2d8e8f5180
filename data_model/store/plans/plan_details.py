"""Reads one plan for its page."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from data_model.rules.people.access import Scope
from data_model.rules.plans.facts import DirectiveFact
from data_model.store.base.naming import directive_fact
from data_model.store.base.scoping import plans_in
from data_model.store.folder.cell_values import SEPARATE
from data_model.tables import Directive, Plan, PlanDirective, Regime
from data_model.values import PeriodKind, WindowRule


@dataclass(frozen=True, slots=True)
class RegimeDetail:
    kinds: tuple[PeriodKind, ...]
    window: WindowRule
    due_days: int
    lock_days: int
    basis: str


@dataclass(frozen=True, slots=True)
class PlanDetail:
    """One plan; what its text does not state is empty."""

    code: str
    number: str
    issuer: str
    issued_on: date | None
    signer: str
    title: str
    directives: tuple[DirectiveFact, ...]
    replaces: str
    notes: str
    regime: RegimeDetail | None


def plan_detail(session: Session, scope: Scope, *, code: str, today: date) -> PlanDetail | None:
    """The plan with the regime of today; None where there is no such plan in scope."""
    query = select(Plan).where(Plan.code == code, plans_in(session, scope, today=today))
    plan = session.exec(query).first()
    if plan is None:
        return None
    return PlanDetail(
        code=plan.code,
        number=plan.number,
        issuer=plan.issuer,
        issued_on=plan.issued_on,
        signer=plan.signer,
        title=plan.title,
        directives=_directives(session, plan),
        replaces=_replaces(session, plan),
        notes=plan.notes,
        regime=_regime(session, plan, today),
    )


def _directives(session: Session, plan: Plan) -> tuple[DirectiveFact, ...]:
    query = (
        select(Directive)
        .join(PlanDirective, col(PlanDirective.directive_id) == col(Directive.id))
        .where(PlanDirective.plan_id == plan.id)
        .order_by(col(PlanDirective.position))
    )
    return tuple(directive_fact(directive) for directive in session.exec(query))


def _replaces(session: Session, plan: Plan) -> str:
    if plan.replaces_id is None:
        return plan.replaces_text
    return session.get_one(Plan, plan.replaces_id).number


def _regime(session: Session, plan: Plan, today: date) -> RegimeDetail | None:
    query = select(Regime).where(Regime.plan_id == plan.id, Regime.valid_from <= today)
    regime = session.exec(query.order_by(col(Regime.valid_from).desc())).first()
    if regime is None:
        return None
    return RegimeDetail(
        kinds=tuple(PeriodKind(kind) for kind in regime.kinds if kind != SEPARATE),
        window=WindowRule(regime.window_rule),
        due_days=regime.agency_due_days,
        lock_days=regime.lock_after_days,
        basis=regime.basis,
    )
