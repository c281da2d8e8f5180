"""A `Scope` as WHERE conditions."""

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, true
from sqlmodel import Session, col, select

from data_model.rules.people.access import Scope
from data_model.tables import Agency, Plan, Regime


def plans_in(session: Session, scope: Scope, *, today: date) -> ColumnElement[bool]:
    """The plans of the province, or those that the agency consolidates today."""
    condition: ColumnElement[bool] = true()
    if scope.province is not None:
        condition = condition & (col(Plan.province) == scope.province)
    if scope.consolidator is not None:
        condition = condition & col(Plan.id).in_(_consolidated_by(session, scope.consolidator, today))
    return condition


def of_plans(table: Any, plans: Collection[str]) -> list[ColumnElement[bool]]:
    """The condition that a row of `table` belongs to one of the plans (codes)."""
    return [col(table.plan_id).in_(select(Plan.id).where(col(Plan.code).in_(plans)))]


def agency_in(scope: Scope) -> ColumnElement[bool]:
    """The agency of the scope and those that it goes on with, or every one."""
    return true() if scope.own_agencies is None else col(Agency.code).in_(scope.own_agencies)


def consolidators(session: Session, *, today: date) -> dict[int, str | None]:
    """By plan id: the agency that consolidates it today."""
    query = (
        select(Regime.plan_id, Agency.code)
        .join(Agency, col(Agency.id) == col(Regime.consolidator_id), isouter=True)
        .where(col(Regime.valid_from) <= today)
        .order_by(col(Regime.valid_from))
    )
    return dict(session.exec(query).all())


def _consolidated_by(session: Session, agency: str, today: date) -> list[int]:
    return [plan_id for plan_id, consolidator in consolidators(session, today=today).items() if consolidator == agency]
