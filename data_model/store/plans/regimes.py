"""Reads and sets from which period the regimes of plans ask for reports."""

from sqlmodel import Session, col, select, update

from data_model.store.base.typed_select import columns
from data_model.tables import Plan, Regime, Submission


def plans_with_regime(session: Session) -> set[str]:
    """The codes of plans that ask for reports."""
    return set(session.scalars(columns(Plan.code).join(Regime, col(Regime.plan_id) == col(Plan.id)).distinct()))


def plans_asking_from_the_start(session: Session) -> set[str]:
    """The codes of plans with a regime, none of which names a first period, and for which nothing was sent yet."""
    named = select(Regime.plan_id).where(col(Regime.first_period) != "")
    query = (
        columns(Plan.code)
        .join(Regime, col(Regime.plan_id) == col(Plan.id))
        .where(col(Plan.id).not_in(named), col(Plan.id).not_in(select(Submission.plan_id)))
        .distinct()
    )
    return set(session.scalars(query))


def set_first_period(session: Session, plan: str, code: str) -> None:
    """Of every regime of the plan, so that none of them asks for anything earlier."""
    of_plan = select(Plan.id).where(col(Plan.code) == plan).scalar_subquery()
    session.execute(update(Regime).where(col(Regime.plan_id) == of_plan).values(first_period=code))
