"""What an office counts in a plan: indicators chosen from the starting set or its own, and targets of a year."""

import unicodedata
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from sqlmodel import Session

from actions import audit
from data_model.rules.people.access import CurrentUser, NotAllowed, check_may
from data_model.rules.plans.periods import local_day
from data_model.store import open_transaction
from data_model.store.figures.facts import read_facts
from data_model.store.indicators.catalogue import (
    OfferedIndicator,
    add_indicators,
    add_target,
    read_indicators,
    remove_indicator,
)
from data_model.values import Action
from intake.base.matching import plain_key


class HasValues(ValueError):
    """Values of the indicator were sent or targets set, and they are kept for ever."""


def choose_indicators(*, user: CurrentUser, plan: str, chosen: Sequence[OfferedIndicator], at: datetime) -> None:
    """Adds indicators to a plan that the office consolidates. Raises NotAllowed."""
    check_may(user, Action.MANAGE_ROUND)
    with open_transaction(catalogue=False) as session:
        _check_plan(session, user, plan, at)
        add_indicators(session, plan=plan, chosen=chosen)
        names = ", ".join(f"{offered.name} ({offered.unit})" for offered in chosen)
        audit.record(session, user_name=user.name, what=Action.MANAGE_ROUND, subject=plan, note=names, at=at)


def drop_indicator(*, user: CurrentUser, plan: str, code: str, at: datetime) -> None:
    """Removes an indicator of which nothing was sent and no target set. Raises NotAllowed, HasValues."""
    check_may(user, Action.MANAGE_ROUND)
    with open_transaction(catalogue=False) as session:
        _check_indicator(session, user, plan, code, at)
        if not remove_indicator(session, code):
            raise HasValues(code)
        audit.record(session, user_name=user.name, what=Action.MANAGE_ROUND, subject=code, note="-", at=at)


def set_targets(
    *, user: CurrentUser, plan: str, year: int, targets: Sequence[tuple[str, Decimal | None]], at: datetime
) -> None:
    """Sets the targets of a year by indicator; None removes one. Raises NotAllowed."""
    check_may(user, Action.MANAGE_ROUND)
    with open_transaction(catalogue=False) as session:
        for code, target in targets:
            _check_indicator(session, user, plan, code, at)
            add_target(session, code=code, year=year, target=target, entered_by=user.name, entered_at=at)
            note = f"{year}: {target if target is not None else '-'}"
            audit.record(session, user_name=user.name, what=Action.MANAGE_ROUND, subject=code, note=note, at=at)


def own_code(name: str, unit: str) -> str:
    """The last part of the code of an office's own indicator, from its name and unit: DOAN-NGHE-THUAT-DOAN."""
    words = plain_key(unicodedata.normalize("NFC", f"{name} {unit}"))
    return "-".join("".join(letter if letter.isalnum() else " " for letter in words).split()).upper()[:60]


def _check_plan(session: Session, user: CurrentUser, plan: str, at: datetime) -> None:
    if plan not in read_facts(session, user.scope, today=local_day(at)).plans:
        raise NotAllowed(f"{user.name} does not consolidate {plan}")


def _check_indicator(session: Session, user: CurrentUser, plan: str, code: str, at: datetime) -> None:
    _check_plan(session, user, plan, at)
    if code not in {fact.code for fact in read_indicators(session, [plan], today=local_day(at))}:
        raise NotAllowed(f"{code} is no indicator of {plan}")
