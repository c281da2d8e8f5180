"""Writes extensions, waivers, confirmations of regimes and locks of rounds, in the caller's transaction."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, update

from data_model.rules.plans.periods import Period
from data_model.rules.reporting.deadlines import ReportKey
from data_model.store.base.typed_select import columns
from data_model.tables import Agency, Extension, Plan, RegimeConfirmation, RoundLock, Waiver


def report_ids(session: Session, reports: Collection[ReportKey]) -> dict[ReportKey, dict[str, Any]]:
    """By report the columns that identify it in a table: agency_id, plan_id, period. Unknown codes raise KeyError."""
    agencies = dict(session.execute(columns(Agency.code, Agency.id)).all())
    plans = dict(session.execute(columns(Plan.code, Plan.id)).all())
    return {
        report: {"agency_id": agencies[report.agency], "plan_id": plans[report.plan], "period": report.period.code}
        for report in reports
    }


def add_extensions(
    session: Session, reports: Collection[ReportKey], *, due_on: date, reason: str, by: str, at: datetime
) -> None:
    for ids in report_ids(session, reports).values():
        session.add(Extension(**ids, due_on=due_on, reason=reason, granted_by=by, granted_at=at))


def add_waivers(session: Session, reports: Collection[ReportKey], *, reason: str, by: str, at: datetime) -> None:
    for ids in report_ids(session, reports).values():
        session.add(Waiver(**ids, reason=reason, granted_by=by, granted_at=at))


def lift_waivers(session: Session, reports: Collection[ReportKey], *, by: str, at: datetime) -> None:
    for ids in report_ids(session, reports).values():
        of_report = [getattr(Waiver, name) == value for name, value in ids.items()]
        waiver_held = update(Waiver).where(*of_report, col(Waiver.lifted_at).is_(None))
        session.execute(waiver_held.values(lifted_by=by, lifted_at=at))


def add_confirmation(session: Session, *, plan: str, valid_from: date, by: str, at: datetime) -> None:
    plan_id = session.scalars(columns(Plan.id).where(col(Plan.code) == plan)).one()
    session.add(RegimeConfirmation(plan_id=plan_id, valid_from=valid_from, confirmed_by=by, confirmed_at=at))


def add_lock(
    session: Session, plan: str, period: Period, *, locks_on: date, reason: str, by: str, at: datetime
) -> None:
    plan_id = session.scalars(columns(Plan.id).where(col(Plan.code) == plan)).one()
    session.add(
        RoundLock(plan_id=plan_id, period=period.code, locks_on=locks_on, reason=reason, locked_by=by, locked_at=at)
    )
