"""The same questions to the columns that a process holds and brings up to date, and to columns made anew."""

from contextlib import contextmanager, nullcontext
from dataclasses import replace
from datetime import timedelta

from data_model.rules.figures.attention import attention
from data_model.rules.figures.explanation import task_evidence
from data_model.rules.figures.grouping import (
    agencies_over_periods,
    groups,
    report_standings,
    sent_between,
    standings_by_lead,
    task_standings,
    total,
)
from data_model.rules.figures.questions import Choice
from data_model.rules.figures.statuses import Lens
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


def answers(facts, lens, choice=Choice()):
    """Everything that is told of figures, in plain values."""
    asked = {"lens": lens, "choice": choice}
    found = {by: [(one.key, one.figures, one.task) for one in groups(facts, by=by, **asked)] for by in GroupBy}
    return found | {
        "total": total(facts, **asked),
        "over periods": agencies_over_periods(facts, **asked),
        "tasks": list(task_standings(facts, **asked)),
        "by lead": list(standings_by_lead(facts, **asked)),
        "evidence": task_evidence(facts, **asked),
        "reports": list(report_standings(facts, waived=True, **asked)),
        "sent": sent_between(facts, first=local("2020-01-01 00:00"), last=lens.as_of, choice=choice),
        "attention": list(attention(facts, **asked)),
    }


def lenses(at, *periods):
    """Now and a while ago, and in each of the periods; accepted lines alone or all."""
    yield Lens(at - timedelta(days=20))
    for period in (None, *map(Period.from_code, periods)):
        yield Lens(at, period)
        yield Lens(at, period, unreviewed=True)


def agree(at, *periods, choices=(Choice(),)):
    """What is held says the same as what is made anew."""
    held = facts_at(at)
    anew = replace(held, source=MadeAnew(local_day(at)))
    for lens in lenses(at, *periods):
        for choice in choices:
            told, expected = answers(held, lens, choice), answers(anew, lens, choice)
            for question, answer in expected.items():
                assert told[question] == answer, (question, lens, choice)


@contextmanager
def columns_held(at):
    """The columns of this process, for `is`: they stay the same ones as long as what came in could be added."""
    with facts_at(at).source.columns(None, until=local_day(at)) as columns:
        yield columns
