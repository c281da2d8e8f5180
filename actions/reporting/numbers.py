"""The numbers of a report file on their way into the store."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from decimal import Decimal

from sqlmodel import Session

from data_model.rules.plans.facts import Facts
from data_model.rules.plans.periods import Period
from data_model.store.indicators.values import add_values, current_values
from data_model.store.reporting.submissions import ReportOf, current_report_keys
from intake.base.checked_file import NumbersRead

Numbers = dict[str, tuple[Decimal, str]]
"""By indicator its value and note."""


def reports_sent(session: Session, facts: Facts, *, agency: str | None) -> frozenset[ReportOf]:
    """The reports with a submission that waits or was accepted, of one agency or of all: numbers may follow them."""
    found = set()
    for sender, plan, code in current_report_keys(session, agency=agency):
        if plan in facts.plans:
            period = Period.from_code(code)
            found.add((sender, plan, facts.plans[plan].report_for(period) or period))
    return frozenset(found)


def numbers_by_report(numbers: NumbersRead | None, plan_of: Mapping[str, str]) -> dict[ReportOf, Numbers]:
    """The rows that can be stored, by agency, plan and report. `plan_of` is by indicator; raises KeyError for one that it
    does not have."""
    found: dict[ReportOf, Numbers] = defaultdict(dict)
    for row in numbers.rows if numbers else ():
        found[row.agency, plan_of[row.indicator], row.period][row.indicator] = row.value, row.note
    return dict(found)


def reports_with_new_numbers(session: Session, numbers: Mapping[ReportOf, Numbers], facts: Facts) -> set[ReportOf]:
    """The reports of which some value or note differs from what stands."""
    if not numbers:
        return set()
    standing: dict[ReportOf, Numbers] = defaultdict(dict)
    for line in current_values(session, facts):
        standing[line.agency, line.plan, line.period][line.indicator] = line.value, line.note
    return {report for report, sent in numbers.items() if not sent.items() <= standing[report].items()}


def store_numbers(session: Session, numbers: Mapping[ReportOf, Numbers], number_of: Mapping[ReportOf, str]) -> int:
    """Stores those of the reports that have a submission's number. Returns how many values."""
    stored = {number_of[report]: _as_rows(sent) for report, sent in numbers.items() if report in number_of}
    if stored:
        add_values(session, stored)
    return sum(map(len, stored.values()))


def _as_rows(sent: Numbers) -> Collection[tuple[str, Decimal, str]]:
    return [(indicator, value, note) for indicator, (value, note) in sent.items()]
