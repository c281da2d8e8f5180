"""Which task is overdue for longest."""

import numpy as np

from data_model.rules.figures.as_of import AsOf
from data_model.rules.figures.columns.task_states import STATES
from data_model.rules.figures.questions import open_question
from data_model.rules.figures.selection import Selection
from data_model.rules.figures.statuses import TaskStatus
from data_model.rules.plans.facts import Facts
from data_model.values import TaskState


def longest_overdue(facts: Facts, *, cutoff: AsOf, selection: Selection = Selection()) -> TaskStatus | None:
    """The task of the selection that is overdue by the most days (the first in the order of the plans, of several); None if
    none is overdue."""
    with open_question(facts, cutoff, selection) as question:
        rows = question.task_rows()
        overdue = np.flatnonzero(rows.state == STATES.index(TaskState.OVERDUE))
        if not len(overdue):
            return None
        days = rows.day[overdue].astype(np.int64) - rows.due_on[overdue]
        return question.tasks(rows)[int(overdue[np.argmax(days)])]
