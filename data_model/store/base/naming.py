"""What plans and directives are named by; the words are made in wording/groups.py."""

from data_model.rules.plans.facts import DirectiveFact, PlanNaming
from data_model.tables import Directive, Plan


def directive_fact(directive: Directive) -> DirectiveFact:
    return DirectiveFact(directive.code, directive.number, directive.title, directive.kind)


def plan_naming(plan: Plan, directive: Directive | None) -> PlanNaming:
    """Without the province, for lists of one office."""
    return PlanNaming(plan.code, plan.number, directive=directive_fact(directive) if directive else None)
