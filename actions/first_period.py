"""Where the reports of a plan begin that came new into the store."""

from collections.abc import Collection
from datetime import date

from sqlmodel import Session

from data_model.rules.people.access import EVERYTHING
from data_model.rules.reporting.deadlines import next_report
from data_model.store.figures.facts import read_facts
from data_model.store.plans.regimes import set_first_period


def begin_today(session: Session, plans: Collection[str], *, today: date) -> None:
    """A plan that comes new, without reports and without a first period, owes nothing of the time before it was loaded."""
    facts = read_facts(session, EVERYTHING, today=today, plans=sorted(plans))
    for code in plans:
        report = next_report(facts.plans[code], today=today)
        if report is not None:
            set_first_period(session, code, report.code)
