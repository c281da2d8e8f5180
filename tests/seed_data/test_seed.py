"""The five plans as they were read, and the sample reports of the demo."""

import re
from collections import Counter
from datetime import date

import pytest
from sqlmodel import func, select

from actions.load_folder import dump
from data_model.rules.figures.as_of import AsOf
from data_model.rules.figures.grouping import expected_reports, submissions_between
from data_model.rules.figures.sums import Sums
from data_model.rules.figures.timeliness import ReportTimeliness, timeliness_counts
from data_model.rules.people.access import EVERYTHING
from data_model.rules.plans.periods import local_day
from data_model.settings import PROJECT_DIR
from data_model.store import open_session
from data_model.store.base.engine import holds_samples
from data_model.store.base.migrate import migrate
from data_model.store.figures.facts import read_facts
from data_model.tables import ReportLine, Review, Submission
from data_model.values import SubmissionStatus, TaskType
from seed_data.fill_store import SAMPLE_ACCOUNTS, SAMPLE_PASSWORD, prepare_store
from seed_data.sample import SAMPLED_PERIODS
from tests.builders.stores import contents, local, rows

pytestmark = pytest.mark.slow  # makes the demo several times

SEED = PROJECT_DIR / "seed_data"
TODAY = local("2026-11-22 09:00")
SHEETS = {path.stem: rows(path) for path in SEED.glob("*.csv")}
TASKS, ASSIGNMENTS = SHEETS["tasks"], SHEETS["assignments"]
TEXT = {plan["code"]: (SEED / plan["text_file"]).read_bytes().decode() for plan in SHEETS["plans"]}
CODES = {name: {row["code"] for row in SHEETS[name]} for name in ("plans", "directives", "agencies", "tasks")}


def table_of_counts() -> dict[str, list[int]]:
    """The second table of docs/plans.md: by plan, its ten counts."""
    text = (PROJECT_DIR / "docs" / "plans.md").read_text(encoding="utf-8")
    lines = re.findall(r"^\| (\S+) \|((?: \d+ \|){9})$", text, re.MULTILINE)
    return {code: [int(number) for number in re.findall(r"\d+", numbers)] for code, numbers in lines}


def counted(plan: str | None) -> list[int]:
    tasks = [task for task in TASKS if plan in (None, task["plan"])]
    codes = {task["code"] for task in tasks}
    assignments = [row for row in ASSIGNMENTS if row["task"] in codes]
    types, roles = Counter(task["type"] for task in tasks), Counter(assignment["role"] for assignment in assignments)
    return [
        len(tasks),
        *(types[task_type] for task_type in TaskType),
        len(codes - {assignment["task"] for assignment in assignments}),
        roles["lead"],
        roles["coordinate"],
        sum(assignment["mode"] == "requested" for assignment in assignments),
        sum(task["type_basis"].startswith("giả định") for task in tasks),
    ]


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task["code"])
def test_each_quote_stands_in_its_plan_just_where_its_span_says(task):
    start, end = int(task["quote_start"]), int(task["quote_end"])

    assert TEXT[task["plan"]][start:end] == task["quote"] != ""


@pytest.mark.parametrize("plan", [*sorted(CODES["plans"]), None], ids=str)
def test_the_counts_are_those_that_the_docs_give(plan):
    assert table_of_counts()[plan or "Cộng"] == counted(plan)


@pytest.mark.parametrize(
    "sheet, column, refers_to",
    [
        ("plans", "main_directive", "directives"),
        ("plans", "directives", "directives"),
        ("regimes", "plan", "plans"),
        ("regimes", "consolidator", "agencies"),
        ("groups", "group", "agencies"),
        ("groups", "member", "agencies"),
        ("tasks", "plan", "plans"),
        ("assignments", "task", "tasks"),
        ("assignments", "agency", "agencies"),
    ],
)
def test_every_code_that_is_referred_to_exists(sheet, column, refers_to):
    named = {code for row in SHEETS[sheet] for code in row[column].split("; ") if code}

    assert named <= CODES[refers_to]


@pytest.mark.parametrize("sheet", ["plans", "directives", "agencies", "tasks"])
def test_no_code_stands_twice(sheet):
    assert len(CODES[sheet]) == len(SHEETS[sheet])


def test_directives_that_look_alike_stay_apart():
    directives = {row["code"]: row for row in SHEETS["directives"]}
    names = [{row["number"], *row["aliases"].split("; ")} - {""} for row in directives.values()]

    assert directives["04-CT-TW"]["number"] == "04-CT/TW"
    assert directives["04-TT-TU-HN"]["number"] == "04-TT/TU"
    assert sum(len(name) for name in names) == len(set().union(*names)), "no name of one is a name of another"


def test_the_plans_of_ha_noi_and_kon_tum_meet_under_one_directive():
    under = {plan["code"]: plan["directives"].split("; ") for plan in SHEETS["plans"]}

    assert {code for code, directives in under.items() if "04-CT-TW" in directives} == {"HN-45-2012", "KT-CT04"}
    assert not any(code.endswith("TW") for code in under["DL-14-2015"])


