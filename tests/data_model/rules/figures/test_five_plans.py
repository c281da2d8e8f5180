"""The five plans in 2026-H1, as known on 30/6/2026: every number was worked out by hand.

How, task by task and report by report, is in `tests/cases/five_plans/derivation.md`. What was written there before the
product was asked is not to be adjusted to what the product says: find out by docs/definitions.md which of them is wrong.
"""

import json
from collections.abc import Iterator
from fractions import Fraction

import pytest

import manage
from data_model.rules.figures.as_of import AsOf
from data_model.rules.figures.grouping import total
from data_model.rules.figures.measures import Measure
from data_model.rules.figures.selection import Selection
from data_model.rules.people.access import EVERYTHING
from data_model.rules.plans.periods import Period
from data_model.settings import PROJECT_DIR
from data_model.store import open_session
from data_model.store.base.migrate import migrate
from data_model.store.figures.facts import read_facts
from data_model.values import TaskState
from docs.recompute import one_decimal
from tests.builders.recomputed import recomputed
from tests.builders.store_fixtures import using
from tests.builders.stores import CASES_DIR, load, local

AS_OF = local("2026-06-30 23:59")
H1 = Period.from_code("2026-H1")
MEASURES = (
    "due_completion",
    "on_time_completion",
    "overall_completion",
    "overdue_rate",
    "continuing_rate",
    "progress",
    "coverage",
    "progress_reported",
    "completeness",
    "timeliness",
    "timeliness_extended",
    "accepted_rate",
    "returned_rate",
)
COUNTS = ("waived", "nothing_to_report", "early", "unassigned")
"""The order in which the tables below give n/d; then median and maximum of the days late; then the counts."""

