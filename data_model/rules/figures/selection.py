"""Which plans and which agency figures are about, and the periods that these plans ask for."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from data_model.rules.figures.as_of import AsOf
from data_model.rules.plans.facts import Facts, PlanFact
from data_model.rules.plans.periods import Period


@dataclass(frozen=True, slots=True)
class Selection:
    """Filters by code; None does not filter. `directive` is a plan's main directive."""

    province: str | None = None
    directive: str | None = None
    plan: str | None = None
    agency: str | None = None


def selected_plans(facts: Facts, selection: Selection) -> dict[str, PlanFact]:
    """By code."""
    return {
        code: plan
        for code, plan in facts.plans.items()
        if (selection.province is None or plan.province == selection.province)
        and (selection.plan is None or code == selection.plan)
        and (selection.directive is None or plan.main_directive == selection.directive)
    }


def facts_of_selection(facts: Facts, selection: Selection) -> Facts:
    """The facts of the selected plans. They still hold all agencies: `Question` filters by agency."""
    return facts_of_plans(facts, selected_plans(facts, selection))


def facts_of_plans(facts: Facts, plans: Collection[str]) -> Facts:
    """The facts of these plans alone."""
    if facts.plans.keys() <= set(plans):
        return facts
    return replace(
        facts,
        plans={code: plan for code, plan in facts.plans.items() if code in plans},
        tasks=tuple(task for task in facts.tasks if task.plan in plans),
    )


def ended_periods(facts: Facts, *, cutoff: AsOf, selection: Selection = Selection()) -> list[Period]:
    """The periods that a selected plan asks for and that had ended by the cutoff, in order, with rounds of their own.

    Of those that end on the same day only the widest, unless a regime keeps them apart.
    """
    plans = selected_plans(facts, selection).values()
    distinct_plans = {(plan.calendars, plan.own_rounds): plan for plan in plans}.values()
    ended = sorted({period for plan in distinct_plans for period in plan.periods_ended(cutoff.as_of)})
    if not any(plan.keeps_apart for plan in plans):
        ended = list({period.end: period for period in ended}.values())
    own = {period for plan in distinct_plans for period in plan.own_rounds_ended(cutoff.as_of)}
    return sorted([*ended, *own])
