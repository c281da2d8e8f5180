"""Every figure of random small stores is exactly what a second, plain computation from the definitions says."""

import os
from datetime import timedelta
from pathlib import Path
from shutil import copyfile

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data_model.rules.access import EVERYTHING
from data_model.rules.grouping import groups
from data_model.rules.measures import Measure
from data_model.rules.periods import Period, local_day
from data_model.rules.standings import Lens
from data_model.store import open_session
from data_model.store.engine import engine
from data_model.store.facts import read_facts
from data_model.store.folder.sheets import SHEETS
from data_model.values import GroupBy
from tests.data_model.recomputation import Recomputation, end, last_day
from tests.stores import load, local, write_rows

FUZZ = int(os.environ.get("FUZZ", "1"))
HEADERS = {sheet.file_name.removesuffix(".csv"): sheet.headers for sheet in SHEETS}
AGENCIES, GROUP = ("A", "B"), "G"
REGIMES = {"P1": ("quarter; half; year", "nd09"), "P2": ("quarter", "calendar")}
REPORTS = {"P1": ["2026-Q1", "2026-H1", "2026-Q3", "2026"], "P2": ["2026-Q1", "2026-Q2", "2026-Q3"]}
SAME_END = {"2026-H1": "2026-Q2", "2026": "2026-H2"}
"""A narrower period with which an extension may name the report."""

DAYS = ["2026-03-20", "2026-06-14", "2026-06-25", "2026-07-01", "2026-09-20", "2026-10-10", "2026-12-20", "2027-01-25"]
start = local("2026-01-01 08:00")
instants = st.integers(0, 13 * 30).map(lambda days: start + timedelta(days=days))
maybe_day = st.just("") | instants.map(lambda at: at.date().isoformat())
done_days = st.sampled_from(["2026-03-14", "2026-05-30", "2026-06-14", "2026-06-15", "2026-09-01"])
due_days = st.sampled_from(["", "2025-12-14", "2026-05-30", "2026-06-14", "2026-06-15", "2026-11-30"])
percents = st.sampled_from(["", "33.3", "60", "100", "100"])
statuses = st.sampled_from(["", "nothing_to_report", "carried_out", "carried_out", "not_carried_out"])


@st.composite
def folders(draw):
    """The rows of a small folder, by file: texts as they stand in the CSV files."""
    tasks = [draw(a_task(number)) for number in range(4)]
    assignments = [row for task in tasks for row in draw(its_assignments(task))]
    members = draw(st.lists(st.sampled_from(AGENCIES), min_size=1, unique=True))
    sent = [draw(a_submission(number)) for number in range(14)]
    rows = {
        "agencies": [{"code": code, "name": f"Sở {code}", "kind": "department"} for code in AGENCIES]
        + [{"code": GROUP, "name": "Các sở", "kind": "group"}],
        "groups": [{"group": GROUP, "member": code, "valid_from": draw(maybe_day), "valid_to": ""} for code in members],
        "plans": [
            {"code": "P1", "title": "Kế hoạch 1", "issued_on": draw(st.sampled_from(["", "2026-03-01"]))},
            {
                "code": "P2",
                "title": "Kế hoạch 2",
                "issued_on": draw(st.sampled_from(["2026-06-01", "2026-09-01"])),
                "replaces": draw(st.sampled_from(["", "P1"])),
            },
        ],
        "regimes": [
            {"plan": plan, "valid_from": "2025-12-14", "kinds": kinds, "window": window, "agency_due_days": "3"}
            for plan, (kinds, window) in REGIMES.items()
        ],
        "tasks": tasks,
        "assignments": assignments,
        "submissions": sent,
        "report_lines": [line for one in sent for line in draw(its_lines(one, tasks))],
        "reviews": [move for one in sent for move in draw(its_moves(one))],
        "extensions": [draw(an_extension(number)) for number in range(4)],
        "waivers": [draw(a_waiver(number)) for number in range(draw(st.integers(0, 3)))],
    }
    return {name: [dict.fromkeys(HEADERS[name], "") | row for row in found] for name, found in rows.items()}


@st.composite
def a_task(draw, number):
    return {
        "code": f"T{number}",
        "plan": draw(st.sampled_from(["P1", "P1", "P1", "P2"])),
        "title": f"Nhiệm vụ {number}",
        "type": draw(st.sampled_from(["one_off", "one_off", "yearly", "continuing"])),
        "due_on": draw(due_days),
        "weight": draw(st.sampled_from(["1", "1", "2", "0.5"])),
    }


@st.composite
def its_assignments(draw, task):
    given = draw(st.lists(st.sampled_from([*AGENCIES, GROUP]), max_size=3, unique=True))
    roles = [draw(st.sampled_from(["lead", "lead", "coordinate"])) for _ in given]
    return [{"task": task["code"], "agency": agency, "role": role} for agency, role in zip(given, roles, strict=True)]


@st.composite
def a_submission(draw, number):
    plan = draw(st.sampled_from(["P1", "P1", "P1", "P2"]))
    period = draw(st.sampled_from(REPORTS[plan]))
    around = last_day(end(period), REGIMES[plan][1]) + timedelta(days=draw(st.integers(-5, 20) | st.just(130)))
    at = local(f"{around} 09:00") + timedelta(minutes=number)  # two never come at the same instant
    return {
        "number": f"S{number}",
        "agency": draw(st.sampled_from(AGENCIES)),
        "plan": plan,
        "period": period,
        "submitted_at": at.isoformat(),
        "status": "submitted",
    }


