"""Which tasks an agency may report on in a period."""

from data_model.rules.plans.facts import Facts, TaskFact, overlaps
from data_model.rules.plans.periods import Period


def had_task_in(facts: Facts, task: TaskFact, agency: str, period: Period) -> bool:
    """Whether the agency was assigned the task on some day of the period's data window."""
    plan = facts.plans[task.plan]
    first, last = period.window(plan.window_rule_of(period))
    return any(
        assignment.agency == agency and overlaps(first, last, assignment.valid_from, assignment.valid_to)
        for assignment in task.assignments
    )


def always_had(task: TaskFact, agency: str) -> bool:
    """Whether it was assigned the task at all times, so that no period need be asked about."""
    own = [assignment for assignment in task.assignments if assignment.agency == agency]
    return any(assignment.valid_from is None and assignment.valid_to is None for assignment in own)
