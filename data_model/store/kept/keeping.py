"""Make kept figures from the plans' own rows: of a plan that has none, and of each plan on a new day."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session, col, delete, func, insert, select

from data_model.kept_tables import TODAY, AgencySums, KeptPlan, KeptTask, PlanSums
from data_model.rules.access import EVERYTHING
from data_model.rules.facts import Facts, PlanFact
from data_model.rules.grouping import sums_of_plan, task_standings
from data_model.rules.periods import end_of, local_day
from data_model.rules.standings import Lens
from data_model.store.columns import columns
from data_model.store.engine import open_session, open_side_transaction
from data_model.store.facts import add_submissions_to, read_facts
from data_model.store.kept.rows import TooLarge, as_columns, task_as_columns
from data_model.tables import Agency, Plan, Submission, Task
from data_model.values import UTC, SubmissionStatus

_NEXT_END = timedelta(days=31)
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
_Rows = list[tuple[int, str | None, dict[str, Any]]]


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
    for code in _behind(at):
        with open_side_transaction() as session:
            made += keep_plan(session, code, at=at)
    return made


def _behind(at: datetime) -> list[str]:
    query = columns(Plan.code).join(KeptPlan, col(KeptPlan.plan_id) == col(Plan.id), isouter=True)
    query = query.where(col(KeptPlan.day).is_(None) | (col(KeptPlan.day) != local_day(at)))
    with open_session() as session:
        return list(session.scalars(query.order_by(col(Plan.id))))


def keep_plan(session: Session, code: str, *, at: datetime) -> bool:
    """Bring what is kept of one plan to the instant `at`.

    False for a plan that can't be kept: its reports that end on one day stay apart, something is dated after `at`,
    or no column holds its sums.
    """
    kept = kept_plan(session, code)
    forget_figures(session, [code])
    facts = read_facts(session, EVERYTHING, today=local_day(at), plans=[code], with_submissions=False)
    if facts.plans[code].keeps_apart:
        return False
    facts = add_submissions_to(session, facts, lines_of={SubmissionStatus.ACCEPTED})
    if (facts.last_change or at) > at:
        return False
    lenses = kept_lenses(facts.plans[code], at)
    known = {end for end in lenses if kept is not None and str(end) in kept.ends}
    try:
        rows = [
            (end, agency, as_columns(sums))
            for end in lenses.keys() - known
            for agency, sums in sums_of_plan(facts, lenses[end]).items()
        ]
    except TooLarge:
        return False
    plan_id = session.scalars(columns(Plan.id).where(col(Plan.code) == code)).one()
    _write_sums(session, plan_id, rows, instead_of=None if not known else lenses.keys() - known)
    write_tasks(session, facts, lenses[TODAY])
    session.add(
        KeptPlan(
            plan_id=plan_id,
            changed_at=facts.last_change or _LONG_AGO,
            day=local_day(at),
            ends_that_day=_ends_on_day(facts.plans[code], at),
            ends=tuple(str(end) for end in sorted(lenses) if end != TODAY),
            waiting=count_waiting(session, plan_id),
        )
    )
    session.flush()
    return True


def _ends_on_day(plan: PlanFact, at: datetime) -> bool:
    return len(plan.periods_ended(end_of(local_day(at)))) > len(plan.periods_ended(at))


def kept_plan(session: Session, code: str) -> KeptPlan | None:
    query = select(KeptPlan).join(Plan, col(Plan.id) == col(KeptPlan.plan_id)).where(col(Plan.code) == code)
    return session.exec(query).first()


def kept_lenses(plan: PlanFact, at: datetime) -> dict[int, Lens]:
    """What is kept of a plan, by period end: today's look, and each period up to the one that ends next.

    Reports on that one come in already, and for a plan with other windows it may have ended.
    """
    periods = plan.periods_until(local_day(at) + _NEXT_END)
    return {TODAY: Lens(at)} | {period.end: Lens(at, period) for period in periods}


def count_waiting(session: Session, plan_id: int) -> int:
    waiting = select(func.count()).where(
        col(Submission.plan_id) == plan_id, col(Submission.status) == SubmissionStatus.SUBMITTED
    )
    return session.exec(waiting).one()


def _write_sums(session: Session, plan_id: int, rows: _Rows, *, instead_of: Collection[int] | None) -> None:
    """In the place of the rows of these ends, or of all of the plan."""
    for table in (PlanSums, AgencySums):
        old = delete(table).where(col(table.plan_id) == plan_id)
        session.execute(old if instead_of is None else old.where(col(table.period_end).in_(instead_of)))
    ids = agency_ids(session, {agency for _, agency, _ in rows if agency is not None})
    of_plan = [values | {"period_end": end, "plan_id": plan_id} for end, agency, values in rows if agency is None]
    of_agencies = [
        values | {"period_end": end, "plan_id": plan_id, "agency_id": ids[agency]}
        for end, agency, values in rows
        if agency is not None
    ]
    session.execute(insert(PlanSums), of_plan)
    if of_agencies:
        session.execute(insert(AgencySums), of_agencies)


def agency_ids(session: Session, codes: Collection[str]) -> dict[str, int]:
    return _ids(session, Agency, codes)


def _ids(session: Session, table: type[Agency] | type[Task], codes: Collection[str]) -> dict[str, int]:
    return dict(session.execute(columns(table.code, table.id).where(col(table.code).in_(codes))).all())  # type: ignore[arg-type]


def write_tasks(session: Session, facts: Facts, lens: Lens) -> None:
    """How each task in the facts stands, in the place of what was kept of it."""
    ids = _ids(session, Task, [one.code for one in facts.tasks])
    session.execute(delete(KeptTask).where(col(KeptTask.task_id).in_(ids.values())))
    rows = [task_as_columns(one) | {"task_id": ids[one.task.code]} for one in task_standings(facts, lens=lens)]
    if rows:
        session.execute(insert(KeptTask), rows)
