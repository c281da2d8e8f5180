"""Reads the texts that documents quote."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import replace
from datetime import date

from sqlmodel import Session, col, select

from data_model.rules.consolidated.quotations import Citation, LineText, NamedAssignee, Quotations
from data_model.rules.plans.facts import Facts
from data_model.store.base.engine import holds_samples
from data_model.store.base.typed_select import columns
from data_model.store.follow_up.difficulties import read_handlings
from data_model.store.indicators.values import read_numbers
from data_model.store.reporting.submissions import papers
from data_model.tables import Agency, Assignment, Directive, Plan, ReportLine, Submission, Task

_PLAN = "kế hoạch"


def read_quotations(session: Session, facts: Facts) -> Quotations:
    """The quotations of the plans in `facts`, which are those of the reader's scope."""
    return replace(
        read_citations(session, facts),
        directives=_directives(session, facts),
        assignees=named_assignees(session, list(facts.plans)),
        texts=_texts(session, facts),
        holds_samples=holds_samples(session),
        numbers=read_numbers(session, facts, today=date.max),  # who is asked today is not quoted
        handlings=tuple(read_handlings(session, facts.plans)),
    )


def read_citations(session: Session, facts: Facts) -> Quotations:
    """How the plans are cited and the agencies named: what a letterhead needs, and no texts."""
    agencies = session.execute(columns(Agency.code, Agency.name, Agency.kind)).all()
    return Quotations(
        plans=_plans(session, list(facts.plans)),
        agency_names={code: name for code, name, _ in agencies},
        agency_kinds={code: kind for code, _, kind in agencies},
    )


def _plans(session: Session, codes: Collection[str]) -> dict[str, Citation]:
    query = columns(Plan.code, Plan.number, Plan.issuer, Plan.issued_on, Plan.title).where(col(Plan.code).in_(codes))
    return {code: Citation(_PLAN, *stated) for code, *stated in session.execute(query)}


def _directives(session: Session, facts: Facts) -> dict[str, Citation]:
    query = columns(
        Directive.code, Directive.kind, Directive.number, Directive.issuer, Directive.issued_on, Directive.title
    ).where(col(Directive.code).in_(list(facts.directives)))
    return {code: Citation(*stated) for code, *stated in session.execute(query)}


def named_assignees(session: Session, plans: Collection[str]) -> dict[str, tuple[NamedAssignee, ...]]:
    """By task code, the agencies and groups that these plans name, in the order of the plan."""
    query = (
        columns(Task.code, Assignment.role, Agency.name, Assignment.valid_from, Assignment.valid_to)
        .join(Task, col(Task.id) == col(Assignment.task_id))
        .join(Plan, col(Plan.id) == col(Task.plan_id))
        .join(Agency, col(Agency.id) == col(Assignment.agency_id))
        .where(col(Plan.code).in_(plans))
        .order_by(col(Assignment.id))
    )
    assignees: dict[str, list[NamedAssignee]] = defaultdict(list)
    for task, *named in session.execute(query):
        assignees[task].append(NamedAssignee(*named))
    return {task: tuple(named) for task, named in assignees.items()}


def _texts(session: Session, facts: Facts) -> tuple[LineText, ...]:
    query = (
        columns(
            Submission.number,
            Task.code,
            ReportLine.result,
            ReportLine.difficulties,
            ReportLine.proposals,
            ReportLine.cause,
            ReportLine.responsibility,
        )
        .join(Submission, col(Submission.id) == col(ReportLine.submission_id))
        .join(Task, col(Task.id) == col(ReportLine.task_id))
        .join(Plan, col(Plan.id) == col(Submission.plan_id))
        .where(col(Plan.code).in_(list(facts.plans)))
        .order_by(col(ReportLine.id))
    )
    if facts.own_agencies is not None:
        own = select(Agency.id).where(col(Agency.code).in_(facts.own_agencies))
        query = query.where(col(Submission.agency_id).in_(own))
    found = session.execute(query).all()
    of_plans = columns(Plan.id).where(col(Plan.code).in_(list(facts.plans)))
    entered = papers(session, col(Submission.plan_id).in_(of_plans))
    return tuple(replace(LineText(*row), paper=entered.get(row[0])) for row in found)
