"""All columns of a store, and how those of plans and of decisions are built from its facts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from data_model.rules.figures.columns.expected_reports import Decisions, decisions
from data_model.rules.figures.columns.plan_columns import PlanColumns, plan_columns
from data_model.rules.figures.columns.submission_columns import SubmissionColumns
from data_model.rules.figures.columns.task_columns import Catalogue
from data_model.rules.plans.facts import Facts

LOOK_AHEAD = timedelta(days=400)
"""How far past the last day asked about the periods of each plan have slots."""


@dataclass
class Columns:
    """What is expected, what was sent, and which extensions and waivers were granted."""

    catalogue: Catalogue
    reports: SubmissionColumns
    decided: Decisions


def plans_of(facts: Facts, *, sent: Iterable[tuple[str, str]], until: date) -> PlanColumns:
    """`sent`: plan and period code of all submissions; `until`: the last day that figures will be asked about."""
    return plan_columns(facts.plans.values(), sent=set(sent), horizon=until + LOOK_AHEAD)


def decisions_in(catalogue: Catalogue, facts: Facts) -> Decisions:
    return decisions(catalogue.plans, catalogue.reporters, catalogue.agency_place, facts.extensions, facts.waivers)
