"""Names of groups, plans, directives and agencies."""

from data_model.rules.figures.selection import Selection
from data_model.rules.figures.statuses import ExpectedReport
from data_model.rules.plans.facts import DirectiveFact, Facts, PlanFact, PlanNaming
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
    names = {"province": province_name(selection.province or "")}
    if selection.directive in facts.directives:
        names["directive"] = directive_name(selection.directive, facts)
    if selection.plan is not None and selection.plan in facts.plans:
        names["plan"] = plan_name(facts.plans[selection.plan])
    if selection.agency is not None and selection.agency in facts.agencies:
        names["agency"] = agency_name(selection.agency, facts)
    return {place: name for place, name in names.items() if name}


def agency_name(code: str, facts: Facts) -> str:
    return facts.agencies[code].name


def by_todays_organisation() -> str:
    return _("By today's organisation")


def body_name(report: ExpectedReport, facts: Facts) -> str:
    """Under which a report is shown; where that is another body than it was expected of, that one too."""
    name = agency_name(report.body, facts)
    if report.body == report.agency:
        return name
    return _("{body} (then: {agency})").format(body=name, agency=agency_name(report.agency, facts))


def directive_name(code: str | None, facts: Facts) -> str:
    if code is None:
        return _("not stated")
    return directive_words(facts.directives[code])


def directive_words(directive: DirectiveFact) -> str:
    """Kind and number; the title of one without a number."""
    if not directive.number:
        return directive.title
    if not directive.kind:
        return directive.number
    return _("{kind} no. {number}").format(kind=_sentence_case(directive.kind), number=directive.number)


def _sentence_case(text: str) -> str:
    return text[:1].upper() + text[1:]


def section_path(section: str) -> str:
    """The headings above a task as one text."""
    return section.replace(" > ", " › ")


def replacing_plan(plan: PlanFact, facts: Facts) -> str:
    """The name of the plan that replaces it; empty if there is none in the facts."""
    replacing = facts.plans.get(plan.replaced_by or "")
    return plan_name(replacing) if replacing else ""


def plan_name(plan: PlanFact) -> str:
    """Number and province, as titles are not unique; a plan without number is named by the directive it carries out."""
    return plan_words(plan.naming)


def round_name(plan: PlanFact, period: Period) -> str:
    """The period in words; a round of its own kind by its topic too."""
    called = plan.round_of(period) if period.own is not None else None
    name = period_name(period)
    return f"{called.title} · {name}" if called is not None and called.title else name


def plan_words(naming: PlanNaming) -> str:
    name = naming.number or _unnumbered(naming)
    return f"{name} · {province_name(naming.province)}" if naming.province else name


def _unnumbered(naming: PlanNaming) -> str:
    if naming.directive is None:
        return naming.code
    return _("Plan to carry out {directive} (no number yet)").format(directive=directive_words(naming.directive))


FULL_PLACES = {"Hồ Chí Minh": "Thành phố Hồ Chí Minh"}
"""Units named after a person are written in full (Decree 30/2020/NĐ-CP, Appendix I)."""


def province_name(province: str) -> str:
    return FULL_PLACES.get(province, province)
