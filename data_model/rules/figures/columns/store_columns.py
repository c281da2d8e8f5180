"""All columns of a store, and the parts that are made of its facts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from data_model.rules.figures.columns.expected_reports import Decisions, decisions
from data_model.rules.figures.columns.plan_columns import PlanColumns, plan_columns
from data_model.rules.figures.columns.submission_columns import SubmissionColumns
from data_model.rules.figures.columns.task_columns import Catalogue
from data_model.rules.plans.facts import Facts

LOOK_AHEAD = timedelta(days=400)
"""So far ahead of the day that is asked about the periods of each plan are known."""


@dataclass
class Columns:
    """What is expected, what came in, and what was decided about it."""

    catalogue: Catalogue
    reports: SubmissionColumns
    decided: Decisions


def plans_of(facts: Facts, *, sent: Iterable[tuple[str, str]], until: date) -> PlanColumns:
    """`sent`: plan and period code of all that came in; `until` the last day that will be asked about."""
    return plan_columns(facts.plans.values(), sent=set(sent), horizon=until + LOOK_AHEAD)


def decisions_in(known: Catalogue, facts: Facts) -> Decisions:
    return decisions(known.plans, known.reporters, known.agency_place, facts.extensions, facts.waivers)
