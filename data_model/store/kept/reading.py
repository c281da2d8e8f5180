"""Add kept sums up in the database, over the plans whose kept figures say what is asked."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session, col, func

from data_model.kept_tables import TODAY, AgencySums, KeptPlan, KeptTask, PlanSums
from data_model.rules.periods import end_of, local_day
from data_model.rules.standings import Lens
from data_model.rules.sums import Sums
from data_model.store.columns import columns
from data_model.store.kept.rows import ADDED, as_sums
from data_model.tables import Agency, Directive, Plan, Task
from data_model.values import GroupBy, TaskState


@dataclass(frozen=True, slots=True)
class Kept:
    """What there is of one plan's figures."""

    plan_id: int
    changed_at: datetime
    day: date
    ends_that_day: bool
    ends: tuple[str, ...]
    waiting: int

    def holds(self, lens: Lens) -> bool:
        """Whether nothing has happened since the lens's instant, and nothing waits that it counts."""
        return self.changed_at <= lens.as_of and not (lens.unreviewed and self.waiting)

    def answers(self, lens: Lens) -> bool:
        """Whether the rows say what the lens shows: its day or its period is kept as well."""
        if lens.period is not None:
            return self.holds(lens) and str(lens.period.end) in self.ends
        sees_more = self.ends_that_day and lens.as_of >= end_of(self.day)
        return self.holds(lens) and self.day == local_day(lens.as_of) and not sees_more


def kept_plans(session: Session) -> dict[str, Kept]:
    """By plan code."""
    wanted = (KeptPlan.plan_id, KeptPlan.changed_at, KeptPlan.day, KeptPlan.ends_that_day, KeptPlan.ends)
    query = columns(Plan.code, *wanted, KeptPlan.waiting).join(Plan, col(Plan.id) == col(KeptPlan.plan_id))
    return {code: Kept(*row) for code, *row in session.execute(query)}


def end_of_lens(lens: Lens) -> int:
    return TODAY if lens.period is None else lens.period.end


def added_up(
    session: Session,
    plan_ids: Collection[int],
    ends: Collection[int],
    *,
    by: GroupBy | None,
    agency: str | None = None,
) -> dict[tuple[int, str | None], Sums]:
    """By period end and code: the sums of these plans by agency, plan or directive, or all together under None.

    With an agency, of the tasks that it leads and the reports that it owes.
    """
    table: Any = PlanSums if by is not GroupBy.AGENCY and agency is None else AgencySums
    added = [func.sum(getattr(table, name)) for name in ADDED]
    days = func.aggregate_strings(func.nullif(table.days_late, ""), ",")
    query = columns(table.period_end, table.parts, days, *added, *_key(by)).where(
        table.period_end.in_(ends), table.plan_id.in_(plan_ids)
    )
    if table is AgencySums and (by is GroupBy.AGENCY or agency is not None):
        query = query.join(Agency, col(Agency.id) == table.agency_id)
    if agency is not None:
        query = query.where(col(Agency.code) == agency)
    if by in (GroupBy.PLAN, GroupBy.DIRECTIVE):
        query = query.join(Plan, col(Plan.id) == table.plan_id)
    if by is GroupBy.DIRECTIVE:
        query = query.join(Directive, col(Directive.id) == col(Plan.main_directive_id), isouter=True)
    query = query.group_by(table.period_end, table.parts, *_grouped(by))
    return _merged(session.execute(query), has_key=by is not None)


def _key(by: GroupBy | None) -> tuple[Any, ...]:
    of: dict[GroupBy, Any] = {GroupBy.AGENCY: Agency.code, GroupBy.PLAN: Plan.code, GroupBy.DIRECTIVE: Directive.code}
    return () if by is None else (of[by],)


def _grouped(by: GroupBy | None) -> tuple[Any, ...]:
    """A number is quicker to group by than the code that goes with it."""
    of: dict[GroupBy, Any] = {GroupBy.AGENCY: Agency.id, GroupBy.PLAN: Plan.id, GroupBy.DIRECTIVE: Directive.id}
    return () if by is None else (of[by],)


def _merged(rows: Iterable[Row[Any]], *, has_key: bool) -> dict[tuple[int, str | None], Sums]:
    """Rows of different `parts` are added as fractions."""
    found: dict[tuple[int, str | None], Sums] = {}
    for row in rows:
        end, parts, days, *added = tuple(row)
        key = added.pop() if has_key else None
        sums = as_sums(parts, added, days)
        found[end, key] = found[end, key] + sums if (end, key) in found else sums
    return found


def missing_reports(session: Session, plan_ids: Collection[int]) -> Iterator[tuple[str, str, date]]:
    """Agency, plan and due day of each report of today's look that has not come."""
    query = (
        columns(Agency.code, Plan.code, AgencySums.days_late)
        .join(Agency, col(Agency.id) == col(AgencySums.agency_id))
        .join(Plan, col(Plan.id) == col(AgencySums.plan_id))
        .where(col(AgencySums.period_end) == TODAY, col(AgencySums.plan_id).in_(plan_ids))
        .where(col(AgencySums.expected) > col(AgencySums.submitted))
        .order_by(col(Plan.id), col(Agency.id))
    )
    for agency, plan, days_late in session.execute(query):
        for due_on in as_sums(1, [0] * len(ADDED), days_late).missing:
            yield agency, plan, due_on


def kept_tasks(
    session: Session, plan_ids: Collection[int], *, pressing_until: date | None = None
) -> dict[str, Row[Any]]:
    """By task code: its row as `KeptTask` has it; only those overdue or due by a day, where one is given."""
    query = columns(Task.code, *KeptTask.__table__.columns).join(Task, col(Task.id) == col(KeptTask.task_id))  # type: ignore[attr-defined]
    query = query.where(col(Task.plan_id).in_(plan_ids))
    if pressing_until is not None:
        is_open = col(KeptTask.state).in_([TaskState.OVERDUE, TaskState.IN_PROGRESS])
        query = query.where(is_open, col(KeptTask.due_on) <= pressing_until)
    return {row.code: row for row in session.execute(query)}