PLANS = """
HN-45-2012    3/7  1/7  3/12  4/7 15/27     658/15   6/15      490/6     9/10  6/10  7/10  7/10 2/9   3    13   1 1 0 19
CT-217-2022   0/1  0/1  0/2   1/1  7/7      100/2    1/2       100/1     3/3   2/3   2/3   3/3  0/3   3     3   0 0 0 22
HCM-CT38      2/5  2/5  3/10  3/5 12/16  685.25/11.5 8.5/11.5 685.25/8.5 7/7   5/7   6/7   7/7  1/7   9    13   1 0 1 9
KT-CT04       2/2  1/2  2/4   0/2 11/17   267.5/3.5  3/3.5     265/3    14/17 12/17 13/17 12/17 1/14 13    13   3 1 0 4
DL-14-2015    5/8  3/8  6/14  3/8  7/9   1044.8/14.5 12/14.5 1019.8/12   2/3   1/3   1/3   2/3  1/2   7    13   0 0 0 1
"""
DIRECTIVES = """
04-CT-TW      5/9  2/9  5/16  4/9 26/44   925.5/18.5 9/18.5    755/9    23/27 18/27 20/27 19/27 3/23  7    13   4 2 0 23
12-CT-TW      0/1  0/1  0/2   1/1  7/7      100/2    1/2       100/1     3/3   2/3   2/3   3/3  0/3   3     3   0 0 0 22
38-CT-TW      2/5  2/5  3/10  3/5 12/16  685.25/11.5 8.5/11.5 685.25/8.5 7/7   5/7   6/7   7/7  1/7   9    13   1 0 1 9
18-CT-TU-DL   5/8  3/8  6/14  3/8  7/9   1044.8/14.5 12/14.5 1019.8/12   2/3   1/3   1/3   2/3  1/2   7    13   0 0 0 1
"""
TOTAL = """
all          12/23 7/23 14/42 11/23 52/76 2755.55/46.5 30.5/46.5 2560.05/30.5 35/40 26/40 29/40 31/40 5/35 6 13  5 2 1 55
"""
AGENCIES = """
HN-LHHN       0/0  0/0  0/0   0/0  5/6        0/0    0/0         0/0     1/1   1/1   1/1   1/1  0/1   None None 0 0 0 0
HN-SNGV       2/2  2/2  2/3   0/2  7/7      240/3    3/3       240/3     1/1   1/1   1/1   1/1  0/1   None None 0 0 0 0
HN-SNV        3/3  1/3  3/4   0/3  5/6      450/5    5/5       450/5     1/1   1/1   1/1   1/1  1/1   None None 0 0 0 0
HN-SKHDT      1/3  1/3  1/4   2/3  0/4      210/6    1/6       100/1     1/1   0/1   0/1   0/1  0/1   2     2   0 0 0 0
HN-STC        1/2  1/2  1/2   1/2  4/4      170/2    2/2       170/2     1/1   0/1   1/1   1/1  0/1   1     1   0 0 0 0
HN-STTTT      3/3  3/3  3/3   0/3  5/6      300/3    3/3       300/3     1/1   1/1   1/1   1/1  0/1   None None 0 0 0 0
HN-BHNM       0/0  0/0  0/0   0/0  0/0        0/0    0/0         0/0     1/1   1/1   1/1   1/1  0/1   None None 0 1 0 0
HN-DPTTH      0/0  0/0  0/0   0/0  0/1        0/0    0/0         0/0     1/1   0/1   0/1   0/1  1/1   4     4   0 0 0 0
HN-MTTQ       0/1  0/1  0/1   1/1  0/4        0/1    0/1         0/0     0/1   0/1   0/1   0/1  0/0  13    13   0 0 0 0
HN-THANHDOAN  0/0  0/0  0/0   0/0  2/2        0/0    0/0         0/0     1/1   1/1   1/1   1/1  0/1   None None 0 0 0 0
HN-BKTDT      0/0  0/0  0/0   0/0  0/1        0/0    0/0         0/0     0/0   0/0   0/0   0/0  0/0   None None 1 0 0 0
CT-LHHN       0/0  0/0  0/0   0/0  6/6        0/0    0/0         0/0     1/1   1/1   1/1   1/1  0/1   None None 0 0 0 0
CT-SNGV       0/1  0/1  0/1   1/1  1/1      100/1    1/1       100/1     1/1   1/1   1/1   1/1  0/1   None None 0 0 0 0
CT-SNV        0/0  0/0  0/0   0/0  0/0        0/0    0/0         0/0     1/1   0/1   0/1   1/1  0/1   3     3   0 0 0 0
HCM-LHHN      1/3  1/3  2/5   2/3  8/9   428.25/5.5  5.5/5.5 428.25/5.5  1/1   1/1   1/1   1/1  0/1   None None 0 0 1 0
HCM-SNGV      1/1  1/1  2/2   0/1  0/1      300/3    3/3       300/3     1/1   1/1   1/1   1/1  0/1   None None 0 0 0 0
HCM-SNV       1/1  1/1  1/2   0/1  2/2      260/3    3/3       260/3     1/1   1/1   1/1   1/1  1/1   None None 0 0 0 0
HCM-STTTT     1/1  1/1  1/2   0/1  0/1      200/3    3/3       200/3     1/1   1/1   1/1   1/1  0/1   None None 0 0 0 0
HCM-SKHDT     1/1  1/1  1/2   0/1  1/1    245.5/3    3/3     245.5/3     1/1   0/1   0/1   1/1  0/1  13    13   0 0 0 0
HCM-UBNVNONN  1/1  1/1  2/2   0/1  1/2      300/3    3/3       300/3     1/1   0/1   1/1   1/1  0/1   5     5   0 0 0 0
HCM-UBND-TD   1/1  1/1  1/2   0/1  0/0    236.5/3    3/3     236.5/3     1/1   1/1   1/1   1/1  0/1   None None 0 0 0 0
HCM-MTTQ      0/0  0/0  0/0   0/0  0/0        0/0    0/0         0/0     0/0   0/0   0/0   0/0  0/0   None None 1 0 0 0
KT-SNGV       0/0  0/0  0/1   0/0  9/10      65/1    1/1        65/1     1/1   1/1   1/1   1/1  0/1   None None 0 0 0 0
KT-SKHDT      0/0  0/0  0/0   0/0  5/5        0/0    0/0         0/0     1/1   1/1   1/1   1/1  0/1   None None 0 0 0 0
KT-SKHCN      0/0  0/0  0/0   0/0  4/4        0/0    0/0         0/0     1/1   1/1   1/1   1/1  0/1   None None 0 0 0 0
KT-SGDDT      0/0  0/0  0/0   0/0  4/4        0/0    0/0         0/0     1/1   1/1   1/1   1/1  0/1   None None 0 0 0 0
KT-SNV        0/0  0/0  0/1   0/0  0/4      2.5/0.5  0/0.5       0/0     1/1   1/1   1/1   0/1  1/1   None None 0 0 0 0
KT-SVHTTDL    0/0  0/0  0/0   0/0  4/4        0/0    0/0         0/0     1/1   0/1   1/1   1/1  0/1   1     1   0 0 0 0
KT-STTTT      0/0  0/0  0/0   0/0  4/4        0/0    0/0         0/0     1/1   1/1   1/1   1/1  0/1   None None 0 0 0 0
KT-STC        1/1  0/1  1/1   0/1  4/4      100/1    1/1       100/1     1/1   1/1   1/1   1/1  0/1   None None 0 0 0 0
KT-VPUBND     0/0  0/0  0/0   0/0  0/0        0/0    0/0         0/0     0/1   0/1   0/1   0/1  0/0  13    13   0 0 0 0
KT-VPTU       0/0  0/0  0/0   0/0  0/0        0/0    0/0         0/0     0/0   0/0   0/0   0/0  0/0   None None 1 0 0 0
KT-BTCTU      0/0  0/0  0/0   0/0  0/0        0/0    0/0         0/0     0/0   0/0   0/0   0/0  0/0   None None 1 0 0 0
KT-BDBP       0/0  0/0  0/0   0/0  1/1        0/0    0/0         0/0     1/1   1/1   1/1   1/1  0/1   None None 0 0 0 0
KT-HHN-VL     0/0  0/0  0/0   0/0  3/3        0/0    0/0         0/0     1/1   1/1   1/1   1/1  0/1   None None 0 0 0 0
KT-HHN-VNCPC  0/0  0/0  0/0   0/0  3/3        0/0    0/0         0/0     1/1   1/1   1/1   1/1  0/1   None None 0 0 0 0
KT-HLLNVNONN  0/0  0/0  0/0   0/0  3/3        0/0    0/0         0/0     1/1   1/1   1/1   1/1  0/1   None None 0 0 0 0
KT-CA         0/0  0/0  0/0   0/0  0/0        0/0    0/0         0/0     1/1   1/1   1/1   1/1  0/1   None None 0 1 0 0
KT-SYT        0/0  0/0  0/0   0/0  0/4        0/0    0/0         0/0     0/1   0/1   0/1   0/1  0/0  13    13   0 0 0 0
KT-PHDHDN     0/0  0/0  0/0   0/0  0/1        0/0    0/0         0/0     0/1   0/1   0/1   0/1  0/0  13    13   0 0 0 0
KT-MTTQ       1/1  1/1  1/1   0/1  0/1      100/1    1/1       100/1     1/1   0/1   0/1   0/1  0/1   7     7   0 0 0 0
KT-CDCD       0/0  0/0  0/0   0/0  0/1        0/0    0/0         0/0     0/0   0/0   0/0   0/0  0/0   None None 1 0 0 0
DL-LHHN       5/8  3/8  6/14  3/8  7/9   1044.8/14.5 12/14.5 1019.8/12   1/1   0/1   0/1   1/1  1/1   1     1   0 0 0 0
DL-SNGV       0/0  0/0  0/0   0/0  0/0        0/0    0/0         0/0     0/1   0/1   0/1   0/1  0/0  13    13   0 0 0 0
DL-SKHDT      0/0  0/0  0/0   0/0  0/0        0/0    0/0         0/0     1/1   1/1   1/1   1/1  0/1   None None 0 0 0 0
"""
HANOI_WITH_UNREVIEWED = """
HN-45-2012    4/7  2/7  4/12  3/7 19/27     894/15  11/15      894/11    9/10  6/10  7/10  7/10 2/9   3    13   1 1 0 19
"""

