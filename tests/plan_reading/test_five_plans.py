"""The drafts of the five plans against `seed_data/`, which people read from them: the score per plan."""

import csv
import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from data_model.settings import PROJECT_DIR
from plan_reading.base.draft import PlanDraft, TaskDraft
from plan_reading.read_plan import read_plan_file

SEED = Path(PROJECT_DIR) / "seed_data"
OVERLAP = 0.5
"""A draft is that of a task where the shared text is at least this much of the longer of the two."""


def rows(name: str) -> list[dict[str, str]]:
    with (SEED / f"{name}.csv").open(encoding="utf-8-sig", newline="") as csv_file:
        return list(csv.DictReader(csv_file))


PLANS = {row["code"]: row for row in rows("plans")}
TASKS = rows("tasks")
NAMES = {
    row["code"]: {key(name) for name in (row["name"], *row["aliases"].split(";"))}
    for key in [lambda text: re.sub(r"[\s,.;]+", " ", text).strip().casefold().replace("uỷ", "ủy")]
    for row in rows("agencies")
}
LEADS: dict[str, set[str]] = {}
for assignment in rows("assignments"):
    if assignment["role"] == "lead":
        LEADS.setdefault(assignment["task"], set()).add(assignment["agency"])


@dataclass
class Score:
    wanted: int
    found: int
    leads_right: int
    drafts: int
    missed: list[str]
    wrong_leads: dict[str, list[str]]

    def __str__(self) -> str:
        return (
            f"found {self.found}/{self.wanted} = {self.found / self.wanted:.1%}, leads right "
            f"{self.leads_right}/{self.wanted} = {self.leads_right / self.wanted:.1%}, "
            f"precision {self.found}/{self.drafts} = {self.found / self.drafts:.1%}"
        )


def score(code: str, draft: PlanDraft) -> Score:
    wanted = [task for task in TASKS if task["plan"] == code]
    left = list(draft.tasks)
    missed, wrong = [], {}
    for task in wanted:
        place = place_of(task["quote"], draft.text)
        best = max(left, key=lambda one: shared(place, one), default=None)
        if best is None or shared(place, best) < OVERLAP:
            missed.append(task["code"])
            continue
        left.remove(best)
        printed = [re.sub(r"[\s,.;]+", " ", body.name).strip().casefold().replace("uỷ", "ủy") for body in best.lead]
        if not same_bodies(printed, LEADS.get(task["code"], set())):
            wrong[task["code"]] = printed
    found = len(wanted) - len(missed)
    return Score(len(wanted), found, found - len(wrong), len(draft.tasks), missed, wrong)


def place_of(quote: str, text: str) -> tuple[int, int]:
    """Blank lines apart, the text that was read is the plan's file."""
    found = re.search(r"\s+".join(map(re.escape, quote.split())), text)
    assert found is not None, quote
    return found.span()


def shared(place: tuple[int, int], draft: TaskDraft) -> float:
    overlap = min(place[1], draft.end) - max(place[0], draft.start)
    return overlap / max(place[1] - place[0], draft.end - draft.start)


def same_bodies(printed: list[str], wanted: set[str]) -> bool:
    every_wanted = all(NAMES[code] & set(printed) for code in wanted)
    none_besides = all(any(name in NAMES[code] for code in wanted) for name in printed)
    return every_wanted and none_besides


@pytest.fixture(scope="module")
def drafts() -> dict[str, PlanDraft]:
    return {code: read_plan_file(SEED / plan["text_file"]) for code, plan in PLANS.items()}


@pytest.mark.parametrize("code", PLANS)
def test_the_draft_finds_the_tasks_and_their_leads(code, drafts, record_property):
    result = score(code, drafts[code])
    record_property("score", str(result))
    print(code, result)

    assert result.found / result.wanted >= 0.95, result.missed
    assert result.leads_right / result.wanted >= 0.95, (result.missed, result.wrong_leads)
    assert result.found / result.drafts >= 0.9, str(result)


@pytest.mark.parametrize("code", PLANS)
def test_each_quote_stands_in_the_text_letter_by_letter(code, drafts):
    draft = drafts[code]

    assert draft.tasks
    assert [task for task in draft.tasks if draft.text[task.start : task.end] != task.quote] == []
