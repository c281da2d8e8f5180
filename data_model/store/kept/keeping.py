"""Make kept figures from the plans' own rows: of a plan that has none, and of each plan on a new day."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, delete, func, select

from data_model.kept_tables import NO_PERIOD, AgencySums, KeptPlan, KeptTask, PlanSums
from data_model.rules.access import EVERYTHING
from data_model.rules.facts import Facts, PlanFact
from data_model.rules.grouping import sums_of_plan
from data_model.rules.history import periods_looked_at, turning_days
from data_model.rules.periods import Period, end_of, local_day
from data_model.rules.standings import Known, Lens, Standings, TaskStanding
from data_model.rules.sums import Sums
from data_model.store.columns import columns
from data_model.store.engine import open_session, open_side_transaction
from data_model.store.facts import add_submissions_to, read_facts
from data_model.store.kept.rows import TooLarge, as_columns, task_as_columns
from data_model.store.kept.writing import Key, Row, open_rows, table_of, write_from
from data_model.tables import Agency, Plan, Submission, Task
from data_model.values import UTC, SubmissionStatus

_DAY = timedelta(days=1)
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


def forget_figures(session: Session, plans: Collection[str] | None = None) -> None:
    """Part of a change to what is expected, or to very many reports: until they are made again, all plans or these
    are computed for whoever asks."""
    query = delete(KeptPlan)
    if plans is not None:
        query = query.where(col(KeptPlan.plan_id).in_(select(Plan.id).where(col(Plan.code).in_(plans))))
    session.execute(query)


def keep_figures(*, at: datetime) -> int:
    """Make what is not kept, and what a new day has changed; a plan a transaction. Returns of how many plans."""
    made = 0
    for code in plans_where(is_behind(local_day(at))):
        with open_side_transaction() as session:
            made += keep_plan(session, code, at=at)
    return made


def is_behind(today: date) -> ColumnElement[bool]:
    is_ahead = col(KeptPlan.day) > today + _DAY  # by one day alone another clock may be before this one
    return col(KeptPlan.day).is_(None) | (col(KeptPlan.day) < today) | is_ahead


def plans_where(condition: ColumnElement[bool]) -> list[str]:
    """The codes of the plans of whose row in `KeptPlan`, or of the lack of one, this is so."""
    query = columns(Plan.code).join(KeptPlan, col(KeptPlan.plan_id) == col(Plan.id), isouter=True).where(condition)
    with open_session() as session:
        return list(session.scalars(query.order_by(col(Plan.id))))


def keep_plan(session: Session, code: str, *, at: datetime) -> bool:
    """Bring what is kept of one plan to the instant `at`.

    False for a plan that can't be kept: its reports that end on one day stay apart, something is dated after `at`,
    or no column holds its sums.
    """
    kept = kept_plan(session, code)
    if kept is not None and kept.day > local_day(at):
        kept = None
    facts = read_facts(session, EVERYTHING, today=local_day(at), plans=[code], with_submissions=False)
    if not facts.plans[code].keeps_apart:
        facts = add_submissions_to(session, facts, lines_of={SubmissionStatus.ACCEPTED})
        try:
            if (facts.last_change or at) <= at:
                looked_at = () if kept is None else periods_looked_at(facts.plans[code], kept.day)
                _bring(session, facts, kept or _keep_anew(session, code, facts, at), at, looked_at)
                return True
        except TooLarge:
            pass
    forget_figures(session, [code])
    return False


def _keep_anew(session: Session, code: str, facts: Facts, at: datetime) -> KeptPlan:
    """Empty, and told from today on."""
    forget_figures(session, [code])
    plan_id = session.scalars(columns(Plan.id).where(col(Plan.code) == code)).one()
    _forget_rows(session, plan_id)
    today = local_day(at)
    return KeptPlan(
        plan_id=plan_id,
        changed_at=facts.last_change or _LONG_AGO,
        day=today,
        ends_that_day=False,
        told_from=today,
        has_past=False,
        waiting=count_waiting(session, plan_id),
    )


def _forget_rows(session: Session, plan_id: int) -> None:
    for sums in (PlanSums, AgencySums):
        session.execute(delete(table_of(sums)).where(col(sums.plan_id) == plan_id))
    session.execute(delete(table_of(KeptTask)).where(_is_of_plan(plan_id)))


def _is_of_plan(plan_id: int) -> ColumnElement[bool]:
    return col(KeptTask.task_id).in_(select(Task.id).where(col(Task.plan_id) == plan_id))


def _bring(session: Session, facts: Facts, kept: KeptPlan, at: datetime, looked_at: Collection[Period]) -> None:
    """From the day of what is kept to the instant `at`, over each day between at whose end something is different;
    the periods `looked_at` are kept already."""
    (plan,) = facts.plans.values()
    today = local_day(at)
    for_all, for_tasks = turning_days(facts, kept.day, today)
    for day in sorted({*for_all, *for_tasks, today}):
        as_of = min(end_of(day), at)
        periods = periods_looked_at(plan, day)
        new = [period for period in periods if period not in looked_at]
        looked_at = periods
        stand = stand_of(facts, [None, *new], as_of)
        write_sums(session, kept.plan_id, stand.sums, as_of)
        write_tasks(session, stand.tasks, as_of, among=_is_of_plan(kept.plan_id))
    kept.day, kept.ends_that_day = today, _ends_on_day(plan, at)
    session.add(kept)
    session.flush()


def _ends_on_day(plan: PlanFact, at: datetime) -> bool:
    return len(plan.periods_ended(end_of(local_day(at)))) > len(plan.periods_ended(at))


def kept_plan(session: Session, code: str) -> KeptPlan | None:
    query = select(KeptPlan).join(Plan, col(Plan.id) == col(KeptPlan.plan_id)).where(col(Plan.code) == code)
    return session.exec(query).first()


def end_of_period(period: Period | None) -> int:
    return NO_PERIOD if period is None else period.end


def count_waiting(session: Session, plan_id: int) -> int:
    waiting = select(func.count()).where(
        col(Submission.plan_id) == plan_id, col(Submission.status) == SubmissionStatus.SUBMITTED
    )
    return session.exec(waiting).one()


SumsByEnd = Mapping[tuple[int, str | None], Sums]
"""By period end, and by agency or under None of the whole plan."""


@dataclass(frozen=True)
class Stand:
    """How the facts of one plan stood at an instant in some periods: what they add up to, and each task."""

    sums: SumsByEnd
    tasks: Mapping[int, Sequence[TaskStanding]]
    """By period end; none is left out."""


def stand_of(facts: Facts, periods: Iterable[Period | None], as_of: datetime) -> Stand:
    """In these periods, None for without one, as known at the instant."""
    known = Known(facts, Lens(as_of))
    sums: dict[tuple[int, str | None], Sums] = {}
    tasks: dict[int, Sequence[TaskStanding]] = {}
    for period in periods:
        end, standings = end_of_period(period), Standings(facts, Lens(as_of, period), known)
        tasks[end] = standings.tasks()
        sums |= {(end, agency): one for agency, one in sums_of_plan(standings, tasks[end]).items()}
    return Stand(sums, tasks)


def write_sums(session: Session, plan_id: int, sums: SumsByEnd, as_of: datetime) -> None:
    """Of the plan and of all its agencies in these periods. Raises TooLarge."""
    ends = {end for end, _ in sums}
    of_plan, of_agencies = by_key(session, plan_id, sums)
    for kept, found in ((PlanSums, of_plan), (AgencySums, of_agencies)):
        after = {key: as_columns(one) for key, one in found.items() if one}
        before = open_rows(session, kept, col(kept.plan_id) == plan_id, col(kept.period_end).in_(ends))
        write_from(session, kept, local_day(as_of), before, after)


def by_key(session: Session, plan_id: int, sums: SumsByEnd) -> tuple[dict[Key, Sums], dict[Key, Sums]]:
    """Those of the plan and those of its agencies, by the keys of their rows."""
    ids = ids_of(session, Agency, {agency for _, agency in sums if agency is not None})
    of_plan: dict[Key, Sums] = {(plan_id, end): one for (end, agency), one in sums.items() if agency is None}
    of_agencies: dict[Key, Sums] = {
        (plan_id, end, ids[agency]): one for (end, agency), one in sums.items() if agency is not None
    }
    return of_plan, of_agencies


def ids_of(session: Session, table: type[Agency] | type[Task], codes: Collection[str]) -> dict[str, int]:
    """By code."""
    return dict(session.execute(columns(table.code, table.id).where(col(table.code).in_(codes))).all())  # type: ignore[arg-type]


def write_tasks(
    session: Session, tasks: Mapping[int, Sequence[TaskStanding]], as_of: datetime, *, among: ColumnElement[bool]
) -> None:
    """How the tasks stand, by period end, in the place of what the rows `among` those of tasks say of these periods."""
    ids = ids_of(session, Task, {one.task.code for stood in tasks.values() for one in stood})
    after: dict[Key, Row] = {
        (ids[one.task.code], end): task_as_columns(one) for end, stood in tasks.items() for one in stood
    }
    before = open_rows(session, KeptTask, among, col(KeptTask.period_end).in_(tasks))
    write_from(session, KeptTask, local_day(as_of), before, after)
