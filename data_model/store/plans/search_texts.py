"""Reads the texts that search looks through besides names: quotes of tasks, aliases of agencies and directives."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import Session, col, select

from data_model.rules.plans.facts import DirectiveFact, Facts
from data_model.store.base.naming import directive_fact
from data_model.store.base.typed_select import columns
from data_model.tables import Agency, Directive, Plan, PlanDirective, Task


@dataclass(frozen=True, slots=True)
class SearchTexts:
    """By code; without those that have no such text."""

    quotes: Mapping[str, str]
    agency_aliases: Mapping[str, tuple[str, ...]]
    directive_aliases: Mapping[str, tuple[str, ...]]
    cited: Mapping[str, tuple[DirectiveFact, str]]
    """Directives that the plans cite beside their main ones, each with the first plan that does."""


def search_texts(session: Session, facts: Facts) -> SearchTexts:
    """Only of what is in `facts`, which are those of the reader's scope."""
    tasks = {task.code for task in facts.tasks}
    quotes = session.execute(columns(Task.code, Task.quote).where(col(Task.quote) != ""))
    agencies = session.execute(columns(Agency.code, Agency.aliases))
    directives = session.execute(columns(Directive.code, Directive.aliases))
    cited = _cited(session, facts)
    return SearchTexts(
        quotes={code: quote for code, quote in quotes if code in tasks},
        agency_aliases={code: aliases for code, aliases in agencies if code in facts.agencies and aliases},
        directive_aliases={
            code: aliases for code, aliases in directives if aliases and (code in facts.directives or code in cited)
        },
        cited=cited,
    )


def _cited(session: Session, facts: Facts) -> dict[str, tuple[DirectiveFact, str]]:
    query = (
        select(Directive, Plan.code)
        .join(PlanDirective, col(PlanDirective.directive_id) == col(Directive.id))
        .join(Plan, col(Plan.id) == col(PlanDirective.plan_id))
        .order_by(col(Plan.id))
    )
    found: dict[str, tuple[DirectiveFact, str]] = {}
    for directive, plan in session.exec(query):
        if plan in facts.plans and directive.code not in facts.directives:
            found.setdefault(directive.code, (directive_fact(directive), plan))
    return found