STATES = {
    "HN-45-2012": (1, 2, 0, 2, 4, 3, 15, 4, 2, 22, 1, 0),
    "CT-217-2022": (0, 0, 0, 1, 1, 0, 7, 0, 0, 21, 0, 0),
    "HCM-CT38": (3, 0, 0, 1, 3, 3, 12, 0, 3, 7, 1, 0),
    "KT-CT04": (1, 1, 0, 1, 0, 1, 11, 4, 1, 5, 1, 0),
    "DL-14-2015": (3, 2, 1, 3, 3, 2, 7, 0, 1, 2, 1, 0),
    "all": (8, 5, 1, 8, 11, 9, 52, 8, 7, 57, 4, 0),
}
STATES_THAT_END = ("done_on_time", "done_late", "done_undated", "in_progress", "overdue", "no_deadline")
STATES_OF_CONTINUING = ("carried_out", "partly", "not_carried_out", "not_reported", "nothing_arose")
STATE_ORDER = (*STATES_THAT_END, *STATES_OF_CONTINUING, "void")

TASKS = {
    "done_on_time": """HN45-42 100, HCM38-01 100, HCM38-13 100, HCM38-32 100, KT04-04 100, DL14-02 100, DL14-08 100,
        DL14-21 100""",
    "done_late": "HN45-32 100, HN45-49 100, KT04-23 100, DL14-01 100, DL14-23 100",
    "done_undated": "DL14-09 100",
    "in_progress": """HN45-29 40, HN45-34 50, CT217-03 0, HCM38-06 0, KT04-15 65, DL14-07 80, DL14-13 99.9,
        DL14-20 0""",
    "overdue": """HN45-11 0, HN45-37 30, HN45-47 78, HN45-54 0, CT217-30 100, HCM38-04 0, HCM38-14 90, HCM38-15 75.5,
        DL14-10 0, DL14-15 50, DL14-17 100""",
    "no_deadline": """HN45-18 0, HN45-19 0, HN45-39 0, HCM38-03 0, HCM38-22 25, HCM38-23 57, KT04-22 5, DL14-14 0,
        DL14-19 40""",
}
"""The tasks that come to an end, each with its percentage."""
FLAGS = {
    "not_reported": """HN45-11 HN45-18 HN45-19 HN45-39 HN45-54 CT217-03 HCM38-03 HCM38-04 HCM38-06 DL14-14
        DL14-20""",
    "stale": "HN45-37 HN45-47 KT04-22 DL14-15",
}
"""Those of them that are not covered; no continuing task has a flag."""
CONTINUING = {
    "HN-45-2012": {
        "carried_out": "20 21 22 23 25 27 28 30 31 33 36 40 41 43 45",
        "partly": "48 50 55 56",
        "not_carried_out": "24 35",
        "not_reported": "01 02 03 04 05 06 07 08 09 10 12 13 14 15 16 17 38 44 46 51 52 53",
        "nothing_arose": "26",
    },
    "CT-217-2022": {
        "carried_out": "23 24 25 26 27 28 29",
        "not_reported": "01 02 04 05 06 07 08 09 10 11 12 13 14 15 16 17 18 19 20 21 22",
    },
    "HCM-CT38": {
        "carried_out": "09 10 17 18 19 20 21 24 25 28 29 31",
        "not_carried_out": "16 26 27",
        "not_reported": "02 05 07 08 11 12 30",
        "nothing_arose": "33",
    },
    "KT-CT04": {
        "carried_out": "03 05 06 08 09 13 18 19 21 24 25",
        "partly": "01 02 07 26",
        "not_carried_out": "20",
        "not_reported": "10 11 12 16 17",
        "nothing_arose": "14",
    },
    "DL-14-2015": {
        "carried_out": "03 04 05 11 16 18 24",
        "not_carried_out": "06",
        "not_reported": "22 25",
        "nothing_arose": "12",
    },
}
"""The continuing tasks by the last two digits of their codes."""
UNASSIGNED = {
    "HN-45-2012": "01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 18 19",
    "CT-217-2022": "01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 18 19 20 21 22",
    "HCM-CT38": "02 03 04 05 06 07 08 11 12",
    "KT-CT04": "10 11 12 17",
    "DL-14-2015": "25",
}
"""The tasks that nobody leads, of either kind."""

