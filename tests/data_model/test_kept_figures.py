"""Figures that are kept say what the reports themselves say: at any instant, and after any change."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import col, select, update

from data_model.kept_tables import AgencySums, KeptPlan, KeptTask, PlanSums
from data_model.round_tables import Waiver
from data_model.rules import attention as rules_of_attention
from data_model.rules import grouping as rules
from data_model.rules.access import EVERYTHING
from data_model.rules.grouping import Choice
from data_model.rules.periods import Period, end_of, local_day
from data_model.rules.rounds import ReportKey
from data_model.rules.standings import Lens
from data_model.store import open_session, open_transaction
from data_model.store.engine import engine
from data_model.store.facts import read_facts
from data_model.store.figures import FigureReader
from data_model.store.kept.keeping import forget_figures, keep_figures, keep_plan
from data_model.store.kept.past import keep_past
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
    """What is kept of these plans."""
    with open_session() as session:
        ids = session.scalars(select(Plan.id).where(col(Plan.code).in_(plan_codes))).all()
        plans = session.exec(select(KeptPlan).where(col(KeptPlan.plan_id).in_(ids)))
        found = [one.model_dump(exclude={"told_from", "has_past"}) for one in plans]
        of_tasks = select(KeptTask).join(Task).where(col(Task.plan_id).in_(ids))
        of_sums = [select(table).where(col(table.plan_id).in_(ids)) for table in (PlanSums, AgencySums)]
        for query in (of_tasks, *of_sums):
            found += [one.model_dump() for one in session.exec(query)]
        return found


def joined(rows, since):
    """The rows of the days since one; spans that follow each other and say the same as one."""
    spans = {}
    for row in sorted(rows, key=lambda row: row.setdefault("since", since)):
        days = max(row.pop("since"), since), row.pop("until", date.max)
        if days[0] < days[1]:
            same = spans.setdefault(tuple(row.items()), [])
            if same and same[-1][1] == days[0]:
                same[-1] = (same[-1][0], days[1])
            else:
                same.append(days)
    return sorted(((str(row), days) for row, several in spans.items() for days in several))


def told_from():
    with open_session() as session:
        return max(session.scalars(select(KeptPlan.told_from)), default=date.min)


def plans_kept():
    with open_session() as session:
        return set(session.scalars(select(Plan.code).join(KeptPlan)))


@settings(max_examples=40 * FUZZ, deadline=None, suppress_health_check=list(HealthCheck), derandomize=FUZZ == 1)
@given(
    rows=folders(),
    kept_at=days,
    as_of=days,
    before=st.dates(date(2025, 12, 20), date(2027, 2, 1)),
    period=st.sampled_from(PERIODS),
    unreviewed=st.booleans(),
    choice=st.sampled_from(CHOICES),
)
def test_what_is_kept_says_what_the_reports_say(
    rows,
    kept_at,
    as_of,
    before,
    period,
    unreviewed,
    choice,
    empty_store,
    tmp_path_factory,
):
    facts_of(rows, tmp_path_factory.mktemp("case"), empty_store, local_day(as_of))
    keep_figures(at=kept_at)
    keep_past()

    lens = Lens(as_of, Period.from_code(period) if period else None, unreviewed)
    for at in (as_of, end_of(local_day(as_of)), kept_at, end_of(before)):
        agree(replace(lens, as_of=at), choice)
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
    keep_past()
    plans = plans_kept()
    for change in changes:
        at += timedelta(days=days_apart, seconds=1)
        apply(change, at=at)
        agree(Lens(at), Choice())
        agree(Lens(end_of(local_day(at) - timedelta(days=20))), Choice())
    keep_figures(at=at)
    first, changed = told_from(), rows_kept(plans)

    with open_transaction() as session:
        forget_figures(session)
        for code in plans:
            assert keep_plan(session, code, at=at)
    keep_past()
    first, anew = max(first, told_from()), rows_kept(plans)
    assert joined(changed, first) == joined(anew, first)
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
        standing.append(col(Waiver.lifted_at).is_(None))
        session.execute(update(Waiver).where(*standing).values(lifted_by="an", lifted_at=at))
