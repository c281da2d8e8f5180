"""From which directives each of the five plans comes, as their texts say, and which plan one of them replaces."""

from datetime import date

import pytest

from data_model.rules.plans.lineage import in_a_circle, levels
from data_model.settings import PROJECT_DIR
from data_model.store import open_session
from data_model.store.folder.load import FolderRefused
from data_model.store.plans.lineage import plan_lineages
from tests.builders.stores import load, load_files

PLANS = ("HN-45-2012", "CT-217-2022", "HCM-CT38", "KT-CT04")


@pytest.mark.usefixtures("database")
def test_the_five_plans_stand_below_what_they_cite():
    load(PROJECT_DIR / "seed_data")

    with open_session() as session:
        found = {each.plan: each for each in plan_lineages(session, PLANS, today=date(2026, 12, 1))}

    assert {
        code: [[cited.directive.number for cited in level] for level in each.levels] for code, each in found.items()
    } == {
        "HN-45-2012": [["04-CT/TW", "04-TT/TU"]],
        "CT-217-2022": [["12-CT/TW"], ["01-HD/BĐNTW", "108-KH/TU"]],
        "HCM-CT38": [["38-CT/TW"], ["147-CV/TU"]],
        "KT-CT04": [["04-CT/TW"], ["35-KH/TU"]],
    }
    assert found["KT-CT04"].replaces == "427/KH-UBND ngày 21-3-2012"
    assert found["HN-45-2012"].replaces == ""


FOLDER = {
    "directives": "code,number\nA,1-CT/TW\nB,2-HD/TW\nC,3-KH/TU",
    "plans": "code,number,directives\nP,1/KH-UBND,C\nOLD,0/KH-UBND,",
}


@pytest.mark.usefixtures("database")
def test_what_a_cited_directive_carries_out_stands_above_it_from_its_day_on(tmp_path):
    links = "directive,carries_out,valid_from\nC,B,\nB,A,2026-07-01"
    load_files(tmp_path / "folder", **FOLDER, directive_links=links)

    def numbers(day):
        with open_session() as session:
            [found] = plan_lineages(session, ["P"], today=day)
        return [[cited.directive.number for cited in level] for level in found.levels]

    assert numbers(date(2026, 6, 30)) == [["2-HD/TW"], ["3-KH/TU"]]
    assert numbers(date(2026, 7, 1)) == [["1-CT/TW"], ["2-HD/TW"], ["3-KH/TU"]]


@pytest.mark.parametrize(("links", "problem"), [("C,B\nB,A\nA,C", "makes_a_circle"), ("A,A", "carries_out_itself")])
@pytest.mark.usefixtures("database")
def test_no_directive_carries_out_itself(tmp_path, links, problem):
    with pytest.raises(FolderRefused) as refused:
        load_files(tmp_path / "folder", **FOLDER, directive_links=f"directive,carries_out\n{links}")

    assert [each.code for each in refused.value.problems] == [problem]


def test_a_directive_stands_below_all_that_it_carries_out():
    links = {"plan of the province": ["guidance", "directive"], "guidance": ["directive"]}

    assert levels(["plan of the province"], links) == [["directive"], ["guidance"], ["plan of the province"]]
    assert levels([], links) == []
    assert in_a_circle([("a", "b"), ("b", "a"), ("c", "a")]) == ["a", "b"]
