"""The names of the rows of a grouping."""

from data_model.rules.figures.selection import Selection
from data_model.rules.plans.facts import Facts, PlanFact
from data_model.rules.plans.periods import Period
from data_model.values import GroupBy
from wording.periods import period_name
from wording.translation import _


def group_label(key: str | None, *, by: GroupBy, facts: Facts) -> str:
    """What a reader sees for the key of a group."""
    if key is None:
        return _("not stated")
    match by:
        case GroupBy.AGENCY:
            return agency_name(key, facts)
        case GroupBy.DIRECTIVE:
            return directive_name(key, facts)
        case GroupBy.PLAN:
            return plan_name(facts.plans[key])
        case GroupBy.PERIOD:
            return period_name(Period.from_code(key))
        case GroupBy.TASK:
            return next(task.title for task in facts.tasks if task.code == key)


def selection_names(selection: Selection, facts: Facts) -> dict[str, str]:
    """What is chosen, in words, by the name of its place in the choice; a code that is not known is left out."""
    found = {"province": selection.province}
    if selection.directive in facts.directives:
        found["directive"] = directive_name(selection.directive, facts)
    if selection.plan is not None and selection.plan in facts.plans:
        found["plan"] = plan_name(facts.plans[selection.plan])
    if selection.agency is not None and selection.agency in facts.agencies:
        found["agency"] = agency_name(selection.agency, facts)
    return {place: name for place, name in found.items() if name}


def agency_name(code: str, facts: Facts) -> str:
    return facts.agencies[code].name


def directive_name(code: str | None, facts: Facts) -> str:
    if code is None:
        return _("not stated")
    directive = facts.directives[code]
    return directive.number or directive.title


def section_path(section: str) -> str:
    """The headings above a task, as one path."""
    return section.replace(" > ", " › ")


def replacing_plan(plan: PlanFact, facts: Facts) -> str:
    """The plan that stands in its place; empty where there is none, or none that this reader sees."""
    replacing = facts.plans.get(plan.replaced_by or "")
    return plan_name(replacing) if replacing else ""


def plan_name(plan: PlanFact) -> str:
    """Its number and place, so that plans of one title are told apart; without a number its code."""
    return plan_words(number=plan.number, code=plan.code, province=plan.province)


def plan_words(*, number: str, code: str, province: str) -> str:
    """The same, where the plan is known by its words alone."""
    return f"{number or code} · {province}" if province else number or code
