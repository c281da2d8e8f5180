"""Organisations change by date: nothing reported is rewritten, no task is lost or counted twice, undo is complete."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.load_folder import dump
from actions.plans.keep import keep
from actions.plans.successions import make_succession, undo_succession
from data_model.rules.figures.as_of import AsOf
from data_model.rules.figures.grouping import groups
from data_model.rules.figures.measures import Measure
from data_model.rules.people.access import EVERYTHING, CurrentUser
from data_model.rules.plans.facts import AgencyFact, AssignmentFact, Facts, SuccessionFact, TaskFact
from data_model.rules.plans.keeping import KeepProblem, KeepRefused, RowChange
from data_model.rules.plans.organisations import Organisation, handovers
from data_model.rules.plans.periods import Period, local_day
from data_model.rules.plans.successions import Kept, Move, changes_of, check_move, undone
from data_model.store import open_session
from data_model.store.figures.facts import read_facts
from data_model.store.folder.kept_rows import rows
from data_model.store.plans.successions import made_on_screen
from data_model.values import AssignmentRole, GroupBy, Mode, Role, SuccessionKind, TaskType
from tests.builders.stores import contents, load_files, local

pytestmark = pytest.mark.slow  # computes the figures anew after each succession

ADMIN = CurrentUser("an", "An", Role.ADMIN)
TODAY = local("2026-07-10 09:00")
JULY = date(2026, 7, 1)
FOLDER = {
    "plans": "code,number,province,issued_on\nP1,1/KH-UBND,Hà Nội,2025-12-20",
    "agencies": """code,name,kind,province
                   A,Sở A,department,Hà Nội
                   B,Sở B,department,Hà Nội
                   C,Sở C,department,Hà Nội
                   CAC-SO,Các sở,group,Hà Nội""",
    "groups": "group,member\nCAC-SO,A\nCAC-SO,B",
    "regimes": """plan,valid_from,kinds,window,agency_due_days,consolidator,basis,first_period
                  P1,2025-12-15,quarter,nd09,3,A,giả định,2026-Q1""",
    "regime_confirmations": "plan,valid_from,by,at\nP1,2025-12-15,an,2026-01-02T09:00:00+07:00",
    "tasks": """code,plan,title,type,due_on
                T1,P1,Một,one_off,2026-05-30
                T2,P1,Hai,one_off,2026-12-31
                T3,P1,Ba,continuing,
                T4,P1,Bốn,one_off,2026-12-31""",
    "assignments": "task,agency,role\nT1,A,lead\nT2,B,lead\nT3,A,lead\nT3,B,lead\nT4,CAC-SO,lead\nT1,C,coordinate",
    "submissions": """number,agency,plan,period,submitted_at,submitted_by,status
                      S1,A,P1,2026-Q2,2026-06-16T09:00:00+07:00,binh,accepted
                      S2,B,P1,2026-Q2,2026-06-16T09:00:00+07:00,hoa,accepted""",
    "report_lines": "submission,task,percent,done_on\nS1,T1,100,2026-05-20\nS2,T2,40,",
    "reviews": """submission,decision,by,at
                  S1,accepted,an,2026-06-20T09:00:00+07:00
                  S2,accepted,an,2026-06-20T09:00:00+07:00""",
}


@pytest.fixture
def filled(tmp_path, database):
    load_files(tmp_path / "folder", **FOLDER)


def dumped(folder):
    dump(folder)
    return contents(folder)


def make(kind, before, after, *, on=JULY, new=(), **more):
    move = Move(kind, on, tuple(before), tuple(after), "Nghị quyết số 202/2025/QH15", **more)
    make_succession(user=ADMIN, move=move, new=list(new), at=TODAY)


def leads(day):
    """Who leads which task on a day, groups by their members."""
    with open_session() as session:
        facts = read_facts(session, EVERYTHING, today=local_day(TODAY))
    return {
        (task.code, a.agency)
        for task in facts.tasks
        for a in task.assignments
        if a.role == "lead" and a.is_active_on(day)
    }


def figures_of_june():
    with open_session() as session:
        facts = read_facts(session, EVERYTHING, today=local_day(TODAY))
    cutoff = AsOf(local("2026-06-30 23:59"))
    chosen = (GroupBy.AGENCY, GroupBy.PLAN, GroupBy.PERIOD)
    return {by: [(group.key, group.figures) for group in groups(facts, by=by, cutoff=cutoff)] for by in chosen}


@pytest.mark.usefixtures("filled")
def test_of_two_merged_agencies_everything_before_stays_and_each_task_goes_on_once(tmp_path):
    before, june = dumped(tmp_path / "before"), figures_of_june()

    make(SuccessionKind.MERGED, "AB", ["AB"], new=[added("AB", "Sở A và B")])

    assert figures_of_june() == june
    assert leads(date(2026, 6, 30)) == {("T1", "A"), ("T2", "B"), ("T3", "A"), ("T3", "B"), ("T4", "A"), ("T4", "B")}
    assert leads(JULY) == {("T1", "AB"), ("T2", "AB"), ("T3", "AB"), ("T4", "AB")}
    with open_session() as session:
        assert [(r["valid_from"], r["consolidator"]) for r in rows(session, "regimes.csv")] == [
            ("2025-12-15", "A"),
            ("2026-07-01", "AB"),
        ]
    after = dumped(tmp_path / "after")
    reported = ("submissions.csv", "report_lines.csv", "reviews.csv")
    assert {name: after[name] for name in reported} == {name: before[name] for name in reported}

    undo_latest()
    assert dumped(tmp_path / "undone") == before


def by_agency(cutoff):
    with open_session() as session:
        facts = read_facts(session, EVERYTHING, today=local_day(TODAY))
    return {group.key: group.figures for group in groups(facts, by=GroupBy.AGENCY, cutoff=cutoff)}


@pytest.mark.usefixtures("filled")
def test_by_todays_organisation_a_merged_body_has_what_both_led_and_sent_each_task_once():
    """T1 (A, done), T2 (B, 40 %), T3 and T4 of both; A and B both sent their report of the second quarter."""
    make(SuccessionKind.MERGED, "AB", ["AB"], new=[added("AB", "Sở A và B")])
    june = AsOf(local("2026-06-30 23:59"), Period.from_code("2026-Q2"))

    then, now = by_agency(june), by_agency(replace(june, organisation=JULY))

    assert {code: figures.task_count for code, figures in then.items()} == {"A": 3, "B": 3, "C": 0}
    assert {code: figures.task_count for code, figures in now.items()} == {"AB": 4, "C": 0}
    assert (now["AB"].sums.done_on_time, now["AB"][Measure.PROGRESS].n, now["AB"][Measure.PROGRESS].d) == (1, 140, 3)
    assert [then[code].sums.submitted for code in "AB"] == [1, 1]
    assert (now["AB"].sums.submitted, now["AB"].sums.expected) == (2, 2)
    assert by_agency(replace(june, organisation=date(2026, 6, 30))) == then


@pytest.mark.usefixtures("filled")
def test_by_todays_organisation_what_a_split_agency_did_in_a_task_is_of_who_got_the_task():
    tasks = {"T1": "C", "T3": "X"}
    make(SuccessionKind.SPLIT, "A", "CX", new=[added("X", "Sở X")], tasks=tasks)
    june = AsOf(local("2026-06-30 23:59"), Period.from_code("2026-Q2"))

    now = by_agency(replace(june, organisation=JULY))

    assert {code: figures.task_count for code, figures in now.items()} == {"B": 3, "C": 2, "X": 1}
    assert now["C"].sums.done_on_time == 1
    assert {code: figures.sums.expected for code, figures in now.items()} == {"B": 1, "C": 2, "X": 0}


def added(code, name):
    row = {"code": code, "name": name, "kind": "department", "province": "Hà Nội", "aliases": "", "valid_to": ""}
    return RowChange("agencies.csv", row={**row, "valid_from": "2026-07-01"})


def undo_latest():
    with open_session() as session:
        succession = made_on_screen(session)[0][0]
    undo_succession(user=ADMIN, succession=succession, at=TODAY)


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(
    ("what", "before", "after", "tasks", "on_the_day"),
    [
        ("renamed", "A", "X", {}, {("T1", "X"), ("T2", "B"), ("T3", "X"), ("T3", "B"), ("T4", "X"), ("T4", "B")}),
        ("merged", "A", "B", {}, {("T1", "B"), ("T2", "B"), ("T3", "B"), ("T4", "B")}),
        ("dissolved", "A", "", {}, {("T2", "B"), ("T3", "B"), ("T4", "B")}),
        (
            "duty_moved",
            "A",
            "C",
            {"T1": "C"},
            {("T1", "C"), ("T2", "B"), ("T3", "A"), ("T3", "B"), ("T4", "A"), ("T4", "B")},
        ),
        (
            "split",
            "A",
            "CX",
            {"T1": "C", "T3": "X"},
            {("T1", "C"), ("T2", "B"), ("T3", "X"), ("T3", "B"), ("T4", "C"), ("T4", "X"), ("T4", "B")},
        ),
    ],
)
def test_each_kind_moves_what_it_should_and_is_undone_to_the_last_byte(
    tmp_path, what, before, after, tasks, on_the_day
):
    dump_before, june, leads_before = dumped(tmp_path / "before"), figures_of_june(), leads(date(2026, 6, 30))
    new = [added("X", "Sở X")] if "X" in after else []

    make(SuccessionKind(what), before, after, new=new, tasks=tasks)

    assert leads(JULY) == on_the_day
    assert leads(date(2026, 6, 30)) == leads_before
    assert figures_of_june() == june
    undo_latest()
    assert dumped(tmp_path / "after") == dump_before


@pytest.mark.usefixtures("filled")
def test_what_would_make_a_circle_is_refused():
    make(SuccessionKind.MERGED, "A", "B")

    with pytest.raises(KeepRefused) as refused:
        make(SuccessionKind.RENAMED, "B", "A", on=date(2026, 8, 1))
    assert (refused.value.problem, refused.value.name) == (KeepProblem.MAKES_A_CIRCLE, "Sở B")
    with pytest.raises(KeepRefused) as refused:
        make(SuccessionKind.RENAMED, "B", "B")
    assert refused.value.problem is KeepProblem.SAME_AGENCY
    with pytest.raises(KeepRefused) as refused:
        make(SuccessionKind.MERGED, "B", "")
    assert refused.value.problem is KeepProblem.NO_SUCCESSOR


@pytest.mark.usefixtures("filled")
def test_a_succession_is_not_undone_over_what_somebody_changed_since(tmp_path):
    make(SuccessionKind.MERGED, "A", "B")
    with open_session() as session:
        row = next(row for row in rows(session, "agencies.csv") if row["code"] == "A")
    keep(user=ADMIN, changes=[RowChange("agencies.csv", row, {**row, "aliases": "SA"})], at=TODAY)
    before = dumped(tmp_path / "before")

    with pytest.raises(KeepRefused) as refused:
        undo_latest()

    assert refused.value.problem is KeepProblem.CHANGED_MEANWHILE
    assert dumped(tmp_path / "after") == before


AGENCIES = "ABCDE"
DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))


@st.composite
def assignments(draw):
    """Rows without two of one task, role and agency on one day."""
    chosen = draw(st.sets(st.tuples(st.sampled_from(("T1", "T2", "T3", "T4")), st.sampled_from(AGENCIES)), min_size=1))
    return [
        {"task": task, "agency": agency, "role": "lead", "mode": "assigned", "valid_from": "", "valid_to": ""}
        for task, agency in sorted(chosen)
    ]


@st.composite
def moves(draw):
    kind = draw(st.sampled_from([SuccessionKind.RENAMED, SuccessionKind.MERGED, SuccessionKind.SPLIT]))
    most = 3 if kind is SuccessionKind.MERGED else 1
    before = draw(st.lists(st.sampled_from(AGENCIES), min_size=1, max_size=most, unique=True))
    many = 3 if kind is SuccessionKind.SPLIT else 1
    after = draw(st.lists(st.sampled_from(AGENCIES + "XYZ"), min_size=1, max_size=many, unique=True))
    tasks = {task: draw(st.sampled_from(after)) for task in ("T1", "T2", "T3", "T4")}
    return Move(kind, draw(DAYS), tuple(before), tuple(after), tasks=tasks)


def stand(found, changes):
    """The rows after the changes."""
    found = [dict(row) for row in found]
    for change in changes:
        if change.sheet == "assignments.csv":
            if change.read is not None:
                found.remove(dict(change.read))
            if change.row is not None:
                found.append(dict(change.row))
    return found


def held(found, day):
    """(task, agency) on a day, each as often as a row says so."""
    day = day.isoformat()
    return sorted(
        (row["task"], row["agency"])
        for row in found
        if (not row["valid_from"] or row["valid_from"] <= day) and (not row["valid_to"] or day <= row["valid_to"])
    )


def facts_of(found, agencies, made):
    """The rows as facts, as the store would read them."""
    day = date.fromisoformat
    tasks = tuple(
        TaskFact(code, "P1", code, "", TaskType.ONE_OFF, None, Decimal(1), tuple(
            AssignmentFact(row["agency"], AssignmentRole.LEAD, Mode.ASSIGNED,
                           day(row["valid_from"]) if row["valid_from"] else None,
                           day(row["valid_to"]) if row["valid_to"] else None)
            for row in found if row["task"] == code))
        for code in sorted({row["task"] for row in found})
    )  # fmt: skip
    known = {
        code: AgencyFact(code, code, valid_to=day(row["valid_to"]) if row["valid_to"] else None)
        for code, row in agencies.items()
    }
    successions = tuple(
        SuccessionFact(day(row["on"]), SuccessionKind(row["kind"]), row["from_agency"], row["to_agency"])
        for _before, _changes, edges in made
        for row in edges
    )
    return Facts(agencies=known, tasks=tasks, successions=successions, handovers=handovers(tasks, successions, known))


LAST = date(2026, 12, 31)


@given(assignments(), st.lists(moves(), max_size=4), DAYS)
def test_over_any_successions_what_was_led_is_of_who_leads_it_today(begun, drawn, day):
    """None of it is lost, and none is of two bodies, however tasks were handed on."""
    found, agencies = (
        begun,
        {code: {"code": code, "name": code, "valid_from": "", "valid_to": ""} for code in "ABCDEXYZ"},
    )
    made = []
    for move in sorted(drawn, key=lambda move: move.on):
        kept = Kept(agencies, found, [], [], [], [row for _before, _changes, edges in made for row in edges])
        try:
            check_move(move, kept)
        except KeepRefused:
            continue
        if any(agencies[code]["valid_to"] for code in (*move.from_agencies, *move.to_agencies)):
            continue  # who has ended neither ends again nor goes on with anything
        changes = changes_of(move, kept)
        made.append((found, changes, [change.row for change in changes if change.sheet == "successions.csv"]))
        found = stand(found, changes)
        agencies = agencies | {
            change.row["code"]: change.row for change in changes if change.sheet == "agencies.csv" and change.row
        }

    organisation = Organisation.of(facts_of(found, agencies, made), LAST)

    today = set(held(found, LAST))
    then = held(found, day)
    assert {task for task, _ in then} == {task for task, _ in today}
    assert {(task, organisation.of_task(task, agency, "P1")) for task, agency in then} <= today
    assert {agency: organisation.of_agency(agency) for agency in organisation.changed}.items() <= {
        (agency, body) for agency in agencies for body in agencies if not agencies[body]["valid_to"]
    }


@given(assignments(), st.lists(moves(), max_size=4), DAYS)
def test_over_any_successions_no_task_is_lost_and_none_is_led_twice_by_one(begun, drawn, day):
    found, agencies = (
        begun,
        {code: {"code": code, "name": code, "valid_from": "", "valid_to": ""} for code in "ABCDEXYZ"},
    )
    made = []
    for move in sorted(drawn, key=lambda move: move.on):
        kept = Kept(agencies, found, [], [], [], [row for _before, _changes, edges in made for row in edges])
        try:
            check_move(move, kept)
        except KeepRefused:
            continue
        changes = changes_of(move, kept)
        edges = [change.row for change in changes if change.sheet == "successions.csv"]
        made.append((found, changes, edges))
        before = held(found, day)
        found = stand(found, changes)

        tasks = {row["task"] for row in begun}
        assert {task for task, _agency in held(found, day)} == tasks
        assert len(held(found, day)) == len(set(held(found, day)))
        if day < move.on:
            assert held(found, day) == before
        else:
            gone = set(move.from_agencies) - set(move.to_agencies)
            assert not {agency for _task, agency in held(found, day)} & gone
    for before, changes, _edges in reversed(made):
        found = stand(found, undone(changes))
        assert sorted(map(str, found)) == sorted(map(str, before))
