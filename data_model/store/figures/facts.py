"""Reads the facts of a scope, ready to compute figures from."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from sqlmodel import Session

from data_model.rules.people.access import Scope
from data_model.rules.plans.facts import Facts
from data_model.store.figures.live_columns import live_columns
from data_model.store.plans.catalogue import add_decisions_to, read_catalogue


def read_facts(session: Session, scope: Scope, *, today: date, plans: Collection[str] | None = None) -> Facts:
    """The facts in scope, or of `plans` (codes) in it, with extensions, waivers and `source`.

    Submissions are in the columns of the store, which each process has once in memory: `Facts.source`.
    """
    facts = read_catalogue(session, scope, today=today, plans=plans)
    return replace(add_decisions_to(session, facts), source=live_columns())
