"""The register of letters (công văn đôn đốc) in the store."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlmodel import Session, col

from data_model.rules.plans.periods import Period
from data_model.rules.round.letters import NewLetter, RegisteredLetter, Round
from data_model.store.base.typed_select import columns
from data_model.tables import Agency, OfficialLetter, Plan


def registered_letters(session: Session, rounds: Collection[Round]) -> list[RegisteredLetter]:
    """The letters about these rounds, the newest first. Does not check the scope: the rounds were read in
    it."""
    wanted = {(plan, period.code) for plan, period in rounds}
    query = (
        columns(OfficialLetter, Agency.code, Agency.name, Plan.code)
        .join(Agency, col(Agency.id) == col(OfficialLetter.agency_id))
        .join(Plan, col(Plan.id) == col(OfficialLetter.plan_id))
        .where(col(Plan.code).in_({plan for plan, _ in wanted}))
        .order_by(col(OfficialLetter.issued_on).desc(), col(OfficialLetter.number).desc(), col(OfficialLetter.id))
    )
    offices: dict[int, str] = dict(session.execute(columns(Agency.id, Agency.code)).all())
    found: dict[tuple[Any, ...], RegisteredLetter] = {}
    for letter, agency, name, plan in session.execute(query):
        if (plan, letter.period) not in wanted:
            continue
        key = (letter.office_id, letter.year, letter.number)
        of_letter = ((plan, Period.from_code(letter.period)),)
        found[key] = RegisteredLetter(
            office=offices[letter.office_id],
            agency=agency,
            agency_name=name,
            rounds=found[key].rounds + of_letter if key in found else of_letter,
            number=letter.number,
            issued_on=letter.issued_on,
            times=letter.times,
            registered_by=letter.registered_by,
        )
    return list(found.values())


def numbers_used(session: Session, *, office: str, year: int) -> set[int]:
    query = (
        columns(OfficialLetter.number)
        .join(Agency, col(Agency.id) == col(OfficialLetter.office_id))
        .where(col(Agency.code) == office, col(OfficialLetter.year) == year)
    )
    return set(session.scalars(query))


def add_letters(session: Session, letters: Collection[NewLetter], *, office: str, by: str, at: datetime) -> None:
    agencies: dict[str, int] = dict(session.execute(columns(Agency.code, Agency.id)).all())
    plans: dict[str, int] = dict(session.execute(columns(Plan.code, Plan.id)).all())
    for letter in letters:
        for plan, period in letter.rounds:
            session.add(
                OfficialLetter(
                    office_id=agencies[office],
                    agency_id=agencies[letter.agency],
                    plan_id=plans[plan],
                    period=period.code,
                    number=letter.number,
                    year=letter.issued_on.year,
                    issued_on=letter.issued_on,
                    times=letter.times,
                    registered_by=by,
                    registered_at=at,
                )
            )