@st.composite
def its_lines(draw, sent, tasks):
    own = [task["code"] for task in tasks if task["plan"] == sent["plan"]]
    return [
        {
            "submission": sent["number"],
            "task": task,
            "percent": draw(percents),
            "status": draw(statuses),
            "done_on": draw(st.just("") | done_days | done_days | done_days),
        }
        for task in own
        if draw(st.integers(0, 4))
    ]


@st.composite
def its_moves(draw, sent):
    decision = draw(st.sampled_from(["", "accepted", "accepted", "accepted", "returned", "withdrawn"]))
    if not decision:
        return []
    at = local(sent["submitted_at"][:16].replace("T", " ")) + timedelta(hours=draw(st.sampled_from([1, 30, 30, 400])))
    return [{"submission": sent["number"], "decision": decision, "reason": "Vì sao", "at": at.isoformat()}]


@st.composite
def an_extension(draw, number):
    report = draw(st.sampled_from(REPORTS["P1"]))
    due = last_day(end(report), "nd09") + timedelta(days=draw(st.integers(0, 20)))
    return {
        "agency": draw(st.sampled_from(AGENCIES)),
        "plan": "P1",
        "period": draw(st.sampled_from([report, SAME_END.get(report, report)])),
        "due": due.isoformat(),
        "reason": "Vì sao",
        "at": local(f"{due} 10:{number:02d}").isoformat(),
    }


@st.composite
def a_waiver(draw, number):
    """Each of another report, for only one holds at a time."""
    report = REPORTS["P1"][number]
    at = last_day(end(report), "nd09") + timedelta(days=draw(st.integers(-20, 20)))
    lifted = draw(st.sampled_from(["", "", local(f"{at + timedelta(days=9)} 10:00").isoformat()]))
    return {
        "agency": draw(st.sampled_from(AGENCIES)),
        "plan": "P1",
        "period": draw(st.sampled_from([report, SAME_END.get(report, report)])),
        "reason": "Vì sao",
        "at": local(f"{at} 10:00").isoformat(),
        "lifted_at": lifted,
    }


def facts_of(rows, folder: Path, empty_store: Path, today):
    """Through the whole way: CSV files, a store, and what is read for the figures."""
    copyfile(empty_store, folder / "store.db")
    for name, found in rows.items():
        (folder / f"{name}.csv").unlink(missing_ok=True)
        if found:
            write_rows(folder / f"{name}.csv", found)
    os.environ["DATABASE_URL"] = f"sqlite:///{folder / 'store.db'}"
    load(folder)
    with open_session() as session:
        facts = read_facts(session, EVERYTHING, today=today)
    engine().dispose()
    return facts


@settings(max_examples=60 * FUZZ, deadline=None, suppress_health_check=list(HealthCheck), derandomize=FUZZ == 1)
@given(
    rows=folders(),
    as_of=st.sampled_from([local(f"{day} 08:00") for day in DAYS]),
    period=st.sampled_from([None, None, "2026-Q1", "2026-Q2", "2026-H1", "2026-9M", "2026"]),
    unreviewed=st.booleans(),
)
def test_every_figure_agrees_with_the_plain_computation(rows, as_of, period, unreviewed, empty_store, tmp_path_factory):
    facts = facts_of(rows, tmp_path_factory.mktemp("case"), empty_store, local_day(as_of))
    lens = Lens(as_of, Period.from_code(period) if period else None, unreviewed)
    plain = Recomputation(rows, as_of=as_of, period=period, unreviewed=unreviewed)

    chosen = [(task, plain.leads(task)) for task in plain.tasks()]
    by_lead = [(task, [lead]) for task, leads in chosen for lead in leads]
    expected = plain.expected()

    agree(
        groups(facts, by=GroupBy.PLAN, lens=lens),
        plain,
        {
            plan: ([one for one in chosen if one[0]["plan"] == plan], [key for key in expected if key[0] == plan])
            for plan in REGIMES
        },
    )
    agree(
        groups(facts, by=GroupBy.AGENCY, lens=lens),
        plain,
        {
            agency: ([one for one in by_lead if one[1] == [agency]], [key for key in expected if key[1] == agency])
            for agency in AGENCIES
        },
    )
    tasks = {one.key: one.task for one in groups(facts, by=GroupBy.TASK, lens=lens)}
    assert set(tasks) == {task["code"] for task, _ in chosen}
    for task, leads in chosen:
        found = tasks[task["code"]]
        assert (found.state, found.progress.percent) == (plain.state(task, leads), plain.mean_percent(task, leads))


def agree(found, plain, wanted):
    """A row for each key that has a task or owes a report, with every n and d the same."""
    wanted = {key: (tasks, reports) for key, (tasks, reports) in wanted.items() if tasks or reports}
    assert {group.key for group in found} == set(wanted)
    for group in found:
        tasks, reports = wanted[group.key]
        owed = [key for key in reports if not plain.is_waived(*key)]
        of_reports, days_late = plain.report_figures(owed)
        ours = {measure.value: (group.figures[measure].n, group.figures[measure].d) for measure in Measure}
        assert ours == plain.task_figures(tasks) | of_reports
        assert (group.figures.days_late.median, group.figures.days_late.max) == days_late
        assert group.figures.waived == len(reports) - len(owed)
