"""The search index of tasks, agencies and documents in the user's scope, cached by data version."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

import streamlit as st

from data_model.rules.people.access import CurrentUser, Scope
from data_model.rules.plans.facts import Facts
from data_model.store import open_session
from data_model.store.base.engine import Versions
from data_model.store.plans.search_texts import SearchTexts, search_texts
from ui.figures.addresses import TASK
from ui.figures.filters import AGENCY, DIRECTIVE, PLAN
from ui.figures.view import View, view_for
from wording.collation import vietnamese_order
from wording.groups import directive_name, directive_words, plan_name, province_name
from wording.search import SearchQuery, search_key


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to find: its name, a line about it, a longer text, and the page that shows it."""

    name: str
    about: str
    text: str
    page: str
    parameter: str
    code: str
    key: str


@dataclass(frozen=True, slots=True)
class Index:
    """Entries by group, each in alphabetical order."""

    tasks: tuple[Entry, ...]
    agencies: tuple[Entry, ...]
    documents: tuple[Entry, ...]

    def found(self, sought: SearchQuery) -> "Index":
        """The entries that match every piece of the query; none for an empty query."""
        return Index(sought.among(self.tasks), sought.among(self.agencies), sought.among(self.documents))


def search(user: CurrentUser, sought: SearchQuery) -> Index:
    view = view_for(user)
    return _index(view.version, view.scope, view.today, view).found(sought)


@st.cache_resource(max_entries=16, show_spinner=False)
def _index(version: Versions, scope: Scope, today: date, _view: View) -> Index:
    facts = _view.facts
    with open_session() as session:
        texts = search_texts(session, facts)
    return index_of(facts, texts, today=today)


def index_of(facts: Facts, texts: SearchTexts, *, today: date) -> Index:
    return Index(
        tasks=_in_order(_tasks(facts, texts, today)),
        agencies=_in_order(_agencies(facts, texts)),
        documents=_in_order([*_plans(facts), *_directives(facts, texts)]),
    )


def _in_order(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    by_name: Callable[[Entry], tuple[str, str]] = lambda entry: (vietnamese_order(entry.name), entry.code)  # noqa: E731
    return tuple(sorted(entries, key=by_name))


def _tasks(facts: Facts, texts: SearchTexts, today: date) -> Iterator[Entry]:
    for task in facts.tasks:
        plan = facts.plans[task.plan]
        if plan.is_issued_on(today):  # before that its page does not offer it
            quote = texts.quotes.get(task.code, "")
            about = f"{task.code} · {plan_name(plan)}"
            key = search_key(task.code, task.title, quote)
            yield Entry(task.title, about, quote, "pages/task.py", TASK, task.code, key)


def _agencies(facts: Facts, texts: SearchTexts) -> Iterator[Entry]:
    for code, agency in facts.agencies.items():
        aliases = "; ".join(texts.agency_aliases.get(code, ()))
        key = search_key(agency.name, aliases)
        yield Entry(agency.name, province_name(agency.province), aliases, "pages/by_agency.py", AGENCY, code, key)


def _plans(facts: Facts) -> Iterator[Entry]:
    for code, plan in facts.plans.items():
        name = plan_name(plan)
        key = search_key(name, code, plan.title)
        yield Entry(name, plan.title, "", "pages/by_directive.py", PLAN, code, key)


def _directives(facts: Facts, texts: SearchTexts) -> Iterator[Entry]:
    for code, directive in facts.directives.items():
        name = directive_name(code, facts)
        aliases = "; ".join(texts.directive_aliases.get(code, ()))
        key = search_key(name, directive.title, aliases)
        yield Entry(name, directive.title, aliases, "pages/by_directive.py", DIRECTIVE, code, key)
    for code, (directive, plan) in texts.cited.items():
        name, aliases = directive_words(directive), "; ".join(texts.directive_aliases.get(code, ()))
        key = search_key(name, directive.title, aliases)
        yield Entry(name, directive.title, aliases, "pages/by_directive.py", PLAN, plan, key)
