"""Figures that are kept say what the reports themselves say: at any instant, and after any change."""

from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import col, select, update

from data_model.kept_tables import AgencySums, KeptPlan, KeptTask, PlanSums
from data_model.round_tables import Waiver
from data_model.rules import attention as rules_of_attention
from data_model.rules import grouping as rules
from data_model.rules.access import EVERYTHING
from data_model.rules.grouping import Choice
from data_model.rules.periods import Period, local_day
from data_model.rules.rounds import ReportKey
from data_model.rules.standings import Lens
from data_model.store import open_session, open_transaction
from data_model.store.engine import engine
from data_model.store.facts import read_facts
from data_model.store.figures import FigureReader
from data_model.store.kept.keeping import forget_figures, keep_figures, keep_plan
from data_model.store.kept.upkeep import figures_kept
from data_model.tables import Agency, Extension, Plan, Review, Submission, Task
from data_model.values import GroupBy, SubmissionStatus
from tests.data_model.test_recomputation import DAYS, FUZZ, facts_of, folders
from tests.stores import local

PERIODS = [None, None, "2026-Q1", "2026-Q2", "2026-H1", "2026-9M", "2026"]
CHOICES = [Choice(), Choice(), Choice(plan="P1"), Choice(agency="A")]
CHANGES = ["accept", "return", "withdraw", "send", "extend", "waive", "lift"]
days = st.sampled_from([local(f"{day} 08:00") for day in DAYS])
reports = st.tuples(st.sampled_from("AB"), st.sampled_from(["2026-Q1", "2026-Q2", "2026-H1", "2026-Q3", "2026"]))


def both_ways(lens, choice):
    """What is read, and what the rules say over all that was reported; by what was asked."""
    with open_session() as session:
        facts = read_facts(session, EVERYTHING, today=local_day(lens.as_of))
        expected = read_facts(session, EVERYTHING, today=local_day(lens.as_of), with_submissions=False)
        reader = FigureReader(session, EVERYTHING, expected, lens, choice)
        read = {by: reader.groups(by) for by in GroupBy}
        read |= {"total": reader.total(), "over periods": reader.agencies_over_periods()}
        read |= {"tasks": reader.tasks(), "attention": reader.attention()}
    asked = {"lens": lens, "choice": choice}
    said = {by: rules.groups(facts, by=by, **asked) for by in GroupBy}
    said |= {"total": rules.total(facts, **asked), "over periods": rules.agencies_over_periods(facts, **asked)}
    said |= {"tasks": rules.task_standings(facts, **asked), "attention": rules_of_attention.attention(facts, **asked)}
    return read, said


def agree(lens, choice):
    read, said = both_ways(lens, choice)
    for asked in said:
        assert read[asked] == said[asked], asked


def rows_kept(plan_codes):
    """What is kept of these plans, without the rows that a change has left empty: they may be there or not."""
    with open_session() as session:
        ids = session.scalars(select(Plan.id).where(col(Plan.code).in_(plan_codes))).all()
        of_tasks = select(KeptTask).join(Task).where(col(Task.plan_id).in_(ids)).order_by(col(KeptTask.task_id))
        found = [*session.exec(select(KeptPlan).where(col(KeptPlan.plan_id).in_(ids))), *session.exec(of_tasks)]
        for table in (PlanSums, AgencySums):
            query = select(table).where(col(table.plan_id).in_(ids)).order_by(*table.__table__.primary_key)
            found += filter(has_something, session.exec(query))
        return [one.model_dump() for one in found]


def plans_kept():
    with open_session() as session:
        return set(session.scalars(select(Plan.code).join(KeptPlan)))


def has_something(row):
    return any(value for name, value in row.model_dump().items() if not name.endswith("_id") and name != "period_end")


