"""Reads plans, tasks and agencies of a scope as `Facts`, and extensions and waivers of their reports."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Select, true
from sqlmodel import Session, col, select

from data_model.rules.follow_up.addressees import concerns
from data_model.rules.people.access import Scope
from data_model.rules.plans.facts import AgencyFact, DirectiveFact, Facts, PlanFact, TaskFact
from data_model.rules.plans.organisations import handovers, with_successors
from data_model.rules.plans.periods import Period
from data_model.rules.plans.report_facts import ExtensionFact, WaiverFact
from data_model.store.base.naming import directive_fact
from data_model.store.base.organisation import read_successions
from data_model.store.base.scoping import of_plans
from data_model.store.base.typed_select import columns
from data_model.store.follow_up.instructions import read_instructions
from data_model.store.plans.plan_facts import read_plans
from data_model.store.plans.task_facts import read_tasks
from data_model.tables import (
    Agency,
    Directive,
    Extension,
    Plan,
    Waiver,
)


def any_plan(session: Session) -> bool:
    return session.exec(select(Plan.id).limit(1)).first() is not None


def read_catalogue(session: Session, scope: Scope, *, today: date, plans: Collection[str] | None = None) -> Facts:
    """Plans, directives, agencies, tasks and successions in scope, or of `plans` (codes) in it; with an agency's scope only
    its own rows. Extensions, waivers and `source` stay empty."""
    plan_facts = read_plans(session, scope, today, plans)
    every, successions = tuple(read_tasks(session, plan_facts)), tuple(read_successions(session))
    agencies = _agencies(session)
    tasks = every if scope.own_agencies is None else tuple(_of_agencies(every, scope.own_agencies))
    if scope.agency is not None:
        plan_facts = {code: plan for code, plan in plan_facts.items() if code in {task.plan for task in tasks}}
    assigned = {assignment.agency for task in tasks for assignment in task.assignments}
    named = with_successors(assigned, successions)
    return Facts(
        plans=plan_facts,
        directives=_directives(session, plan_facts.values()),
        agencies={code: agencies[code] for code in agencies if code in named},
        tasks=tasks,
        successions=successions,
        handovers=handovers(every, successions, agencies),
        only_agency=scope.agency,
        predecessors=scope.predecessors if scope.agency is not None else frozenset(),
    )


def _of_agencies(tasks: Iterable[TaskFact], own: Collection[str]) -> Iterator[TaskFact]:
    """The tasks that one of the agencies is or was assigned, with their assignments alone."""
    for task in tasks:
        if given := tuple(assignment for assignment in task.assignments if assignment.agency in own):
            yield replace(task, assignments=given)


def add_decisions_to(session: Session, facts: Facts) -> Facts:
    """The facts with the extensions, waivers and instructions of their plans; with `only_agency` those of that agency."""
    instructions = read_instructions(session, facts.plans)
    own = facts.own_agencies
    if own is not None:
        instructions = [found for found in instructions if concerns(found, own, facts)]
    return replace(
        facts,
        instructions=tuple(instructions),
        extensions=tuple(_extensions(session, facts.plans, own)),
        waivers=tuple(_waivers(session, facts.plans, own)),
    )


def _directives(session: Session, plans: Iterable[PlanFact]) -> dict[str, DirectiveFact]:
    codes = {plan.main_directive for plan in plans}
    return {
        directive.code: directive_fact(directive)
        for directive in session.exec(select(Directive))
        if directive.code in codes
    }


def _agencies(session: Session) -> dict[str, AgencyFact]:
    query = columns(Agency.code, Agency.name, Agency.province, Agency.valid_from, Agency.valid_to, Agency.kind)
    return {row[0]: AgencyFact(*row) for row in session.execute(query)}


Own = Collection[str] | None
"""Agency codes; None is every agency."""


def _decisions(table: type[Extension] | type[Waiver], plans: Collection[str], own: Own) -> Select[Any]:
    """(row, agency code, plan code) of extensions or waivers on the plans; oldest first."""
    return (
        columns(table, Agency.code, Plan.code)
        .join(Agency, col(Agency.id) == col(table.agency_id))
        .join(Plan, col(Plan.id) == col(table.plan_id))
        .where(*of_plans(table, plans), true() if own is None else col(Agency.code).in_(own))
        .order_by(col(table.granted_at))
    )


def _extensions(session: Session, plans: Collection[str], own: Own) -> Iterator[ExtensionFact]:
    for extension, of_agency, plan in session.execute(_decisions(Extension, plans, own)):
        yield ExtensionFact(
            agency=of_agency,
            plan=plan,
            period=Period.from_code(extension.period),
            due_on=extension.due_on,
            granted_at=extension.granted_at,
            reason=extension.reason,
        )


def _waivers(session: Session, plans: Collection[str], own: Own) -> Iterator[WaiverFact]:
    for waiver, of_agency, plan in session.execute(_decisions(Waiver, plans, own)):
        yield WaiverFact(
            agency=of_agency,
            plan=plan,
            period=Period.from_code(waiver.period),
            reason=waiver.reason,
            granted_at=waiver.granted_at,
            lifted_at=waiver.lifted_at,
        )
