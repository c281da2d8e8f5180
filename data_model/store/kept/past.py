"""Tell what had happened before a plan was first kept."""

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session, col, insert

from data_model.kept_tables import AgencySums, KeptPlan, KeptTask, PlanSums
from data_model.rules.access import EVERYTHING
from data_model.rules.history import History, SumsSpan, TaskSpan, history_of_plan
from data_model.store.engine import open_session, open_side_transaction, versions
from data_model.store.facts import read_facts
from data_model.store.kept.keeping import end_of_period, ids_of, kept_plan, plans_where
from data_model.store.kept.rows import TooLarge, as_columns, task_as_columns
from data_model.store.kept.writing import KeptTable, Row, table_of
from data_model.tables import Agency, Task

IS_PAST_UNTOLD = ~col(KeptPlan.has_past)


def keep_past() -> int:
    """Tell what is kept of plans from their first report, extension or waiver on. That is computed outside of
    transactions, so nobody waits for it, and left for the next time where anything has changed meanwhile. Returns of
    how many plans."""
    return sum(_keep_past_of(code) for code in plans_where(IS_PAST_UNTOLD))


def _keep_past_of(code: str) -> bool:
    with open_session() as session:
        seen = versions(session)
        kept = kept_plan(session, code)
        if kept is None or kept.has_past:
            return False
        told_from = kept.told_from
        facts = read_facts(session, EVERYTHING, today=told_from, plans=[code])
    history = history_of_plan(facts, until=told_from)
    with open_side_transaction() as session:
        kept = kept_plan(session, code)
        if kept is None or kept.has_past or versions(session) != seen:
            return False
        try:
            _write_past(session, kept.plan_id, history)
        except TooLarge:
            kept.has_past = True  # as much of it as can be told
        else:
            kept.told_from, kept.has_past = history.first, True
        session.add(kept)
    return True


def _write_past(session: Session, plan_id: int, history: History) -> None:
    """Raises TooLarge before anything is written."""
    ids = ids_of(session, Agency, {one.agency for one in history.sums if one.agency is not None})
    tasks = ids_of(session, Task, {one.standing.task.code for one in history.tasks})
    of_plan: list[Row] = []
    of_agencies: list[Row] = []
    for one in history.sums:
        key = {"plan_id": plan_id, "period_end": end_of_period(one.period)}
        row = key | _days(one) | as_columns(one.sums)
        if one.agency is None:
            of_plan.append(row)
        else:
            of_agencies.append(row | {"agency_id": ids[one.agency]})
    of_tasks = [
        {"task_id": tasks[one.standing.task.code], "period_end": end_of_period(one.period)}
        | _days(one)
        | task_as_columns(one.standing)
        for one in history.tasks
    ]
    _insert(session, PlanSums, of_plan)
    _insert(session, AgencySums, of_agencies)
    _insert(session, KeptTask, of_tasks)


def _days(span: SumsSpan | TaskSpan) -> dict[str, Any]:
    return {"since": span.since, "until": span.until}


def _insert(session: Session, kept: KeptTable, rows: Sequence[Row]) -> None:
    if rows:
        session.execute(insert(table_of(kept)), list(rows))
