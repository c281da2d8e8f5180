"""Change kept figures together with what they are made of, by what the change adds and takes away."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from data_model.kept_tables import TODAY, AgencySums, KeptPlan, KeptSums, PlanSums
from data_model.rules.access import EVERYTHING
from data_model.rules.facts import Facts
from data_model.rules.grouping import SumsByKey, concerning, sums_of_plan
from data_model.rules.periods import local_day
from data_model.rules.rounds import ReportKey
from data_model.rules.standings import Lens
from data_model.rules.sums import Sums
from data_model.store.facts import add_decisions_to, add_submissions_to, read_facts
from data_model.store.kept.keeping import (
    agency_ids,
    count_waiting,
    forget_figures,
    keep_plan,
    kept_lenses,
    kept_plan,
    write_tasks,
)
from data_model.store.kept.rows import TooLarge, as_columns, sums_of_row
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
    change = _Change(session, plan, reports, at, kept, _expected(session, plan, reports, at))
    before = change.look()
    yield
    session.flush()
    change.keep(before, change.look())


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
class _Look:
    """What the tasks of some agencies add to the kept sums of their plan, by period end."""

    facts: Facts
    sums: Mapping[int, SumsByKey]


@dataclass(frozen=True)
class _Change:
    """A change to some reports of one plan whose figures are kept."""

    session: Session
    plan: str
    reports: Collection[ReportKey]
    at: datetime
    kept: KeptPlan
    expected: Facts

    def look(self) -> _Look:
        """At no period before the first that changes."""
        first = min(one.period.end for one in self.reports)
        facts = add_submissions_to(
            self.session,
            add_decisions_to(self.session, self.expected),
            agencies=self.expected.leads | {one.agency for one in self.reports},
            tasks=[task.code for task in self.expected.tasks],
            lines_of={SubmissionStatus.ACCEPTED},
        )
        lenses = kept_lenses(facts.plans[self.plan], self.at)
        return _Look(
            facts, {end: sums_of_plan(facts, lens) for end, lens in lenses.items() if end == TODAY or end >= first}
        )

    def keep(self, before: _Look, after: _Look) -> None:
        last_change = after.facts.last_change
        if last_change is not None and last_change > self.at:
            forget_figures(self.session, [self.plan])
            return
        try:
            for end, sums in after.sums.items():
                self._add(end, before.sums[end], sums)
        except TooLarge:
            forget_figures(self.session, [self.plan])
            return
        write_tasks(self.session, after.facts, Lens(self.at))
        self.kept.changed_at = max(filter(None, (self.kept.changed_at, last_change)))
        self.kept.waiting = count_waiting(self.session, self.kept.plan_id)
        self.session.add(self.kept)

    def _add(self, end: int, before: SumsByKey, after: SumsByKey) -> None:
        changes = {key: after.get(key, Sums()) - before.get(key, Sums()) for key in {*before, *after}}
        changes = {key: change for key, change in changes.items() if change != Sums()}
        ids = agency_ids(self.session, [key for key in changes if key is not None])
        for key, change in changes.items():
            if key is None:
                self._add_to(PlanSums, change, period_end=end, plan_id=self.kept.plan_id)
            else:
                self._add_to(AgencySums, change, period_end=end, plan_id=self.kept.plan_id, agency_id=ids[key])

    def _add_to(self, table: type[KeptSums], change: Sums, **key: int) -> None:
        row = self.session.get(table, key)
        if row is None:
            self.session.add(table(**{**key, **as_columns(change)}))
            return
        for name, value in as_columns(sums_of_row(row) + change).items():
            setattr(row, name, value)
