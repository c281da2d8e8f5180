"""The facts of one scope, with the columns that its figures are computed from."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from sqlmodel import Session

from data_model.rules.people.access import Scope
from data_model.rules.plans.facts import Facts
from data_model.store.figures.live_columns import live_columns
from data_model.store.plans.catalogue import add_decisions_to, read_catalogue


def read_facts(session: Session, scope: Scope, *, today: date, plans: Collection[str] | None = None) -> Facts:
    """What is expected in scope, or of these plans in it, and what was decided about reports.

    What came in is in the columns of the store, which each process holds: `Facts.source`.
    """
    found = read_catalogue(session, scope, today=today, plans=plans)
    return replace(add_decisions_to(session, found), source=live_columns())
