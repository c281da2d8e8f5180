"""Reads the indicators of plans, and writes what an office chose."""

import csv
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlmodel import Session, col, select

from data_model.rules.indicators.facts import IndicatorFact, IndicatorTargetFact
from data_model.rules.plans.facts import is_within
from data_model.settings import PROJECT_DIR
from data_model.store.base.organisation import accounts_on
from data_model.store.base.typed_select import columns
from data_model.tables import Agency, GroupMember, Indicator, IndicatorTarget, IndicatorValue, Plan
from data_model.values import AddsUp

_STARTING_SET = PROJECT_DIR / "seed_data" / "indicator_sets" / "people_to_people.csv"


@dataclass(frozen=True)
class OfferedIndicator:
    """An indicator that an office may add to a plan; `code` is its last part there."""

    code: str
    name: str
    unit: str
    adds_up: AddsUp
    decimals: int


def starting_set() -> list[OfferedIndicator]:
    """What people-to-people diplomacy is counted by, to choose from."""
    with _STARTING_SET.open(encoding="utf-8", newline="") as csv_file:
        return [
            OfferedIndicator(row["code"], row["name"], row["unit"], AddsUp(row["adds_up"]), int(row["decimals"]))
            for row in csv.DictReader(csv_file)
        ]


def read_indicators(session: Session, plans: Collection[str], *, today: date) -> list[IndicatorFact]:
    """The indicators of these plans (codes of the user's scope), each with its targets, in the order of their plans."""
    query = (
        columns(Indicator, Plan.code)
        .join(Plan, col(Plan.id) == col(Indicator.plan_id))
        .where(col(Plan.code).in_(plans))
        .order_by(col(Indicator.plan_id), col(Indicator.position), col(Indicator.id))
    )
    rows = session.execute(query).all()
    has_reporters = any(indicator.reporters for indicator, _plan in rows)
    members = _members(session, today=today) if has_reporters else {}
    acting = accounts_on(session, today)
    targets = _targets(session)
    return [
        IndicatorFact(
            code=indicator.code,
            plan=plan,
            name=indicator.name,
            unit=indicator.unit,
            adds_up=indicator.adds_up,
            decimals=indicator.decimals,
            reporters=frozenset(
                asked
                for code in indicator.reporters
                for agency in members.get(code, {code})
                for asked in (agency, acting.body(agency))  # who goes on with it is asked from then on
            )
            or None,
            targets=tuple(targets.get(indicator.id or 0, ())),
        )
        for indicator, plan in rows
    ]


def _targets(session: Session) -> dict[int, list[IndicatorTargetFact]]:
    targets: dict[int, list[IndicatorTargetFact]] = defaultdict(list)
    for target in session.exec(select(IndicatorTarget).order_by(col(IndicatorTarget.entered_at))):
        targets[target.indicator_id].append(IndicatorTargetFact(target.year, target.target, target.entered_at))
    return targets


def _members(session: Session, *, today: date) -> dict[str, set[str]]:
    """By group the agencies that are its members today."""
    codes = dict(session.execute(columns(Agency.id, Agency.code)).all())
    members: dict[str, set[str]] = defaultdict(set)
    for member in session.exec(select(GroupMember)):
        if is_within(today, member.valid_from, member.valid_to):
            members[codes[member.group_id]].add(codes[member.member_id])
    return members


def add_indicators(session: Session, *, plan: str, chosen: Sequence[OfferedIndicator]) -> None:
    """Adds them to the plan, below those that it has; its own of the same name and unit stay as they are."""
    plan_id = session.scalars(columns(Plan.id).where(col(Plan.code) == plan)).one()
    own = session.exec(select(Indicator).where(col(Indicator.plan_id) == plan_id)).all()
    present = {(indicator.name, indicator.unit) for indicator in own}
    codes = {indicator.code for indicator in own}
    position = max((indicator.position for indicator in own), default=0)
    for offered in chosen:
        if (offered.name, offered.unit) in present:
            continue
        position += 1
        code = f"{plan}-{offered.code}"
        while code in codes:
            code += "-2"
        codes.add(code)
        present.add((offered.name, offered.unit))
        session.add(
            Indicator(
                code=code,
                plan_id=plan_id,
                position=position,
                name=offered.name,
                unit=offered.unit,
                adds_up=offered.adds_up,
                decimals=offered.decimals,
            )
        )


def remove_indicator(session: Session, code: str) -> bool:
    """False where a value was sent or a target set, which are kept for ever."""
    indicator = session.exec(select(Indicator).where(col(Indicator.code) == code)).one()
    for table in (IndicatorValue, IndicatorTarget):
        if session.exec(select(table.id).where(col(table.indicator_id) == indicator.id)).first() is not None:
            return False
    session.delete(indicator)
    return True


def add_target(
    session: Session, *, code: str, year: int, target: Decimal | None, entered_by: str, entered_at: datetime
) -> None:
    """Enters the target of a year, or that there is none any more (None)."""
    indicator_id = session.scalars(columns(Indicator.id).where(col(Indicator.code) == code)).one()
    session.add(
        IndicatorTarget(
            indicator_id=indicator_id, year=year, target=target, entered_by=entered_by, entered_at=entered_at
        )
    )