@settings(max_examples=40 * FUZZ, deadline=None, suppress_health_check=list(HealthCheck), derandomize=FUZZ == 1)
@given(
    rows=folders(),
    kept_at=days,
    as_of=days,
    period=st.sampled_from(PERIODS),
    unreviewed=st.booleans(),
    choice=st.sampled_from(CHOICES),
)
def test_what_is_kept_says_what_the_reports_say(
    rows,
    kept_at,
    as_of,
    period,
    unreviewed,
    choice,
    empty_store,
    tmp_path_factory,
):
    facts_of(rows, tmp_path_factory.mktemp("case"), empty_store, local_day(as_of))
    keep_figures(at=kept_at)

    lens = Lens(as_of, Period.from_code(period) if period else None, unreviewed)
    agree(lens, choice)
    agree(Lens(kept_at, lens.period, unreviewed), choice)
    engine().dispose()


@settings(max_examples=40 * FUZZ, deadline=None, suppress_health_check=list(HealthCheck), derandomize=FUZZ == 1)
@given(
    rows=folders(),
    changes=st.lists(st.tuples(st.sampled_from(CHANGES), st.integers(0, 13), reports), min_size=1, max_size=5),
    days_apart=st.sampled_from([0, 0, 40]),
)
def test_each_change_leaves_what_would_be_kept_anew(rows, changes, days_apart, empty_store, tmp_path_factory):
    facts_of(rows, tmp_path_factory.mktemp("case"), empty_store, local_day(local("2027-03-01 08:00")))
    at = local("2027-03-01 08:00")
    keep_figures(at=at)
    plans = plans_kept()
    for change in changes:
        at += timedelta(days=days_apart, seconds=1)
        apply(change, at=at)
        agree(Lens(at), Choice())
    keep_figures(at=at)
    changed = rows_kept(plans)

    with open_transaction() as session:
        forget_figures(session)
        for code in plans:
            assert keep_plan(session, code, at=at)
    anew = rows_kept(plans)
    assert [one for one in changed if one not in anew] == [one for one in anew if one not in changed]
    engine().dispose()


def apply(change, *, at):
    """One change as the actions write it, without their questions whether it is allowed."""
    what, place, (agency, period) = change
    with open_transaction() as session:
        submission = session.exec(select(Submission).order_by(col(Submission.id)).offset(place)).first()
        if what in ("accept", "return", "withdraw") and submission is not None:
            key = ReportKey(
                session.get(Agency, submission.agency_id).code,
                session.get(Plan, submission.plan_id).code,
                Period.from_code(submission.period),
            )
            to = {"accept": "accepted", "return": "returned", "withdraw": "withdrawn"}[what]
            with figures_kept(session, [key], at=at):
                move(session, submission, SubmissionStatus(to), at)
            return
        with figures_kept(session, [ReportKey(agency, "P1", Period.from_code(period))], at=at):
            ids = {
                "agency_id": session.exec(select(Agency.id).where(Agency.code == agency)).one(),
                "plan_id": session.exec(select(Plan.id).where(Plan.code == "P1")).one(),
                "period": period,
            }
            write(session, what, ids, at)


def move(session, submission, to, at):
    session.execute(update(Submission).where(col(Submission.id) == submission.id).values(status=to))
    session.add(Review(submission_id=submission.id, decision=to, reason="Vì sao", decided_by="an", decided_at=at))


def write(session, what, ids, at):
    if what == "send":
        session.add(
            Submission(
                **ids, number=f"N{at:%j%H%M%S}", submitted_at=at, submitted_by="an", status=SubmissionStatus.SUBMITTED
            )
        )
    elif what == "extend":
        due_on = local_day(at) + timedelta(days=5)
        session.add(Extension(**ids, due_on=due_on, reason="Vì sao", granted_by="an", granted_at=at))
    elif what == "waive":
        session.add(Waiver(**ids, reason="Vì sao", granted_by="an", granted_at=at))
    elif what == "lift":
        standing = [getattr(Waiver, name) == value for name, value in ids.items()]
        session.execute(update(Waiver).where(*standing).values(lifted_by="an", lifted_at=at))
