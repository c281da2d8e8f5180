"""From whose lines a new lead of a task goes on, computed by the product and by the plain recomputation."""

import pytest

from tests.recomputation.answers import added, sent

pytestmark = pytest.mark.slow  # loads a store for each case

IN_OCTOBER = "2026-10-10 12:00"
TOLD = {"A": "40", "B": "60"}
"""What A and then B said of the task in the second quarter."""


def a_plan(leads, successions, told):
    """One task with these leads (agency, first day, last day), and (from, to) of what became of agencies."""
    found = {
        "agencies": [{"code": code, "name": f"Sở {code}", "kind": "department"} for code in "ABCD"],
        "plans": [{"code": "P1", "title": "Kế hoạch", "issued_on": "2026-01-02"}],
        "regimes": [
            {"plan": "P1", "valid_from": "2026-01-02", "kinds": "quarter", "window": "nd09", "agency_due_days": "3"}
        ],
        "tasks": [{"code": "T", "plan": "P1", "title": "Nhiệm vụ", "type": "one_off", "due_on": "2026-12-31"}],
        "assignments": [
            {"task": "T", "agency": agency, "role": "lead", "valid_from": first, "valid_to": last}
            for agency, first, last in leads
        ],
    }
    if successions:
        found["successions"] = [
            {"on": "2026-07-01", "kind": "merged", "from_agency": succession, "to_agency": other}
            for succession, other in successions
        ]
    for hour, (agency, percent) in enumerate(told.items(), start=9):
        added(found, **sent(f"S{agency}", agency, "2026-Q2", f"2026-06-16 {hour:02d}:00", T={"percent": percent}))
    return found


@pytest.mark.parametrize(
    "leads, successions, told, percents",
    [
        pytest.param([("A", "", "2026-06-30"), ("C", "2026-07-01", "")], [], TOLD, {"C": 40}, id="goes on"),
        pytest.param([("A", "", ""), ("C", "2026-07-01", "")], [], TOLD, {"A": 40, "C": 0}, id="joins"),
        pytest.param(
            [("A", "", "2026-06-30"), ("B", "2026-07-01", "")], [], TOLD, {"B": 60}, id="its own lines come first"
        ),
        pytest.param(
            [("A", "", "2026-06-14"), ("C", "2026-06-15", "2026-07-14"), ("D", "2026-07-15", "")],
            [], TOLD, {"D": 40}, id="one after another",
        ),
        pytest.param(
            [("A", "", "2026-05-31"), ("B", "", "2026-06-14"), ("C", "2026-07-01", "")],
            [], TOLD, {"C": 60}, id="from the one that ended last",
        ),
        pytest.param(
            [("A", "", "2026-05-31"), ("B", "", "2026-06-14"), ("C", "2026-07-01", ""), ("D", "2026-08-01", "")],
            [], TOLD, {"C": 60, "D": 40}, id="nobody is taken over twice",
        ),
        pytest.param(
            [("A", "", "2026-06-30"), ("B", "", "2026-06-30"), ("C", "2026-07-01", "")],
            [], TOLD, {"C": 40}, id="of several the first by code",
        ),
        pytest.param(
            [("A", "", "2026-06-30"), ("B", "", "2026-06-30"), ("C", "2026-07-01", "")],
            [("B", "C")], TOLD, {"C": 60}, id="of several by succession",
        ),
        pytest.param(
            [("A", "", "2026-06-30"), ("B", "", "2026-06-30"), ("C", "2026-07-01", "")],
            [("B", "C"), ("A", "C")], {"B": "60", "A": "40"}, {"C": 40}, id="of merged ones the last line",
        ),
        pytest.param(
            [("A", "", "2026-06-30"), ("B", "", "2026-06-30"), ("C", "2026-07-01", ""), ("D", "2026-07-01", "")],
            [], TOLD, {"C": 40, "D": 60}, id="two go on from two",
        ),
        pytest.param(
            [("A", "", "2026-06-30"), ("C", "2026-07-01", ""), ("D", "2026-07-01", "")],
            [("A", "D")], TOLD, {"C": 0, "D": 40}, id="on one day first who succeeds",
        ),
        pytest.param(
            [("A", "", "2026-05-31"), ("B", "2026-06-01", "2026-06-30"), ("A", "2026-07-01", "")],
            [], TOLD, {"A": 40}, id="who leads again goes on from its own",
        ),
        pytest.param([("A", "", "2026-06-30"), ("C", "2026-11-01", "")], [], TOLD, {"A": 40}, id="nobody leads"),
    ],
)  # fmt: skip
def test_a_new_lead_goes_on_from_the_lines_of_who_led_before(ask, leads, successions, told, percents):
    rows = a_plan(leads, successions, told)

    each = {agency: ask(rows, IN_OCTOBER, agency=agency).tasks for agency in "ABCD"}
    assert {agency: tasks["T"].percent for agency, tasks in each.items() if tasks} == percents
    assert ask(rows, IN_OCTOBER).tasks["T"].percent == sum(percents.values()) / len(percents)