def test_what_the_texts_do_not_state_is_empty():
    plans = {plan["code"]: plan for plan in SHEETS["plans"]}

    for code in ("HCM-CT38", "KT-CT04"):
        assert (plans[code]["number"], plans[code]["issued_on"], plans[code]["signer"]) == ("", "", "")
    assert plans["DL-14-2015"]["issued_on"] == "2014-01-27", "as it is printed, though the plan is of 2015"
    assert {task["due_on"] for task in TASKS} == {""}


def test_a_regime_that_no_text_states_is_marked_as_an_assumption():
    basis = {row["plan"]: row["basis"] for row in SHEETS["regimes"]}

    assert {plan for plan, text in basis.items() if text != "giả định"} == {"HN-45-2012"}
    assert basis["HN-45-2012"] in TEXT["HN-45-2012"]


@pytest.fixture
def demo(tmp_path, monkeypatch):
    """`demo("name", at)` is a new store filled as the demo is, on that day; it is dumped to a folder of that name."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("TIENDO_DEMO", raising=False)

    def make(name="demo", at=TODAY):
        monkeypatch.setenv("TIENDO_DATA", str(tmp_path / f"{name}.data"))
        migrate()
        assert prepare_store(at=at) is None
        dump(tmp_path / name)
        return tmp_path / name

    return make


@pytest.fixture
def facts(demo):
    demo()
    with open_session() as session:
        return read_facts(session, EVERYTHING, today=local_day(TODAY))


def sent_until_today(facts):
    return submissions_between(facts, first=local("2020-01-01 00:00"), last=TODAY)


def test_the_demo_is_the_same_for_the_same_day(demo):
    assert contents(demo("one")) == contents(demo("two", local("2026-11-22 17:30")))


def test_the_demo_moves_with_the_day(demo):
    periods = {row["period"] for row in rows(demo("later", local("2027-07-01 09:00")) / "submissions.csv")}

    assert "2027-H1" in periods


def test_the_demo_is_marked_as_a_sample(demo):
    demo()

    with open_session() as session:
        assert holds_samples(session)


def test_the_demo_changes_nothing_when_it_is_prepared_again(demo, tmp_path):
    first = contents(demo())
    assert prepare_store(at=local("2027-07-01 09:00")) is None
    dump(tmp_path / "again")

    assert contents(tmp_path / "again") == first


def test_the_demo_holds_the_last_six_periods_of_each_plan(facts):
    for plan in facts.plans.values():
        expected = plan.periods_ended(TODAY)[-SAMPLED_PERIODS:]
        reported = {report.period for report in sent_until_today(facts) if report.plan == plan.code}
        assert len(expected) == SAMPLED_PERIODS
        assert set(expected) <= reported


def test_some_reports_are_late_some_missing_some_returned_and_some_wait(facts):
    reports = [
        report
        for period in next(iter(facts.plans.values())).periods_ended(TODAY)[-SAMPLED_PERIODS:]
        for report in expected_reports(facts, cutoff=AsOf(TODAY, period))
    ]
    statuses = Counter(report.status for report in sent_until_today(facts))

    came = timeliness_counts(sum((report.sums for report in reports), Sums()))
    assert all(count > 10 for count in came.values())
    assert came[ReportTimeliness.ON_TIME] > len(reports) / 2
    assert statuses[SubmissionStatus.ACCEPTED] > statuses[SubmissionStatus.SUBMITTED] > 0
    assert any(report.returned_once for report in reports)
    assert facts.extensions


def test_no_sample_comes_from_the_future(demo):
    demo()
    with open_session() as session:
        assert session.exec(select(func.max(Submission.submitted_at))).one() <= TODAY
        assert session.exec(select(func.max(Review.decided_at))).one() <= TODAY
        assert session.exec(select(func.max(ReportLine.done_on))).one() <= date(2026, 11, 22)


def test_some_tasks_have_a_due_date_and_no_continuing_one_has(facts):
    ending = [task for task in facts.tasks if task.type is not TaskType.CONTINUING]

    assert len(ending) / 3 < sum(task.due_on is not None for task in ending) < len(ending)
    assert not any(task.due_on for task in facts.tasks if task.type is TaskType.CONTINUING)


def test_the_sample_accounts_belong_to_agencies_of_the_plans():
    assert {account.agency for account in SAMPLE_ACCOUNTS if account.agency} <= CODES["agencies"]
    assert len(SAMPLE_PASSWORD) >= 8


def test_without_the_demo_only_the_first_administrator_is_made(store):
    code = prepare_store(at=TODAY)

    assert code
    assert prepare_store(at=TODAY) is None
    with open_session() as session:
        assert read_facts(session, EVERYTHING, today=local_day(TODAY)).plans == {}
        assert not holds_samples(session)
