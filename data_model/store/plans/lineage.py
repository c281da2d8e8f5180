"""Reads from which directives plans come, and which plans they replace."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from data_model.rules.plans.facts import DirectiveFact
from data_model.rules.plans.lineage import levels
from data_model.store.base.naming import directive_fact
from data_model.store.base.typed_select import columns
from data_model.tables import Directive, DirectiveLink, Plan, PlanDirective


@dataclass(frozen=True, slots=True)
class CitedDirective:
    """A directive with who issued it and when; what is not stated is empty."""

    directive: DirectiveFact
    issuer: str
    issued_on: date | None


@dataclass(frozen=True, slots=True)
class PlanLineage:
    """One plan: the directives above it, from the top level down, and the plan that it replaces as its text cites it, with
    its code where the store holds it."""

    plan: str
    levels: tuple[tuple[CitedDirective, ...], ...]
    replaces: str = ""
    replaced_plan: str | None = None


def plan_lineages(session: Session, plans: Collection[str], *, today: date) -> list[PlanLineage]:
    """Of these plans, in their order. They are of the reader's scope; links that begin later are left out."""
    directives = {row.code: row for row in session.exec(select(Directive))}
    links, cited = _links(session, today), _cited(session)
    before = aliased(Plan)
    query = columns(Plan.code, Plan.replaces_text, before.code, before.number).outerjoin(
        before, col(before.id) == col(Plan.replaces_id)
    )
    replaces = {code: (number or text, replaced) for code, text, replaced, number in session.execute(query)}
    found = []
    for plan in plans:
        above = levels(cited.get(plan, []), links)
        named = tuple(tuple(_cited_directive(directives[code]) for code in level) for level in above)
        found.append(PlanLineage(plan, named, *replaces.get(plan, ("", None))))
    return found


def _cited_directive(row: Directive) -> CitedDirective:
    return CitedDirective(directive_fact(row), row.issuer, row.issued_on)


def _links(session: Session, today: date) -> dict[str, list[str]]:
    above, below = aliased(Directive), aliased(Directive)
    query = (
        columns(below.code, above.code)
        .select_from(DirectiveLink)
        .join(below, col(below.id) == col(DirectiveLink.directive_id))
        .join(above, col(above.id) == col(DirectiveLink.carries_out_id))
        .where(or_(col(DirectiveLink.valid_from).is_(None), col(DirectiveLink.valid_from) <= today))
    )
    links: dict[str, list[str]] = defaultdict(list)
    for directive, carries_out in session.execute(query):
        links[directive].append(carries_out)
    return links


def _cited(session: Session) -> dict[str, list[str]]:
    """By plan the directives in the order of its text."""
    query = (
        columns(Plan.code, Directive.code)
        .select_from(PlanDirective)
        .join(Plan, col(Plan.id) == col(PlanDirective.plan_id))
        .join(Directive, col(Directive.id) == col(PlanDirective.directive_id))
        .order_by(col(PlanDirective.position))
    )
    cited: dict[str, list[str]] = defaultdict(list)
    for plan, directive in session.execute(query):
        cited[plan].append(directive)
    return cited
