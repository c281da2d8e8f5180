"""Names of groups, plans, directives and agencies."""

from data_model.rules.figures.selection import Selection
from data_model.rules.plans.facts import Facts, PlanFact
from data_model.rules.plans.periods import Period
from data_model.values import GroupBy
from wording.periods import period_name
from wording.translation import _


def group_label(key: str | None, *, by: GroupBy, facts: Facts) -> str:
    """The name of a group by its key."""
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
    """The names of what is selected, by field of `Selection`; without codes that are not in the facts."""
    names = {"province": selection.province}
    if selection.directive in facts.directives:
        names["directive"] = directive_name(selection.directive, facts)
    if selection.plan is not None and selection.plan in facts.plans:
        names["plan"] = plan_name(facts.plans[selection.plan])
    if selection.agency is not None and selection.agency in facts.agencies:
        names["agency"] = agency_name(selection.agency, facts)
    return {place: name for place, name in names.items() if name}


def agency_name(code: str, facts: Facts) -> str:
    return facts.agencies[code].name


def directive_name(code: str | None, facts: Facts) -> str:
    if code is None:
        return _("not stated")
    directive = facts.directives[code]
    return directive.number or directive.title


def section_path(section: str) -> str:
    """The headings above a task as one text."""
    return section.replace(" > ", " › ")


def replacing_plan(plan: PlanFact, facts: Facts) -> str:
    """The name of the plan that replaces it; empty if there is none in the facts."""
    replacing = facts.plans.get(plan.replaced_by or "")
    return plan_name(replacing) if replacing else ""


def plan_name(plan: PlanFact) -> str:
    """Number and province, as titles are not unique; the code for a plan without number."""
    return plan_words(number=plan.number, code=plan.code, province=plan.province)


def plan_words(*, number: str, code: str, province: str) -> str:
    """The same from its parts."""
    return f"{number or code} · {province}" if province else number or code
