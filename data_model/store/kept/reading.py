"""Add kept sums up in the database, over the plans whose kept figures say what is asked."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Row
from sqlmodel import Session, col, func

from data_model.kept_tables import NO_PERIOD, WITHOUT_PERIOD, AgencySums, KeptPlan, KeptTask, PlanSums
from data_model.rules.facts import PlanFact
from data_model.rules.history import periods_looked_at
from data_model.rules.periods import Period, end_of, local_day
from data_model.rules.standings import Lens
from data_model.rules.sums import Sums
from data_model.store.columns import columns
from data_model.store.kept.rows import ADDED, as_sums
from data_model.store.kept.writing import table_of
from data_model.tables import Agency, Directive, Plan, Task
from data_model.values import GroupBy, TaskState


@dataclass(frozen=True, slots=True)
class Kept:
    """What there is of one plan's figures."""

    plan_id: int
    plan: PlanFact
    changed_at: datetime
    day: date
    ends_that_day: bool
    told_from: date
    waiting: int

    def answers(self, lens: Lens, periods: Collection[Period | None] | None = None) -> bool:
        """Whether the rows say what the lens shows in its period, or in each of these: nothing happened after its
        instant that the rows of its day count, and nothing waits that it counts."""
        day, periods = local_day(lens.as_of), [lens.period] if periods is None else periods
        if day < self.day:
            told = self.told_from <= day and lens.as_of == end_of(day) and not lens.unreviewed
        else:
            told = self.changed_at <= lens.as_of and not (lens.unreviewed and self.waiting)
        return told and all(self._looks_at(period, lens.as_of) for period in periods)

    def _looks_at(self, period: Period | None, as_of: datetime) -> bool:
        day = local_day(as_of)
        if period is not None:
            return period.end in _ends_looked_at(self.plan, min(day, self.day))
        return day < self.day or (day == self.day and not (self.ends_that_day and as_of >= end_of(day)))


@lru_cache(maxsize=2_000)
def _ends_looked_at(plan: PlanFact, day: date) -> frozenset[int]:
    return frozenset(period.end for period in periods_looked_at(plan, day))


def kept_plans(session: Session, plans: Mapping[str, PlanFact]) -> dict[str, Kept]:
    """By plan code, those of these plans that are kept."""
    days = (KeptPlan.changed_at, KeptPlan.day, KeptPlan.ends_that_day, KeptPlan.told_from)
    query = columns(Plan.code, KeptPlan.plan_id, *days, KeptPlan.waiting)
    rows = session.execute(query.join(Plan, col(Plan.id) == col(KeptPlan.plan_id)))
    return {code: Kept(plan_id, plans[code], *row) for code, plan_id, *row in rows if code in plans}


def added_up(
    session: Session,
    plan_ids: Collection[int],
    ends: Collection[int],
    *,
    day: date,
    by: GroupBy | None,
    agency: str | None = None,
) -> dict[tuple[int, str | None], Sums]:
    """By period end and code: the sums of these plans on a day, by agency, plan or directive, or all together under
    None.

    With an agency, of the tasks that it leads and the reports that it owes.
    """
    of_agencies = by is GroupBy.AGENCY or agency is not None
    table: Any = AgencySums if of_agencies else PlanSums
    grouped = () if by is None else (_GROUPED[by],)
    added = [func.sum(getattr(table, name)) for name in ADDED]
    days = func.aggregate_strings(func.nullif(table.days_late, ""), ",")
    query = columns(table.period_end, table.parts, days, *added, *(one.code for one in grouped)).where(
        table.plan_id.in_(plan_ids), table.period_end.in_(ends), *_on(table, day)
    )
    if of_agencies:
        query = query.join(Agency, col(Agency.id) == table.agency_id)
    if agency is not None:
        query = query.where(col(Agency.code) == agency)
    if by in (GroupBy.PLAN, GroupBy.DIRECTIVE):
        query = query.join(Plan, col(Plan.id) == table.plan_id)
    if by is GroupBy.DIRECTIVE:
        query = query.join(Directive, col(Directive.id) == col(Plan.main_directive_id), isouter=True)
    query = query.group_by(table.period_end, table.parts, *(one.id for one in grouped))
    return _merged(session.execute(query), has_key=by is not None)


_GROUPED: Mapping[GroupBy, Any] = {GroupBy.AGENCY: Agency, GroupBy.PLAN: Plan, GroupBy.DIRECTIVE: Directive}
"""By their ids: a number is quicker to group by than the code that goes with it."""


def _on(table: Any, day: date) -> tuple[ColumnElement[bool], ...]:
    return table.until > day, table.since <= day


def _merged(rows: Iterable[Row[Any]], *, has_key: bool) -> dict[tuple[int, str | None], Sums]:
    """Rows of different `parts` are added as fractions."""
    found: dict[tuple[int, str | None], Sums] = {}
    for row in rows:
        end, parts, days, *added = tuple(row)
        key = added.pop() if has_key else None
        sums = as_sums(parts, added, days)
        found[end, key] = found[end, key] + sums if (end, key) in found else sums
    return found


def missing_reports(session: Session, plan_ids: Collection[int], day: date) -> Iterator[tuple[str, str, date]]:
    """Agency, plan and due day of each report of the last period that had not come on the day."""
    query = (
        columns(Agency.code, Plan.code, AgencySums.days_late)
        .join(Agency, col(Agency.id) == col(AgencySums.agency_id))
        .join(Plan, col(Plan.id) == col(AgencySums.plan_id))
        .where(col(AgencySums.plan_id).in_(plan_ids), col(AgencySums.period_end) == NO_PERIOD, *_on(AgencySums, day))
        .where(col(AgencySums.expected) > col(AgencySums.submitted))
        .order_by(col(Plan.id), col(Agency.id))
    )
    for agency, plan, days_late in session.execute(query):
        for due_on in as_sums(1, [0] * len(ADDED), days_late).missing:
            yield agency, plan, due_on


def kept_tasks(
    session: Session, plan_ids: Collection[int], end: int, day: date, *, pressing_until: date | None = None
) -> dict[str, Row[Any]]:
    """By task code: its row of the period's end and day as `KeptTask` has it; only those overdue or due by a day, where
    one is given."""
    query = columns(Task.code, *table_of(KeptTask).columns).join(Task, col(Task.id) == col(KeptTask.task_id))
    of_end = WITHOUT_PERIOD if end == NO_PERIOD else col(KeptTask.period_end) == end
    query = query.where(col(Task.plan_id).in_(plan_ids), of_end, *_on(KeptTask, day))
    if pressing_until is not None:
        # Each side names the period: only so does SQLite find an index under that condition for it.
        is_overdue, is_open = (
            of_end & (col(KeptTask.state) == one) for one in (TaskState.OVERDUE, TaskState.IN_PROGRESS)
        )
        is_late = is_overdue & (col(KeptTask.until) > day)
        is_soon = is_open & col(KeptTask.due_on).between(day, pressing_until)
        query = query.where(is_late | is_soon)
    return {row.code: row for row in session.execute(query)}
