"""Whom an instruction concerns."""

from collections.abc import Collection

from data_model.rules.plans.facts import Facts
from data_model.rules.plans.instruction_facts import InstructionFact


def addressees(instruction: InstructionFact, facts: Facts) -> frozenset[str]:
    """The agency it names, else all that have or had its task, else all with a task of the plan (codes)."""
    if instruction.agency is not None:
        return frozenset({instruction.agency})
    tasks = [task for task in facts.tasks if task.plan == instruction.plan and instruction.task in (None, task.code)]
    return frozenset(given.agency for task in tasks for given in task.assignments)


def concerns(instruction: InstructionFact, agencies: Collection[str], facts: Facts) -> bool:
    """Whether one of the agencies sees and answers it."""
    return not addressees(instruction, facts).isdisjoint(agencies)
