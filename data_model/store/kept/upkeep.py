"""Change kept figures together with what they are made of, by what the change adds and takes away."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement
from sqlmodel import Session, col

from data_model.kept_tables import AgencySums, KeptPlan, KeptTask, PlanSums
from data_model.rules.access import EVERYTHING
from data_model.rules.facts import Facts
from data_model.rules.grouping import concerning
from data_model.rules.history import periods_looked_at
from data_model.rules.periods import local_day
from data_model.rules.rounds import ReportKey
from data_model.rules.sums import Sums
from data_model.store.facts import add_decisions_to, add_submissions_to, read_facts
from data_model.store.kept.keeping import (
    Stand,
    SumsByEnd,
    by_key,
    count_waiting,
    forget_figures,
    ids_of,
    keep_plan,
    kept_plan,
    stand_of,
    write_tasks,
)
from data_model.store.kept.rows import TooLarge, as_columns, sums_of_row
from data_model.store.kept.writing import Key, open_rows, write_from
from data_model.tables import Task
from data_model.values import SubmissionStatus

_MANY_REPORTS = 40
"""With more of one plan, making its figures anew is no slower."""


@contextmanager
def figures_kept(session: Session, reports: Iterable[ReportKey], *, at: datetime) -> Iterator[None]:
    """Around a change to these reports at the instant `at`, inside its transaction."""
    by_plan: dict[str, list[ReportKey]] = defaultdict(list)
    for report in reports:
        by_plan[report.plan].append(report)
    with ExitStack() as stack:
        for plan, touched in by_plan.items():
            stack.enter_context(_plan_kept(session, plan, touched, at=at))
        yield


@contextmanager
def _plan_kept(session: Session, plan: str, reports: Collection[ReportKey], *, at: datetime) -> Iterator[None]:
    kept = _kept_today(session, plan, at)
    if kept is None or len(reports) > _MANY_REPORTS:
        forget_figures(session, [plan])
        yield
        return
    at = max(at, kept.changed_at)  # a change that waited for its turn is dated before the one that was first
    change = _Change(session, plan, reports, at, kept, _expected(session, plan, reports, at))
    _facts, before = change.look()
    yield
    session.flush()
    change.keep(before, *change.look())


def _expected(session: Session, plan: str, reports: Collection[ReportKey], at: datetime) -> Facts:
    """Only the tasks that the agencies have a part in: the rest stays."""
    facts = read_facts(session, EVERYTHING, today=local_day(at), plans=[plan], with_submissions=False)
    return concerning(facts, {one.agency for one in reports})


def _kept_today(session: Session, plan: str, at: datetime) -> KeptPlan | None:
    kept = kept_plan(session, plan)
    if kept is not None and kept.day != local_day(at):
        keep_plan(session, plan, at=at)
        return kept_plan(session, plan)
    return kept


@dataclass(frozen=True)
class _Change:
    """A change to some reports of one plan whose figures are kept."""

    session: Session
    plan: str
    reports: Collection[ReportKey]
    at: datetime
    kept: KeptPlan
    expected: Facts

    def look(self) -> tuple[Facts, Stand]:
        """At what the tasks and reports of the agencies add to their plan; at no period before the first that
        changes."""
        first = min(one.period.end for one in self.reports)
        facts = add_submissions_to(
            self.session,
            add_decisions_to(self.session, self.expected),
            agencies=self.expected.leads | {one.agency for one in self.reports},
            tasks=[task.code for task in self.expected.tasks],
            lines_of={SubmissionStatus.ACCEPTED},
        )
        periods = periods_looked_at(facts.plans[self.plan], local_day(self.at))
        touched = [period for period in periods if period.end >= first]
        return facts, stand_of(facts, [None, *touched], self.at)

    def keep(self, before: Stand, facts: Facts, after: Stand) -> None:
        last_change = facts.last_change
        if last_change is not None and last_change > self.at:
            forget_figures(self.session, [self.plan])
            return
        try:
            self._add(before.sums, after.sums)
        except TooLarge:
            forget_figures(self.session, [self.plan])
            return
        tasks = ids_of(self.session, Task, [task.code for task in facts.tasks])
        write_tasks(self.session, after.tasks, self.at, among=col(KeptTask.task_id).in_(tasks.values()))
        self.kept.changed_at = max(filter(None, (self.kept.changed_at, last_change)))
        self.kept.waiting = count_waiting(self.session, self.kept.plan_id)
        self.session.add(self.kept)

    def _add(self, before: SumsByEnd, after: SumsByEnd) -> None:
        nothing = Sums()
        changes = {key: after.get(key, nothing) - before.get(key, nothing) for key in {*before, *after}}
        changes = {key: change for key, change in changes.items() if change != nothing}
        if changes:
            of_plan, of_agencies = by_key(self.session, self.kept.plan_id, changes)
            self._add_to(PlanSums, of_plan)
            self._add_to(AgencySums, of_agencies, col(AgencySums.agency_id).in_({key[2] for key in of_agencies}))

    def _add_to(
        self, kept: type[PlanSums] | type[AgencySums], changes: Mapping[Key, Sums], *among: ColumnElement[bool]
    ) -> None:
        of_plan = col(kept.plan_id) == self.kept.plan_id
        rows = open_rows(self.session, kept, of_plan, col(kept.period_end).in_({key[1] for key in changes}), *among)
        before = {key: rows[key] for key in changes if key in rows}
        sums = {key: change + (sums_of_row(rows[key]) if key in rows else Sums()) for key, change in changes.items()}
        after = {key: as_columns(one) for key, one in sums.items() if one}
        write_from(self.session, kept, local_day(self.at), before, after)
