"""Reads the texts that search looks through besides names: quotes of tasks, aliases of agencies and directives."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import Session, col

from data_model.rules.plans.facts import Facts
from data_model.store.base.typed_select import columns
from data_model.tables import Agency, Directive, Task


@dataclass(frozen=True, slots=True)
class SearchTexts:
    """By code; without those that have no such text."""

    quotes: Mapping[str, str]
    agency_aliases: Mapping[str, tuple[str, ...]]
    directive_aliases: Mapping[str, tuple[str, ...]]


def search_texts(session: Session, facts: Facts) -> SearchTexts:
    """Only of what is in `facts`, which are those of the reader's scope."""
    tasks = {task.code for task in facts.tasks}
    quotes = session.execute(columns(Task.code, Task.quote).where(col(Task.quote) != ""))
    agencies = session.execute(columns(Agency.code, Agency.aliases))
    directives = session.execute(columns(Directive.code, Directive.aliases))
    return SearchTexts(
        quotes={code: quote for code, quote in quotes if code in tasks},
        agency_aliases={code: aliases for code, aliases in agencies if code in facts.agencies and aliases},
        directive_aliases={code: aliases for code, aliases in directives if code in facts.directives and aliases},
    )
