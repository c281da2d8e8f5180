"""The same questions to the columns that a process holds and brings up to date, and to columns made anew."""

from contextlib import contextmanager, nullcontext
from dataclasses import replace
from datetime import timedelta

from data_model.rules.figures.as_of import AsOf
from data_model.rules.figures.attention import attention
from data_model.rules.figures.explanation import explain_tasks
from data_model.rules.figures.grouping import (
    agencies_over_periods,
    expected_reports,
    groups,
    submissions_between,
    task_statuses,
    task_statuses_by_lead,
    total,
)
from data_model.rules.figures.selection import Selection
from data_model.rules.people.access import EVERYTHING, Scope
from data_model.rules.plans.periods import Period, local_day
from data_model.store import open_session
from data_model.store.figures.facts import read_facts
from data_model.store.figures.read_columns import read_columns
from data_model.values import GroupBy
from tests.builders.stores import local


class MadeAnew:
    """Columns as they are read from the store now."""

    def __init__(self, until) -> None:
        with open_session() as session:
            self.read = read_columns(session, until=until).columns

    def columns(self, _facts, *, until):
        return nullcontext(self.read)


def facts_at(at, scope: Scope = EVERYTHING):
    with open_session() as session:
        return read_facts(session, scope, today=local_day(at))


def answers(facts, cutoff, selection=Selection()):
    """Everything that is given of figures, in plain values."""
    asked = {"cutoff": cutoff, "selection": selection}
    found = {by: [(group.key, group.figures, group.task) for group in groups(facts, by=by, **asked)] for by in GroupBy}
    return found | {
        "total": total(facts, **asked),
        "over periods": agencies_over_periods(facts, **asked),
        "tasks": list(task_statuses(facts, **asked)),
        "by lead": list(task_statuses_by_lead(facts, **asked)),
        "evidence": explain_tasks(facts, **asked),
        "reports": list(expected_reports(facts, waived=True, **asked)),
        "sent": submissions_between(facts, first=local("2020-01-01 00:00"), last=cutoff.as_of, selection=selection),
        "attention": list(attention(facts, **asked)),
    }


def cutoffs(at, *periods):
    """Now and a while ago, and in each of the periods; accepted lines alone or all."""
    yield AsOf(at - timedelta(days=20))
    for period in (None, *map(Period.from_code, periods)):
        yield AsOf(at, period)
        yield AsOf(at, period, unreviewed=True)


def agree(at, *periods, selections=(Selection(),)):
    """What is held says the same as what is made anew."""
    held = facts_at(at)
    anew = replace(held, source=MadeAnew(local_day(at)))
    for cutoff in cutoffs(at, *periods):
        for selection in selections:
            given, expected = answers(held, cutoff, selection), answers(anew, cutoff, selection)
            for question, answer in expected.items():
                assert given[question] == answer, (question, cutoff, selection)


@contextmanager
def columns_held(at):
    """The columns of this process, for `is`: they stay the same ones as long as what came in could be added."""
    with facts_at(at).source.columns(None, until=local_day(at)) as columns:
        yield columns
