"""What a user keeps: the plans consolidated by their office, the agencies of its province, and what was sent for a plan."""

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from data_model.rules.people.access import Scope
from data_model.rules.plans.facts import PlanFact
from data_model.rules.plans.periods import Period
from data_model.store.base.scoping import of_plans, plans_in
from data_model.store.base.typed_select import columns
from data_model.store.folder.kept_rows import SHEET, rows
from data_model.store.plans.plan_facts import read_plans
from data_model.tables import Agency, Assignment, Directive, Plan, PlanDirective, Regime, Submission, Task
from data_model.values import SubmissionStatus


def plans_kept(session: Session, scope: Scope, *, today: date) -> set[str]:
    """The codes of the plans in scope, and of those of the office that begin to ask for reports later."""
    kept = set(session.scalars(columns(Plan.code).where(plans_in(session, scope, today=today))))
    if scope.consolidator is not None:
        later = columns(Plan.code).join(Regime, col(Regime.plan_id) == col(Plan.id))
        later = later.join(Agency, col(Agency.id) == col(Regime.consolidator_id))
        kept |= set(
            session.scalars(later.where(col(Agency.code) == scope.consolidator, col(Regime.valid_from) > today))
        )
    return kept


def plans_of_tasks(session: Session, codes: Collection[str]) -> dict[str, str]:
    """The plan of each of these tasks, by code."""
    query = columns(Task.code, Plan.code).join(Plan, col(Plan.id) == col(Task.plan_id))
    return {task: plan for task, plan in session.execute(query.where(col(Task.code).in_(codes)))}


def known_plans(session: Session, codes: Collection[str]) -> set[str]:
    return set(session.scalars(columns(Plan.code).where(col(Plan.code).in_(codes))))


def province_of(session: Session, agency: str) -> str:
    return session.exec(select(Agency.province).where(Agency.code == agency)).first() or ""


def plans_citing(session: Session, directive: str) -> set[str]:
    """The plans that carry out a directive, by code."""
    query = columns(Plan.code).join(PlanDirective, col(PlanDirective.plan_id) == col(Plan.id))
    query = query.join(Directive, col(Directive.id) == col(PlanDirective.directive_id))
    return set(session.scalars(query.where(col(Directive.code) == directive)))


def sent_periods(session: Session, plans: Collection[str]) -> dict[str, set[Period]]:
    """By plan the periods for which something was sent that was not withdrawn."""
    query = columns(Plan.code, Submission.period).join(Plan, col(Plan.id) == col(Submission.plan_id))
    query = query.where(
        col(Plan.code).in_(list(plans)), col(Submission.status) != SubmissionStatus.WITHDRAWN
    ).distinct()
    sent: dict[str, set[Period]] = {plan: set() for plan in plans}
    for plan, code in session.execute(query):
        sent[plan].add(Period.from_code(code))
    return sent


def plan_facts(session: Session, plans: Collection[str], *, today: date) -> dict[str, PlanFact]:
    return read_plans(session, Scope(), today, plans)


def plan_fact(session: Session, plan: str, *, today: date) -> PlanFact | None:
    return plan_facts(session, [plan], today=today).get(plan)


def rows_of_plan(session: Session, file_name: str, plan: str) -> list[dict[str, str]]:
    """The rows of one plan in the sheet of its regimes, rounds, tasks, assignments or changes of tasks, as cells."""
    table: Any = SHEET[file_name].table
    if hasattr(table, "plan_id"):
        return rows(session, file_name, *of_plans(table, [plan]))
    return rows(session, file_name, table.task_id.in_(select(Task.id).where(*of_plans(Task, [plan]))))


def assignments_of(session: Session, task: str) -> list[dict[str, str]]:
    """The assignments of one task, as cells."""
    of_task = select(Task.id).where(Task.code == task)
    return rows(session, "assignments.csv", col(Assignment.task_id).in_(of_task))