PERCENTAGES = {
    "due_completion": 52.2,
    "on_time_completion": 30.4,
    "overall_completion": 33.3,
    "overdue_rate": 47.8,
    "continuing_rate": 68.4,
    "progress": 59.3,
    "coverage": 65.6,
    "progress_reported": 83.9,
    "completeness": 87.5,
    "timeliness": 65.0,
    "timeliness_extended": 72.5,
    "accepted_rate": 77.5,
    "returned_rate": 14.3,
}


@pytest.fixture(scope="module", autouse=True)
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The seed with the case loaded on top of it, once for all tests here, which only read."""
    path = tmp_path_factory.mktemp("five_plans") / "store.db"
    with pytest.MonkeyPatch.context() as environment, using(f"sqlite:///{path}", environment):
        migrate()
        load(PROJECT_DIR / "seed_data")
        load(CASES_DIR / "five_plans")
        yield


@pytest.fixture
def figures(capsys):
    """`figures("plan")` is what the command prints by plan, read as JSON, by key."""

    def ask(by, *more):
        words = ["figures", "--by", by, "--period", "2026-H1", "--as-of", "2026-06-30T23:59", *more, "--json"]
        assert manage.main(words) == 0
        return {row["key"]: row for row in json.loads(capsys.readouterr().out)}

    return ask


def by_hand(table: str) -> dict[str, str]:
    """Each row of a table above by its first cell, with one blank between the others."""
    return {key: " ".join(cells) for key, *cells in (line.split() for line in table.strip().splitlines())}


def as_printed(figure_row) -> str:
    """What the command gives for a group, written as a row of a table above."""
    ratios = [f"{figure_row[measure]['n']}/{figure_row[measure]['d']}" for measure in MEASURES]
    late = [
        None if days is None else f"{days:g}"
        for days in (figure_row["days_late"]["median"], figure_row["days_late"]["max"])
    ]
    return " ".join(map(str, [*ratios, *late, *(figure_row[count] for count in COUNTS)]))


@pytest.fixture
def whole():
    """The figures of everything, as the first page shows them."""
    with open_session() as session:
        facts = read_facts(session, EVERYTHING, today=AS_OF.date())
    return total(facts, cutoff=AsOf(AS_OF, H1))


def test_each_measure_there_is_stands_in_the_tables():
    assert sorted(MEASURES) == sorted(Measure)
    assert sorted(STATE_ORDER) == sorted(TaskState)


@pytest.mark.parametrize("by, table", [("plan", PLANS), ("directive", DIRECTIVES), ("agency", AGENCIES)])
def test_the_measures_by(by, table, figures):
    assert {key: as_printed(row) for key, row in figures(by).items()} == by_hand(table)


def test_who_left_the_group_the_day_before_the_window_ended_has_no_row(figures):
    assert "HN-HLHPN" not in figures("agency")


def test_the_total_of_the_five_plans(whole):
    *ratios, median, most, waived, nothing_to_report, early, unassigned = by_hand(TOTAL)["all"].split()

    assert {measure: (whole[Measure(measure)].n, whole[Measure(measure)].d) for measure in MEASURES} == {
        measure: tuple(map(Fraction, ratio.split("/"))) for measure, ratio in zip(MEASURES, ratios, strict=True)
    }
    assert (whole.days_late.median, whole.days_late.max) == (int(median), int(most))
    assert (whole.waived, whole.nothing_to_report) == (int(waived), int(nothing_to_report))
    assert (whole.early, whole.unassigned) == (int(early), int(unassigned))
    assert tuple(whole.states[TaskState(state)] for state in STATE_ORDER) == STATES["all"]


@pytest.mark.parametrize("measure, percent", PERCENTAGES.items())
def test_the_percentages_of_the_total(whole, measure, percent):
    assert round(float(whole[Measure(measure)].percent), 1) == percent


def test_by_period_the_last_row_is_the_total(capsys):
    assert manage.main(["figures", "--by", "period", "--as-of", "2026-06-30T23:59", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)

    assert [row["key"] for row in found] == ["2025-H1", "2025-Q3", "2025", "2026-Q1", "2026-H1"]
    assert as_printed(found[-1]) == by_hand(TOTAL)["all"]


def test_the_states_of_each_plan(figures):
    found = {key: tuple(row["states"][state] for state in STATE_ORDER) for key, row in figures("plan").items()}

    assert found | {"all": tuple(map(sum, zip(*found.values(), strict=True)))} == STATES


def test_each_task_that_comes_to_an_end_stands_as_derived(figures):
    expected = {
        task: (state, percent)
        for state, tasks in TASKS.items()
        for task, percent in (entry.split() for entry in tasks.split(","))
    }
    found = {key: (row["state"], str(row["percent"])) for key, row in figures("task").items()}

    assert len(found) == 170
    assert {key: row for key, row in found.items() if row[0] in STATES_THAT_END} == expected


def test_each_task_that_is_not_covered_has_its_flag_and_no_other_has_one(figures):
    found = {key: row["flags"] for key, row in figures("task").items() if row["flags"]}

    assert found == {task: [flag] for flag, tasks in FLAGS.items() for task in tasks.split()}


@pytest.mark.parametrize("plan, by_state", CONTINUING.items())
def test_each_continuing_task_stands_as_derived(figures, plan, by_state):
    found = {key: row["state"] for key, row in figures("task", "--plan", plan).items()}

    assert {key.split("-")[1]: state for key, state in found.items() if state in STATES_OF_CONTINUING} == {
        task: state for state, tasks in by_state.items() for task in tasks.split()
    }


@pytest.mark.parametrize("plan, tasks", UNASSIGNED.items())
def test_the_tasks_that_nobody_leads(figures, plan, tasks):
    found = figures("task", "--plan", plan)

    assert [key.split("-")[1] for key, row in found.items() if row["unassigned"]] == tasks.split()
    assert all(row["continuing_rate"]["d"] == 0 for row in found.values() if row["unassigned"])


def test_ha_noi_with_what_is_not_yet_reviewed(figures):
    found = figures("plan", "--plan", "HN-45-2012", "--unreviewed")

    assert {key: as_printed(row) for key, row in found.items()} == by_hand(HANOI_WITH_UNREVIEWED)


@pytest.mark.parametrize("plan", by_hand(PLANS))
def test_the_file_behind_the_figures_gives_them_again_without_the_product(plan, tmp_path):
    found = recomputed(AsOf(AS_OF, H1), Selection(plan=plan), tmp_path)

    assert found == dict(zip(MEASURES, map(in_words, MEASURES, by_hand(PLANS)[plan].split()[:13]), strict=True))


def in_words(measure: str, ratio: str) -> str:
    """A ratio as docs/recompute.py prints it, where percentages count as parts of one."""
    n, d = map(Fraction, ratio.split("/"))
    n = n / 100 if measure in ("progress", "progress_reported") else n
    return f"{one_decimal(n / d * 100)};{one_decimal(n)}/{one_decimal(d)}"
