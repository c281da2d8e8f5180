"""The letterhead as far as the store knows it: who consolidates a plan, and who issued it."""

from collections.abc import Mapping
from datetime import date

from data_model.rules.consolidated.quotations import Quotations
from data_model.rules.figures.as_of import AsOf
from data_model.rules.figures.selection import Selection, selected_plans
from data_model.rules.plans.facts import Facts, PlanFact
from data_model.rules.plans.periods import local_day
from data_model.values import AgencyKind
from documents.base.letterhead import Letterhead
from wording import official_phrases as official
from wording.groups import province_name


def default_letterhead(plans: Mapping[str, PlanFact], quotations: Quotations, cutoff: AsOf) -> Letterhead:
    """The consolidating office of these plans as issuer, the plans' issuer above it; empty where they differ."""
    day = local_day(cutoff.as_of)
    offices = {consolidator(plan, day) for plan in plans.values()}
    committees = {quotations.plans[code].issuer for code in plans if code in quotations.plans}
    places = {plan.province for plan in plans.values()}
    office = offices.pop() if len(offices) == 1 else None
    committee = committees.pop() if len(committees) == 1 else ""
    place = province_name(places.pop()) if len(places) == 1 else ""
    if office is None:
        return Letterhead(place=place)
    name = quotations.agency_names.get(office, "")
    is_department = quotations.agency_kinds.get(office) == AgencyKind.DEPARTMENT and committee != name
    return Letterhead(
        issuer=name,
        superior=official.abbreviated_committee(committee) if is_department else "",
        place=place,
        report_to=(committee,) if committee and committee != name else (),
        commands=bool(name) and committee == name and name.startswith("Ủy ban nhân dân"),
    )


def only_consolidator(facts: Facts, selection: Selection, cutoff: AsOf) -> str | None:
    """The office that consolidates all of the selected plans; None where there are several."""
    day = local_day(cutoff.as_of)
    offices = {consolidator(plan, day) for plan in selected_plans(facts, selection).values()}
    return offices.pop() if len(offices) == 1 else None


def consolidator(plan: PlanFact, day: date) -> str | None:
    """The agency that consolidates the reports on a plan on a day."""
    in_force = [regime.consolidator for regime in plan.regimes if regime.valid_from <= day]
    return in_force[-1] if in_force else None
